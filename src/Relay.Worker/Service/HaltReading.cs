using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Store;

namespace Relay.Worker.Service;

/// <summary>What is halted, for commands that look at the store of a worker.</summary>
internal static class HaltReading
{
    /// <summary>Reads the store's pauses and looks for the kill switch.</summary>
    public static async Task<HaltBoard> ReadAsync(this HaltBoard board, RelayStore store, ConfigurationInForce configuration, CancellationToken cancel)
    {
        board.Use(await store.Halts.AllAsync(cancel));
        board.Switch(KillSwitch.Read(configuration.KillSwitch));
        return board;
    }
}
