using System.Globalization;

namespace Relay.Networks.Arriving;

/// <summary>Instants as networks write them.</summary>
internal static class Instants
{
    // Seconds until the year 5138, milliseconds from 1973 on: Telegram and Facebook's feed count seconds, Messenger and X milliseconds, some servers the other.
    private const long FirstInMilliseconds = 100_000_000_000;
    private const long LastInMilliseconds = 253_402_300_799_999;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "ddd MMM dd HH:mm:ss zzz yyyy",
    ];

    /// <summary>Seconds or milliseconds since 1970; null for what is no time of a message.</summary>
    public static DateTimeOffset? Of(long number) => number switch
    {
        <= 0 or > LastInMilliseconds => null,
        < FirstInMilliseconds => DateTimeOffset.FromUnixTimeSeconds(number),
        _ => DateTimeOffset.FromUnixTimeMilliseconds(number),
    };

    /// <summary>ISO 8601 with <c>Z</c>, <c>+00:00</c> or Facebook's <c>+0000</c>, or the form that X used first, <c>Wed Oct 10 20:19:24 +0000 2018</c>. In UTC.</summary>
    public static DateTimeOffset? Of(string text)
        => DateTimeOffset.TryParseExact(WithColon(text), Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    private static string WithColon(string text)
    {
        var sign = text.LastIndexOfAny(['+', '-']);
        return sign > 0 && text.Length >= sign + 5 && text.AsSpan(sign + 1, 4).IndexOfAnyExceptInRange('0', '9') < 0 && (text.Length == sign + 5 || text[sign + 5] == ' ')
            ? text.Insert(sign + 3, ":")
            : text;
    }
}
