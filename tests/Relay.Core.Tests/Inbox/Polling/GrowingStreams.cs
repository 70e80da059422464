using System.Globalization;
using System.Text;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;

namespace Relay.Core.Tests.Inbox.Polling;

/// <summary>A network whose streams grow, in pages of three, newest first.</summary>
internal sealed class GrowingStreams : IPollStreams
{
    private const int PageSize = 3;

    /// <summary>The number of each thing, by stream, oldest first.</summary>
    public Dictionary<string, List<int>> Things { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked, in order.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Refuses a request; null lets it through.</summary>
    public Func<PollStream, PollPlace, Outcome.Failed?> Refuses { get; set; } = (_, _) => null;

    /// <summary>What one thing costs.</summary>
    public decimal Usd { get; set; }

    /// <summary>How long a kind is to be left alone after a page.</summary>
    public Func<PollStream, TimeSpan?> Pauses { get; set; } = _ => null;

    public string Network => "facebook";

    public TimeSpan Usual => TimeSpan.FromMinutes(2);

    public IReadOnlyList<PollStream> StreamsOf(Account account) => [new("messages")];

    public string? PostsOf(Account account) => "page";

    public PollStream? StreamOf(Account account, OwnPost post) => new($"comments:{post.RemoteId}", post.At);

    public decimal MostUsd(Account account) => PageSize * Usd;

    public Task<PollStep> ReadAsync(Account account, PollStream stream, PollPlace place, CancellationToken abort)
    {
        Asked.Add($"{stream.Name} {place.Known}<{place.Cursor}");
        if (Refuses(stream, place) is { } refusal)
        {
            return Task.FromResult<PollStep>(new PollStep.Failed(refusal));
        }
        var all = Things.GetValueOrDefault(stream.Name) ?? [];
        var older = place.Cursor is { } cursor ? all.Where(thing => thing < Number(cursor)) : all;
        var page = older.OrderDescending().Take(PageSize).ToList();
        var reached = page.Count == 0 || page[^1] == all[0] || (place.Known is { } known && page[^1] <= Number(known));
        return Task.FromResult<PollStep>(new PollStep.Came(Encoding.UTF8.GetBytes(string.Join(',', page)), page.Count, page.Count == 0 ? null : Text(page[0]), reached ? null : Text(page[^1])) { Usd = page.Count(thing => place.Known is null || thing > Number(place.Known)) * Usd, Pause = Pauses(stream) });
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
