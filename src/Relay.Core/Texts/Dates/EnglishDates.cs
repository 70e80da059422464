using System.Globalization;

namespace Relay.Core.Texts.Dates;

/// <summary>Dates in English as written in Europe: <c>Saturday 28 November 2026 at 6:30 pm</c>.</summary>
internal sealed class EnglishDates : DateWords
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static EnglishDates Instance { get; } = new();

    public override string Day(DateTime day, DateStyle style) => style switch
    {
        DateStyle.Short => day.ToString("ddd d MMM", Plain),
        DateStyle.Middle => day.ToString("dddd d MMM", Plain),
        DateStyle.WithoutYear => day.ToString("dddd d MMMM", Plain),
        _ => day.ToString("dddd d MMMM yyyy", Plain),
    };

    public override string Time(DateTime time) => (time.Hour, time.Minute) switch
    {
        (12, 0) => "noon",
        (_, 0) => $"{time.ToString("%h", Plain)}\u00A0{Half(time)}",
        _ => $"{time.ToString("h:mm", Plain)}\u00A0{Half(time)}",
    };

    public override string DaysAhead(int days) => days switch
    {
        < 0 => "Now",
        0 => "Today",
        1 => "Tomorrow",
        _ => string.Create(Plain, $"In {days} days"),
    };

    public override string TimeAhead(TimeSpan ahead) => ahead switch
    {
        { Ticks: <= 0 } => "Now",
        { TotalMinutes: < 50 } => string.Create(Plain, $"In {Math.Max(5, (int)Math.Round(ahead.TotalMinutes / 5) * 5)} minutes"),
        { TotalMinutes: < 90 } => "In one hour",
        _ => string.Create(Plain, $"In {Math.Round(ahead.TotalHours, MidpointRounding.AwayFromZero)} hours"),
    };

    public override string DaysLeft(int days) => days switch
    {
        <= 0 => "Last day",
        1 => "Until tomorrow",
        _ => string.Create(Plain, $"{days} days left"),
    };

    public override string Zone(string zone) => ZoneNames.English(zone);

    protected override string At(string day, string time, DateStyle style) => style == DateStyle.Short ? $"{day}, {time}" : $"{day} at {time}";

    protected override string Hours(string day, string from, string until, bool nextDay) => $"{day}, {from} to {until}{(nextDay ? " the next day" : "")}";

    protected override string Days(DateTime first, DateTime last, DateStyle style) => $"{Day(first, Opening(first, last, style))} to {Day(last, style)}";

    protected override string Between(DateTime start, DateTime stop, DateStyle style)
        => $"{Day(start, Opening(start, stop, style))}, {Time(start)}, to {Day(stop, style)}, {Time(stop)}";

    private static DateStyle Opening(DateTime first, DateTime last, DateStyle style)
        => style == DateStyle.Full && first.Year == last.Year ? DateStyle.WithoutYear : style;

    private static string Half(DateTime time) => time.Hour < 12 ? "am" : "pm";
}
