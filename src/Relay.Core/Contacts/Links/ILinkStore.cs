using Relay.Core.Audit;

namespace Relay.Core.Contacts.Links;

/// <summary>Which accounts belong to one person. Each write is durable, with its line in the audit, when its task ends.</summary>
public interface ILinkStore
{
    /// <summary>Keeps a code for an account, as a hash, in place of any earlier one of that account.</summary>
    Task KeepCodeAsync(string hash, Guid identity, DateTimeOffset until, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Uses a code up.</summary>
    /// <returns>The account that it was given to; null when there is no such code any more.</returns>
    Task<Guid?> TakeCodeAsync(string hash, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Links two accounts; nothing that either holds is moved or merged, so that undoing it leaves each as it was.</summary>
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
