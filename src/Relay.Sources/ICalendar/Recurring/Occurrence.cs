using Relay.Sources.ICalendar.Lines;
using Relay.Sources.ICalendar.Times;

namespace Relay.Sources.ICalendar.Recurring;

/// <summary>One date of an event.</summary>
/// <param name="Id">How it is known.</param>
/// <param name="Event">What is told of it: the series, or the exception for this date.</param>
/// <param name="Start">On the wall of <paramref name="Zone"/>.</param>
/// <param name="End">The same; null when open.</param>
/// <param name="Kind">How its start is written.</param>
/// <param name="Zone">Where.</param>
internal sealed record Occurrence(string Id, CalendarEvent Event, DateTime Start, DateTime? End, IcalTimeKind Kind, IcalZone Zone)
{
    /// <summary>Why this date can't be believed; null when it can.</summary>
    public IcalRefusal? Refusal { get; init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset Begins => Zone.Resolve(Start);

    /// <summary>When it is over.</summary>
    public DateTimeOffset IsOver => Zone.Resolve(End ?? Start);
}
