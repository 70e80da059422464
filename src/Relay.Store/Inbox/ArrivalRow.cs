using System.Globalization;
using System.Text;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store.Engines;

namespace Relay.Store.Inbox;

/// <summary>A row of <c>arrivals</c>.</summary>
internal sealed class ArrivalRow
{
    internal const string WaitingSql = $"{Select} WHERE state = 'waiting' AND number > @after ORDER BY number LIMIT @limit";

    internal const string AsideSql = $"{Select} WHERE unread IS NOT NULL ORDER BY number DESC LIMIT @limit";

    internal const string CountWaitingSql = "SELECT count(*) FROM arrivals WHERE state = 'waiting'";

    internal const string CountBrokenSql = "SELECT count(*) FROM arrivals WHERE state = 'broken'";

    internal const string OldestSql = "SELECT at FROM arrivals WHERE state = 'waiting' ORDER BY number LIMIT 1";

    internal const string PurgeSql = "DELETE FROM arrivals WHERE number IN (SELECT number FROM arrivals WHERE purge_after < @now ORDER BY purge_after LIMIT @limit)";

    internal const string PurgeWaitingSql = "DELETE FROM arrivals WHERE state = 'waiting' AND purge_after < @now";

    // A shorter id may be any number.
    private const int LeastToTell = 5;

    private const string Select = "SELECT number AS Number, account AS Account, door AS Door, stream AS Stream, payload AS Payload, at AS At, unread AS Unread FROM arrivals";

    /// <summary>How arrivals are written that are kept for a time.</summary>
    public static RowShape<KeptArrival> ShapeFor(TimeSpan kept) => new RowShape<KeptArrival>()
        .Number("number", row => row.Number).Text("account", row => row.Arrival.Account).Text("door", row => InboxKeyMaps.Doors[row.Arrival.Door]).Text("stream", row => row.Arrival.Stream.Keepable())
        .Text("payload", row => PayloadText.Write(row.Arrival.Payload)).Number("at", row => row.Arrival.At.Ms()).Number("purge_after", row => (row.Arrival.At + kept).Ms());

    private static readonly RowShape<UnderstoodArrival> Read = new RowShape<UnderstoodArrival>()
        .Number("number", row => row.Number).Text("state", row => row.Reading.Unread.Any(piece => piece.Broken) ? "broken" : "unread").Text("unread", row => InteractionBody.Write(row.Reading.Unread));

    public long Number { get; init; }

    public string Account { get; init; } = "";

    public string Door { get; init; } = "";

    public string Stream { get; init; } = "";

    public string Payload { get; init; } = "";

    public long At { get; init; }

    public string? Unread { get; init; }

    public static Task WriteAsync(WriteSession session, RowShape<KeptArrival> shape, IReadOnlyList<KeptArrival> arrivals) => session.ExecuteRowsAsync(
        shape,
        arrivals,
        rows =>
            $"""
             INSERT INTO arrivals (number, account, door, stream, payload, at, state, purge_after)
             {rows.Values(rows["number"], rows["account"], rows["door"], rows["stream"], rows["payload"], rows["at"], "'waiting'", rows["purge_after"])}
             """);

    /// <summary>Deletes the payloads that were set aside and name an account, in the transaction of its erasure.</summary>
    public static async Task ForgetAsync(WriteSession session, string person)
    {
        if (person.Length < LeastToTell || !person.All(char.IsAsciiLetterOrDigit))
        {
            return;
        }
        var candidates = await session.QueryAsync<ArrivalRow>($"{Select} WHERE state <> 'waiting' AND (payload LIKE @named OR payload LIKE @coded)", new { named = $"%{person}%", coded = $"{PayloadText.Coded}%" });
        foreach (var row in candidates.Where(row => row.Names(person)))
        {
            await session.ExecuteAsync("DELETE FROM arrivals WHERE number = @Number", new { row.Number });
        }
    }

    /// <summary>Takes arrivals off the list. A payload of which nothing is left to understand holds names and ids for no purpose: it goes at once.</summary>
    /// <returns>Those that were on it, in order.</returns>
    public static async Task<List<UnderstoodArrival>> TakeOffAsync(WriteSession session, IReadOnlyList<UnderstoodArrival> understood)
    {
        var all = understood.DistinctBy(one => one.Number).ToList();
        var done = await TakeOffAsync(session, [.. all.Where(one => one.Reading.Unread.Count == 0)], rows => $"DELETE FROM arrivals WHERE number IN (SELECT r.number FROM {rows}) AND state = 'waiting'");
        var aside = await TakeOffAsync(
            session,
            [.. all.Where(one => one.Reading.Unread.Count > 0)],
            rows => $"UPDATE arrivals SET state = {rows["state"]}, unread = {rows["unread"]} {rows.From} WHERE arrivals.number = {rows["number"]} AND arrivals.state = 'waiting'");
        var taken = done.Concat(aside).Select(one => one.Number).ToHashSet();
        return all.FindAll(one => taken.Contains(one.Number));
    }

    private static Task<List<UnderstoodArrival>> TakeOffAsync(WriteSession session, IReadOnlyList<UnderstoodArrival> understood, Func<RowsText, string> sql)
        => session.ChangeRowsAsync(Read, understood, sql, "CAST(arrivals.number AS text)", one => one.Number.ToString(CultureInfo.InvariantCulture));

    // Within a longer id or an instant it is somebody else's, or nobody's.
    private bool Names(string person)
    {
        var text = Encoding.Latin1.GetString(PayloadText.Read(Payload).Span);
        for (var at = text.IndexOf(person, StringComparison.Ordinal); at >= 0; at = text.IndexOf(person, at + 1, StringComparison.Ordinal))
        {
            var end = at + person.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiLetterOrDigit(text[end])))
            {
                return true;
            }
        }
        return false;
    }

    public KeptArrival ToArrival() => new(Number, new(Account, InboxKeyMaps.Doors.Read(Door), Stream, PayloadText.Read(Payload), Instant.At(At)));

    public SetAside ToSetAside() => new(Number, Account, Stream, Instant.At(At), InteractionBody.Unread(Unread!));
}
