namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>Marks the words that a negation reaches. Two negations undo each other ("I can't not come"); "ne … que" and "not only" deny nothing.</summary>
internal sealed class Negation(Vocabulary vocabulary)
{
    private const int Reach = 6;
    private readonly int _ne = vocabulary.Atom("NE");
    private readonly int _pas = vocabulary.Atom("PAS");
    private readonly int _plus = vocabulary.Atom("PLUS");
    private readonly int _que = vocabulary.Atom("QUE");
    private readonly int _not = vocabulary.Atom("NOT");
    private readonly int _verb = vocabulary.Atom("VERBE");
    private readonly int _end = vocabulary.Atom("STOPNEG");
    private readonly int _subject = vocabulary.Atom("SUJET");
    private readonly int _bridge = vocabulary.Atom("PONT");
    private readonly int _inverse = vocabulary.Atom("INVERSE");
    private readonly int _spared = vocabulary.Atom("PASSAUF");
    private readonly int _more = vocabulary.Atom("PLUSDE");

    /// <summary>Marks them.</summary>
    public void Mark(IReadOnlyList<Word> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (Denies(words, at))
            {
                Deny(words, at);
            }
        }
    }

    private bool Denies(IReadOnlyList<Word> words, int at)
    {
        var word = words[at].Atoms;
        if (word.Contains(_pas) || word.Contains(_not))
        {
            return !(Next(words, at) is { } next && next.Contains(_spared));
        }
        if (word.Contains(_plus))
        {
            return Before(words, at, _ne, 5) || (Next(words, at) is { } next ? at > 0 && words[at].Break == Break.None && words[at - 1].Atoms.Contains(_verb) && !next.Contains(_more)
                : at > 0 && words[at].Break == Break.None && words[at - 1].Atoms.Contains(_verb));
        }
        return word.Contains(_ne) && !Ahead(words, at);
    }

    private void Deny(IReadOnlyList<Word> words, int at)
    {
        var verb = words[at].Atoms.Contains(_not) ? -1 : VerbBefore(words, at);
        if (verb >= 0)
        {
            words[verb].Negated ^= true;
            if (words[verb].Atoms.Contains(_inverse))
            {
                return; // "je ne manquerai pas de venir" comes
            }
        }
        for (var next = at + 1; next < words.Count && next <= at + Reach && !Ends(words, next); next++)
        {
            words[next].Negated ^= true;
            if (words[next].Atoms.Contains(_inverse))
            {
                return;
            }
        }
    }

    private int VerbBefore(IReadOnlyList<Word> words, int at)
    {
        for (int back = at - 1, left = 4; back >= 0 && left > 0 && words[back + 1].Break == Break.None; back--, left--)
        {
            if (words[back].Atoms.Contains(_verb))
            {
                return back;
            }
        }
        return -1;
    }

    // A new subject begins a new clause ("on annule pas on vient"), but not after "je ne pense pas que".
    private bool Ends(IReadOnlyList<Word> words, int at) =>
        words[at].Break != Break.None || words[at].Atoms.Contains(_end) || Orders(words, at) || (words[at].Atoms.Contains(_subject) && !words[at - 1].Atoms.Contains(_bridge));

    // "pas intéressé arrêtez": an imperative begins a clause too.
    private bool Orders(IReadOnlyList<Word> words, int at) =>
        words[at].Text.EndsWith("ez", StringComparison.Ordinal) && words[at].Atoms.Contains(_verb) && words[at - 1].Text != "vous";

    // "ne" alone denies too ("je ne puis venir"), unless pas, plus, jamais or que follow and say what is meant.
    private bool Ahead(IReadOnlyList<Word> words, int at)
    {
        for (var next = at + 1; next < words.Count && next <= at + 5 && words[next].Break == Break.None; next++)
        {
            if (words[next].Atoms.Overlaps([_pas, _plus, _que]))
            {
                return true;
            }
        }
        return false;
    }

    private static IReadOnlySet<int>? Next(IReadOnlyList<Word> words, int at) => at + 1 < words.Count && words[at + 1].Break == Break.None ? words[at + 1].Atoms : null;

    private static bool Before(IReadOnlyList<Word> words, int at, int atom, int within)
    {
        for (var back = at - 1; back >= 0 && back >= at - within && words[back + 1].Break == Break.None; back--)
        {
            if (words[back].Atoms.Contains(atom))
            {
                return true;
            }
        }
        return false;
    }
}
