using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries;

/// <summary>A network that takes parts of publications. Stateless, thread-safe, and never retries: time belongs to the pump.</summary>
public interface INetwork
{
    /// <summary>Stable lower-case key, stored with every delivery; never derived from a type name.</summary>
    string Key { get; }

    /// <summary>Creates one part on the network, once. Expected refusals are values.</summary>
    /// <exception cref="OperationCanceledException">Only when <paramref name="abort"/> fired.</exception>
    Task<Outcome> CreateAsync(Account account, Target target, Part part, CancellationToken abort);
}

/// <summary>One create call: a post, one segment of a thread, or one album. The pump saves its remote ids before the next part leaves.</summary>
/// <param name="DeliveryId">Whose part it is.</param>
/// <param name="Index">From 0.</param>
/// <param name="Text">Already fitted, in the network's own markup.</param>
/// <param name="Images">Pictures to show; empty for none.</param>
/// <param name="InReplyTo">Remote id of the part before it in a thread; null for the first.</param>
/// <param name="Link">The page the text links to, for networks that preview it apart from the text; null for none.</param>
public sealed record Part(Guid DeliveryId, int Index, string Text, IReadOnlyList<Image> Images, string? InReplyTo = null, Uri? Link = null)
{
    /// <summary>Which one it is, as people count: from 1.</summary>
    public int Ordinal => Index + 1;

    /// <summary>Buttons under the message; empty for none. An edit puts these in place of the earlier ones. Networks that have none leave them out.</summary>
    public IReadOnlyList<Button> Buttons { get; init; } = [];
}

/// <summary>Changes a post of ours in place. Implemented by networks that can.</summary>
public interface IEditPosts
{
    /// <summary>Replaces the text of a confirmed part, once. An edit that was already made is done.</summary>
    /// <param name="account">Whose post.</param>
    /// <param name="target">Where it stands.</param>
    /// <param name="remoteIds">All ids of the part, as confirmed.</param>
    /// <param name="part">The part as it should be.</param>
    /// <param name="abort">Aborts the call.</param>
    Task<Outcome> EditAsync(Account account, Target target, IReadOnlyList<string> remoteIds, Part part, CancellationToken abort);
}

/// <summary>Changes the buttons under a post of ours, and nothing else of it. Implemented by networks that can.</summary>
public interface IRelabelPosts
{
    /// <summary>Puts buttons in the place of those that stand under a confirmed part, once. The same again is done.</summary>
    /// <param name="account">Whose post.</param>
    /// <param name="target">Where it stands.</param>
    /// <param name="remoteIds">All ids of the part, as confirmed.</param>
    /// <param name="buttons">As they should be; empty takes them away.</param>
    /// <param name="abort">Aborts the call.</param>
    Task<Outcome> RelabelAsync(Account account, Target target, IReadOnlyList<string> remoteIds, IReadOnlyList<Button> buttons, CancellationToken abort);
}

/// <summary>Takes a post of ours away. Implemented by networks that can.</summary>
public interface IDeletePosts
{
    /// <summary>How long after it was made a post can be taken away; null for ever. Later it can only be changed.</summary>
    TimeSpan? DeletesWithin => null;

    /// <summary>Deletes a confirmed part, once. One that is gone already is done.</summary>
    Task<Outcome> DeleteAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort);
}

/// <summary>Finds a post of ours whose outcome is unknown. Implemented by networks that can prove it.</summary>
public interface IFindOwnPosts
{
    /// <summary>Where the reading counts against limits: the target itself, or another (a journal chat); null when only the account's limits count.</summary>
    Target? ReadsAt(Account account, Target target);

    /// <summary>Takes one step of looking, one request. The pump paces the steps and keeps the cursor.</summary>
    Task<Finding> FindAsync(Account account, Target target, Search search, CancellationToken abort);
}

/// <summary>What to look for.</summary>
/// <param name="Part">The part as it was sent.</param>
/// <param name="AttemptedAt">When the call began.</param>
/// <param name="After">Greatest remote id confirmed on the target before the attempt; null when none is known.</param>
/// <param name="Before">Smallest remote id confirmed on the target after the attempt; null when none is known yet.</param>
/// <param name="Taken">Remote ids near it that belong to other parts: a post with the same text among them is not ours.</param>
/// <param name="Cursor">From the step before; null at the first.</param>
public sealed record Search(Part Part, DateTimeOffset AttemptedAt, string? After, string? Before, IReadOnlySet<string> Taken, string? Cursor = null)
{
    /// <summary>Remote id of the words that it answers; null for a post, which stands for itself.</summary>
    public string? Answered { get; init; }
}

/// <summary>What a step of looking found. Closed.</summary>
public abstract record Finding
{
    private Finding()
    {
    }

    /// <summary>It is there.</summary>
    public sealed record There(IReadOnlyList<string> RemoteIds, Uri? Link = null) : Finding;

    /// <summary>Everything that could hold it was read and it is not there now. It may still appear: the pump looks again after a while.</summary>
    public sealed record NotSeen : Finding;

    /// <summary>Not found so far; go on from here.</summary>
    public sealed record More(string Cursor) : Finding;

    /// <summary>The network gives no means to know: a person must look.</summary>
    public sealed record CannotTell(Phrase Reason) : Finding;

    /// <summary>The reading itself failed.</summary>
    public sealed record Failed(Outcome.Failed Failure) : Finding;
}
