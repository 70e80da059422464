using System.Text.RegularExpressions;

namespace Relay.Sources.Csv;

/// <summary>From what coordinators write in a cell to what a row of a database would hold. What is not understood is left as it is, for the row's reader to report.</summary>
internal static partial class CsvCells
{
    /// <summary>Reads one cell of a column.</summary>
    /// <returns>Null when the cell says nothing: then the column's default counts.</returns>
    public static string? Read(string column, string value)
    {
        if (value.Length == 0)
        {
            return null;
        }
        return column switch
        {
            "starts_local" or "ends_local" or "closes_on" or "created_at" or "updated_at" => Time(value),
            CsvNames.StartHour or CsvNames.EndHour => Hour(value),
            "status" or "visibility" => CsvWords.Read(column, value),
            "capacity" or "registrations" or "supporters" => Grouped().IsMatch(value) ? Spaces().Replace(value, "") : value,
            CsvNames.Departement => Number().IsMatch(value) ? $"DEP-{value.ToUpperInvariant()}" : value,
            _ => value,
        };
    }

    /// <summary>Puts a day and the hour of another column together; a day that has its hour already keeps it.</summary>
    public static string? Join(string? day, string? hour) => day is null || hour is null || !IsoDay().IsMatch(day) ? day : $"{day} {hour}";

    // 21/11/2026 18:30, 21-11-2026 18h30, 21.11.2026; the day stands first, as it does in France. Years are written whole.
    private static string Time(string value)
    {
        var match = FrenchTime().Match(value);
        if (!match.Success)
        {
            return IsoDayHour().Match(value) is { Success: true } iso ? $"{iso.Groups["day"].Value} {Clock(iso)}" : value;
        }
        var day = $"{match.Groups["year"].Value}-{match.Groups["month"].Value.PadLeft(2, '0')}-{match.Groups["day"].Value.PadLeft(2, '0')}";
        return match.Groups["hour"].Success ? $"{day} {Clock(match)}" : day;
    }

    private static string Hour(string value) => HourAlone().Match(value) is { Success: true } match ? Clock(match) : value;

    private static string Clock(Match match)
        => $"{match.Groups["hour"].Value.PadLeft(2, '0')}:{(match.Groups["minute"].Success ? match.Groups["minute"].Value : "00")}{(match.Groups["second"].Success ? $":{match.Groups["second"].Value}" : "")}";

    [GeneratedRegex(@"^(?<day>\d{1,2})(?<part>[/.-])(?<month>\d{1,2})\k<part>(?<year>\d{4})([ \u00A0\u202F]+(à[ \u00A0\u202F]*)?(?<hour>\d{1,2})[ \u00A0\u202F]?([:h][ \u00A0\u202F]?(?<minute>\d\d)(:(?<second>\d\d))?|h))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex FrenchTime();

    [GeneratedRegex(@"^(?<day>\d{4}-\d\d-\d\d)[T \u00A0\u202F]+(?<hour>\d{1,2})[ \u00A0\u202F]?(h[ \u00A0\u202F]?(?<minute>\d\d)?|:(?<minute>\d\d)(:(?<second>\d\d))?)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex IsoDayHour();

    [GeneratedRegex(@"^(?<hour>\d{1,2})[ \u00A0\u202F]?([:h][ \u00A0\u202F]?(?<minute>\d\d)(:(?<second>\d\d))?|h)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex HourAlone();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d$", RegexOptions.None, 5_000)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"^\d{1,3}([ \u00A0\u202F]\d{3})+$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"[ \u00A0\u202F]", RegexOptions.None, 5_000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(\d{2,3}|2[AB])$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Number();
}
