using System.Globalization;
using Relay.Core.Conversations.Understanding.Grammar;

namespace Relay.Core.Territories;

/// <summary>From what people answer to "where do you live?" to a territory: <c>33 000</c>, <c>le 64</c>, <c>2B</c>, <c>Paris 15</c>, <c>la Gironde</c>, <c>Bordeaux</c>, <c>à l'étranger</c> (TR-03 to TR-07). What it can't know it asks. Pure and linear.</summary>
public static class PlaceReader
{
    private const int MostNumbers = 3; // more of them are a telephone number
    private const int MostParts = 8;
    private static readonly char[] Parting = [',', ';', '(', ')', '/', '\n'];
    private const int MostWords = 400; // nobody's address is longer
    private static readonly HashSet<string> Before = [.. "le la les l du dans departement departements dep dept dpt en d de des code n numero no in the county sur federation section info infos actu actus news stop".Split(' ')];
    private static readonly HashSet<string> Towards = [.. "a au aux en sur de d vers pres dans ville commune habite vis suis reside loge secteur mairie live in at near from vivons habitons cote quartier of".Split(' ')];
    private static readonly HashSet<string> Empty = [.. "j je y i on nous habite habitons vis vivons suis sommes reside residons loge loges am live living from a au aux en sur de d du des vers pres dans la le les l ville commune departement region c est ce mon ma c'est svp merci bonjour bonsoir salut please moi me ici viens vais veux bien merci oui non et ou or and secteur cedex cote france in the near at to of chez mais plutot maintenant desormais dep dept dpt cp code postal numero vous toi tu entre alentours environs".Split(' ')];

    // What may follow a name without making it another place's.
    private static readonly HashSet<string> After = [.. "arrondissement arr intra muros centre ville nord sud est ouest metropole agglo agglomeration banlieue depuis pour avec car parce que qui mais donc car since for with because but".Split(' ')];

    private static readonly HashSet<string> Streets = [.. "rue avenue av boulevard bd place quai route chemin allee allees impasse cours gare square street road".Split(' ')];
    private static readonly HashSet<string> Boxes = [.. "bp cs tsa cidex boite".Split(' ')];
    private static readonly HashSet<string> Counts = [.. "euro euros eur dollars balles habitants personnes signatures soutiens voix adherents militants membres abonnes places km kms kilometres metres m2 hectares ans annees mois jours heures minutes h fois pourcent bis ter quater janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".Split(' ')];
    private static readonly HashSet<string> When = [.. "en depuis avant apres des annee annees vers fin debut ne nee janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre since in before after".Split(' ')];
    private static readonly HashSet<string> Months = [.. "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".Split(' ')];
    private static readonly HashSet<string> Articles = [.. "la le les l".Split(' ')];
    private static readonly HashSet<string> Links = [.. "de du d des la le les l".Split(' ')];

    // Names that are words too: only after a preposition, or alone.
    private static readonly HashSet<string> Words = [.. "lot nord somme cher manche eure aube landes ain orne var jura creuse france alpes reunion loire marne national aura champagne inde chine porto rome nice aix".Split(' ')];

