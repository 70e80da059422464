namespace Relay.Sources.ICalendar.Recurring;

/// <summary>Works out the dates of a rule on the wall of its zone, period by period (RFC 5545 §3.3.10).</summary>
internal static class RuleDates
{
    /// <summary>The start, then each date of the rule after it in order, as many as the rule counts, none after <paramref name="horizon"/>. <c>UNTIL</c> is the caller's: it may be in UTC.</summary>
    /// <param name="start">The first.</param>
    /// <param name="rule">How it repeats.</param>
    /// <param name="horizon">The last moment.</param>
    /// <param name="effort">Bears what each period costs.</param>
    /// <param name="from">Dates between the start and this one may be left out.</param>
    public static IEnumerable<DateTime> Expand(DateTime start, RecurrenceRule rule, DateTime horizon, Effort effort, DateTime? from = null)
    {
        if (start > horizon)
        {
            yield break;
        }
        yield return start; // it counts even where the rule does not name it
        var count = 1;
        foreach (var day in Periods(start.Date, rule, horizon.Date, from).SelectMany(period => Chosen(rule, Paid(rule, period))))
        {
            var at = day + start.TimeOfDay;
            if (rule.Count <= count || at > horizon)
            {
                yield break;
            }
            if (at > start)
            {
                count++;
                yield return at;
            }
        }

        List<DateTime> Paid(RecurrenceRule of, DateTime period)
        {
            effort.Spend(CostOf(of));
            return [.. Days(start.Date, of, period).Distinct().Order()];
        }
    }

    // Years and months are looked through week by week for each weekday that is named.
    private static long CostOf(RecurrenceRule rule) => 100L * Math.Max(1, rule.Days.Count) * rule.Frequency switch
    {
        RuleFrequency.Yearly => rule.Months.Count > 0 ? 5 * rule.Months.Count : 54,
        RuleFrequency.Monthly => 5,
        _ => 1,
    };

    private static IEnumerable<DateTime> Periods(DateTime start, RecurrenceRule rule, DateTime horizon, DateTime? from)
    {
        var first = rule.Frequency switch
        {
            RuleFrequency.Weekly => start.AddDays(-(((int)start.DayOfWeek - (int)rule.WeekStart + 7) % 7)),
            RuleFrequency.Monthly => new DateTime(start.Year, start.Month, 1, 0, 0, 0, DateTimeKind.Unspecified),
            RuleFrequency.Yearly => new DateTime(start.Year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified),
            _ => start,
        };
        // A rule that counts its dates has to be followed from the first.
        var passed = rule.Count is null && from is { } later && later > first ? Before(first, later, rule) : 0;
        for (var period = Later(first, rule, passed); period <= horizon; period = Later(period, rule, 1))
        {
            yield return period;
        }
    }

    private static DateTime Later(DateTime period, RecurrenceRule rule, int times) => rule.Frequency switch
    {
        RuleFrequency.Weekly => period.AddDays(7 * rule.Interval * times),
        RuleFrequency.Monthly => period.AddMonths(rule.Interval * times),
        RuleFrequency.Yearly => period.AddYears(rule.Interval * times),
        _ => period.AddDays(rule.Interval * times),
    };

    /// <summary>How many periods end before a moment.</summary>
    private static int Before(DateTime first, DateTime later, RecurrenceRule rule) => rule.Frequency switch
    {
        RuleFrequency.Weekly => (later - first).Days / (7 * rule.Interval),
        RuleFrequency.Monthly => (((later.Year - first.Year) * 12) + later.Month - first.Month) / rule.Interval,
        RuleFrequency.Yearly => (later.Year - first.Year) / rule.Interval,
        _ => (later - first).Days / rule.Interval,
    };

