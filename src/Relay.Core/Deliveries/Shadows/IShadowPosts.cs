using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Shadows;

/// <summary>
/// Shows what a channel in its shadow stage would publish to its coordinator alone. Implemented by networks that have such a place, beside their adapter; stateless,
/// thread-safe, never retries. Where a network has none, Relay writes it to its log and makes no call.
/// </summary>
public interface IShadowPosts
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>Where it is shown, whose limits count: a coordinator's private chat, or the target itself for posts that stay unpublished; null when this account has no such place.</summary>
    Target? PlaceOf(Account account, Target target);

    /// <summary>Shows one part there, once. Never at the target where the public sees it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="target">The channel's real target.</param>
    /// <param name="part">Fitted, as it would be published.</param>
    /// <param name="heading">A line that says what it is and for which channel, plain; for places where other things stand too.</param>
    /// <param name="abort">Aborts the call.</param>
    Task<Outcome> ShowAsync(Account account, Target target, Part part, string heading, CancellationToken abort);

    /// <summary>Takes away what was shown, once. What is gone already is done.</summary>
    Task<Outcome> TakeAwayAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort);
}
