using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

/// <summary>
/// What the usage headers say, as a share in percent: <c>X-App-Usage</c>, <c>X-Page-Usage</c>, <c>X-Business-Use-Case-Usage</c>. They are absent until enough calls were made.
/// Source: developers.facebook.com/docs/graph-api/overview/rate-limiting.
/// </summary>
/// <param name="Percent">The share used up of the limit that is nearest; 100 and more means throttled.</param>
/// <param name="Regain">How long until access is regained; null when it is not told.</param>
internal sealed record FacebookUsage(int Percent, TimeSpan? Regain)
{
    private static readonly string[] Headers = ["X-App-Usage", "X-Page-Usage", "X-Business-Use-Case-Usage"];

    // The windows are rolling hours; where a full one does not say when it opens, this is waited.
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan UntoldWait = TimeSpan.FromMinutes(10);

    /// <summary>Reads all that are there; null when none is.</summary>
    public static FacebookUsage? Of(HttpResponseHeaders headers)
    {
        FacebookUsage? all = null;
        foreach (var name in Headers)
        {
            if (Waits.First(headers, name) is { } json && Parse(json) is { } one)
            {
                all = all is null ? one : new(Math.Max(all.Percent, one.Percent), Longer(all.Regain, one.Regain));
            }
        }
        return all;
    }

    /// <summary>In the form that the pump obeys: calls left in a hundred.</summary>
    public RateReading Reading(TimeProvider clock)
        => new(Math.Max(0, 100 - Percent), clock.GetUtcNow() + (Regain ?? (Percent >= 100 ? UntoldWait : Window)));

    // Read token by token: the documented example repeats a key, which readers of whole objects refuse or lose.
    private static FacebookUsage? Parse(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        double percent = -1, minutes = 0;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.PropertyName)
                {
                    continue;
                }
                var name = reader.GetString();
                if (reader.Read() && reader.TokenType is JsonTokenType.Number && reader.TryGetDouble(out var value))
                {
                    percent = name is "call_count" or "total_time" or "total_cputime" ? Math.Max(percent, value) : percent;
                    minutes = name is "estimated_time_to_regain_access" ? Math.Max(minutes, value) : minutes;
                }
            }
        }
        catch (JsonException)
        {
            return null; // a broken header says nothing; the body of a throttled answer still does
        }
        return percent < 0 ? null : new((int)Math.Ceiling(Math.Min(percent, 10_000)), minutes > 0 ? Waits.Seconds(minutes * 60) : null);
    }

    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) => one is null || other > one ? other : one;
}
