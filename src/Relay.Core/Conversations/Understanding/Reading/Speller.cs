namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>Finds the word that somebody meant: stretched (<c>ouiiii</c>), run together (<c>jviens</c>, <c>menvoyer</c>), in figures (<c>st0p</c>), by ear, or with one slip of a finger. A word that the tables name stays.</summary>
internal sealed class Speller
{
    private const string Elided = "jmtlndsc";
    private const int Nearest = 6; // shorter words have too many neighbours
    private readonly Vocabulary _vocabulary;
    private readonly Respelling _shorthand;
    private readonly Dictionary<string, string> _bySound = new(StringComparer.Ordinal);
    private readonly ILookup<(char First, int Length), string> _byShape;

    /// <param name="vocabulary">The words that are named.</param>
    /// <param name="shorthand">Abbreviations: they are not misspelt.</param>
    public Speller(Vocabulary vocabulary, Respelling shorthand)
    {
        (_vocabulary, _shorthand) = (vocabulary, shorthand);
        var words = vocabulary.Words.Where(word => word.Length >= 5 && word.All(char.IsAsciiLetterLower)).ToList();
        foreach (var word in words)
        {
            _bySound.TryAdd(Sound.Of(word), word);
        }
        _byShape = words.ToLookup(word => (word[0], word.Length));
    }

    /// <summary>One or two words for the one written.</summary>
    /// <param name="word">In its plain form.</param>
    /// <param name="guess">Whether to look for neighbours too, which costs most.</param>
    public IReadOnlyList<string> Read(string word, bool guess)
    {
        if (word.Length < 2 || char.IsAsciiDigit(word[0]) && !word.Any(char.IsAsciiLetterLower) || _shorthand.Starts(word) || _vocabulary.Knows(word))
        {
            return [word];
        }
        var plain = Squeeze(word, 2);
        if (plain != word && _vocabulary.Knows(plain))
        {
            return [plain];
        }
        if (plain != word)
        {
            plain = Squeeze(word, 1);
        }
        if (_vocabulary.Knows(plain))
        {
            return [plain];
        }
        if (Letters(plain) is { } spelt && _vocabulary.Knows(spelt))
        {
            return [spelt];
        }
        if (Parts(plain) is { } parts)
        {
            return parts;
        }
        if (plain.Length < 5 || !guess)
        {
            return [plain];
        }
        return _bySound.TryGetValue(Sound.Of(plain), out var same) && same[0] == plain[0] && Math.Abs(same.Length - plain.Length) <= 3 ? [same]
            : Neighbour(plain) is { } near ? [near]
            : plain[0] == 'j' && _bySound.TryGetValue(Sound.Of(plain[1..]), out var verb) && verb[0] == plain[1] ? ["je", verb]
            : [plain];
    }

    private IReadOnlyList<string>? Parts(string word)
    {
        if (word.Length < 4 || !Elided.Contains(word[0], StringComparison.Ordinal))
        {
            return word.StartsWith("qu", StringComparison.Ordinal) && word.Length > 4 && word[2] is not 'e' && _vocabulary.Spells(word[2..]) ? ["que", word[2..]] : null;
        }
        var rest = word[1..];
        var vowel = rest[0] is 'a' or 'e' or 'i' or 'o' or 'u' or 'y' or 'h';
        return (vowel || (word[0] == 'j' && rest[0] is not 'j')) && _vocabulary.Spells(rest) ? [word[0] + "e", rest] : null;
    }

    private string? Neighbour(string word)
    {
        if (word.Length < Nearest)
        {
            return null;
        }
        string? found = null;
        for (var length = word.Length - 1; length <= word.Length + 1; length++)
        {
            foreach (var candidate in _byShape[(word[0], length)])
            {
                if (OneSlip(word, candidate) && (found is null || candidate.Length == word.Length))
                {
                    found = candidate;
                }
            }
        }
        return found;
    }

    // One letter wrong, missing or too many, or two neighbours exchanged.
    private static bool OneSlip(string written, string meant)
    {
        var (from, end) = (0, 0);
        while (from < written.Length && from < meant.Length && written[from] == meant[from])
        {
            from++;
        }
        while (end < written.Length - from && end < meant.Length - from && written[^(end + 1)] == meant[^(end + 1)])
        {
            end++;
        }
        var (left, right) = (written.Length - from - end, meant.Length - from - end);
        return (left <= 1 && right <= 1) || (left == 2 && right == 2 && written[from] == meant[from + 1] && written[from + 1] == meant[from]);
    }

    private static string Squeeze(string word, int most)
    {
        var kept = new char[word.Length];
        var count = 0;
        for (var at = 0; at < word.Length; at++)
        {
            var run = 1;
            while (at + run < word.Length && word[at + run] == word[at] && char.IsLetter(word[at]))
            {
                run++;
            }
            for (var copy = 0; copy < (run > 2 || most == 1 ? Math.Min(run, most) : run); copy++)
            {
                kept[count++] = word[at];
            }
            at += run - 1;
        }
        return new string(kept, 0, count);
    }

    private static string? Letters(string word) => word.Length >= 4 && word.Any(char.IsAsciiDigit) && word.Count(char.IsAsciiDigit) <= word.Length / 2
        ? string.Create(word.Length, word, static (letters, source) =>
        {
            for (var at = 0; at < source.Length; at++)
            {
                letters[at] = source[at] switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', var other => other };
            }
        })
        : null;
}
