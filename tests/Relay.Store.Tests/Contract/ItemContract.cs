using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Store.Tests.Contract;

/// <summary>Items to harvest, and harvests of them.</summary>
public abstract class ItemContract(StoreEngine engine) : StoreContract(engine)
{
    protected const string Source = "party";
    protected const int MissedPolls = 3;

    protected Event Meeting(int number) => new()
    {
        Key = EventKey(number),
        Title = $"Réunion {number}",
        Territory = Territory.Parse("DEP-33"),
        StartsLocal = new DateTime(2026, 3, 29, 2, 30, 0),
        Zone = "Europe/Paris",
        CreatedAt = Now.AddDays(-1),
        UpdatedAt = Now,
    };

    protected static ItemVersion Version(Item item, string version = "v1") => new(item, version);

    /// <summary>A pass that lists and reads some items.</summary>
    protected async Task<HarvestPass> PassAsync(IEnumerable<ItemVersion> items, string? brake = null, IReadOnlyList<ItemVersion>? cancelled = null, bool full = true)
    {
        var rows = items.ToList();
        var pass = await Items.BeginPassAsync(Source, full, Now, default);
        await Items.SeenAsync(pass, [.. rows.Concat(cancelled ?? []).Select(row => row.Item.Key)], default);
        await Items.KeepAsync(pass, rows, Now, default);
        await Items.EndPassAsync(pass, MissedPolls, brake, cancelled ?? [], Now, Now, default);
        return pass;
    }

    protected Task<HarvestPass> PassAsync(params int[] listed) => PassAsync(listed.Select(number => Version(Meeting(number))));

    protected async Task<ItemPresence> PresenceAsync(int number) => (await Items.FindAsync(EventKey(number), default))!.Presence;

    protected async Task<List<string>> ToPlanAsync(string generation = "g1")
        => [.. (await Items.ToPlanAsync(generation, 100, default)).Select(stored => stored.Item.Key.Id)];

    protected async Task PlanAllAsync(string generation = "g1")
        => await Items.PlannedAsync(generation, await Items.ToPlanAsync(generation, 1000, default), default);
}
