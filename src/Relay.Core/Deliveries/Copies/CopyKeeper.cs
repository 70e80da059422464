using Relay.Core.Audit;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;

namespace Relay.Core.Deliveries.Copies;

/// <summary>
/// Has the copies on the networks follow their items: changed in place where the network can, taken away where nobody should see them any more. What it asks for is judged again
/// just before it leaves, so that a change taken back in time changes nothing.
/// </summary>
public sealed class CopyKeeper(ILedger ledger, IItemStore items, NetworkCaller caller)
{
    /// <summary>How long before a network's limit a copy is edited rather than taken away: a queue must not run into it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    /// <summary>What stands about some items, and where what was said last is not so any more. Items as they were first seen have none.</summary>
    public async Task<IReadOnlyDictionary<ItemKey, CopiesOf>> ReadAsync(IReadOnlyList<StoredItem> planned, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(planned);
        var changed = planned.Where(stored => stored.Revision > 1 || stored.Presence != ItemPresence.Present || stored.Item.IsHidden || Cancellation.IsCalledOff(stored)).ToList();
        var deliveries = changed.Count == 0 ? [] : await ledger.CopiesAsync([.. changed.Select(stored => stored.Item.Key)], cancel);
        var byItem = deliveries.SelectMany(delivery => delivery.Items.Select(item => (item, delivery))).ToLookup(pair => pair.item, pair => pair.delivery);
        return planned.ToDictionary(stored => stored.Item.Key, stored => Of(stored, [.. byItem[stored.Item.Key]]));
    }

    /// <summary>Asks for what the copies of items should become.</summary>
    /// <returns>How many operations wait that did not before.</returns>
    public async Task<int> ReviseAsync(IReadOnlyList<StoredItem> planned, IReadOnlyDictionary<ItemKey, CopiesOf> copies, DateTimeOffset now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(planned);
        ArgumentNullException.ThrowIfNull(copies);
        var wanted = new List<Revision>();
        foreach (var publication in planned.SelectMany(stored => copies[stored.Item.Key].Deliveries).DistinctBy(delivery => delivery.Id).GroupBy(delivery => delivery.PublicationId))
        {
            if (publication.FirstOrDefault(delivery => delivery.Operation == Operation.Create) is { } create && await WantedAsync(create, [.. publication], planned, now, cancel) is { } revision)
            {
                wanted.Add(revision);
            }
        }
        return wanted.Count == 0 ? 0 : await ledger.ReviseAsync(wanted, Actor.System, now, cancel);
    }

    private async Task<Revision?> WantedAsync(Delivery create, IReadOnlyList<Delivery> all, IReadOnlyList<StoredItem> planned, DateTimeOffset now, CancellationToken cancel)
    {
        if (create.Target.IsShadow || !Traces.MayStand(create) || create.Items.Count == 0)
        {
            return null;
        }
        var known = new List<StoredItem>();
        foreach (var key in create.Items)
        {
            if ((planned.FirstOrDefault(stored => stored.Item.Key == key) ?? await items.FindAsync(key, cancel)) is { } stored)
            {
                known.Add(stored);
            }
        }
        if (CopyRule.Of(create.Key.Moment, known, now) is not { } wanted || OperationFor(create, wanted, now) is not { } operation)
        {
            return null;
        }
        var facts = ToldFacts.Of(known);
        return IsAskedFor(all, operation, facts) ? null : new(create.PublicationId, operation, facts);
    }

    /// <summary>How a network can make it so; null when it cannot: a notice or a correction of its own then says it.</summary>
    private Operation? OperationFor(Delivery create, CopyRule.Wanted wanted, DateTimeOffset now)
    {
        var network = caller.Find(create.Key.Network);
        if (wanted.IsHidden && network is IDeletePosts deleter
            && (deleter.DeletesWithin is not { } limit || create.Parts.Min(part => part.AttemptedAt) is not { } left || now < left + limit - Margin))
        {
            return Operation.Delete;
        }
        return network is IEditPosts ? Operation.Edit : null;
    }

    /// <summary>Whether the newest of what was ever asked of the copy is the same, and it is done, under way, or known to change no word.</summary>
    private static bool IsAskedFor(IReadOnlyList<Delivery> all, Operation operation, string facts)
    {
        var newest = all.MaxBy(delivery => (delivery.CreatedAt, delivery.Id))!;
        if (newest.Operation == Operation.Delete && newest.State != DeliveryState.Cancelled)
        {
            return newest.State != DeliveryState.Refused || operation == Operation.Delete;
        }
        if (newest.Operation == Operation.Create)
        {
            return newest.State == DeliveryState.Confirmed && newest.Parts.All(part => part.Facts is null || part.Facts == facts);
        }
        return newest.Parts.All(part => part.Facts == facts) && (newest.State is DeliveryState.Confirmed or DeliveryState.Refused || newest.Rule == Planning.Rules.SameWords);
    }

    private CopiesOf Of(StoredItem stored, IReadOnlyList<Delivery> deliveries)
    {
        var told = new HashSet<(string, string)>();
        var outdated = new Dictionary<(string, string), DateTimeOffset>();
        foreach (var place in deliveries.Where(delivery => delivery.Operation is Operation.Create or Operation.HandOver).GroupBy(delivery => (delivery.Key.Network, delivery.Key.Target)))
        {
            if (place.Any(delivery => delivery.Key.Moment != Cancellation.Name && Traces.MayStand(delivery)))
            {
                told.Add(place.Key);
            }
            if (!CanChange(place.First()) && LastSaid(place, stored.Item.Key) is { } said && said.Where != ToldFacts.Where(stored))
            {
                outdated[place.Key] = said.At;
            }
        }
        return new(deliveries, told, outdated);
    }

    private bool CanChange(Delivery delivery) => delivery.Operation == Operation.HandOver ? !delivery.Target.IsShadow : !delivery.Target.IsShadow && caller.Find(delivery.Key.Network) is IEditPosts;

    /// <summary>When and where an item takes place as people heard it last; null when that is not known.</summary>
    internal static (string Where, DateTimeOffset At)? LastSaid(IEnumerable<Delivery> place, ItemKey item)
    {
        (string Where, DateTimeOffset At)? last = null;
        foreach (var part in place.SelectMany(delivery => delivery.Parts).Where(part => part is { State: PartState.Confirmed, AttemptedAt: not null }))
        {
            if (ToldFacts.Where(part.Facts, item) is { } where && (last is null || part.AttemptedAt > last.Value.At))
            {
                last = (where, part.AttemptedAt!.Value);
            }
        }
        return last;
    }
}

/// <summary>What there is about one item on the networks.</summary>
/// <param name="Deliveries">Everything that was asked for, done or not, with its parts.</param>
/// <param name="Told">Network and target key of every place where something about it may stand.</param>
/// <param name="Outdated">Places that were last told of another time or place and whose copy cannot be changed; and when they were.</param>
public sealed record CopiesOf(
    IReadOnlyList<Delivery> Deliveries, IReadOnlySet<(string Network, string Target)> Told, IReadOnlyDictionary<(string Network, string Target), DateTimeOffset> Outdated);
