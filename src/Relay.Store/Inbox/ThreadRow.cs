using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>
/// The post that a thread of a group discusses. Telegram names it in the message that stands for the post and in direct answers to that one, not in answers to answers: they are known by
/// their thread, whichever of both came first.
/// </summary>
internal sealed class ThreadRow
{
    private static readonly RowShape<ThreadRow> Shape = new RowShape<ThreadRow>().Text("key", row => row.Key).Text("post_chat", row => row.PostChat).Text("post", row => row.Post);

    public string Key { get; init; } = "";

    public string PostChat { get; init; } = "";

    public string Post { get; init; } = "";

    /// <summary>The thread that an interaction stands in as long as its post is not known; null for every other.</summary>
    public static string? OpenOf(Interaction interaction)
        => interaction.State is { Removed: false, Words: { Post: null, Thread: { } thread } } state && IsOfAGroup(state.Of) ? KeyOf(state.Of, thread) : null;

    /// <summary>Keeps what was told of threads, and finds the posts of those that are open: of the interactions given, and of any that waited for it.</summary>
    public static async Task<IReadOnlyList<Interaction>> JoinAsync(WriteSession session, IReadOnlyList<Happening> told, IReadOnlyList<Interaction> changed)
    {
        ThreadRow[] learned = [.. told.OfType<Happening.Said>().Select(Of).OfType<ThreadRow>().DistinctBy(row => row.Key, StringComparer.Ordinal)];
        await session.ExecuteRowsAsync(Shape, learned, rows => $"INSERT INTO threads (key, post_chat, post) {rows.Values(rows["key"], rows["post_chat"], rows["post"])} ON CONFLICT (key) DO NOTHING");
        var ids = changed.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        Interaction[] waited = learned.Length == 0 ? [] : [.. (await session.QueryRowsAsync<string, InteractionRow>(RowShapes.Keys, learned.Select(row => row.Key), _ => InteractionRow.OfThreadsSql(session.Dialect)))
            .Select(row => row.ToInteraction()).Where(one => !ids.Contains(one.Id))];
        var open = changed.Select(OpenOf).OfType<string>().Concat(learned.Select(row => row.Key)).Distinct(StringComparer.Ordinal).ToList();
        if (open.Count == 0)
        {
            return changed;
        }
        var posts = (await session.QueryRowsAsync<string, ThreadRow>(RowShapes.Keys, open, rows => FindSql(rows.ToString()))).ToDictionary(row => row.Key, StringComparer.Ordinal);
        return [.. changed.Concat(waited).Select(one => OpenOf(one) is { } key && posts.TryGetValue(key, out var post) ? post.Under(one) : one)];
    }

    /// <summary>What finds posts by a table <c>r</c> of threads.</summary>
    internal static string FindSql(string table) => $"SELECT t.key AS Key, t.post_chat AS PostChat, t.post AS Post FROM threads t WHERE t.key IN (SELECT r.key FROM {table})";

    private static ThreadRow? Of(Happening.Said said) => said is { Thread: { } thread, Post: { } post, PostChat: { } chat } && IsOfAGroup(said.Of) && KeyOf(said.Of, thread) is { } key
        ? new() { Key = key, PostChat = chat.Keepable()!, Post = post.Keepable()! }
        : null;

    private Interaction Under(Interaction one)
    {
        var words = one.State.Words!;
        return one with { State = one.State with { Words = words with { Post = Post, PostChat = PostChat, Kind = words.Kind >= InteractionKind.Comment ? words.Kind : InteractionKind.Comment } } };
    }

    private static bool IsOfAGroup(InteractionKey of) => of.Realm == InteractionRealm.Public && of.Chat.Length > 0;

    private static string? KeyOf(InteractionKey of, string thread) => (of with { RemoteId = thread }).ToString().Keepable();
}
