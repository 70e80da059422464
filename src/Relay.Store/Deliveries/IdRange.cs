using System.Text.RegularExpressions;

namespace Relay.Store.Deliveries;

/// <summary>All ids that begin alike: a range that an index answers, in whatever order the engine sorts text.</summary>
/// <param name="First">The lowest of them.</param>
/// <param name="Last">The highest of them.</param>
internal sealed partial record IdRange(string First, string Last)
{
    private const string Lowest = "00000000-0000-0000-0000-000000000000";

    /// <summary>Reads an id or the beginning of one, at least 6 characters.</summary>
    public static bool TryRead(string text, out IdRange range)
    {
        var start = text.ToLowerInvariant();
        var isId = Shape().IsMatch(start) && start.Length <= Lowest.Length && start.Select((c, i) => (c == '-') == (Lowest[i] == '-')).All(fits => fits);
        range = isId ? new IdRange(start + Lowest[start.Length..], start + Lowest[start.Length..].Replace('0', 'f')) : new IdRange("", "");
        return isId;
    }

    [GeneratedRegex("^[0-9a-f-]{6,36}$", RegexOptions.ExplicitCapture, 5_000)]
    private static partial Regex Shape();
}
