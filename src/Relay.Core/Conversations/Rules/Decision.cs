using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;

namespace Relay.Core.Conversations.Rules;

/// <summary>What becomes of one interaction.</summary>
/// <param name="Why">In one word, for the record and for tests: <c>read-back</c>, <c>applause</c>, <c>conduct</c>.</param>
public sealed record Decision(string Why)
{
    /// <summary>What is recorded.</summary>
    public IReadOnlyList<Act> Acts { get; init; } = [];

    /// <summary>What moves the person from one state to another; null for nothing.</summary>
    public ContactCause? Cause { get; init; }

    /// <summary>The person wants nothing any more, now or once more: what the person wrote before plays no part, and no answer to it leaves.</summary>
    public bool Stops { get; init; }

    /// <summary>Where the private conversation stands from now on; null leaves it as it was.</summary>
    public Dialog? Dialog { get; init; }

    /// <summary>The one answer; null for none.</summary>
    public Reply? Reply { get; init; }

    /// <summary>A person of the federation must look; null for nobody.</summary>
    public Waiting? Waiting { get; init; }

    /// <summary>From now on we leave this person alone in this thread.</summary>
    public bool Quiet { get; init; }

    /// <summary>It was an insult: counted, so that a third one is seen by a person.</summary>
    public bool Insult { get; init; }

    /// <summary>How old the person said to be; null where nothing was said of it.</summary>
    public AgeBand? Age { get; init; }

    /// <summary>The short notice goes with the answer.</summary>
    public bool Notice { get; init; }

    /// <summary>The same answer with these buttons under it.</summary>
    internal Decision Offering(IEnumerable<Offer> offers) => this with { Reply = Reply! with { Buttons = [.. offers] } };

    /// <summary>Nothing is said and nobody is told.</summary>
    public static Decision Silent(string why) => new(why);
}

/// <summary>One answer.</summary>
/// <param name="Form">The way it goes.</param>
/// <param name="Text">Plain words, in the person's language.</param>
/// <param name="Buttons">Under it, one a line, where the network has them.</param>
/// <param name="Priority">Its place among others that are due.</param>
public sealed record Reply(ReplyForm Form, string Text, IReadOnlyList<Offer> Buttons, Priority Priority = Priority.Answer)
{
    /// <summary>Stands below everything else; empty for nothing.</summary>
    public string Foot { get; init; } = "";

    /// <summary>Goes with the words where the network carries files; null for none.</summary>
    public AnswerFile? File { get; init; }

    /// <summary>No words to a person leave by accident.</summary>
    public override string ToString() => $"a reply ({Form})";
}

/// <summary>The way an answer goes.</summary>
public enum ReplyForm
{
    /// <summary>To the person alone.</summary>
    Private,

    /// <summary>Under what the person wrote, for everybody.</summary>
    Public,
}

/// <summary>A button that is offered.</summary>
/// <param name="Label">What stands on it, in the person's language.</param>
/// <param name="Choice">What pressing it says; null for one that opens a page.</param>
/// <param name="Link">The page that it opens; null for one that is pressed.</param>
public sealed record Offer(string Label, Choice? Choice, Uri? Link = null)
{
    /// <summary>As <see cref="Button.Row"/>.</summary>
    public int Row { get; init; }
}
