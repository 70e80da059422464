using Relay.Core.Items;

namespace Relay.Sources.ICalendar.Feeds;

/// <summary>Where a calendar comes from. Thread-safe.</summary>
internal interface ICalendarFeed
{
    /// <summary>Its bytes as they stand now; the same array when it has not changed since the last call.</summary>
    /// <exception cref="SourceUnavailableException">When it can't be had.</exception>
    Task<byte[]> GetAsync(CancellationToken cancel);
}
