using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Sources.ICalendar.Lines;

namespace Relay.Sources.ICalendar.Times;

/// <summary>Reads DATE, DATE-TIME and DURATION.</summary>
/// <param name="zones">Of the calendar.</param>
/// <param name="floating">Of times that name none.</param>
internal sealed partial class IcalTimes(ZoneBook zones, IcalZone floating)
{
    /// <summary>A property's one time.</summary>
    public IcalTime Read(IcalProperty property) => Read(property, property.Value);

    /// <summary>Every time of a list like <c>EXDATE</c>.</summary>
    public IEnumerable<IcalTime> ReadAll(IcalProperty property) => property.Value.Split(',').Select(value => Read(property, value));

    /// <summary>A length of time, <c>PT1H30M</c>; days and weeks are those of the wall.</summary>
    public static TimeSpan Duration(IcalProperty property)
    {
        var match = DurationShape().Match(property.Value.Trim());
        if (!match.Success || !match.Groups["some"].Success)
        {
            throw property.Refuse("ce n'est pas une durée comme PT1H30M.", "this is no length of time like PT1H30M.");
        }
        if (match.Groups["sign"].Value == "-")
        {
            throw property.Refuse("la durée est négative.", "the length of time is negative.");
        }
        return new TimeSpan((Number(match, "weeks") * 7) + Number(match, "days"), Number(match, "hours"), Number(match, "minutes"), Number(match, "seconds"));
    }

    /// <summary>A wall time without zone, of zones' own rules.</summary>
    public static DateTime Wall(IcalProperty property, string value)
    {
        var text = value.Trim();
        return Shape().Match(text) is { Success: true } match && Clock(match) is { } wall ? wall
            : throw property.Refuse($"« {Html.PlainText.Line(Short(text))} » n'est pas une date comme 20261121 ou 20261121T183000.", $"'{Html.PlainText.Line(Short(text))}' is no date like 20261121 or 20261121T183000.");
    }

    private IcalTime Read(IcalProperty property, string value)
    {
        var text = value.Trim();
        var wall = Wall(property, text);
        var isDate = text.Length == 8;
        if (property["VALUE"] is { } type && !type.Equals(isDate ? "DATE" : "DATE-TIME", StringComparison.OrdinalIgnoreCase))
        {
            throw property.Refuse($"elle est annoncée comme {Html.PlainText.Line(Short(type))} et n'en est pas.", $"it says that it is {Html.PlainText.Line(Short(type))} and is not.");
        }
        if (isDate)
        {
            return new IcalTime(wall, IcalTimeKind.Date, floating);
        }
        var tzid = property["TZID"];
        if (text.EndsWith('Z') || text.EndsWith('z'))
        {
            return tzid is null || zones.Find(property, tzid).Resolve(wall).Offset == TimeSpan.Zero
                ? new IcalTime(wall, IcalTimeKind.Utc, IcalZone.Utc)
                : throw property.Refuse("elle est à la fois en UTC (Z) et dans un fuseau (TZID).", "it is both in UTC (Z) and in a zone (TZID).");
        }
        return tzid is null ? new IcalTime(wall, IcalTimeKind.Floating, floating) : new IcalTime(wall, IcalTimeKind.Zoned, zones.Find(property, tzid));
    }

    private static DateTime? Clock(Match match)
    {
        if (!DateTime.TryParseExact(match.Groups["day"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year is < 1600 or > 2199)
        {
            return null;
        }
        var (hours, minutes, seconds) = (Number(match, "hours"), Number(match, "minutes"), Number(match, "seconds"));
        return hours > 23 || minutes > 59 || seconds > 59 ? null : day + new TimeSpan(hours, minutes, seconds);
    }

    private static int Number(Match match, string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;

    [GeneratedRegex(@"^(?<day>\d{8})(T(?<hours>\d\d)(?<minutes>\d\d)(?<seconds>\d\d)Z?)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.ECMAScript, 5_000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(?<sign>[+-])?P(?<some>(?<weeks>[0-9]{1,3})W|(?<days>[0-9]{1,4})D(T(?=[0-9])((?<hours>[0-9]{1,5})H)?((?<minutes>[0-9]{1,6})M)?((?<seconds>[0-9]{1,7})S)?)?|T(?=[0-9])((?<hours>[0-9]{1,5})H)?((?<minutes>[0-9]{1,6})M)?((?<seconds>[0-9]{1,7})S)?)$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex DurationShape();
}

/// <summary>A time as a calendar writes it.</summary>
/// <param name="Wall">What the wall of its zone shows; midnight of a date.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Zone">Its own, or that of times which name none.</param>
internal sealed record IcalTime(DateTime Wall, IcalTimeKind Kind, IcalZone Zone)
{
    /// <summary>The instant.</summary>
    public DateTimeOffset Instant => Zone.Resolve(Wall);
}

/// <summary>The four ways to write a time.</summary>
internal enum IcalTimeKind
{
    /// <summary>A whole day.</summary>
    Date,

    /// <summary>Whatever zone the reader is in: the source's.</summary>
    Floating,

    /// <summary>UTC.</summary>
    Utc,

    /// <summary>With a <c>TZID</c>.</summary>
    Zoned,
}
