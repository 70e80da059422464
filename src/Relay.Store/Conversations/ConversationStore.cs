using System.Globalization;
using System.Security.Cryptography;
using Relay.Core.Audit;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Inbox;
using Relay.Core.Items;
using Relay.Store.Engines;
using Relay.Store.Inbox;
using Relay.Store.Items;
using Relay.Store.Settings;

namespace Relay.Store.Conversations;

/// <summary>Conversations in the store: what is asked of it. What settling writes stands beside it.</summary>
internal sealed partial class ConversationStore(Database database, SecretStore secrets, HeardKeys keys, Contacts.ContactStore contacts, string controller) : IConversationStore, IDisposable
{
    /// <summary>Where the key of buttons and links is kept.</summary>
    public const string KeySetting = "Relay:Conversations:Key";

    internal const string MarksSql = "SELECT mark AS Mark, thread AS Thread, at AS At FROM conduct WHERE person = @person AND at > @since";

    internal const string RepliesSql = "SELECT count(*) FROM conduct WHERE post = @post AND mark = 'answered'";

    internal const string StandingSql = "SELECT kind AS Kind, item AS Item, answer AS Answer, heads AS Heads, withdrawn AS Withdrawn FROM acts WHERE contact_id = @contact AND (item IS NOT NULL OR kind IN ('volunteer', 'proposal')) ORDER BY number";

    internal const string OpposedSql = "SELECT kind FROM acts WHERE contact_id = @contact AND (kind = 'opposition' OR (kind = 'subscription' AND withdrawn = 0)) ORDER BY number DESC LIMIT 1";

    // The last answer of each person counts.
    internal const string HeadsSql = """
        SELECT coalesce(sum(a.heads), 0) FROM acts a WHERE a.item = @item AND a.kind = 'rsvp' AND a.answer = 'yes' AND a.contact_id <> @except
          AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = 'rsvp' AND n.contact_id = a.contact_id AND n.number > a.number)
        """;

    internal const string QueuedSql = """
        SELECT coalesce(sum(a.heads), 0) FROM acts a WHERE a.item = @item AND a.kind = 'rsvp' AND a.answer = 'waitlist' AND a.contact_id <> @except
          AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.item = a.item AND n.kind = 'rsvp' AND n.contact_id = a.contact_id AND n.number > a.number)
        """;

    internal const string OwnPostSql = """
        SELECT t.target AS Target, t.facts AS Facts, p.items AS Items FROM parts t JOIN deliveries d ON d.id = t.delivery_id JOIN publications p ON p.id = d.publication_id
        WHERE t.network = @network AND t.remote_ids = @ids AND t.state = 'confirmed' AND d.operation = 'create'
        """;

    // Buttons go when the next message comes, with or without some of its own: what an older one asked, nobody is shown any more.
    internal const string ButtonsSql = """
        SELECT w.buttons FROM deliveries d JOIN answers w ON w.delivery_id = d.id
        WHERE d.target = @person AND d.left_at IS NOT NULL AND d.account = @account AND d.target_kind = 'private' AND d.state IN ('confirmed', 'attempting', 'uncertain')
        ORDER BY d.left_at DESC LIMIT 1
        """;

    private const string DialogSql = "SELECT body AS Body, at AS At FROM dialogs WHERE identity_id = @id";

    internal const string WaitingSql = "SELECT key AS Key, account AS Account, contact_id AS Contact, reason AS Reason, since AS Since, deadline AS Deadline FROM waiting ORDER BY deadline, key LIMIT @limit";

    // On whatever clock it is held, and however long it takes that names no end, it was over before.
    private static readonly TimeSpan LongOver = TimeSpan.FromDays(3);

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(61);

    private readonly SemaphoreSlim _turn = new(1);

    public Task<IReadOnlyList<Interaction>> UnsettledAsync(DateTimeOffset? after, int limit, CancellationToken cancel) => database.AskAsync<IReadOnlyList<Interaction>>(
        async session => [.. (await session.QueryAsync<InteractionRow>(InteractionRow.UnsettledSql, new { after = after?.Ms() ?? -1, limit })).Select(row => row.ToInteraction())],
        cancel);

