using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <summary>Harvested items in the store, by theme: passes, keeping rows, the brake, planning's queue, health.</summary>
internal sealed partial class ItemStore(Database database) : IItemStore
{
    public Task<StoredItem?> FindAsync(ItemKey key, CancellationToken cancel) => database.ReadAsync(
        async session => (await session.FirstAsync<ItemRow>($"{ItemRow.Select} WHERE i.key = @key", new { key = key.ToString() }))?.ToItem(),
        cancel);

    public Task<IReadOnlyList<ItemCount>> CountAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<ItemCount>>(
        async session => [.. (await session.QueryAsync<(string Kind, long All, long Present)>(
            "SELECT kind AS Kind, count(*) AS AllItems, count(CASE WHEN presence = 'present' THEN 1 END) AS Present FROM items GROUP BY kind ORDER BY kind"))
            .Select(row => new ItemCount(ItemKeys.Kinds.Read(row.Kind), (int)row.All, (int)row.Present))],
        cancel);

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
