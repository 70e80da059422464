using System.Globalization;
using System.Text.RegularExpressions;
using Relay.Core.Conversations.Understanding.Reading;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Naming;

/// <summary>A day or an hour in what somebody wrote, in French or English: <c>mardi</c>, <c>le 24</c>, <c>24/11</c>, <c>demain</c>, <c>19 h 30</c>. Read on the clock of each event's own place.</summary>
/// <param name="Weekday">Of the week.</param>
/// <param name="Day">Of the month.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Ahead">Days from today.</param>
/// <param name="Hour">0 to 23.</param>
/// <param name="Minute">0 to 59; null where none was said.</param>
/// <param name="Rest">What was written besides, without accents.</param>
internal sealed partial record SpokenTime(DayOfWeek? Weekday, int? Day, int? Month, int? Ahead, int? Hour, int? Minute, string Rest)
{
    private const int LongestEvent = 31;

    private static readonly string[] Weekdays = ["dimanche|sunday", "lundi|monday", "mardi|tuesday", "mercredi|wednesday", "jeudi|thursday", "vendredi|friday", "samedi|saturday"];
    private static readonly string[] Months = ["jan", "fev|feb", "mar", "avr|apr", "mai|may", "juin|june", "juil|july", "aou|aug", "sep", "oct", "nov", "dec"];

    /// <summary>Whether a day was named.</summary>
    public bool HasDay => Weekday is not null || Day is not null || Ahead is not null;

    /// <summary>Whether one day alone is meant, and not one of every week.</summary>
    public bool IsDate => Day is not null || Ahead is not null;

    /// <summary>Reads what was written.</summary>
    public static SpokenTime In(string text)
    {
        var rest = Folding.Fold(text.Length > 2000 ? text[..2000] : text);
        var (day, month) = ((int?)null, (int?)null);
        if (Numbered().Match(rest) is { Success: true } figures && Number(figures, "month") is >= 1 and <= 12 and var numbered)
        {
            (day, month, rest) = (Number(figures, "day"), numbered, Without(rest, figures));
        }
        else if (Named().Match(rest) is { Success: true } named)
        {
            (day, month, rest) = (Number(named, "day"), Array.FindIndex(Months, names => names.Split('|').Any(name => named.Groups["month"].Value.StartsWith(name, StringComparison.Ordinal))) + 1, Without(rest, named));
        }
        else if (Alone().Match(rest) is { Success: true } alone)
        {
            (day, rest) = (Number(alone, "day"), Without(rest, alone));
        }
        DayOfWeek? weekday = null;
        if (OfTheWeek().Match(rest) is { Success: true } week)
        {
            (weekday, rest) = ((DayOfWeek)Array.FindIndex(Weekdays, names => names.Split('|').Contains(week.Groups["name"].Value)), Without(rest, week));
        }
        int? ahead = null;
        if (Relative().Match(rest) is { Success: true } relative)
        {
            (ahead, rest) = (relative.Groups["after"].Success ? 2 : relative.Groups["next"].Success ? 1 : 0, Without(rest, relative));
        }
        var (hour, minute) = ((int?)null, (int?)null);
        if (Clock().Match(rest) is { Success: true } clock)
        {
            hour = Number(clock, "hour") % 24 + (clock.Groups["pm"].Success && Number(clock, "hour") < 12 ? 12 : 0);
            (minute, rest) = (clock.Groups["minute"].Success ? Number(clock, "minute") : null, Without(rest, clock));
        }
        return new(weekday, day is >= 1 and <= 31 ? day : null, month, ahead, hour, minute, rest);
    }

    /// <summary>Whether an event takes place on the day that was named.</summary>
    public bool Fits(Event held, DateTimeOffset now)
    {
        var today = TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(held.Zone)).Date;
        var last = held.EndsLocal is { } end && end > held.StartsLocal ? end.AddTicks(-1).Date : held.StartsLocal.Date;
        for (var (at, days) = (held.StartsLocal.Date, 0); at <= last && days < LongestEvent; at = at.AddDays(1), days++)
        {
            if ((Weekday is null || at.DayOfWeek == Weekday) && (Day is null || at.Day == Day) && (Month is null || at.Month == Month) && (Ahead is not { } ahead || at == today.AddDays(ahead)))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether an event begins at the hour that was named.</summary>
    public bool FitsHour(Event held) => held.StartsLocal.Hour == Hour && (Minute is null || held.StartsLocal.Minute == Minute);

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Without(string text, Match match) => $"{text[..match.Index]} , {text[(match.Index + match.Length)..]}";

    [GeneratedRegex(@"(?<![\d/.])(le |the |on )?(?<day>\d{1,2})[/.](?<month>\d{1,2})([/.]\d{2,4})?(?![\d/])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Numbered();

    [GeneratedRegex(
        @"\b(le |the |on )?((?<day>\d{1,2})(er|st|nd|rd|th)?( of)? (?<month>janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|janv|fev|avr|juil|sept|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december)|(?<month>january|february|march|april|may|june|july|august|september|october|november|december) (the )?(?<day>\d{1,2})(st|nd|rd|th)?)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Named();

    // A number alone may count people: "le 24", "mardi 24", "the 24th" is a day.
    [GeneratedRegex(@"\b(((celui|celle) du|du|le|the) (?<day>\d{1,2})(er|st|nd|rd|th)?|(?<=(dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|sunday|monday|tuesday|wednesday|thursday|friday|saturday)( the)? )(?<day>\d{1,2})|(?<day>\d{1,2})(er|st|nd|rd|th))\b(?! ?(h|:|heures?|am|pm)\b)(?! ?h\d)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Alone();

    [GeneratedRegex(@"\b((le|ce|on|this) )?(?<name>dimanche|lundi|mardi|mercredi|jeudi|vendredi|samedi|sunday|monday|tuesday|wednesday|thursday|friday|saturday)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex OfTheWeek();

    [GeneratedRegex(@"\b((?<after>apres-? ?demain|the day after tomorrow)|(?<next>demain|tomorrow)|aujourd'?hui|ce soir|today|tonight|this evening)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Relative();

    [GeneratedRegex(@"\b((a|at|de|des) )?(?<hour>[01]?\d|2[0-3]) ?((h|heures?|:)( ?(?<minute>[0-5]\d))?(?<pm> ?pm)?|(:(?<minute>[0-5]\d))? ?((?<pm>pm)|am))\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Clock();
}
