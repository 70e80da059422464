using Relay.Core.Channels;
using Relay.Core.Deliveries;

namespace Relay.Core.Conversations.Menus;

/// <summary>Shows the commands of a private chat where people write. Implemented beside the adapter by networks that can; never retries. Showing the same again changes nothing.</summary>
public interface IShowMenus
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>Who would show it: another bot under the same account has to be told anew. No secret.</summary>
    /// <exception cref="SecretMissingException">When a secret is needed to know it and can't be had.</exception>
    string BotOf(Account account);

    /// <summary>Shows the commands in every private chat.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="language">Two letters, for people of that language; null for everybody who has no list of their own.</param>
    /// <param name="entries">In their order.</param>
    /// <param name="abort">Aborts the call.</param>
    /// <returns>Null when it is shown.</returns>
    Task<Outcome.Failed?> ShowAsync(Account account, string? language, IReadOnlyList<MenuEntry> entries, CancellationToken abort);
}
