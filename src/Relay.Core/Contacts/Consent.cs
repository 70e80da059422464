namespace Relay.Core.Contacts;

/// <summary>The proof of one yes (DP-09): without such a row, and while it is withdrawn, nothing goes out that was not asked for.</summary>
/// <param name="Purpose">What for, <c>news</c>.</param>
/// <param name="List">The named list, <c>territory:DEP-33</c>.</param>
/// <param name="Channel">Key of the network, or channel, on which it was said and counts.</param>
/// <param name="Wording">The very words that the person saw.</param>
/// <param name="Language">Of those words, <c>fr</c> or <c>en</c>.</param>
/// <param name="Act">What the person did.</param>
/// <param name="ActId">Id of the button or message at the network.</param>
/// <param name="GivenAt">When.</param>
/// <param name="Source">Post or link that led there; null when unknown.</param>
public sealed record Consent(string Purpose, string List, string Channel, string Wording, string Language, ConsentAct Act, string ActId, DateTimeOffset GivenAt, string? Source = null)
{
    /// <summary>When the person took it back; null while it stands.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }
}

/// <summary>How a yes was said.</summary>
public enum ConsentAct
{
    /// <summary>A button was pressed.</summary>
    Button,

    /// <summary>It was written.</summary>
    Message,
}
