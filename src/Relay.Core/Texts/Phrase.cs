namespace Relay.Core.Texts;

/// <summary>One sentence in both languages of the program, for an operator or a coordinator.</summary>
/// <param name="French">In French.</param>
/// <param name="English">In English.</param>
public readonly record struct Phrase(string French, string English)
{
    /// <summary>The sentence in <c>fr</c> or <c>en</c>.</summary>
    public string In(string language) => language == "fr" ? French : English;
}
