using System.Reflection;

namespace Relay.Core.Territories;

/// <summary>Names of places in plain letters, and the territories that bear them. Read when first asked for.</summary>
internal sealed class PlaceNames
{
    /// <summary>The most words of a name that is looked for.</summary>
    public const int MostWords = 8;

    private const int MostAlike = 4;
    private const int FewestLetters = 5;

    private readonly Dictionary<string, IReadOnlyList<Territory>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Territory>> _communes = new(StringComparer.Ordinal);

    private readonly Lazy<Dictionary<string, HashSet<Territory>>> _alike;

    private PlaceNames()
    {
        foreach (var territory in Territory.All.OrderByDescending(territory => territory.Code, StringComparer.Ordinal))
        {
            _known[string.Join(' ', Words(territory.Name))] = [territory]; // a departement after the region of its name
        }
        foreach (var (names, codes) in Lines("place_names.csv"))
        {
            Put(_known, names, codes);
        }
        foreach (var (codes, names) in Lines("communes.csv"))
        {
            Put(_communes, names, codes);
        }
        _alike = new(Alike);
    }

    /// <summary>The program's own.</summary>
    public static PlaceNames Own { get => field ??= new PlaceNames(); } = null!;

    /// <summary>What a name known by itself stands for: a departement, a region, a country; null when none.</summary>
    public IReadOnlyList<Territory>? Known(string name) => _known.GetValueOrDefault(name);

    /// <summary>Where communes of this name lie; null when there is none.</summary>
    public IReadOnlyList<Territory>? Communes(string name) => _communes.GetValueOrDefault(name);

    /// <summary>Where places lie whose name begins or ends so, or sounds like it; empty when there are none, or too many to choose from.</summary>
    public IReadOnlyCollection<Territory> Like(IReadOnlyList<string> words)
    {
        var name = string.Join(' ', words);
        var found = _alike.Value.GetValueOrDefault(name) ?? _alike.Value.GetValueOrDefault(SoundOf(name));
        return name.Length < FewestLetters || found is not { Count: <= MostAlike } ? [] : found;
    }

    /// <summary>The words of a name in plain letters, <c>st</c> for <c>saint</c>.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var plain = Conversations.Understanding.Reading.Folding.Fold(text);
        for (var at = 0; at < plain.Length;)
        {
            var end = at;
            while (end < plain.Length && char.IsAsciiLetterOrDigit(plain[end]))
            {
                end++;
            }
            if (end > at)
            {
                words.Add(plain[at..end] switch { "saint" => "st", "sainte" => "ste", var word => word });
            }
            at = end + 1;
        }
        return words;
    }

    // By halves of names, and by how whole names sound. Read when a name was not found otherwise.
    private Dictionary<string, HashSet<Territory>> Alike()
    {
        var alike = new Dictionary<string, HashSet<Territory>>(StringComparer.Ordinal);
        foreach (var (name, territories) in _communes.Concat(_known))
        {
            var words = name.Split(' ');
            var halves = Enumerable.Range(1, words.Length - 1).Select(length => string.Join(' ', words.Take(length)));
            foreach (var key in words.Length == 1 ? [SoundOf(name)] : halves.Append(words[^1]).Append(SoundOf(name)))
            {
                (alike.TryGetValue(key, out var there) ? there : alike[key] = []).UnionWith(territories);
            }
        }
        return alike;
    }

    // Nobody mistakes the first letter; no name is written with a sign in front.
    private static string SoundOf(string name) => $"~{name[0]}{string.Concat(name.Split(' ').Select(Conversations.Understanding.Reading.Sound.Of))}";

    private static void Put(Dictionary<string, IReadOnlyList<Territory>> table, string names, string codes)
    {
        var territories = codes.Split(',').Select(Territory.Parse).ToList();
        foreach (var name in names.Split(','))
        {
            table[name] = territories;
        }
    }

    private static IEnumerable<(string Left, string Right)> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Relay.Core.Territories.{name}")
            ?? throw new InvalidOperationException($"The table {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(';') is [var left, var right])
            {
                yield return (left, right);
            }
        }
    }
}
