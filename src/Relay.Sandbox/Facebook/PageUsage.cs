using System.Globalization;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>Calls of each Page in the last 24 h against 4,800 for each engaged person, told in the usage headers as percents. Thread-safe.</summary>
internal sealed class PageUsage(TimeProvider clock, bool enforce)
{
    private const int CallsPerPerson = 4800;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Slice>> _pages = [];

    /// <summary>Counts one call; the headers to send, and whether the Page has used up its day.</summary>
    public (IReadOnlyList<KeyValuePair<string, string>> Headers, bool Exceeded) Count(FacebookPage page)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (!_pages.TryGetValue(page.Id, out var slices))
            {
                _pages[page.Id] = slices = new Queue<Slice>();
            }
            while (slices.TryPeek(out var oldest) && now - oldest.Start >= Day)
            {
                slices.Dequeue();
            }
            if (slices.LastOrDefault() is not { } current || now - current.Start >= Step)
            {
                slices.Enqueue(current = new Slice(now));
            }
            var limit = CallsPerPerson * page.EngagedUsers;
            var used = ++current.Calls + slices.Where(slice => slice != current).Sum(slice => slice.Calls);
            var exceeded = enforce && used > limit;
            var percent = limit == 0 ? 100 : (int)Math.Min(999L, 100L * used / limit);
            return (Headers(page.Id, percent, exceeded ? slices.Peek().Start + Day - now : TimeSpan.Zero), exceeded);
        }
    }

    /// <summary>What a throttled Page tells in its headers; the wait is in minutes there.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Headers(string page, int percent, TimeSpan wait)
    {
        var minutes = (int)Math.Ceiling(wait.TotalMinutes);
        return
        [
            new("X-App-Usage", string.Create(CultureInfo.InvariantCulture, $$"""{"call_count":{{percent}},"total_time":{{percent / 2}},"total_cputime":{{percent / 3}}}""")),
            new("X-Business-Use-Case-Usage", string.Create(CultureInfo.InvariantCulture,
                $$"""{"{{page}}":[{"type":"pages","call_count":{{percent}},"total_cputime":{{percent / 3}},"total_time":{{percent / 2}},"estimated_time_to_regain_access":{{minutes}}}]}""")),
        ];
    }

    public static WireAnswer TooMany() => GraphErrors.Error(
        80001, "(#80001) There have been too many calls to this Page account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.");

    private sealed class Slice(DateTimeOffset start)
    {
        public DateTimeOffset Start => start;

        public int Calls { get; set; }
    }
}
