using System.Globalization;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>The documented windows of X, each opened by its first call: per user and endpoint for 15 minutes, posts also for 3 and 24 hours. Thread-safe.</summary>
internal sealed class XRates(TimeProvider clock, bool enforce)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private static readonly Dictionary<string, int> Limits = new(StringComparer.Ordinal)
    {
        ["POST /2/tweets"] = 100,
        ["DELETE /2/tweets/:id"] = 50,
        ["GET /2/tweets"] = 5000,
        ["GET /2/tweets/:id"] = 900,
        ["GET /2/users/:id/tweets"] = 900,
        ["GET /2/users/:id/mentions"] = 300,
        ["GET /2/tweets/search/recent"] = 300,
        ["GET /2/tweets/:id/quote_tweets"] = 75,
        ["GET /2/dm_events"] = 15,
        ["GET /2/dm_events/:id"] = 15,
        ["GET /2/dm_conversations/:id/dm_events"] = 15,
        ["POST /2/dm_conversations/with/:id/messages"] = 15,
        ["GET /2/dm_conversations/with/:id/dm_events"] = 15,
        ["GET /2/users/me"] = 75,
        ["POST /2/media/upload"] = 500,
        ["GET /2/media/upload"] = 1000,
        ["POST /2/media/metadata"] = 500,
        ["POST /2/media/upload/initialize"] = 500,
        ["POST /2/media/upload/:id/append"] = 500,
        ["POST /2/media/upload/:id/finalize"] = 500,
    };

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Who, string What), Window> _windows = [];

    /// <summary>Counts one call; the headers to send, and whether it exceeds a limit. Where none is enforced, none is told: readers would wait for a window that is never closed.</summary>
    public (IReadOnlyList<KeyValuePair<string, string>> Headers, bool Exceeded) Count(XProfile profile, string endpoint)
    {
        if (!enforce)
        {
            return ([], false);
        }
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            var shown = Open((profile.Id, endpoint), Quarter, Limits[endpoint], now);
            List<(string Prefix, Window Window)> windows = [("x-rate-limit", shown)];
            if (endpoint == "POST /2/tweets")
            {
                windows.Add(("x-app-limit-24hour", Open((profile.ConsumerKey, "day"), TimeSpan.FromDays(1), 10_000, now)));
                windows.Add(("x-user-limit-3hour", Open((profile.Id, "3 hours"), TimeSpan.FromHours(3), 300, now)));
            }
            var exceeded = windows.Exists(each => each.Window.Used >= each.Window.Limit);
            if (!exceeded)
            {
                windows.ForEach(each => each.Window.Used++);
            }
            return ([.. windows.SelectMany(each => each.Window.Headers(each.Prefix))], exceeded);
        }
    }

    /// <summary>Headers that say: nothing left, come back then.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Spent(DateTimeOffset resets, TimeSpan wait)
        => [.. new Window(resets, 100) { Used = 100 }.Headers("x-rate-limit"), new("Retry-After", $"{Math.Ceiling(wait.TotalSeconds)}")];

    private Window Open((string, string) key, TimeSpan length, int limit, DateTimeOffset now)
    {
        if (!_windows.TryGetValue(key, out var window) || window.Resets <= now)
        {
            _windows[key] = window = new Window(now + length, limit);
        }
        return window;
    }

    private sealed class Window(DateTimeOffset resets, int limit)
    {
        public DateTimeOffset Resets => resets;

        public int Limit => limit;

        public int Used { get; set; }

        public IEnumerable<KeyValuePair<string, string>> Headers(string prefix) =>
        [
            new($"{prefix}-limit", $"{limit}"),
            new($"{prefix}-remaining", $"{Math.Max(0, limit - Used)}"),
            new($"{prefix}-reset", Math.Ceiling(resets.ToUnixTimeMilliseconds() / 1000.0).ToString(CultureInfo.InvariantCulture)),
        ];
    }
}
