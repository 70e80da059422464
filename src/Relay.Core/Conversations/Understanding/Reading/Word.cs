namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>One word, number, sign or emoji of a message, in its plain form.</summary>
/// <param name="Text">Lower case, without accents.</param>
/// <param name="Break">What parts it from the word before.</param>
internal sealed record Word(string Text, Break Break)
{
    /// <summary>Kinds beside the spelling: <c>#EMAIL</c>, <c>#NUMBER</c> …; none for plain words.</summary>
    public string? Sign { get; init; }

    /// <summary>The number of its sentence.</summary>
    public int Sentence { get; set; }

    /// <summary>Numbers of the words and classes it belongs to.</summary>
    public IReadOnlySet<int> Atoms { get; set; } = EmptyAtoms;

    /// <summary>Whether a negation reaches it.</summary>
    public bool Negated { get; set; }

    /// <summary>Whether it stands in a question.</summary>
    public bool Asked { get; set; }

    /// <summary>Greetings, thanks, signatures: nothing to what is meant.</summary>
    public bool Polite { get; set; }

    private static readonly IReadOnlySet<int> EmptyAtoms = new HashSet<int>();
}

/// <summary>What parts a word from the one before.</summary>
internal enum Break
{
    /// <summary>A space, a hyphen, an apostrophe.</summary>
    None = 0,

    /// <summary>A comma, a bracket, a "but": another clause.</summary>
    Clause,

    /// <summary>The end of a sentence.</summary>
    Sentence,
}
