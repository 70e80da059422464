using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Core.Inbox.Webhooks;

/// <summary>Tells a network where to call, and takes that back, where its API can. Implemented by networks beside <see cref="IHearWebhooks"/>; stateless, thread-safe, never retries.</summary>
public interface IRegisterWebhooks
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>What a person must do at the network besides; null for nothing.</summary>
    Phrase? ByHand { get; }

    /// <summary>Has the network call an address for an account, with the secret that proves it. Doing it again changes nothing.</summary>
    /// <param name="account">Which <see cref="IHearWebhooks.Hears"/>.</param>
    /// <param name="address">Of that account.</param>
    /// <param name="abort">Gives up.</param>
    /// <returns>Why it did not; null when it does.</returns>
    Task<Outcome.Failed?> SetAsync(Account account, Uri address, CancellationToken abort);

    /// <summary>Has it call no more; what waits stays. Doing it again changes nothing.</summary>
    /// <returns>Why it still does; null when it does not.</returns>
    Task<Outcome.Failed?> RemoveAsync(Account account, CancellationToken abort);
}
