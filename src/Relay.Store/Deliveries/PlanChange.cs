using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>What a plan changes in what the ledger knows. Pure: it compares and decides, the ledger writes.</summary>
internal sealed class PlanChange
{
    private readonly HashSet<string> _items;
    private readonly Dictionary<PublicationKey, PlannedPublication> _wanted = [];
    private readonly Func<PublicationKey, string> _dropReason;
    private readonly DateTimeOffset _now;

    public PlanChange(IReadOnlyCollection<ItemKey> items, IReadOnlyList<PlannedPublication> wanted, Func<PublicationKey, string> dropReason, DateTimeOffset now)
    {
        (_dropReason, _now) = (dropReason, now);
        _items = items.Select(item => item.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var publication in wanted)
        {
            // Two channels on one target want the same publication: the first one named carries it.
            _wanted.TryAdd(publication.Key, publication);
        }
    }

    /// <summary>Whatever is known of these is compared.</summary>
    public IEnumerable<string> Subjects => _items.Union(_wanted.Keys.Select(key => key.Subject), StringComparer.Ordinal);

    /// <summary>Wanted for the first time.</summary>
    public List<PublicationRow> New { get; } = [];

    /// <summary>Planned, and to be planned otherwise.</summary>
    public List<PublicationRow> Moved { get; } = [];

    /// <summary>Dropped or expired, and wanted again in time. What a digest tells stays told.</summary>
    public List<PublicationRow> Revived { get; } = [];

    /// <summary>Planned and not wanted any more.</summary>
    public List<(string Id, string Reason)> Dropped { get; } = [];

    /// <summary>Released, called off before anything left, and wanted again in time; with the new plan.</summary>
    public List<CalledOffDelivery> CalledOff { get; } = [];

    public void Compare(IReadOnlyList<KnownPublication> known)
    {
        foreach (var publication in known)
        {
            if (_wanted.Remove(publication.Key, out var plan))
            {
                Meet(publication, plan);
            }
            else if (publication.Is(PublicationState.Planned) && _items.Contains(publication.Subject))
            {
                Dropped.Add((publication.Id, _dropReason(publication.Key)));
            }
        }
        New.AddRange(_wanted.Values.Select(plan => PublicationRow.Of(plan, Ids.New(_now), PublicationState.Planned)));
    }

    private void Meet(KnownPublication publication, PlannedPublication plan)
    {
        var row = PublicationRow.Of(plan, publication.Id, PublicationState.Planned);
        var isOpen = plan.Expires is not { } expires || expires > _now;
        switch (LedgerKeys.Publications.Read(publication.State))
        {
            case PublicationState.Planned:
                if (!publication.IsPlannedAs(row))
                {
                    Moved.Add(row);
                }
                break;
            case PublicationState.Dropped or PublicationState.Expired when isOpen:
                Revived.Add(row);
                break;
            case PublicationState.Released when isOpen && publication.IsCalledOff:
                CalledOff.Add(new CalledOffDelivery(publication.DeliveryId!, PublicationRow.Of(plan, publication.Id, PublicationState.Released)));
                break;
        }
    }
}

/// <summary>A delivery that was called off and is wanted again.</summary>
internal sealed record CalledOffDelivery(string DeliveryId, PublicationRow Plan);
