using Relay.Core.Items;
using Relay.Sources.Rows;

namespace Relay.Sources.ICalendar;

/// <summary>What a source of this kind is told.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Defaults">Of events that leave something open.</param>
internal sealed record IcalOptions(string Id, RowDefaults Defaults)
{
    /// <summary>Of events without a <c>CLASS</c>, or with <c>PUBLIC</c>. Default public.</summary>
    public Visibility Visibility { get; init; } = Visibility.Public;

    /// <summary>Whether <c>LOCATION</c> may be shown. Default true: whoever reads the calendar sees it.</summary>
    public bool IsPlacePublic { get; init; } = true;

    /// <summary>Whether the organiser's name may be shown. Default false: it is a person's.</summary>
    public bool IsOrganiserPublic { get; init; }

    /// <summary>How long after its end an event is still read. Default a day.</summary>
    public TimeSpan Past { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How far series are worked out. Default 180 days.</summary>
    public TimeSpan Ahead { get; init; } = TimeSpan.FromDays(180);
}
