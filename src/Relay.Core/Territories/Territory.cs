using System.Diagnostics.CodeAnalysis;

namespace Relay.Core.Territories;

/// <summary>A typed territory code (TR-01): <c>DEP-33</c>, <c>DEP-2A</c>, <c>REG-75</c>, <c>COL-987</c>, <c>FR</c> national, <c>ABR</c> French abroad. Never a bare number.</summary>
public sealed record Territory
{
    private Territory(string code, string name, string? region, IReadOnlyList<string> zones)
        => (Code, Name, Region, Zones) = (code, name, region, zones);

    /// <summary>Nation-wide.</summary>
    public static Territory National { get; } = Parse("FR");

    /// <summary>The typed code, upper case.</summary>
    public string Code { get; }

    /// <summary>Its French name.</summary>
    public string Name { get; }

    /// <summary>Code of the region it lies in, <c>REG-75</c>; null outside regions.</summary>
    public string? Region { get; }

    /// <summary>Its IANA zones, the most populated first; at least one.</summary>
    public IReadOnlyList<string> Zones { get; }

    /// <summary>Every known territory.</summary>
    public static IReadOnlyCollection<Territory> All => Known.Values;

    private static Dictionary<string, Territory> Known { get => field ??= Load(); } = null!;

    /// <summary>Whether <paramref name="other"/> is this territory or lies in it. National holds only itself: a Page of the whole country is not each section's.</summary>
    public bool Holds(Territory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Code == other.Code || Code == other.Region;
    }

    /// <summary>Reads a typed code.</summary>
    /// <exception cref="FormatException">When the code is unknown.</exception>
    public static Territory Parse(string code) => TryParse(code, out var territory)
        ? territory
        : throw new FormatException($"'{code}' is not a territory: write DEP-33, REG-75, COL-987, FR or ABR.");

    /// <summary>Reads a typed code; letter case and spaces around it don't matter.</summary>
    public static bool TryParse(string? code, [NotNullWhen(true)] out Territory? territory)
        => Known.TryGetValue(code?.Trim().ToUpperInvariant() ?? "", out territory);

    /// <inheritdoc/>
    public bool Equals(Territory? other) => Code == other?.Code;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);

    /// <inheritdoc/>
    public override string ToString() => Code;

    private static Dictionary<string, Territory> Load()
    {
        using var stream = typeof(Territory).Assembly.GetManifestResourceStream("Relay.Core.Territories.territories.csv")
            ?? throw new InvalidOperationException("The table of territories is missing from the program.");
        using var reader = new StreamReader(stream);
        var known = new Dictionary<string, Territory>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(';') is [var code, var name, var region, var zones])
            {
                known.Add(code, new Territory(code, name, region.Length == 0 ? null : region, zones.Split(',')));
            }
        }
        return known;
    }
}
