using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Rates;

namespace Relay.Core.Deliveries;

/// <summary>Makes the pump of an account.</summary>
public sealed class PumpFactory(
    ILedger ledger, IChannels channels, Sender sender, DoubtResolver resolver, PumpBell bell, HaltBoard halts, RateBooks books, EngineOptions options, TimeProvider time, ILogger<AccountPump> logger)
{
    /// <summary>A pump, not yet running. One for each account at a time.</summary>
    /// <param name="account">The account.</param>
    /// <param name="again">Whether it takes the place of one that failed: what the network refused stays paused. Else somebody has started Relay anew, or changed the account, and it may try.</param>
    public AccountPump Create(Account account, bool again = false)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account, ledger, channels, sender, resolver, bell, halts, books, options, time, logger) { IsAgain = again };
    }
}
