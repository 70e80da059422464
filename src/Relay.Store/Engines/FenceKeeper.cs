namespace Relay.Store.Engines;

/// <summary>Counts the worker's starts in the store, so that a worker that lost the lock without noticing can write no more.</summary>
internal sealed class FenceKeeper(Engine engine)
{
    /// <summary>Makes this start the newest.</summary>
    /// <exception cref="StoreRolledBackException">When the database has not come as far as is known of it outside.</exception>
    public async Task<long> RaiseAsync(Statements connection, CancellationToken cancel)
    {
        var session = new Session(connection, engine.Dialect, cancel);
        var lines = await session.CountAsync("SELECT audit_number FROM store WHERE id = 1");
        if (engine.Known is { } known && known.Lines > lines)
        {
            throw new StoreRolledBackException(engine.Place, lines, known.Lines, engine.KnownPlace);
        }
        var fence = await session.CountAsync(
            "UPDATE store SET fence = 1 + CASE WHEN fence < @known THEN @known ELSE fence END WHERE id = 1 RETURNING fence", new { known = engine.Known?.Fence ?? 0 });
        engine.Note(new Progress(fence, lines));
        return fence;
    }
}