    private static IEnumerable<DateTime> Days(DateTime start, RecurrenceRule rule, DateTime period) => rule.Frequency switch
    {
        RuleFrequency.Daily => InMonths(rule, [period]).Where(day => IsOneOf(rule.MonthDays, day) && IsOneOf(rule.Days, day)),
        RuleFrequency.Weekly => InMonths(rule, Enumerable.Range(0, 7).Select(ahead => period.AddDays(ahead)))
            .Where(day => rule.Days.Count == 0 ? day.DayOfWeek == start.DayOfWeek : IsOneOf(rule.Days, day)),
        RuleFrequency.Monthly => InMonths(rule, [period]).SelectMany(month => OfMonth(start, rule, month)),
        _ => OfYear(start, rule, period),
    };

    private static IEnumerable<DateTime> OfYear(DateTime start, RecurrenceRule rule, DateTime year)
    {
        if (rule.Months.Count == 0 && rule.MonthDays.Count == 0)
        {
            return rule.Days.Count > 0 ? Named(rule, year, year.AddYears(1)) : InYear(year, start.Month, start.Day);
        }
        return Enumerable.Range(1, 12).Where(month => rule.Months.Count == 0 || rule.Months.Contains(month)).SelectMany(month => OfMonth(start, rule, year.AddMonths(month - 1)));
    }

    private static IEnumerable<DateTime> OfMonth(DateTime start, RecurrenceRule rule, DateTime month)
    {
        var named = rule.Days.Count > 0 ? Named(rule, month, month.AddMonths(1)) : null;
        if (rule.MonthDays.Count == 0)
        {
            return named ?? InYear(month, month.Month, start.Day);
        }
        var length = DateTime.DaysInMonth(month.Year, month.Month);
        var days = rule.MonthDays.Select(day => day > 0 ? day : length + 1 + day).Where(day => day >= 1 && day <= length).Select(day => month.AddDays(day - 1));
        return named is null ? days : days.Intersect(named);
    }

    /// <summary>The weekdays of a rule from one day to before another: each, the nth, or the nth from the end.</summary>
    private static List<DateTime> Named(RecurrenceRule rule, DateTime from, DateTime before)
    {
        var found = new List<DateTime>();
        foreach (var (ordinal, weekday) in rule.Days)
        {
            var first = from.AddDays(((int)weekday - (int)from.DayOfWeek + 7) % 7);
            var all = Enumerable.Range(0, 54).Select(week => first.AddDays(7 * week)).TakeWhile(day => day < before).ToList();
            var index = ordinal > 0 ? ordinal - 1 : all.Count + ordinal;
            found.AddRange(ordinal == 0 ? all : index >= 0 && index < all.Count ? [all[index]] : []);
        }
        return found;
    }

    // The 29th of February, the 31st of April: years and months without it are passed over.
    private static IEnumerable<DateTime> InYear(DateTime year, int month, int day)
        => day <= DateTime.DaysInMonth(year.Year, month) ? [new DateTime(year.Year, month, day, 0, 0, 0, DateTimeKind.Unspecified)] : [];

    private static IEnumerable<DateTime> InMonths(RecurrenceRule rule, IEnumerable<DateTime> days) => rule.Months.Count == 0 ? days : days.Where(day => rule.Months.Contains(day.Month));

    private static bool IsOneOf(IReadOnlyList<(int Ordinal, DayOfWeek Day)> weekdays, DateTime day) => weekdays.Count == 0 || weekdays.Any(weekday => weekday.Day == day.DayOfWeek);

    private static bool IsOneOf(IReadOnlyList<int> monthDays, DateTime day)
        => monthDays.Count == 0 || monthDays.Contains(day.Day) || monthDays.Contains(day.Day - DateTime.DaysInMonth(day.Year, day.Month) - 1);

    private static IEnumerable<DateTime> Chosen(RecurrenceRule rule, List<DateTime> days) => rule.Positions.Count == 0
        ? days
        : rule.Positions.Select(position => position > 0 ? position - 1 : days.Count + position).Where(index => index >= 0 && index < days.Count).Distinct().Order().Select(index => days[index]);
}
