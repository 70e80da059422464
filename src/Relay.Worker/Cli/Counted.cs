using System.Globalization;

namespace Relay.Worker.Cli;

/// <summary>A number with its noun, in the number that each language asks for: French counts zero as one.</summary>
internal static class Counted
{
    /// <summary><c>0 canal</c>, <c>2 canaux</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun in the singular.</param>
    /// <param name="many">In the plural; null adds an s.</param>
    public static string French(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count is 0 or 1 ? one : many ?? one + "s")}");

    /// <summary><c>0 channels</c>, <c>1 channel</c>.</summary>
    public static string English(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
