using Relay.Core.Items;

namespace Relay.Core.Swarm.Labels;

/// <summary>Which numbers stand on the buttons under copies. Numbers alone: nothing leads from them to anybody. Each write is durable when its task ends.</summary>
public interface ILabelStore
{
    /// <summary>How many come to each of some events, or support each of some initiatives, by the last answer of each person; items that nobody answered are left out.</summary>
    Task<IReadOnlyDictionary<ItemKey, int>> PeopleAsync(IReadOnlyCollection<ItemKey> items, CancellationToken cancel);

    /// <summary>Every label that was set and not forgotten since.</summary>
    Task<IReadOnlyDictionary<Guid, CopyLabel>> AllAsync(CancellationToken cancel);

    /// <summary>A call is about to be made: known before it leaves, so that no crash makes it leave again at once.</summary>
    Task BeginAsync(Guid copy, ItemKey item, DateTimeOffset now, CancellationToken cancel);

    /// <summary>The number stands there.</summary>
    Task EndAsync(Guid copy, int people, CancellationToken cancel);

    /// <summary>No number stands there any more, or none that is to be kept.</summary>
    Task ForgetAsync(Guid copy, CancellationToken cancel);
}

/// <summary>The label of one copy.</summary>
/// <param name="Item">What the copy tells of.</param>
/// <param name="Shown">The number that stands there; 0 for none.</param>
/// <param name="At">When it was last tried to change it.</param>
public sealed record CopyLabel(ItemKey Item, int Shown, DateTimeOffset At);
