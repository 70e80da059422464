using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Store.Conversations;
using Relay.Store.Engines;
using Relay.Store.Inbox;

namespace Relay.Store.Contacts.Rights;

/// <summary>What stands about people outside their contacts, in the store.</summary>
internal sealed class ContactRecordStore(Database database, string controller) : IContactRecords
{
    internal const string ActsSql = """
        SELECT kind AS Kind, item AS Item, answer AS Answer, heads AS Heads, list AS List, withdrawn AS Withdrawn, body AS Body, at AS At, purge_after AS PurgeAfter FROM acts
        WHERE contact_id = @contact AND controller_id = @controller ORDER BY number
        """;

    internal const string HeardSql = $"{InteractionRow.Select} WHERE author_key = @hmac ORDER BY heard_at, key";

    private const string AnswersOf = """
        SELECT t.text AS Text, t.confirmed_at AS At, d.network AS Network, d.target_kind AS Kind, t.delivery_id AS Delivery, t.part AS Part FROM answers w JOIN deliveries d ON d.id = w.delivery_id
          JOIN parts t ON t.delivery_id = d.id WHERE w.purged_at IS NULL
        """;

    public Task<IReadOnlyList<KeyedHash>> AccountsAsync(IReadOnlyCollection<Guid> contacts, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<KeyedHash>>(
        async session =>
        {
            var hashes = new List<KeyedHash>();
            foreach (var contact in contacts)
            {
                hashes.AddRange((await session.QueryAsync<IdentityRow>(ContactStore.OfContactSql, new { contact = $"{contact}", controller })).Select(row => row.Hash));
            }
            return hashes;
        },
        cancel);

    public Task<ContactRecords> ReadAsync(IReadOnlyCollection<Guid> contacts, IReadOnlyCollection<KeyedHash> accounts, IReadOnlyCollection<(string Network, string Person)> addresses, CancellationToken cancel)
        => database.ReadAsync(
            async session =>
            {
                var acts = new List<ActOnFile>();
                foreach (var contact in contacts)
                {
                    acts.AddRange((await session.QueryAsync<ActRow>(ActsSql, new { contact = $"{contact}", controller })).Select(row => row.Read()));
                }
                var heard = new List<Interaction>();
                foreach (var hmac in accounts.Select(account => account.Hmac).Distinct(StringComparer.Ordinal))
                {
                    heard.AddRange((await session.QueryAsync<InteractionRow>(HeardSql, new { hmac })).Select(row => row.ToInteraction()));
                }
                var answers = new List<AnswerRow>();
                foreach (var (network, person) in addresses)
                {
                    answers.AddRange(await session.QueryAsync<AnswerRow>($"{AnswersOf} AND d.network = @network AND d.target = @person AND d.target_kind = 'private'", new { network, person }));
                }
                foreach (var one in heard)
                {
                    answers.AddRange(await session.QueryAsync<AnswerRow>($"{AnswersOf} AND w.subject = @subject", new { subject = $"answer/{one.Id}" }));
                }
                return new ContactRecords(
                    [.. acts.OrderBy(act => act.At)], [.. heard.OrderBy(one => one.HeardAt)],
                    [.. answers.DistinctBy(row => (row.Delivery, row.Part)).OrderBy(row => row.At ?? long.MaxValue).Select(row => new AnswerOnFile(row.Network, row.Text, Instant.At(row.At), row.Kind == "private"))]);
            },
            cancel);

    private sealed class ActRow
    {
        public string Kind { get; init; } = "";

        public string? Item { get; init; }

        public string? Answer { get; init; }

        public long? Heads { get; init; }

        public string? List { get; init; }

        public long Withdrawn { get; init; }

        public string? Body { get; init; }

        public long At { get; init; }

        public long PurgeAfter { get; init; }

        public ActOnFile Read() => new(
            (Body is null ? new ActBody(Kind) { Item = Item, Answer = Answer, Heads = (int?)Heads, List = List, Withdrawn = Withdrawn == 1 } : ActBody.Read(Body)).ToAct(), Instant.At(At), Instant.At(PurgeAfter));
    }

    private sealed class AnswerRow
    {
        public string Text { get; init; } = "";

        public long? At { get; init; }

        public string Network { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Delivery { get; init; } = "";

        public long Part { get; init; }
    }
}