    /// <summary>Reads an answer; null and empty name no place.</summary>
    public static PlaceReading Read(string? text)
    {
        var words = PlaceNames.Words((text ?? "").Replace("€", " euros ", StringComparison.Ordinal).Replace("%", " pourcent ", StringComparison.Ordinal)).SelectMany(Apart).Take(MostWords).ToList();
        if (words is ["2", "a" or "b"] or ["9", "1" or "2" or "3" or "4" or "5"]) // 2 A, 9-3
        {
            words = [words[0] + words[1]];
        }
        var codes = PostalCodesOf(words);
        if (codes.Count > 0)
        {
            var lie = codes.SelectMany(PostalCodes.Territories).Distinct().ToList();
            var named = Named(words).Places;
            if (named is [{ Code: "ABR" }])
            {
                return Of(codes.Count == 1 && Beside(words, codes[0]) ? named : [.. lie, .. named], certain: true); // "28001 Madrid" is no code of ours
            }
            var within = lie.Count > 1 ? named.Where(lie.Contains).ToList() : [];
            return Of(within.Count == 1 ? within : lie, certain: true);
        }
        var numbers = words.Count(Digits) > MostNumbers ? [] : Numbers(words);
        var (places, certain) = Named(words);
        if (numbers.Count > 0)
        {
            var both = places.Where(numbers.Contains).ToList(); // "Saint-Denis (93)"
            return Of(both.Count > 0 ? both : numbers, certain: true);
        }
        if (places.Count == 0 && text?.IndexOfAny(Parting) is >= 0)
        {
            // "75 rue Victor Hugo, Lille", "Dax (Landes)": each part by itself
            (places, certain) = (PlaceNarrowing.Of([.. text.Split(Parting, MostParts).Select(part => Named([.. PlaceNames.Words(part).Take(MostWords)]).Places).Where(part => part.Count > 0)]), true);
        }
        return places.Count > 0 ? Of(places, certain) : Lost(words) is { Choices.Count: > 0 } lost ? lost : Near(words);
    }

    private static PlaceReading Of(IEnumerable<Territory> choices, bool certain) =>
        new([.. choices.Distinct().OrderBy(territory => territory.Code, StringComparer.Ordinal)], certain);

