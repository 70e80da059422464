namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>From a text to words that rules can match: folded, cut, respelt, with negations, questions and politeness marked.</summary>
internal sealed class Reader(Vocabulary vocabulary, Speller speller, Respelling shorthand, Respelling phrases)
{
    // No network's message is longer by far than this; of a longer text the beginning and the end are read.
    private const int FirstWords = 1500;
    private const int LastWords = 500;
    private const int MostGuesses = 300; // of distinct words a message: neighbours are looked for in no more
    private readonly Negation _negation = new(vocabulary);
    private readonly int _asks = vocabulary.Atom("INTERROGATIF");
    private readonly int _opens = vocabulary.Atom("INTERROGATIFOUVRE");
    private readonly int _polite = vocabulary.Atom("POLI");
    private readonly int _cuts = vocabulary.Atom("MAIS");

    /// <summary>The words of a text.</summary>
    public IReadOnlyList<Word> Read(string text)
    {
        var (scanned, questions) = Scanner.Scan(Folding.Fold(text));
        if (scanned.Count > FirstWords + LastWords)
        {
            scanned.RemoveRange(FirstWords, scanned.Count - FirstWords - LastWords);
        }
        var words = phrases.Apply(shorthand.Apply(Spell(shorthand.Apply(Spaced(scanned)))));
        var known = new Dictionary<(string, string?), IReadOnlySet<int>>();
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (!known.TryGetValue((word.Text, word.Sign), out var atoms))
            {
                known.Add((word.Text, word.Sign), atoms = Atoms(word));
            }
            if (word.Break == Break.None && at > 0 && atoms.Contains(_cuts))
            {
                words[at] = word = word with { Break = Break.Clause };
            }
            word.Atoms = atoms;
            word.Polite = atoms.Contains(_polite);
        }
        _negation.Mark(words);
        MarkQuestions(words, questions);
        return words;
    }

    private HashSet<int> Atoms(Word word)
    {
        var atoms = vocabulary.AtomsOf(word.Text);
        if (word.Sign is { } sign)
        {
            atoms.Add(vocabulary.Atom(sign));
        }
        return atoms;
    }

    private List<Word> Spell(List<Word> words)
    {
        var read = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var spelt = new List<Word>(words.Count);
        foreach (var word in words)
        {
            if (word.Sign is { } sign && sign != "#NUMBER" || word.Text.Length > 40)
            {
                spelt.Add(word);
                continue;
            }
            if (!read.TryGetValue(word.Text, out var parts))
            {
                read.Add(word.Text, parts = speller.Read(word.Text, guess: read.Count < MostGuesses));
            }
            for (var place = 0; place < parts.Count; place++)
            {
                spelt.Add(word with { Text = parts[place], Break = place == 0 ? word.Break : Break.None, Sign = char.IsAsciiLetterLower(parts[place][0]) ? null : word.Sign });
            }
        }
        return spelt;
    }

    // S T O P, s.t.o.p: four single letters and more are one word.
    private static List<Word> Spaced(List<Word> words)
    {
        var joined = new List<Word>(words.Count);
        for (var at = 0; at < words.Count;)
        {
            var end = at;
            while (end < words.Count && words[end].Text.Length == 1 && char.IsAsciiLetterLower(words[end].Text[0]))
            {
                end++;
            }
            if (end - at >= 4 && end - at <= 20)
            {
                joined.Add(words[at] with { Text = string.Concat(words.Skip(at).Take(end - at).Select(word => word.Text)) });
                at = end;
            }
            else
            {
                joined.Add(words[at++]);
            }
        }
        return joined;
    }

    // In a sentence that asks, the clauses with an asking word and what follows them; all of it when none has one.
    private void MarkQuestions(List<Word> words, HashSet<int> questions)
    {
        for (var start = 0; start < words.Count;)
        {
            var end = start + 1;
            while (end < words.Count && words[end].Sentence == words[start].Sentence)
            {
                end++;
            }
            var from = words.FindIndex(start, end - start, word => word.Atoms.Contains(_asks));
            if (questions.Contains(words[start].Sentence))
            {
                Mark(from < 0 ? start : ClauseOf(words, from), end);
            }
            else if (words.FindIndex(start, end - start, word => !word.Polite) is >= 0 and var first && words[first].Atoms.Contains(_opens))
            {
                Mark(start, end);
            }
            start = end;
        }

        void Mark(int from, int to)
        {
            for (var at = from; at < to; at++)
            {
                words[at].Asked = true;
            }
        }
    }

    private static int ClauseOf(List<Word> words, int at)
    {
        while (at > 0 && words[at].Break == Break.None)
        {
            at--;
        }
        return at;
    }
}
