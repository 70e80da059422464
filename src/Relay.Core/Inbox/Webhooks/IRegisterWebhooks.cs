using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Core.Inbox.Webhooks;

/// <summary>Tells a network where to call, and takes that back, where its API can. Implemented by networks beside <see cref="IHearWebhooks"/>; stateless, thread-safe, never retries.</summary>
public interface IRegisterWebhooks
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>What an account is given for nothing but being called.</summary>
    CallSecret Secret { get; }

    /// <summary>What a person must do at the network besides, with the address and everything else to enter there; null for nothing.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="address">Of that account.</param>
    Phrase? ByHand(Account account, Uri address) => null;

    /// <summary>Has the network call an address for an account, with the secret that proves it. Doing it again changes nothing. Some call it at once: Relay must run.</summary>
    /// <param name="account">Which <see cref="IHearWebhooks.Hears"/>.</param>
    /// <param name="address">Of that account.</param>
    /// <param name="all">The accounts in force: those of one app may share an address.</param>
    /// <param name="abort">Gives up.</param>
    /// <returns>The address that it calls, which may be another account's of the same app; otherwise why it does not.</returns>
    Task<(Uri? Calls, Outcome.Failed? Failure)> SetAsync(Account account, Uri address, IEnumerable<Account> all, CancellationToken abort);

    /// <summary>Has it call no more; what waits stays. Doing it again changes nothing.</summary>
    /// <returns>Why it still does; null when it does not.</returns>
    Task<Outcome.Failed?> RemoveAsync(Account account, CancellationToken abort);
}

/// <summary>The secret by which a network's calls are known.</summary>
/// <param name="Name">Of the setting, <c>WebhookSecret</c>.</param>
/// <param name="Words">What it is, for people.</param>
/// <param name="IsOurs">Whether we make it up and tell the network; otherwise the network gave it to the app.</param>
public sealed record CallSecret(string Name, Phrase Words, bool IsOurs);