    // Five digits anywhere, "33 000", the letter O for a zero.
    private static List<string> PostalCodesOf(List<string> words)
    {
        var codes = new List<string>();
        var few = words.Count(Digits) <= MostNumbers;
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word.StartsWith('f') && word.Length == 6)
            {
                word = word[1..];
            }
            word = word.Length == 5 && word.Any(char.IsAsciiDigit) ? word.Replace('o', '0') : word;
            if (word.Length == 2 && at + 1 < words.Count && words[at + 1] is { Length: 3 } tail && Digits(word) && Digits(tail) && !(at + 2 < words.Count && Digits(words[at + 2])) && (few || !(at > 0 && Digits(words[at - 1]))))
            {
                at++;
                if (!Counted(words, at))
                {
                    codes.Add(word + tail);
                }
            }
            else if (word.Length == 5 && Digits(word) && !Counted(words, at) && !(at > 0 && Boxes.Contains(words[at - 1])))
            {
                codes.Add(word);
            }
        }
        return codes;
    }

    // dep33, cp33000, 33000bordeaux
    private static string[] Apart(string word)
    {
        var figures = word.Count(char.IsAsciiDigit);
        var at = char.IsAsciiDigit(word[0]) ? figures : word.Length - figures;
        return (figures == 5 && word.Length > 6 && (Digits(word[..at]) || Digits(word[at..]))) || (figures is 2 or 3 && word[..at] is "dep" or "dept" or "dpt" && Digits(word[at..])) ? [word[..at], word[at..]] : [word];
    }

    // "12000 euros" counts something, "33 rue X" a house.
    private static bool Counted(List<string> words, int at) => at + 1 < words.Count
        && (Counts.Contains(words[at + 1]) || Streets.Contains(words[at + 1]) || (at + 2 < words.Count && words[at + 1] == "a" && words[at + 2] is [>= '0' and <= '9', .., 'h'])); // the 12th at 19 h

    // A name abroad right before or after a code, or one word on: "28001 Madrid", "New York 10001", "20121 Milano, Italie".
    private static bool Beside(List<string> words, string code)
    {
        var at = words.IndexOf(code);
        return at >= 0 && Enumerable.Range(1, 4).Any(length =>
            Abroad(words, at + 1, length) || (!Empty.Contains(words.ElementAtOrDefault(at + 1) ?? "") && Abroad(words, at + 2, length)) || Abroad(words, at - length, length));
    }

    private static bool Abroad(List<string> words, int start, int length) =>
        start >= 0 && start + length <= words.Count && PlaceNames.Own.Known(string.Join(' ', words.GetRange(start, length))) is [{ Code: "ABR" }];

    // The number of a departement, where a word before it says so or nothing else is said.
    private static List<Territory> Numbers(List<string> words)
    {
        var found = new List<Territory>();
        for (var at = 0; at < words.Count; at++)
        {
            var number = words[at].Replace('o', '0');
            if (number.Length is 2 or 3 && !Counted(words, at) && char.IsAsciiDigit(number[0]) && (Alone(words, at) || (at > 0 && (Before.Contains(words[at - 1]) || PlaceBefore(words, at)))))
            {
                found.AddRange(OfNumber(number));
                if (at > 0 && words[at - 1] == "region" && Territory.TryParse($"REG-{number}", out var region))
                {
                    found.Add(region); // 75 and 93 are numbers of regions too
                }
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
            var (territories, length) = at > 0 && Months.Contains(words[at]) && Digits(words[at - 1]) ? ([], 0) : NameAt(words, at, anyName); // Mars is a village, and 12 mars a day
            var isOther = length == 0 && !Empty.Contains(words[at]) && !char.IsAsciiDigit(words[at][0]);
            if (length > 0 && !IsStreet(words, at))
            {
                found.Add(territories);
            }
            rest |= isOther;
            certain &= !(afterName && isOther && !After.Contains(words[at]) && !District(words[at])); // "Paris Texas" may be another Paris
            afterName = length > 0;
            at += Math.Max(1, length);
        }
        return (found, rest, certain);
    }

    // XII, XIIe
    private static bool District(string word) => word.TrimEnd('e', 'm') is { Length: > 0 } number && number.All(letter => letter is 'i' or 'v' or 'x');

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
            var expected = (at > 0 && Towards.Contains(words[at - 1]))
                || words.Take(at).Concat(words.Skip(at + length)).All(word => Empty.Contains(word) || char.IsAsciiDigit(word[0]) || (word.Length > 2 && !Streets.Contains(words[at]) && Communes(word) is not null)); // Bayonne-Anglet-Biarritz
            if (PlaceNames.Own.Known(name) is { } known && (anyName || !Words.Contains(name) || (at > 0 && Before.Contains(words[at - 1]))))
            {
                return (known is [{ Code: ['C', 'O', 'L', ..] }] ? [.. known, .. Communes(name) ?? []] : known, length); // Saint-Martin is an island and many a village
            }
            if (length > 1 && Articles.Contains(words[at]) && PlaceNames.Own.Known(string.Join(' ', words.Skip(at + 1).Take(length - 1))) is { } whole)
            {
                return (whole, length); // la Creuse is the departement before it is a village
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
        var at = words.FindIndex(word => !Empty.Contains(word));
        var word = words[at];
        return word switch
        {
            { Length: 4 } when Digits(word) && word[..2] is "19" or "20" && at > 0 && When.Contains(words[at - 1]) => PlaceReading.None, // a year
            { Length: 4 } when Digits(word) => Of(PostalCodes.Territories("0" + word), certain: false),
            { Length: 1 } when Digits(word) => Of(OfNumber(string.Create(CultureInfo.InvariantCulture, $"0{word}")), certain: false),
            { Length: 5 } when word[0] == '2' && word[1] is 'a' or 'b' && Digits(word[2..]) => Of(OfNumber(word[..2].ToUpperInvariant()), certain: false),
            _ => PlaceReading.None,
        };
    }

    // Nothing but a name that no place bears, and no word of every day: half a name ("Hossegor"), or one written by ear ("Bordo"). It may be meant otherwise, so it is asked.
    private static PlaceReading Near(List<string> words)
    {
        var named = words.FindAll(word => !Empty.Contains(word));
        return named.Count is 0 or > PlaceNames.MostWords || named.Exists(word => word.Any(char.IsAsciiDigit)) || named.TrueForAll(Tables.Own.IsEveryday) ? PlaceReading.None : Of(PlaceNames.Own.Like(named), certain: false);
    }

    private static bool Digits(string word) => word.All(char.IsAsciiDigit);
}
