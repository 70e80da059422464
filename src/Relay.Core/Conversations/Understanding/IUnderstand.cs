namespace Relay.Core.Conversations.Understanding;

/// <summary>Says what a message means. Pure: the same message always means the same. Thread-safe, and linear in the length of the text, whatever the text.</summary>
public interface IUnderstand
{
    /// <summary>What <paramref name="message"/> means; never null, never throws for any text.</summary>
    Meaning Read(Utterance message);
}

/// <summary>What somebody wrote, and where.</summary>
/// <param name="Text">As it came.</param>
/// <param name="Public">Whether others can read it: a comment, a mention, a group.</param>
/// <param name="Language"><c>fr</c> or <c>en</c> where the writer's is known; null to go by the words.</param>
/// <param name="Asked">What we asked this person last, if that is not longer ago than <see cref="Asked.Validity"/>; the caller looks at the clock.</param>
public sealed record Utterance(string Text, bool Public = false, string? Language = null, Asked? Asked = null);

/// <summary>What a message means.</summary>
/// <param name="Intent">The one that wins by CV-02.</param>
/// <param name="Confidence">0 to 1. Below 0.8 nothing is changed without asking, below 0.5 a person reads it (CV-09).</param>
/// <param name="OptOut">Whether our messages to the writer stop.</param>
/// <param name="Act">What it would change.</param>
/// <param name="Next">What should follow.</param>
/// <param name="Withdrawn">Whether the act takes something back: a support, a subscription.</param>
/// <param name="Party">How many come, the writer included; null when nothing was said.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>: the one to answer in.</param>
/// <param name="Also">What else it may mean, the likeliest first: a second act needs a confirmation of its own.</param>
public sealed record Meaning(Intent Intent, double Confidence, OptOut OptOut, ActKind Act, NextStep Next, bool Withdrawn, int? Party, string Language, IReadOnlyList<Intent> Also);
