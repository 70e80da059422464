namespace Relay.Worker.Cli;

/// <summary>One sentence in both languages of the program.</summary>
internal readonly record struct Phrase(string French, string English)
{
    /// <summary>The sentence in <c>fr</c> or <c>en</c>.</summary>
    public string In(string language) => language == "fr" ? French : English;
}
