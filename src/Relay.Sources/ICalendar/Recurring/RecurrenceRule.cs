using System.Globalization;
using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Times;

namespace Relay.Sources.ICalendar.Recurring;

/// <summary>An <c>RRULE</c> out of the part that Relay understands (RFC 5545 §3.3.10); any other is refused, since an agenda that is nearly right sends people to locked doors.</summary>
internal sealed record RecurrenceRule
{
    private static readonly string[] Weekdays = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public required RuleFrequency Frequency { get; init; }

    public int Interval { get; init; } = 1;

    /// <summary>How many there are, the start included; null when not limited so.</summary>
    public int? Count { get; init; }

    /// <summary>The last moment, inclusive; null when not limited so.</summary>
    public DateTime? Until { get; init; }

    /// <summary>Whether <see cref="Until"/> is UTC.</summary>
    public bool UntilIsUtc { get; init; }

    /// <summary>Weekdays, with which of them in the month or year; 0 is each.</summary>
    public IReadOnlyList<(int Ordinal, DayOfWeek Day)> Days { get; init; } = [];

    public IReadOnlyList<int> MonthDays { get; init; } = [];

    public IReadOnlyList<int> Months { get; init; } = [];

    public IReadOnlyList<int> Positions { get; init; } = [];

    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    /// <summary>Whether an occurrence lies after <see cref="Until"/>.</summary>
    /// <param name="wall">On the wall.</param>
    /// <param name="utc">The same in UTC.</param>
    public bool IsPast(DateTime wall, DateTime utc) => Until is { } until && (UntilIsUtc ? utc : wall) > until;

    /// <summary>Reads a rule.</summary>
    /// <exception cref="IcalRefusal">When some part of it is not understood.</exception>
    public static RecurrenceRule Parse(IcalProperty property)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in property.Value.Trim().Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value] || !parts.TryAdd(name.Trim(), value.Trim()))
            {
                throw Refuse(property, part);
            }
        }
        var rule = new RecurrenceRule
        {
            Frequency = Take("FREQ") is { } frequency && Enum.TryParse<RuleFrequency>(frequency, ignoreCase: true, out var known) && frequency.All(char.IsAsciiLetter) ? known : throw Refuse(property, "FREQ"),
            Interval = Take("INTERVAL") is { } interval ? Number(property, "INTERVAL", interval, 1, 1_000) : 1,
            Count = Take("COUNT") is { } count ? Number(property, "COUNT", count, 1, 100_000) : null,
            Days = Take("BYDAY") is { } days ? [.. days.Split(',').Select(day => Day(property, day)).Distinct()] : [],
            MonthDays = Take("BYMONTHDAY") is { } monthDays ? Numbers(property, "BYMONTHDAY", monthDays, -31, 31) : [],
            Months = Take("BYMONTH") is { } months ? Numbers(property, "BYMONTH", months, 1, 12) : [],
            Positions = Take("BYSETPOS") is { } positions ? Numbers(property, "BYSETPOS", positions, -366, 366) : [],
            WeekStart = Take("WKST") is { } start && Day(property, start) is (0, var first) ? first : DayOfWeek.Monday,
        };
        if (Take("UNTIL") is { } until)
        {
            // A day counts to its end; a time without Z is on the wall of the series.
            rule = rule with { Until = IcalTimes.Wall(property, until) + (until.Length == 8 ? new TimeSpan(23, 59, 59) : TimeSpan.Zero), UntilIsUtc = until.EndsWith('Z') || until.EndsWith('z') };
        }
        return parts.Count > 0 ? throw Refuse(property, parts.First().Key) : Sound(property, rule);

        string? Take(string name) => parts.Remove(name, out var value) ? value : null;
    }

    // What RFC 5545 forbids, or leaves open to several readings.
    private static RecurrenceRule Sound(IcalProperty property, RecurrenceRule rule)
    {
        var ordinals = rule.Days.Any(day => day.Ordinal != 0);
        return rule switch
        {
            { Count: not null, Until: not null } => throw Refuse(property, "COUNT + UNTIL"),
            { Frequency: RuleFrequency.Daily or RuleFrequency.Weekly } when ordinals => throw Refuse(property, "BYDAY"),
            { Frequency: RuleFrequency.Weekly, MonthDays.Count: > 0 } => throw Refuse(property, "BYMONTHDAY"),
            { Frequency: RuleFrequency.Yearly, Months.Count: 0, MonthDays.Count: > 0 } when ordinals => throw Refuse(property, "BYDAY + BYMONTHDAY"),
            { Positions.Count: > 0, Days.Count: 0, MonthDays.Count: 0, Months.Count: 0 } => throw Refuse(property, "BYSETPOS"),
            _ => rule,
        };
    }

    private static (int Ordinal, DayOfWeek Day) Day(IcalProperty property, string text)
    {
        var word = text.Trim().ToUpperInvariant();
        var index = word.Length >= 2 ? Array.IndexOf(Weekdays, word[^2..]) : -1;
        if (index < 0)
        {
            throw Refuse(property, word);
        }
        return (word.Length == 2 ? 0 : Number(property, "BYDAY", word[..^2], -53, 53) is var ordinal and not 0 ? ordinal : throw Refuse(property, word), (DayOfWeek)index);
    }

    private static int[] Numbers(IcalProperty property, string name, string list, int least, int most)
        => [.. list.Split(',').Select(text => Number(property, name, text, least, most) is var number and not 0 ? number : throw Refuse(property, name)).Distinct()];

    private static int Number(IcalProperty property, string name, string text, int least, int most)
        => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : throw Refuse(property, $"{name}={text}");

    private static IcalRefusal Refuse(IcalProperty property, string part)
    {
        var name = Rows.RowValues.Short(part);
        return property.Refuse($"Relay ne comprend pas « {name} » dans cette répétition : écrivez-la autrement, ou créez chaque date à part.", $"Relay does not understand '{name}' in this repetition: write it otherwise, or make each date an event of its own.");
    }
}

/// <summary>How often.</summary>
internal enum RuleFrequency
{
    Daily,
    Weekly,
    Monthly,
    Yearly,
}
