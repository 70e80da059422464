namespace Relay.Core.Channels;

/// <summary>What is wrong with one setting, and what to do.</summary>
/// <param name="Setting">Its full name, <c>Relay:Channels:gironde:Slots:0</c>.</param>
/// <param name="Sentence">One clear sentence in English; never a secret's value.</param>
/// <param name="French">The same in French.</param>
public sealed record Fault(string Setting, string Sentence, string French)
{
    /// <summary>The sentence in <c>fr</c> or <c>en</c>.</summary>
    public string In(string language) => language == "fr" ? French : Sentence;

    /// <inheritdoc/>
    public override string ToString() => $"{Setting}: {Sentence}";
}