    public async Task<Recollection> RecallAsync(ConductPlace place, Guid? identity, Guid? contact, DateTimeOffset now, CancellationToken cancel)
    {
        await keys.ReadyAsync(now, cancel);
        var (person, thread, post) = HashesOf(place);
        return await database.ReadAsync(
            async session =>
            {
                var marks = await session.QueryAsync<MarkRow>(MarksSql, new { person, since = (now - Remembered).Ms() });
                var dialog = identity is null ? null : await session.FirstAsync<DialogRow>(DialogSql, new { id = $"{identity}" });
                var acts = contact is null ? [] : await session.QueryAsync<ActRow>(StandingSql, new { contact = $"{contact}" });
                var opposed = contact is null ? null : await session.FirstAsync<string>(OpposedSql, new { contact = $"{contact}" });
                var today = marks.Where(mark => mark.Is(ConductMark.AnsweredPrivately) && mark.At > (now - TimeSpan.FromDays(1)).Ms()).ToList();
                return new Recollection
                {
                    AnsweredInThread = marks.Any(mark => mark.Is(ConductMark.Answered) && mark.Thread == thread),
                    IsQuiet = marks.Any(mark => mark.Is(ConductMark.Quiet) && mark.Thread == thread && mark.IsWithin(now, 30)),
                    Insults = marks.Count(mark => mark.Is(ConductMark.Insult) && mark.IsWithin(now, 30)),
                    RepliesOnPost = post is null ? 0 : (int)await session.CountAsync(RepliesSql, new { post }),
                    AnswersToday = today.Count,
                    AnsweredAt = today.Count == 0 ? null : Instant.At(today.Max(mark => mark.At)),
                    NoticeGiven = marks.Any(mark => mark.Is(ConductMark.Notice)),
                    HasOpposed = opposed == TalkKeys.Acts[ActKind.Opposition],
                    HasSupported = marks.Any(mark => mark.Is(ConductMark.Supported) && mark.Thread == thread),
                    Stopped = Last(ConductMark.StopSaid) is { } said && Last(ConductMark.StopHeard) is { } heard ? new(said, heard) : null,
                    Dialog = dialog is null ? null : DialogBody.Read(dialog.Body, Instant.At(dialog.At)),
                    Standing = [.. acts.GroupBy(row => (row.Kind, row.Item)).Select(group => group.Last().ToAct()).Where(act => !act.IsWithdrawal)],
                };

                DateTimeOffset? Last(ConductMark mark) => marks.Where(one => one.Is(mark)).Max(one => (long?)one.At) is { } at ? Instant.At(at) : null;
            },
            cancel);
    }

    public async Task<OwnPost?> FindPostAsync(string network, IReadOnlyList<string> remoteIds, IReadOnlyCollection<string>? targets, CancellationToken cancel)
    {
        foreach (var id in remoteIds)
        {
            var rows = await database.AskAsync(session => session.QueryAsync<PostRow>(OwnPostSql, new { network, ids = Deliveries.LedgerJson.Write([id]) }), cancel);
            var own = rows.Where(row => targets is null || targets.Contains(row.Target)).ToList();
            if (own.Count == 1)
            {
                return new(Deliveries.LedgerJson.Keys(own[0].Items), own[0].Facts);
            }
        }
        return null;
    }

    public Task<IReadOnlyList<StoredItem>> OpenItemsAsync(DateTimeOffset now, CancellationToken cancel) => database.AskAsync<IReadOnlyList<StoredItem>>(
        async session =>
        [
            .. (await session.QueryAsync<ItemRow>(OpenSql(session.Dialect), new { since = (now - LongOver).UtcDateTime.ToString("s", CultureInfo.InvariantCulture) })).Select(row => row.ToItem())
                .Where(item => item.Face is Event held ? held.Status is EventStatus.Planned or EventStatus.Confirmed && held.Over > now : item.Face is Initiative { Status: InitiativeStatus.Open })
                .Where(item => !item.Item.IsHidden)
                .OrderBy(item => item.Face is Event held ? held.Starts : DateTimeOffset.MaxValue).ThenBy(item => item.Item.Key.ToString(), StringComparer.Ordinal),
        ],
        cancel);

    public Task<int> HeadsAsync(ItemKey item, Guid? except, CancellationToken cancel)
        => database.AskAsync(async session => (int)await session.CountAsync(HeadsSql, new { item = $"{item}", except = $"{except}" }), cancel);

    public Task<int> QueuedAsync(ItemKey item, Guid? except, CancellationToken cancel)
        => database.AskAsync(async session => (int)await session.CountAsync(QueuedSql, new { item = $"{item}", except = $"{except}" }), cancel);

