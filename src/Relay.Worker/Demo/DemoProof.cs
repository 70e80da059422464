using System.Globalization;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Sandbox;

namespace Relay.Worker.Demo;

/// <summary>Compares what the ledger says with what stands on the rehearsal's networks.</summary>
/// <param name="Missing">Confirmed remote ids that no network holds.</param>
/// <param name="Strangers">Posts that the ledger does not know.</param>
internal sealed record DemoProof(int Missing, int Strangers)
{
    /// <summary>Reads both.</summary>
    public static async Task<DemoProof> ReadAsync(ILedger ledger, IItemStore items, LiveWorld world, CancellationToken cancel)
    {
        var numbers = world.Accounts.Chats.Where(chat => chat.Username is not null)
            .ToDictionary(chat => "@" + chat.Username!.ToLowerInvariant(), chat => chat.Id.ToString(CultureInfo.InvariantCulture), StringComparer.Ordinal);
        var confirmed = new HashSet<(string Place, string Id)>();
        foreach (var delivery in await DeliveriesAsync(ledger, items, cancel))
        {
            // On Telegram an id counts within its chat only, and a chat goes by its name or its number.
            var place = delivery.Key.Network == "telegram" ? numbers.GetValueOrDefault(delivery.Target.Value, delivery.Target.Value) : delivery.Key.Network;
            confirmed.UnionWith(delivery.Parts.SelectMany(part => part.RemoteIds).Select(id => (place, id)));
        }
        var posted = world.Posts().Select(post => (post.Network == "telegram" ? post.Target : post.Network, post.Id)).ToList();
        var known = posted.Count(confirmed.Contains);
        return new(confirmed.Count - known, posted.Count - known);
    }

    private static async Task<IReadOnlyCollection<Delivery>> DeliveriesAsync(ILedger ledger, IItemStore items, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, Delivery>();
        foreach (var stored in await items.ToPlanAsync($"proof-{Guid.NewGuid():N}", int.MaxValue, cancel))
        {
            foreach (var publication in await ledger.OfItemAsync(stored.Item.Key, cancel))
            {
                if (publication.DeliveryId is { } id && !found.ContainsKey(id) && await ledger.FindAsync(id, cancel) is { } delivery
                    && !(await ledger.OfPublicationAsync(publication.Id, cancel)).Any(other => other is { Operation: Operation.Delete, State: DeliveryState.Confirmed }))
                {
                    found[id] = delivery;
                }
            }
        }
        return found.Values;
    }
}
