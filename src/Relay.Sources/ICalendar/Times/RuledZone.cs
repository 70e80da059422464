using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Recurring;

namespace Relay.Sources.ICalendar.Times;

/// <summary>A zone by the rules of a <c>VTIMEZONE</c>, for those whose name nobody else knows. Thread-safe once made.</summary>
internal sealed class RuledZone : IcalZone
{
    // Real zones, those that begin in 1601 included, have fewer than a thousand.
    private const int Most = 5_000;

    private readonly Onset[] _onsets;

    /// <summary>Works out every change of its clocks up to a year.</summary>
    /// <exception cref="IcalRefusal">When a rule is not understood.</exception>
    public RuledZone(IcalComponent zone, int lastYear, Effort effort)
    {
        if (zone.Broken.Concat(zone.Children.SelectMany(child => child.Broken)).FirstOrDefault() is { } broken)
        {
            throw broken;
        }
        _onsets = [.. zone.Children.Where(child => child.Name is "STANDARD" or "DAYLIGHT").SelectMany(child => Onsets(child, lastYear, effort)).Take(Most + 1).OrderBy(onset => onset.Utc)];
        if (_onsets.Length > Most)
        {
            throw new IcalRefusal(zone.Line, "VTIMEZONE", $"ce fuseau change d'heure plus de {Most} fois.", $"this zone changes its clocks more than {Most} times.");
        }
        if (_onsets.Length == 0)
        {
            throw new IcalRefusal(zone.Line, "VTIMEZONE", "ce fuseau n'a ni STANDARD ni DAYLIGHT.", "this zone has neither STANDARD nor DAYLIGHT.");
        }
    }

    public override string? Iana => null;

    public override DateTimeOffset Resolve(DateTime wall)
    {
        var offset = _onsets[0].From;
        foreach (var onset in _onsets)
        {
            var skipped = onset.To > onset.From ? onset.To - onset.From : TimeSpan.Zero;
            if (onset.Wall + skipped > wall)
            {
                break; // before it, or in the gap that it makes
            }
            offset = onset.To;
        }
        return new DateTimeOffset(wall, offset);
    }

    public override DateTime Wall(DateTimeOffset instant)
    {
        var last = Array.FindLast(_onsets, onset => onset.Utc <= instant.UtcDateTime);
        return instant.ToOffset(last?.To ?? _onsets[0].From).DateTime;
    }

    private static IEnumerable<Onset> Onsets(IcalComponent observance, int lastYear, Effort effort)
    {
        var (from, to) = (Offset(observance, "TZOFFSETFROM"), Offset(observance, "TZOFFSETTO"));
        var start = observance.One("DTSTART") ?? throw new IcalRefusal(observance.Line, "DTSTART", "ce changement d'heure n'a pas de début.", "this change of clocks has no start.");
        var first = IcalTimes.Wall(start, start.Value);
        var horizon = new DateTime(lastYear, 12, 31, 0, 0, 0, DateTimeKind.Unspecified);
        IEnumerable<DateTime> walls = [first];
        if (observance.One("RRULE") is { } written)
        {
            var rule = RecurrenceRule.Parse(written);
            walls = RuleDates.Expand(first, rule, horizon, effort).TakeWhile(wall => rule.Until is null || !rule.IsPast(wall, wall - from));
        }
        var more = observance.All("RDATE").SelectMany(property => property.Value.Split(',').Select(value => IcalTimes.Wall(property, value)));
        return walls.Concat(more).Select(wall => new Onset(wall, from, to));
    }

    private static TimeSpan Offset(IcalComponent observance, string name)
    {
        var property = observance.One(name) ?? throw new IcalRefusal(observance.Line, name, "cette propriété manque.", "this property is missing.");
        var text = property.Value.Trim();
        if (text.Length is 5 or 7 && text[0] is '+' or '-' && text.Skip(1).All(char.IsAsciiDigit))
        {
            var span = new TimeSpan(Two(text, 1), Two(text, 3), 0); // seconds, of times before 1911, are not kept by clocks of today
            if (span <= TimeSpan.FromHours(14))
            {
                return text[0] == '-' ? -span : span;
            }
        }
        throw property.Refuse("ce n'est pas un décalage comme +0100.", "this is no offset like +0100.");
    }

    private static int Two(string text, int at) => ((text[at] - '0') * 10) + (text[at + 1] - '0');

    private sealed record Onset(DateTime Wall, TimeSpan From, TimeSpan To)
    {
        public DateTime Utc { get; } = Wall - From;
    }
}