    // A link may have been made by somebody who could not write here: whoever asks has checked its signature, so that looking through all keys is worth it.
    public Task<ItemKey?> FindNamedAsync(string name, CancellationToken cancel) => database.AskAsync(
        async session => await session.FirstAsync<string>("SELECT item FROM item_names WHERE name = @name", new { name }) is { } item
            ? ItemKey.Parse(item)
            : (await session.QueryAsync<string>("SELECT key FROM items")).Select(ItemKey.Parse).FirstOrDefault(key => Tokens.RefOf(key) == name),
        cancel);

    public Task<string?> FindButtonAsync(string account, string person, string words, CancellationToken cancel) => database.AskAsync(
        async session => (await session.QueryAsync<string>(ButtonsSql, new { account, person })).SelectMany(Deliveries.AnswerRow.Read)
            .FirstOrDefault(button => button.Data is not null && Core.Deliveries.Answers.ButtonRoom.IsSaid(words, button.Label))?.Data,
        cancel);

    public Task<IReadOnlyList<ItemKey>?> FindCopyAsync(Guid publication, CancellationToken cancel) => database.AskAsync(
        async session => await session.FirstAsync<string>("SELECT items FROM publications WHERE id = @id", new { id = $"{publication}" }) is { } items ? Deliveries.LedgerJson.Keys(items) : null, cancel);

    public Task NameAsync(ItemKey item, CancellationToken cancel) => database.WriteAsync(session => NameAsync(session, item), cancel);

    public async Task<byte[]> SigningKeyAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (secrets.Find(KeySetting) is not { } kept)
            {
                kept = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
                await secrets.KeepAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [KeySetting] = kept }, Actor.System, now, cancel);
            }
            return Convert.FromBase64String(kept);
        }
        finally
        {
            _turn.Release();
        }
    }

    public byte[]? FindSigningKey() => secrets.Find(KeySetting) is { } kept ? Convert.FromBase64String(kept) : null;

    public Task<IReadOnlyList<WaitingInteraction>> WaitingAsync(int limit, CancellationToken cancel) => database.AskAsync<IReadOnlyList<WaitingInteraction>>(
        async session => [.. (await session.QueryAsync<WaitRow>(WaitingSql, new { limit })).Select(row => row.Read())],
        cancel);

    public void Dispose() => _turn.Dispose();

    // Events of years stay in a party's database: they are not read again each minute.
    private static string OpenSql(Dialect dialect) => $"""
        {ItemRow.Select} WHERE i.presence = 'present' AND (i.kind <> 'event' OR coalesce({dialect.Member("b.body", "endsLocal")}, {dialect.Member("b.body", "startsLocal")}, '9') >= @since)
        """;

    private static Task<int> NameAsync(WriteSession session, ItemKey item)
        => session.ExecuteAsync("INSERT INTO item_names (name, item) VALUES (@name, @item) ON CONFLICT (name) DO NOTHING", new { name = Tokens.RefOf(item), item = $"{item}" });

    private (string Person, string Thread, string? Post) HashesOf(ConductPlace place)
        => (keys.OfConduct($"person\n{place.Person}"), keys.OfConduct($"thread\n{place.Thread}"), place.Post is null ? null : keys.OfConduct($"post\n{place.Post}"));

    private sealed class MarkRow
    {
        public string Mark { get; init; } = "";

        public string Thread { get; init; } = "";

        public long At { get; init; }

        public bool Is(ConductMark mark) => Mark == TalkKeys.Marks[mark];

        public bool IsWithin(DateTimeOffset now, int days) => At > now.AddDays(-days).Ms();
    }

    private sealed class DialogRow
    {
        public string Body { get; init; } = "";

        public long At { get; init; }
    }

    private sealed class ActRow
    {
        public string Kind { get; init; } = "";

        public string? Item { get; init; }

        public string? Answer { get; init; }

        public long? Heads { get; init; }

        public long Withdrawn { get; init; }

        public Act ToAct() => new ActBody(Kind) { Item = Item, Answer = Answer, Heads = (int?)Heads, Withdrawn = Withdrawn == 1 }.ToAct();
    }

    private sealed class PostRow
    {
        public string Target { get; init; } = "";

        public string? Facts { get; init; }

        public string Items { get; init; } = "";
    }
}
