using System.Globalization;

namespace Relay.Core.Territories;

/// <summary>From what people answer to "where do you live?" to a territory: <c>33 000</c>, <c>le 64</c>, <c>2B</c>, <c>Paris 15</c>, <c>la Gironde</c>, <c>Bordeaux</c>, <c>à l'étranger</c> (TR-03 to TR-07). What it can't know it asks. Pure and linear.</summary>
public static class PlaceReader
{
    private const int MostNumbers = 3; // more of them are a telephone number
    private const int MostWords = 400; // nobody's address is longer
    private static readonly HashSet<string> Before = [.. "le la les l du dans departement departements dep dept dpt en d de des code n numero no in the county sur federation section".Split(' ')];
    private static readonly HashSet<string> Towards = [.. "a au aux en sur de d vers pres dans ville commune habite vis suis reside loge secteur mairie live in at near from vivons habitons cote quartier of".Split(' ')];
    private static readonly HashSet<string> Empty = [.. "j je y i on nous habite habitons vis vivons suis sommes reside residons loge loges am live living from a au aux en sur de d du des vers pres dans la le les l ville commune departement region c est ce mon ma c'est svp merci bonjour bonsoir salut please moi me ici viens vais veux bien merci oui non et ou or and secteur cedex cote france in the near at to of chez mais plutot maintenant desormais".Split(' ')];

    // What may follow a name without making it another place's.
    private static readonly HashSet<string> After = [.. "arrondissement arr intra muros centre ville nord sud est ouest metropole agglo agglomeration banlieue depuis pour avec car parce que qui mais donc car since for with because but".Split(' ')];

    private static readonly HashSet<string> Streets = [.. "rue avenue av boulevard bd place quai route chemin allee allees impasse cours gare square street road".Split(' ')];
    private static readonly HashSet<string> Links = [.. "de du d des la le les l".Split(' ')];

    // Names that are words too: only after a preposition, or alone.
    private static readonly HashSet<string> Words = [.. "lot nord somme cher manche eure aube landes ain orne var jura creuse france alpes reunion loire marne national aura champagne inde chine porto rome nice aix".Split(' ')];

    /// <summary>Reads an answer; null and empty name no place.</summary>
    public static PlaceReading Read(string? text)
    {
        var words = PlaceNames.Words(text ?? "").Take(MostWords).ToList();
        if (words is ["2", "a" or "b"])
        {
            words = [words[0] + words[1]];
        }
        var codes = PostalCodesOf(words);
        if (codes.Count > 0)
        {
            var lie = codes.SelectMany(PostalCodes.Territories).Distinct().ToList();
            var named = lie.Count > 1 ? Named(words).Places.Where(lie.Contains).ToList() : [];
            return Of(named.Count == 1 ? named : lie, certain: true);
        }
        var numbers = words.Count(Digits) > MostNumbers ? [] : Numbers(words);
        var (places, certain) = Named(words);
        if (numbers.Count > 0)
        {
            var both = places.Where(numbers.Contains).ToList(); // "Saint-Denis (93)"
            return Of(both.Count > 0 ? both : numbers, certain: true);
        }
        return places.Count > 0 ? Of(places, certain) : Lost(words);
    }

    private static PlaceReading Of(IEnumerable<Territory> choices, bool certain) =>
        new([.. choices.Distinct().OrderBy(territory => territory.Code, StringComparer.Ordinal)], certain);

