using Microsoft.Extensions.Logging;
using Relay.Core.Channels;

namespace Relay.Core.Deliveries;

/// <summary>Makes the pump of an account.</summary>
public sealed class PumpFactory(
    ILedger ledger, IChannels channels, Sender sender, DoubtResolver resolver, PumpBell bell, EngineOptions options, TimeProvider time, ILogger<AccountPump> logger)
{
    /// <summary>A pump, not yet running. One for each account at a time.</summary>
    public AccountPump Create(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return new(account, ledger, channels, sender, resolver, bell, options, time, logger);
    }
}
