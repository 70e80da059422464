using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Relay.Core.Territories;

/// <summary>From French postal codes to territories (TR-03 to TR-05). A code names a post office, not a border: some lie in two departements, some in none. Thread-safe.</summary>
public static partial class PostalCodes
{
    private static readonly FrozenDictionary<string, IReadOnlyList<Territory>> Exceptions = Load();

    /// <summary>Reads five digits from what people and databases write: <c>33 000</c>, <c>F-33000</c>, <c>33000 Bordeaux</c>. An INSEE code (<c>2A004</c>) or four digits are none.</summary>
    public static bool TryRead(string? text, out string code)
    {
        var match = Shape().Match(text ?? "");
        code = match.Groups["head"].Value + match.Groups["tail"].Value;
        return match.Success;
    }

    /// <summary>Where five digits may lie: one territory; several, of which the commune decides; or none (armed forces, Monaco, prefixes never given).</summary>
    public static IReadOnlyList<Territory> Territories(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (Exceptions.TryGetValue(code, out var exceptions))
        {
            return exceptions;
        }
        string[] candidates = code.Length != 5 ? [] : code[..2] switch
        {
            "20" => code[2] switch
            {
                '0' or '1' => ["DEP-2A"],
                '2' or '6' => ["DEP-2B"],
                _ => ["DEP-2A", "DEP-2B"], // CEDEX numbers of either
            },
            "97" or "98" => [$"DEP-{code[..3]}", $"COL-{code[..3]}"],
            var departement => [$"DEP-{departement}"],
        };
        return [.. candidates.Select(candidate => Territory.TryParse(candidate, out var territory) ? territory : null).OfType<Territory>()];
    }

    /// <summary>Whether a place with this code cannot lie in <paramref name="territory"/>. National and abroad contradict nothing, nor does a code that lies nowhere; the first two digits are believed beside an exception.</summary>
    public static bool Contradict(string code, Territory territory)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(territory);
        var possible = Territories(code);
        return territory.Code is not ("FR" or "ABR")
            && possible.Count > 0
            && !possible.Any(candidate => territory.Holds(candidate))
            && !(Territory.TryParse($"DEP-{code[..2]}", out var prefix) && territory.Holds(prefix));
    }

    private static FrozenDictionary<string, IReadOnlyList<Territory>> Load()
    {
        using var stream = typeof(PostalCodes).Assembly.GetManifestResourceStream("Relay.Core.Territories.postal_codes.csv")
            ?? throw new InvalidOperationException("The table of postal codes is missing from the program.");
        using var reader = new StreamReader(stream);
        var known = new Dictionary<string, IReadOnlyList<Territory>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(';') is [var code, var territories])
            {
                known.Add(code, [.. territories.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Territory.Parse)]);
            }
        }
        return known.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // Words may follow the code, not stand before it: "12 rue X, 33000" would be read from the house number.
    [GeneratedRegex(@"^\s*(F-?|FR-?)?\s*(?<head>\d\d)[\s.]?(?<tail>\d{3})(?!\d)(\s|,|$)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex Shape();
}
