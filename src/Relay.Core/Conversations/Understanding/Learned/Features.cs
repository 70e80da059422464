using System.Text;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding.Learned;

/// <summary>What a message shows: its words and pairs of words with their negations, the classes they belong to, pieces of three to five letters, what the rules found, where it stands and whether it asks.</summary>
internal static class Features
{
    private const int MostWords = 200;
    private const int MostLetters = 1000;

    // Each kind has the same say however much of it there is in a message.
    private const float OfWords = 1f;
    private const float OfClasses = 1f;
    private const float OfPairs = .7f;
    private const float OfPieces = 1f;
    private const float OfRules = .5f;
    private const float OfPlace = .5f;

    /// <summary>The features of a message.</summary>
    /// <param name="words">Its words, marked.</param>
    /// <param name="vocabulary">That they were read with.</param>
    /// <param name="text">Its folded text.</param>
    /// <param name="found">What the rules found, by name; null where they are not to be trusted, since they were mended by this very message.</param>
    /// <param name="inPublic">Whether others read it.</param>
    public static List<Feature> Of(IReadOnlyList<Word> words, Vocabulary vocabulary, string text, IEnumerable<string>? found, bool inPublic)
    {
        var features = new List<Feature>();
        Add(features, OfWords, Words(words));
        Add(features, OfClasses, Classes(words, vocabulary));
        Add(features, OfPairs, Pairs(words, vocabulary));
        Add(features, OfPieces, Pieces(text));
        Add(features, OfRules, found ?? []);
        Add(features, OfPlace, Place(words, inPublic));
        return features;
    }

    private static void Add(List<Feature> features, float weight, IEnumerable<string> names)
    {
        var keys = names.Select(Key).Distinct().ToList();
        var value = weight / MathF.Sqrt(Math.Max(1, keys.Count));
        features.AddRange(keys.Select(key => new Feature(key, value)));
    }

    private static IEnumerable<string> Words(IReadOnlyList<Word> words)
    {
        var before = "^";
        foreach (var word in words.Take(MostWords))
        {
            var name = Name(word);
            yield return "w" + name;
            yield return $"b{before} {name}";
            before = name;
        }
        yield return $"b{before} $";
    }

    private static string Name(Word word) => (word.Negated ? "!" : "") + (word.Sign is null or "#EMOJI" ? word.Text : word.Sign);

    private static IEnumerable<string> Classes(IReadOnlyList<Word> words, Vocabulary vocabulary) => words.Take(MostWords)
        .SelectMany(word => word.Atoms.Select(vocabulary.NameOf).Where(Vocabulary.IsClass).Select(name => (word.Negated ? "c!" : "c") + name));

    // Pairs of kinds: a word stands for the first class that it belongs to, so that "on passera" is like "je viendrai".
    private static IEnumerable<string> Pairs(IReadOnlyList<Word> words, Vocabulary vocabulary)
    {
        var (before, earlier) = ("^", "");
        foreach (var word in words.Take(MostWords))
        {
            var kind = word.Sign ?? word.Atoms.Select(vocabulary.NameOf).Where(Vocabulary.IsClass).Order(StringComparer.Ordinal).FirstOrDefault(name => name is not ("VERBE" or "SUJET")) ?? word.Text;
            var name = (word.Negated ? "!" : "") + kind;
            yield return $"k{before} {name}";
            if (earlier.Length > 0)
            {
                yield return $"s{earlier} {name}";
            }
            (earlier, before) = (before, name);
        }
        yield return $"k{before} $";
    }

    // Pieces within words and over their bounds; figures count alike.
    private static IEnumerable<string> Pieces(string text)
    {
        var plain = new StringBuilder(" ");
        foreach (var letter in text.Take(MostLetters))
        {
            var kept = char.IsAsciiDigit(letter) ? '0' : char.IsLetter(letter) || letter is '?' or '@' or '€' or '$' or '%' ? letter : ' ';
            if (kept != ' ' || plain[^1] != ' ')
            {
                plain.Append(kept);
            }
        }
        var all = plain.Append(plain[^1] == ' ' ? "" : " ").ToString();
        for (var length = 3; length <= 5; length++)
        {
            for (var at = 0; at + length <= all.Length; at++)
            {
                yield return string.Concat("p", all.AsSpan(at, length));
            }
        }
    }

    private static IEnumerable<string> Place(IReadOnlyList<Word> words, bool inPublic)
    {
        yield return "@all";
        yield return inPublic ? "@public" : "@private";
        yield return words.Count <= 1 ? "@one" : words.Count <= 3 ? "@few" : words.Count <= 7 ? "@some" : "@many";
        if (words.Any(word => word.Asked))
        {
            yield return "@asks";
        }
        if (words.Any(word => word.Sign == "#EMOJI"))
        {
            yield return "@emoji";
        }
    }

    private static uint Key(string name) => name.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);
}
