namespace Relay.Core.Texts;

/// <summary>One sentence in both languages of the program, for an operator or a coordinator.</summary>
/// <param name="French">In French.</param>
/// <param name="English">In English.</param>
public readonly record struct Phrase(string French, string English)
{
    /// <summary>Without its full stop, to stand inside a sentence.</summary>
    public Phrase Clause => new(French.TrimEnd('.', ' '), English.TrimEnd('.', ' '));

    /// <summary>Both as one text that can be kept and read back with <see cref="Of"/>; the English one alone where they are the same.</summary>
    public string Kept => French == English ? English : $"{English.ReplaceLineEndings(" ")}\n{French.ReplaceLineEndings(" ")}";

    /// <summary>Reads back what <see cref="Kept"/> gave; any other text stands for both languages.</summary>
    public static Phrase Of(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.Split('\n') is [var english, var french] ? new(french, english) : new(kept, kept);
    }

    /// <summary>Words that are the same in both languages: a name, a number, what somebody else said.</summary>
    public static Phrase Said(string words) => new(words, words);

    /// <summary>The sentence in <c>fr</c> or <c>en</c>.</summary>
    public string In(string language) => language == "fr" ? French : English;

    /// <summary>The English sentence, as logs want it.</summary>
    public override string ToString() => English;
}
