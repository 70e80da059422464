using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Store;

namespace Relay.Worker.Cli;

/// <summary>Finds the item that is meant by its own id alone, as it stands in the party's list: <c>cafe-5</c> for <c>party/event/cafe-5</c>.</summary>
internal static class ItemNames
{
    /// <summary>The item's whole name where one is called so; what was asked where none is.</summary>
    /// <exception cref="CommandFailure">When several are called so; the sentence lists them.</exception>
    public static async Task<string> WholeAsync(string asked, IEnumerable<string> sources, RelayStore store, CancellationToken cancel)
    {
        var id = asked.Trim();
        var known = sources.Concat((await store.Items.HealthAsync(cancel)).Select(health => health.Source)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var found = new List<ItemKey>();
        foreach (var key in known.SelectMany(source => Enum.GetValues<ItemKind>().Select(kind => new ItemKey(source, kind, id))))
        {
            if (id.Length > 0 && await IsKnownAsync(key, store, cancel))
            {
                found.Add(key);
            }
        }
        return found.Count switch
        {
            0 => asked,
            1 => $"{found[0]}",
            _ => throw new CommandFailure(ExitCode.Refused, new(
                $"Plusieurs éléments s'appellent « {id} » : {string.Join(", ", found)}. Écrivez l'un d'eux en entier.",
                $"Several items are called '{id}': {string.Join(", ", found)}. Write one of them in full.")),
        };
    }

    private static async Task<bool> IsKnownAsync(ItemKey key, RelayStore store, CancellationToken cancel)
        => await store.Items.FindAsync(key, cancel) is not null
            || (await store.Ledger.SearchAsync($"{key}", 1, cancel)).Count > 0
            || (await store.Items.FaultsAsync(key.Source, int.MaxValue, cancel)).Any(row => row.Kind == key.Kind && row.Id == key.Id);
}
