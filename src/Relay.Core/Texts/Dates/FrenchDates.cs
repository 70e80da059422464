using System.Globalization;

namespace Relay.Core.Texts.Dates;

/// <summary>Dates as a French reader expects them: <c>samedi 28 novembre 2026 à 18 h 30</c>, <c>dimanche 1er novembre</c>. Own names: none of the system's locale data is needed.</summary>
internal sealed class FrenchDates : DateWords
{
    private static readonly string[] DayNames = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];
    private static readonly string[] Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    private static readonly string[] ShortMonths = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc."];

    public static FrenchDates Instance { get; } = new();

    public override string Day(DateTime day, DateStyle style) => style switch
    {
        DateStyle.Short => $"{DayNames[(int)day.DayOfWeek][..3]}. {Number(day)} {ShortMonths[day.Month - 1]}",
        DateStyle.Middle => $"{DayNames[(int)day.DayOfWeek]} {Number(day)} {ShortMonths[day.Month - 1]}",
        DateStyle.WithoutYear => $"{DayNames[(int)day.DayOfWeek]} {Number(day)} {Months[day.Month - 1]}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{DayNames[(int)day.DayOfWeek]} {Number(day)} {Months[day.Month - 1]} {day.Year}"),
    };

    public override string Time(DateTime time) => time.Minute == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Hour}\u00A0h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Hour}\u00A0h\u00A0{time.Minute:00}");

    public override string DaysAhead(int days) => days switch
    {
        < 0 => "En ce moment",
        0 => "Aujourd’hui",
        1 => "Demain",
        2 => "Après-demain",
        _ => string.Create(CultureInfo.InvariantCulture, $"Dans {days} jours"),
    };

    public override string TimeAhead(TimeSpan ahead) => ahead switch
    {
        { Ticks: <= 0 } => "En ce moment",
        { TotalMinutes: < 50 } => string.Create(CultureInfo.InvariantCulture, $"Dans {Math.Max(5, (int)Math.Round(ahead.TotalMinutes / 5) * 5)} minutes"),
        { TotalMinutes: < 90 } => "Dans une heure",
        _ => string.Create(CultureInfo.InvariantCulture, $"Dans {Math.Round(ahead.TotalHours, MidpointRounding.AwayFromZero)} heures"),
    };

    public override string DaysLeft(int days) => days switch
    {
        <= 0 => "Dernier jour",
        1 => "Jusqu’à demain",
        _ => string.Create(CultureInfo.InvariantCulture, $"Plus que {days} jours"),
    };

    public override string Zone(string zone) => ZoneNames.French(zone);

    protected override string At(string day, string time, DateStyle style) => style == DateStyle.Short ? $"{day}, {time}" : $"{day} à {time}";

    protected override string Hours(string day, string from, string until, bool nextDay) => $"{day}, de {from} à {until}{(nextDay ? " le lendemain" : "")}";

    protected override string Days(DateTime first, DateTime last, DateStyle style)
        => style != DateStyle.Short && (first.Year, first.Month) == (last.Year, last.Month)
            ? $"du {DayNames[(int)first.DayOfWeek]} {Number(first)} au {Day(last, style)}"
            : $"du {Day(first, Opening(first, last, style))} au {Day(last, style)}";

    protected override string Between(DateTime start, DateTime stop, DateStyle style)
        => $"du {Day(start, Opening(start, stop, style))} à {Time(start)} au {Day(stop, style)} à {Time(stop)}";

    private static DateStyle Opening(DateTime first, DateTime last, DateStyle style)
        => style == DateStyle.Full && first.Year == last.Year ? DateStyle.WithoutYear : style;

    private static string Number(DateTime day) => day.Day == 1 ? "1er" : day.Day.ToString(CultureInfo.InvariantCulture);
}
