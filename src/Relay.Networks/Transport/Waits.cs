using System.Globalization;
using System.Net.Http.Headers;
using Relay.Core.Deliveries;

namespace Relay.Networks.Transport;

/// <summary>How long an answer asks to wait, in the forms that HTTP and the networks use.</summary>
internal static class Waits
{
    // A broken clock or a hostile answer must not silence an account for ever.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary><c>Retry-After</c>, in seconds (a fraction is allowed) or as an HTTP date; null when there is none that makes sense.</summary>
    public static TimeSpan? RetryAfter(this Reply reply, TimeProvider clock)
    {
        if (reply.Headers.RetryAfter is { } known)
        {
            return Within(known.Delta ?? (known.Date - clock.GetUtcNow()));
        }
        return First(reply.Headers, "Retry-After") is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? Within(Seconds(seconds))
            : null;
    }

    /// <summary>What <c>x-rate-limit-remaining</c> and <c>-reset</c> (or others of that shape) say; null when either is missing or makes no sense.</summary>
    /// <param name="headers">The answer's.</param>
    /// <param name="prefix"><c>x-rate-limit-</c>.</param>
    public static RateReading? Reading(this HttpResponseHeaders headers, string prefix)
        => First(headers, prefix + "remaining") is { } left && First(headers, prefix + "reset") is { } reset
            && int.TryParse(left, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var remaining) && Instant(reset) is { } resets
            ? new RateReading(Math.Max(0, remaining), resets)
            : null;

    /// <summary>An instant in Unix seconds or milliseconds; null when it is neither.</summary>
    public static DateTimeOffset? Instant(string? text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is not (> 0 and < 1e14))
        {
            return null;
        }
        return DateTimeOffset.FromUnixTimeMilliseconds((long)(number < 1e11 ? number * 1000 : number));
    }

    /// <summary>A wait of 0 s to 1 day; null stays null.</summary>
    public static TimeSpan? Within(TimeSpan? wait) => wait switch
    {
        null => null,
        { } negative when negative < TimeSpan.Zero => TimeSpan.Zero,
        { } other => other > Longest ? Longest : other,
    };

    /// <summary>Seconds that a network wrote, however many.</summary>
    public static TimeSpan Seconds(double seconds) => double.IsNaN(seconds) ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest.TotalSeconds));

    /// <summary>The first value of a header; null when it is absent.</summary>
    public static string? First(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null;
}
