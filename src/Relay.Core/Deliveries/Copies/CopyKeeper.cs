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

    /// <summary>What stands about some items, and where what was said last is not so any more. Items as they were first seen have none, but for what is published of them.</summary>
    /// <param name="planned">The items.</param>
    /// <param name="published">Whether what is published of each is wanted too; it costs a look at every item.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyDictionary<ItemKey, CopiesOf>> ReadAsync(IReadOnlyList<StoredItem> planned, bool published, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(planned);
        var read = planned.Where(stored => published || HasChanged(stored)).ToList();
        var deliveries = read.Count == 0 ? [] : await ledger.CopiesAsync([.. read.Select(stored => stored.Item.Key)], cancel);
        var byItem = deliveries.SelectMany(delivery => delivery.Items.Select(item => (item, delivery))).ToLookup(pair => pair.item, pair => pair.delivery);
        return planned.ToDictionary(stored => stored.Item.Key, stored => Of(stored, HasChanged(stored) ? [.. byItem[stored.Item.Key]] : []) with
        {
            Published = published ? PublishedCopies.Of(stored, byItem[stored.Item.Key]) : new HashSet<PublicationKey>(),
        });
    }

    private static bool HasChanged(StoredItem stored) => stored.Revision > 1 || stored.Presence != ItemPresence.Present || stored.Item.IsHidden || Cancellation.IsCalledOff(stored);

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
        var copy = StandingCopy.Of(all);
        var facts = ToldFacts.Of(known);
        if (CopyRule.Of(create.Key.Moment, known, now) is not { } wanted || OperationFor(create, copy, wanted, facts, now) is not { } operation)
        {
            return null;
        }
        // Of a copy of which it was not kept what it tells, only what does harm is sure to be otherwise: that it names something hidden, or called off.
        var isUnknownRight = !known.Exists(stored => stored.Item.IsHidden || Cancellation.IsCalledOff(stored));
        return IsAskedFor(create, copy, operation, facts, isUnknownRight) ? null : new(create.PublicationId, operation, facts);
    }

    /// <summary>How a network can make it so; null when it cannot: a notice or a correction of its own then says it. What it refused to take away is changed instead.</summary>
    private Operation? OperationFor(Delivery create, StandingCopy copy, CopyRule.Wanted wanted, string facts, DateTimeOffset now)
    {
        var network = caller.Find(create.Key.Network);
        if (wanted.IsHidden && Deletable.Is(network, create, now, Margin)
            && !(network is IEditPosts && copy.Parts.Count > 0 && copy.Revisions.Any(revision => revision is { Operation: Operation.Delete, State: DeliveryState.Refused } && Tells(revision, facts))))
        {
            return Operation.Delete;
        }
        return network is IEditPosts ? Operation.Edit : null;
    }

    /// <summary>Whether what is wanted of a copy is under way, is so already, or was tried: refused, or known to change no word.</summary>
    private static bool IsAskedFor(Delivery create, StandingCopy copy, Operation operation, string facts, bool isUnknownRight)
    {
        var newest = copy.Revisions.Count == 0 ? null : copy.Revisions[^1];
        if (newest?.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Attempting or DeliveryState.Uncertain)
        {
            return newest.Operation == operation && Tells(newest, facts);
        }
        if (create.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Attempting or DeliveryState.Uncertain)
        {
            return false;
        }
        return copy.IsGone || copy.IsEmpty || copy.Reads(facts, isUnknownRight)
            || (newest is not null && Tells(newest, facts) && (IsRefused(newest, operation) || newest.Rule == Planning.Rules.SameWords));
    }

    // Where a part was found to be deleted by a person, what is left of the copy is still to be changed.
    private static bool IsRefused(Delivery revision, Operation operation)
        => revision.State == DeliveryState.Refused && revision.Operation == operation && revision.Rule != Planning.Rules.CopyGone;

    private static bool Tells(Delivery revision, string facts) => revision.Parts.All(part => part.Facts == facts || part.IsSurplus);

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
            if (OutdatedSince(place, deliveries.ToLookup(delivery => delivery.PublicationId), stored) is { } since)
            {
                outdated[place.Key] = since;
            }
        }
        return new(deliveries, told, outdated);
    }

    /// <summary>
    /// When a place was told of another time or place by a copy that stays so, with none after it that is right or will be; also where all that told of it was taken away, and it is
    /// shown again; null when it was not.
    /// </summary>
    private DateTimeOffset? OutdatedSince(IEnumerable<Delivery> place, ILookup<Guid, Delivery> publications, StoredItem stored)
    {
        var (item, where) = (stored.Item.Key, ToldFacts.Where(stored));
        DateTimeOffset? wrong = null;
        DateTimeOffset? right = null;
        DateTimeOffset? gone = null;
        foreach (var create in place)
        {
            var copy = StandingCopy.Of([.. publications[create.PublicationId]]);
            if (copy.At is not { } at)
            {
                continue;
            }
            if (copy.IsGone)
            {
                gone = gone > at ? gone : at;
                continue;
            }
            if (copy.Where(item) is not { } said)
            {
                continue;
            }
            if (said == where || CanChange(create, copy, item, where))
            {
                right = right > at ? right : at;
            }
            else
            {
                wrong = wrong > at ? wrong : at;
            }
        }
        // One correction for each thing said: where the last one was taken away since, the next is for that.
        return wrong is null ? (right is null ? gone : null) : right >= wrong ? null : gone > wrong ? gone : wrong;
    }

    /// <summary>Whether a copy can come to read as it should; not where its network changes nothing, has refused just this change, or nobody knows its ids.</summary>
    private bool CanChange(Delivery create, StandingCopy copy, ItemKey item, string where)
        => !create.Target.IsShadow && (create.Operation == Operation.HandOver
            || (caller.Find(create.Key.Network) is IEditPosts && copy.OutOfReach.Count == 0
                && !(copy.Revisions is [.., { Operation: Operation.Edit, State: DeliveryState.Refused, Rule: not Planning.Rules.CopyGone } refused] && refused.Parts.Any(part => ToldFacts.Where(part.Facts, item) == where))));
}

/// <summary>What there is about one item on the networks.</summary>
/// <param name="Deliveries">Everything that was asked for, done or not, with its parts.</param>
/// <param name="Told">Network and target key of every place where something about it may stand.</param>
/// <param name="Outdated">Places that were last told of another time or place and whose copy cannot be changed; and when they were.</param>
public sealed record CopiesOf(
    IReadOnlyList<Delivery> Deliveries, IReadOnlySet<(string Network, string Target)> Told, IReadOnlyDictionary<(string Network, string Target), DateTimeOffset> Outdated)
{
    /// <summary>What of the item the public sees as it is now.</summary>
    public IReadOnlySet<PublicationKey> Published { get; init; } = new HashSet<PublicationKey>();
}
