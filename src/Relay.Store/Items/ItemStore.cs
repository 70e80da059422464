using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <summary>Harvested items in the store, by theme: passes, keeping rows, the brake, planning's queue, health.</summary>
internal sealed partial class ItemStore(Database database) : IItemStore
{
    private readonly ItemMemory _memory = new();

    public async Task<StoredItem?> FindAsync(ItemKey key, CancellationToken cancel)
    {
        var text = key.ToString();
        // Beside a worker another process writes: then each read is a read.
        if (database.IsForWork && _memory.Find(text) is { } known)
        {
            return known;
        }
        var changes = _memory.Changes;
        var found = await database.AskAsync(
            async session => (await session.FirstAsync<ItemRow>($"{ItemRow.Select} WHERE i.key = @key", new { key = text }))?.ToItem(),
            cancel);
        if (found is not null)
        {
            _memory.Keep(text, found, changes);
        }
        return found;
    }

    public Task<IReadOnlyList<ItemCount>> CountAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<ItemCount>>(
        async session => [.. (await session.QueryAsync<(string Kind, long All, long Present)>(
            "SELECT kind AS Kind, count(*) AS AllItems, count(CASE WHEN presence = 'present' THEN 1 END) AS Present FROM items GROUP BY kind ORDER BY kind"))
            .Select(row => new ItemCount(ItemKeys.Kinds.Read(row.Kind), (int)row.All, (int)row.Present))],
        cancel);

    /// <summary>Writes what changes items.</summary>
    private async Task<T> ChangeAsync<T>(Func<WriteSession, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            return await database.WriteAsync(work, cancel);
        }
        finally
        {
            _memory.Spoil();
        }
    }

    /// <inheritdoc cref="ChangeAsync{T}"/>
    private async Task ChangeAsync(Func<WriteSession, Task> work, CancellationToken cancel)
    {
        try
        {
            await database.WriteAsync(work, cancel);
        }
        finally
        {
            _memory.Spoil();
        }
    }

    /// <summary>A pass that another has followed writes nothing any more.</summary>
    private static async Task RequireCurrentAsync(Session session, HarvestPass pass)
    {
        var current = await session.CountAsync("SELECT coalesce(max(pass), 0) FROM sources WHERE source = @Source", new { pass.Source });
        if (current != pass.Number)
        {
            throw new InvalidOperationException($"Pass {pass.Number} of {pass.Source} is over: pass {current} has begun.");
        }
    }
}
