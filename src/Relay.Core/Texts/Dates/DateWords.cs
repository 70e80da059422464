namespace Relay.Core.Texts.Dates;

/// <summary>How dates are said in one language. Wall times only: the zone is the caller's.</summary>
internal abstract class DateWords
{
    /// <summary>Dates in English for <c>en</c>, else in French.</summary>
    public static DateWords In(string language) => language == "en" ? EnglishDates.Instance : FrenchDates.Instance;

    /// <summary>A day: <c>samedi 28 novembre 2026</c>.</summary>
    public abstract string Day(DateTime day, DateStyle style);

    /// <summary>A time of day: <c>18 h 30</c>.</summary>
    public abstract string Time(DateTime time);

    /// <summary>From when to when. A null end, or one that is not after the start, is open.</summary>
    public string Range(DateTime start, DateTime? end, DateStyle style)
    {
        if (end is not { } stop || stop <= start)
        {
            return At(Day(start, style), Time(start), style);
        }
        if (WholeDays(start, stop) is { } last)
        {
            return last == start.Date ? Day(start, style) : Days(start, last, style);
        }
        if (stop.Date == start.Date)
        {
            return Hours(Day(start, style), Time(start), Time(stop), nextDay: false);
        }
        if (stop.Date == start.Date.AddDays(1) && stop.TimeOfDay <= TimeSpan.FromHours(12) && stop - start < TimeSpan.FromHours(18))
        {
            return Hours(Day(start, style), Time(start), Time(stop), nextDay: true);
        }
        return Between(start, stop, style);
    }

    /// <summary>How far off a day is: <c>Demain</c>, <c>Dans 7 jours</c>.</summary>
    public abstract string DaysAhead(int days);

    /// <summary>How far off an instant is: <c>Dans 2 heures</c>, <c>Dans 30 minutes</c>.</summary>
    public abstract string TimeAhead(TimeSpan ahead);

    /// <summary>How long until a last day, in days from today: <c>Plus que 7 jours</c>, <c>Dernier jour</c>.</summary>
    public abstract string DaysLeft(int days);

    /// <summary>The clock of a zone: <c>heure de La Réunion</c>.</summary>
    public abstract string Zone(string zone);

    protected abstract string At(string day, string time, DateStyle style);

    protected abstract string Hours(string day, string from, string until, bool nextDay);

    protected abstract string Days(DateTime first, DateTime last, DateStyle style);

    protected abstract string Between(DateTime start, DateTime stop, DateStyle style);

    private static DateTime? WholeDays(DateTime start, DateTime stop) => (start.TimeOfDay, stop.TimeOfDay) switch
    {
        ({ Ticks: 0 }, { Ticks: 0 }) => stop.Date.AddDays(-1),
        ({ Ticks: 0 }, var end) when end >= new TimeSpan(23, 59, 0) => stop.Date,
        _ => null,
    };
}

/// <summary>How much of a date is said.</summary>
internal enum DateStyle
{
    /// <summary><c>samedi 28 novembre 2026</c>.</summary>
    Full,

    /// <summary><c>samedi 28 novembre</c>, for days that nobody can take for those of another year.</summary>
    WithoutYear,

    /// <summary><c>sam. 28 nov.</c></summary>
    Short,

    /// <summary><c>samedi 28 nov.</c>, inside a sentence.</summary>
    Middle,
}
