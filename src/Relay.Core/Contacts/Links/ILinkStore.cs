using Relay.Core.Audit;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Links;

/// <summary>Which accounts belong to one person. Each write is durable, with its line in the audit, when its task ends.</summary>
public interface ILinkStore
{
    /// <summary>Keeps a code for an account, as a hash, in place of any earlier one of that account.</summary>
    Task KeepCodeAsync(string hash, Guid identity, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The account that a code was given to, as long as it holds; uses nothing up.</summary>
    Task<CodeOwner?> FindCodeAsync(string hash, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Uses a code up and links the account that it was given to with another, in one commit. The very account that it was given to uses it up and links nothing; where the link stood
    /// already the code is left until it is over, so that whoever was cut off finds it again.
    /// </summary>
    /// <param name="hash">Of the code.</param>
    /// <param name="identity">The account that typed it.</param>
    /// <param name="points">Hashes of the addresses and numbers of both, for the list of those who are left alone, if one of both is.</param>
    /// <param name="actor">Who did it.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>As <see cref="LinkAsync"/>; null also when no such code holds.</returns>
    Task<Link?> RedeemAsync(string hash, Guid identity, IReadOnlyCollection<KeyedHash> points, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Links two accounts. Nothing that either holds is merged, so that undoing it leaves each with its own; but a STOP, a death, a child's age or a doubt that was said of one, or
    /// stands on the list of those who are left alone, holds for all that are linked from the same commit on (DP-18).
    /// </summary>
    /// <returns>The link, also when it stood already; null when one of both is gone, or both are the same.</returns>
    Task<Link?> LinkAsync(Guid one, Guid other, LinkGesture gesture, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Undoes a link.</summary>
    /// <returns>False when there is none that stands.</returns>
    Task<bool> UndoAsync(Guid link, Actor actor, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The links of a contact's accounts, undone ones too, the oldest first.</summary>
    Task<IReadOnlyList<Link>> OfAsync(Guid contact, CancellationToken cancel);

    /// <summary>The contact and every one that standing links lead to, however many lie between.</summary>
    Task<IReadOnlyList<Guid>> ReachAsync(Guid contact, CancellationToken cancel);
}
