using Relay.Core.Audit;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox;
using Relay.Store.Conversations;
using Relay.Store.Deliveries;
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

    private const string GuestsSql = "SELECT item AS Item, account AS Account, facts AS Facts, told AS Told, purge_after AS PurgeAfter FROM guests WHERE contact_id = @contact ORDER BY item";

    private const string WaitingSql = "SELECT key AS Key, account AS Account, contact_id AS Contact, reason AS Reason, since AS Since, deadline AS Deadline FROM waiting WHERE contact_id = @contact ORDER BY deadline, key";

    private const string DialogsSql = """
        SELECT d.identity_id AS Identity, d.body AS Body, d.at AS At, d.purge_after AS PurgeAfter FROM dialogs d JOIN identities i ON i.id = d.identity_id WHERE i.contact_id = @contact ORDER BY d.at
        """;

    private const string ReturnsSql = "SELECT kind AS Kind, at AS At, taken_at AS TakenAt, purge_after AS PurgeAfter FROM returns WHERE contact = @contact ORDER BY number";

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

    public Task<DueRecords> DueAsync(DateTimeOffset now, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var args = new { now = now.Ms() };
            var conversations = 0;
            foreach (var table in ConversationStore.Ending)
            {
                conversations += (int)await session.CountAsync($"SELECT count(*) FROM {table} WHERE purge_after < @now", args);
            }
            return new DueRecords(conversations, (int)await session.CountAsync("SELECT count(*) FROM answers WHERE purged_at IS NULL AND purge_after <= @now", args));
        },
        cancel);

    public Task<int> CountWordsAsync(IReadOnlyCollection<KeyedHash> accounts, CancellationToken cancel) => database.AskAsync(
        async session =>
        {
            var count = 0;
            foreach (var hmac in accounts.Select(account => account.Hmac).Distinct(StringComparer.Ordinal))
            {
                count += (int)await session.CountAsync("SELECT count(*) FROM interactions WHERE author_key = @hmac", new { hmac });
            }
            return count;
        },
        cancel);

    public Task<int> ForgetWordsAsync(IReadOnlyCollection<KeyedHash> accounts, string? person, DateTimeOffset until, Actor actor, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            session.ForgetsPeople = true;
            var all = 0;
            foreach (var account in accounts)
            {
                var args = new { account.Hmac, until = until.Ms() };
                await AnswerStore.ForgetAsync(session, await session.QueryAsync<string>("SELECT key FROM interactions WHERE author_key = @Hmac AND heard_at <= @until", args), actor, now);
                await session.ExecuteAsync("DELETE FROM waiting WHERE key IN (SELECT key FROM interactions WHERE author_key = @Hmac AND heard_at <= @until)", args);
                if (await session.ExecuteAsync("DELETE FROM interactions WHERE author_key = @Hmac AND heard_at <= @until", args) is > 0 and var forgotten)
                {
                    all += forgotten;
                    session.Audit(now, actor, "words.erased", SuppressionStore.SubjectOf(account), $"{forgotten} interactions");
                }
            }
            if (person is not null)
            {
                await ArrivalRow.ForgetAsync(session, person);
            }
            return all;
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
                foreach (var contact in contacts)
                {
                    answers.AddRange(await session.QueryAsync<AnswerRow>($"{AnswersOf} AND w.person IN (SELECT i.id FROM identities i WHERE i.contact_id = @contact AND i.controller_id = @controller)", new { contact = $"{contact}", controller }));
                }
                foreach (var one in heard)
                {
                    answers.AddRange(await session.QueryAsync<AnswerRow>($"{AnswersOf} AND w.subject = @subject", new { subject = $"answer/{one.Id}" }));
                }
                return new ContactRecords(
                    [.. acts.OrderBy(act => act.At)], [.. heard.OrderBy(one => one.HeardAt)],
                    [.. answers.DistinctBy(row => (row.Delivery, row.Part)).OrderBy(row => row.At ?? long.MaxValue).Select(row => new AnswerOnFile(row.Network, row.Text, Instant.At(row.At), row.Kind == "private"))])
                {
                    Guests = await OfAllAsync<GuestOnFileRow, GuestOnFile>(session, contacts, GuestsSql, row => new(row.Item, row.Account, row.Facts, (int)row.Told, Instant.At(row.PurgeAfter))),
                    Waiting = await OfAllAsync<WaitRow, WaitingInteraction>(session, contacts, WaitingSql, row => row.Read()),
                    Dialogs = await OfAllAsync<DialogRow, DialogOnFile>(session, contacts, DialogsSql, row => new(row.Identity, row.Body, Instant.At(row.At), Instant.At(row.PurgeAfter))),
                    Returned = await OfAllAsync<ReturnRow, ReturnOnFile>(session, contacts, ReturnsSql, row => new(row.Kind, Instant.At(row.At), Instant.At(row.TakenAt), Instant.At(row.PurgeAfter))),
                };
            },
            cancel);

    private static async Task<IReadOnlyList<T>> OfAllAsync<TRow, T>(Session session, IReadOnlyCollection<Guid> contacts, string sql, Func<TRow, T> read)
    {
        var all = new List<T>();
        foreach (var contact in contacts)
        {
            all.AddRange((await session.QueryAsync<TRow>(sql, new { contact = $"{contact}" })).Select(read));
        }
        return all;
    }

    private sealed class GuestOnFileRow
    {
        public string Item { get; init; } = "";

        public string Account { get; init; } = "";

        public string Facts { get; init; } = "";

        public long Told { get; init; }

        public long PurgeAfter { get; init; }
    }

    private sealed class DialogRow
    {
        public string Identity { get; init; } = "";

        public string Body { get; init; } = "";

        public long At { get; init; }

        public long PurgeAfter { get; init; }
    }

    private sealed class ReturnRow
    {
        public string Kind { get; init; } = "";

        public long At { get; init; }

        public long? TakenAt { get; init; }

        public long PurgeAfter { get; init; }
    }

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
