using Relay.Core.Conversations.Understanding;
using Relay.Core.Items;
using Relay.Core.Swarm;

namespace Relay.Core.Conversations.Settling;

/// <summary>Where a private conversation stands: what it is about and what we asked last. Of use for <see cref="Asked.Validity"/>.</summary>
/// <param name="Topic">The item that was spoken of last; null when none was.</param>
/// <param name="Question">What we asked last; null when nothing is open.</param>
/// <param name="At">When we said so.</param>
public sealed record Dialog(ItemKey? Topic, Question? Question, DateTimeOffset At)
{
    /// <summary>The copy that the person came by; null for none.</summary>
    public CameBy? By { get; init; }

    /// <summary>Whether bare answers may still be read against it.</summary>
    public bool HoldsAt(DateTimeOffset now) => now - At <= Asked.Validity;
}

/// <summary>A question that we put to somebody.</summary>
/// <param name="Asked">How bare answers to it are to be read.</param>
/// <param name="Pending">What counts once it is confirmed; null when nothing was read back.</param>
/// <param name="For">The act that it was asked for, where what is missing is asked; none otherwise.</param>
public sealed record Question(Asked Asked, Act? Pending = null, ActKind For = ActKind.None)
{
    /// <summary>The events that it offered to choose from, where it asked which is meant; null for any other question.</summary>
    public IReadOnlyList<ItemKey>? Offered { get; init; }

    /// <summary>How many come, where that was said before it was known to which event; null where it was not.</summary>
    public int? Party { get; init; }
}
