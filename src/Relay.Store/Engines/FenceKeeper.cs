using System.Data.Common;

namespace Relay.Store.Engines;

/// <summary>Counts the worker's starts in the store, so that a worker that lost the lock without noticing can write no more.</summary>
internal sealed class FenceKeeper(Engine engine)
{
    /// <summary>Makes this start the newest.</summary>
    /// <exception cref="StoreRolledBackException">When the database is older than the last start known of outside it.</exception>
    public async Task<long> RaiseAsync(DbConnection connection, CancellationToken cancel)
    {
        var session = new Session(connection, engine.Dialect, cancel);
        var found = await session.CountAsync("SELECT fence FROM store WHERE id = 1");
        if (engine.KnownFence > found)
        {
            throw new StoreRolledBackException(engine.Place, found, engine.KnownFence, engine.FencePlace);
        }
        var fence = await session.CountAsync("UPDATE store SET fence = fence + 1 WHERE id = 1 RETURNING fence");
        await engine.NoteAsync(fence, cancel);
        return fence;
    }
}
