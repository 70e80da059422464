using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Times;

namespace Relay.Sources.ICalendar.Recurring;

/// <summary>A <c>VEVENT</c> with its times read.</summary>
internal sealed class CalendarEvent
{
    private readonly TimeSpan? _lasts;

    /// <summary>Reads one.</summary>
    /// <exception cref="IcalRefusal">When a line of it is none, or its times are not understood.</exception>
    public CalendarEvent(IcalComponent component, string uid, IcalTimes times)
    {
        (Component, Uid) = (component, uid);
        if (component.Broken.FirstOrDefault() is { } broken)
        {
            throw broken;
        }
        if (component.All("EXRULE").FirstOrDefault() is { } excluded)
        {
            throw excluded.Refuse("Relay ne comprend pas EXRULE : retirez les dates une à une.", "Relay does not understand EXRULE: take the dates out one by one.");
        }
        Start = times.Read(component.One("DTSTART") ?? throw new IcalRefusal(component.Line, "DTSTART", "l'événement n'a pas de début.", "the event has no start."));
        (End, _lasts) = ReadEnd(component, times);
        Rule = component.One("RRULE") is { } rule ? RecurrenceRule.Parse(rule) : null;
        Added = [.. component.All("RDATE").SelectMany(times.ReadAll).Select(Alike)];
        Excluded = [.. component.All("EXDATE").SelectMany(times.ReadAll).Select(Alike)];
        Instead = component.One("RECURRENCE-ID") is { } replaced ? ReadReplaced(replaced, times) : null;
        Sequence = component.One("SEQUENCE") is { } sequence ? int.TryParse(sequence.Value.Trim(), out var number) ? number : throw sequence.Refuse("ce n'est pas un nombre.", "this is no number.") : 0;
        Changed = component.One("LAST-MODIFIED") is { } changed ? times.Read(changed).Instant : null;
    }

    public IcalComponent Component { get; }

    public string Uid { get; }

    public IcalTime Start { get; }

    /// <summary>As written; null when only its length is, or nothing.</summary>
    public IcalTime? End { get; }

    public RecurrenceRule? Rule { get; }

    public IReadOnlyList<IcalTime> Added { get; }

    public IReadOnlyList<IcalTime> Excluded { get; }

    /// <summary>Which occurrence it stands for; null when it is no exception to a series.</summary>
    public IcalTime? Instead { get; }

    /// <summary>Whether it stands for that one and all later ones, which Relay does not do.</summary>
    public bool IsForLaterToo => Component.One("RECURRENCE-ID")?.Is("RANGE", "THISANDFUTURE") ?? false;

    public int Sequence { get; }

    public DateTimeOffset? Changed { get; }

    /// <summary>Whether it repeats.</summary>
    public bool Repeats => Rule is not null || Added.Count > 0;

    /// <summary>When an occurrence that begins at <paramref name="start"/> ends, on the same wall; null when that is open.</summary>
    public DateTime? EndOf(DateTime start) => _lasts is { } lasts ? lasts > TimeSpan.Zero ? start + lasts : null : null;

    /// <summary>How an occurrence of a series is known: by its day on the wall of the series, so that a series which only changes its hour keeps its occurrences.</summary>
    public static string DayOf(IcalTime time, IcalZone seriesZone)
        => (time.Kind == IcalTimeKind.Utc ? seriesZone.Wall(time.Instant) : time.Wall).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private (IcalTime? End, TimeSpan? Lasts) ReadEnd(IcalComponent component, IcalTimes times)
    {
        var (written, duration) = (component.One("DTEND"), component.One("DURATION"));
        if (written is not null && duration is not null)
        {
            throw duration.Refuse("l'événement a aussi un DTEND : un seul des deux.", "the event has a DTEND as well: only one of them may stand.");
        }
        if (duration is not null)
        {
            return (null, IcalTimes.Duration(duration));
        }
        if (written is null)
        {
            return (null, Start.Kind == IcalTimeKind.Date ? TimeSpan.FromDays(1) : null);
        }
        var end = times.Read(written);
        if ((end.Kind == IcalTimeKind.Date) != (Start.Kind == IcalTimeKind.Date))
        {
            throw written.Refuse("le début et la fin doivent être tous deux des jours, ou tous deux des heures.", "start and end must both be days, or both be times.");
        }
        // On the wall where it begins: what ends at 21:00 does so also after the clocks have changed.
        var wall = Start.Kind == IcalTimeKind.Date ? end.Wall : Start.Zone.Wall(end.Instant);
        return wall < Start.Wall ? throw written.Refuse("la fin est avant le début.", "the end is before the start.") : (end, wall - Start.Wall);
    }

    private IcalTime ReadReplaced(IcalProperty property, IcalTimes times)
    {
        var replaced = times.Read(property);
        return (replaced.Kind == IcalTimeKind.Date) == (Start.Kind == IcalTimeKind.Date) || replaced.Kind != IcalTimeKind.Date
            ? replaced
            : throw property.Refuse("elle désigne un jour, et la série a des heures.", "it names a day, and the series has times.");
    }

    private IcalTime Alike(IcalTime time) => (time.Kind == IcalTimeKind.Date) == (Start.Kind == IcalTimeKind.Date)
        ? time
        : throw new IcalRefusal(Component.All("RDATE").Concat(Component.All("EXDATE")).First().Line, "RDATE/EXDATE", "des jours et des heures sont mêlés dans cette série.", "days and times are mixed in this series.");
}
