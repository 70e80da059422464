namespace Relay.Core.Channels;

/// <summary>What is wrong with one setting, and what to do.</summary>
/// <param name="Setting">Its full name, <c>Relay:Channels:gironde:Slots:0</c>.</param>
/// <param name="Sentence">One clear sentence; never a secret's value.</param>
public sealed record Fault(string Setting, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Setting}: {Sentence}";
}