    // Five digits anywhere, "33 000", the letter O for a zero.
    private static List<string> PostalCodesOf(List<string> words)
    {
        var codes = new List<string>();
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word.StartsWith('f') && word.Length == 6)
            {
                word = word[1..];
            }
            word = word.Length == 5 && word.Any(char.IsAsciiDigit) ? word.Replace('o', '0') : word;
            if (word.Length == 2 && at + 1 < words.Count && words[at + 1] is { Length: 3 } tail && Digits(word) && Digits(tail) && !(at + 2 < words.Count && Digits(words[at + 2])) && !(at > 0 && Digits(words[at - 1])))
            {
                codes.Add(word + tail);
                at++;
            }
            else if (word.Length == 5 && Digits(word))
            {
                codes.Add(word);
            }
        }
        return codes;
    }

    // The number of a departement, where a word before it says so or nothing else is said.
    private static List<Territory> Numbers(List<string> words)
    {
        var found = new List<Territory>();
        for (var at = 0; at < words.Count; at++)
        {
            var number = words[at].Replace('o', '0');
            if (number.Length is 2 or 3 && char.IsAsciiDigit(number[0]) && (Alone(words, at) || (at > 0 && (Before.Contains(words[at - 1]) || PlaceBefore(words, at)))))
            {
                found.AddRange(OfNumber(number));
            }
        }
        return found;
    }

    private static bool Alone(List<string> words, int at) => at == 0 ? words.Skip(1).All(word => Empty.Contains(word) || OfNumber(word).Any()) : words.Take(at).All(Empty.Contains) || words.Take(at).All(word => OfNumber(word).Any() || Empty.Contains(word));

    // "Saint-Denis 93" is a departement, "Paris 15" a district.
    private static bool PlaceBefore(List<string> words, int at) => words[at - 1] is not ("paris" or "lyon" or "marseille") && Named(words[..at]).Places is { Count: > 0 } places && OfNumber(words[at]).Any(places.Contains);

    private static IEnumerable<Territory> OfNumber(string number)
    {
        string[] codes = number switch
        {
            "20" => ["DEP-2A", "DEP-2B"],
            "97" => ["DEP-971", "DEP-972", "DEP-973", "DEP-974", "DEP-976"],
            "98" => ["COL-986", "COL-987", "COL-988"],
            "99" => ["ABR"],
            _ => [$"DEP-{number.ToUpperInvariant()}", $"COL-{number}"],
        };
        return codes.Select(code => Territory.TryParse(code, out var territory) ? territory : null).OfType<Territory>();
    }

    // Names that are words too count where nothing but names is said: "Ain ou Haute-Savoie".
    private static (IReadOnlyList<Territory> Places, bool Certain) Named(List<string> words)
    {
        var (all, other, certain) = Named(words, anyName: true);
        if (other)
        {
            (all, _, certain) = Named(words, anyName: false);
        }
        return (PlaceNarrowing.Of(all), certain);
    }

    private static (List<IReadOnlyList<Territory>> Found, bool Other, bool Certain) Named(List<string> words, bool anyName)
    {
        var (found, rest, certain) = (new List<IReadOnlyList<Territory>>(), false, true);
        var afterName = false;
        for (var at = 0; at < words.Count;)
        {
            var (territories, length) = NameAt(words, at, anyName);
            var isOther = length == 0 && !Empty.Contains(words[at]) && !char.IsAsciiDigit(words[at][0]);
            if (length > 0 && !IsStreet(words, at))
            {
                found.Add(territories);
            }
            rest |= isOther;
            certain &= !(afterName && isOther && !After.Contains(words[at])); // "Paris Texas" may be another Paris
            afterName = length > 0;
            at += Math.Max(1, length);
        }
        return (found, rest, certain);
    }

    // "rue de Paris" may be anywhere.
    private static bool IsStreet(List<string> words, int at)
    {
        var before = at - 1;
        while (before > 0 && Links.Contains(words[before]))
        {
            before--;
        }
        return before >= 0 && Streets.Contains(words[before]);
    }

    // The longest name from here; what a commune is called counts where a place is expected.
    private static (IReadOnlyList<Territory> Territories, int Length) NameAt(List<string> words, int at, bool anyName)
    {
        for (var length = Math.Min(PlaceNames.MostWords, words.Count - at); length > 0; length--)
        {
            var name = string.Join(' ', words.Skip(at).Take(length));
            var expected = (at > 0 && Towards.Contains(words[at - 1])) || words.Take(at).Concat(words.Skip(at + length)).All(word => Empty.Contains(word) || char.IsAsciiDigit(word[0]));
            if (PlaceNames.Own.Known(name) is { } known && (anyName || !Words.Contains(name) || (at > 0 && Before.Contains(words[at - 1]))))
            {
                return (known is [{ Code: ['C', 'O', 'L', ..] }] ? [.. known, .. Communes(name) ?? []] : known, length); // Saint-Martin is an island and many a village
            }
            if (expected && (anyName || !Words.Contains(name)) && !(length == 1 && Empty.Contains(name)) && (Communes(name) ?? (at > 0 ? Communes($"{words[at - 1]} {name}") : null)) is { } communes)
            {
                return (communes, length);
            }
        }
        return ([], 0);
    }

    private static IReadOnlyList<Territory>? Communes(string name) => PlaceNames.Own.Communes(name);

    // A code that lost its zero ("1000", "1"), or the INSEE code of a commune in Corsica: surely there, and still asked.
    private static PlaceReading Lost(List<string> words)
    {
        if (words.Count(word => !Empty.Contains(word)) != 1)
        {
            return PlaceReading.None;
        }
        var word = words.First(word => !Empty.Contains(word));
        return word switch
        {
            { Length: 4 } when Digits(word) => Of(PostalCodes.Territories("0" + word), certain: false),
            { Length: 1 } when Digits(word) => Of(OfNumber(string.Create(CultureInfo.InvariantCulture, $"0{word}")), certain: false),
            { Length: 5 } when word[0] == '2' && word[1] is 'a' or 'b' && Digits(word[2..]) => Of(OfNumber(word[..2].ToUpperInvariant()), certain: false),
            _ => PlaceReading.None,
        };
    }

    private static bool Digits(string word) => word.All(char.IsAsciiDigit);
}
