using System.Globalization;

namespace Relay.Core.Planning.Moments;

/// <summary>How one time of an event is written in a publication's key.</summary>
internal static class Occurrence
{
    /// <summary>The start in UTC to the minute, <c>20261128T1730Z</c>.</summary>
    public static string Of(DateTimeOffset starts) => starts.UtcDateTime.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture);
}
