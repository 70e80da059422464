using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding.Grammar;

/// <summary>One step of a pattern.</summary>
/// <param name="Kind">What it asks for.</param>
internal sealed record Step(StepKind Kind)
{
    /// <summary>The words that fit, each with whether it must be denied (true), must not be (false) or may (null).</summary>
    public IReadOnlyList<(int Atom, bool? Denied)> Atoms { get; init; } = [];

    /// <summary>Whether it may be missing.</summary>
    public bool Optional { get; init; }

    /// <summary>The fewest words of a gap.</summary>
    public int Least { get; init; }

    /// <summary>The most words of a gap.</summary>
    public int Most { get; init; }

    /// <summary>Whether it goes beyond the end of a clause or sentence.</summary>
    public bool Across { get; init; }

    /// <summary>Whether a word fits.</summary>
    public bool Fits(Word word)
    {
        foreach (var (atom, denied) in Atoms)
        {
            if (word.Atoms.Contains(atom) && (denied is null || denied == word.Negated))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>What a step of a pattern asks for.</summary>
internal enum StepKind
{
    /// <summary>One word.</summary>
    Word,

    /// <summary>Any words, up to a number.</summary>
    Gap,

    /// <summary>The start of a clause.</summary>
    ClauseStart,

    /// <summary>The end of a clause.</summary>
    ClauseEnd,

    /// <summary>The start of the message.</summary>
    TextStart,

    /// <summary>The end of the message.</summary>
    TextEnd,
}
