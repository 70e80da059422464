using System.Globalization;
using System.Text.RegularExpressions;

namespace Relay.Sources.Rows;

/// <summary>A time as a database writes it: ISO text with or without an offset, or Unix seconds or milliseconds.</summary>
/// <param name="Clock">What is written.</param>
/// <param name="Offset">From UTC; null when it is not said.</param>
/// <param name="HasHour">Whether more than a day is written.</param>
internal readonly partial record struct WrittenTime(DateTime Clock, TimeSpan? Offset, bool HasHour)
{
    /// <summary>The instant; a clock without an offset is taken as UTC.</summary>
    public DateTimeOffset Instant => new(Clock, Offset ?? TimeSpan.Zero);

    /// <summary>Reads a time; false when it is none, or lies outside the years 1970 to 2199.</summary>
    public static bool TryRead(string text, out WrittenTime time)
    {
        time = default;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var seconds = number > 100_000_000_000 ? number / 1000 : number;
            // Eight digits may be a day, 20260310: better refused than taken for one in August 1970.
            time = new WrittenTime(DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, 7_000_000_000)).DateTime, TimeSpan.Zero, true);
            return seconds is >= 100_000_000 and < 7_000_000_000;
        }
        var match = Shape().Match(text);
        if (!match.Success || !DateTime.TryParseExact(match.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1970 or > 2199)
        {
            return false;
        }
        var hours = Number(match, "hour");
        var offset = match.Groups["offset"].Value;
        var span = new TimeSpan(Number(match, "offsetHours"), Number(match, "offsetMinutes"), 0);
        if (hours > 23 || Number(match, "minute") > 59 || Number(match, "second") > 59 || span > TimeSpan.FromHours(14))
        {
            return false;
        }
        var fraction = TimeSpan.FromTicks(match.Groups["fraction"].Success ? int.Parse(match.Groups["fraction"].Value.PadRight(7, '0')[..7], CultureInfo.InvariantCulture) : 0);
        var clock = day + new TimeSpan(hours, Number(match, "minute"), Number(match, "second")) + fraction;
        time = new WrittenTime(clock, offset switch { "" => null, ['-', ..] => -span, _ => span }, match.Groups["hour"].Success);
        return true;
    }

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9][0-9]-[0-9][0-9])([T ](?<hour>[0-9][0-9]):(?<minute>[0-9][0-9])(:(?<second>[0-9][0-9])([.,](?<fraction>[0-9]{1,9}))?)?\s?(?<offset>Z|z|UTC|[+-](?<offsetHours>[0-9][0-9])(:?(?<offsetMinutes>[0-9][0-9]))?)?)?$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shape();
}
