using Relay.Core.Deliveries;

namespace Relay.Store.Tests.Model;

/// <summary>What a ledger must do, in its simplest form: one publication with at most one delivery of one part, by the rules of the design alone.</summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<int, Entry> _entries = [];

    public IReadOnlyDictionary<int, Entry> Entries => _entries;

    /// <summary>How often something may have been put on a network.</summary>
    public int MayBeThere(int number) => _entries[number].MayBeThere;

    public void Want(int number)
    {
        if (!_entries.TryGetValue(number, out var entry))
        {
            _entries[number] = new Entry();
        }
        else if (entry.Publication is PublicationState.Dropped)
        {
            entry.Publication = PublicationState.Planned;
        }
        else if (entry is { Delivery: DeliveryState.Cancelled, Part: null or PartState.Planned })
        {
            (entry.Delivery, entry.Part, entry.IsAttempted) = (DeliveryState.Queued, null, false);
        }
    }

    public void Unwant(int number)
    {
        if (_entries.TryGetValue(number, out var entry) && entry.Publication == PublicationState.Planned)
        {
            entry.Publication = PublicationState.Dropped;
        }
    }

    public void Release(int number)
    {
        var entry = _entries[number];
        if (entry.Publication == PublicationState.Planned)
        {
            (entry.Publication, entry.Delivery) = (PublicationState.Released, DeliveryState.Queued);
        }
    }

    public bool Compose(int number) => Change(number, entry => entry.IsWaiting && entry.Part is null or PartState.Planned && !entry.IsAttempted, entry => entry.Part = PartState.Planned);

    public bool Begin(int number) => Change(number, entry => entry.IsWaiting && entry.Part == PartState.Planned, entry =>
        (entry.Delivery, entry.Part, entry.IsAttempted, entry.MayBeThere) = (DeliveryState.Attempting, PartState.Attempting, true, entry.MayBeThere + 1));

    public bool End(int number, PartState part, DeliveryState delivery) => Change(number, entry => entry.Delivery == DeliveryState.Attempting, entry =>
    {
        entry.MayBeThere -= part is PartState.Planned or PartState.Refused ? 1 : 0;
        entry.IsSeen |= part != PartState.Planned;
        (entry.Part, entry.Delivery, entry.IsAttempted) = (part, delivery, entry.IsSeen);
    });

    public bool Set(int number, DeliveryState to) => Change(
        number,
        entry => (entry.Delivery, to) switch
        {
            (DeliveryState.Queued, DeliveryState.Queued) => false,
            (DeliveryState.Queued or DeliveryState.Held, DeliveryState.Held or DeliveryState.Queued or DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.Refused) => true,
            (DeliveryState.Refused or DeliveryState.Cancelled, DeliveryState.Queued) => true,
            _ => false,
        },
        entry =>
        {
            if (entry.Delivery is DeliveryState.Refused or DeliveryState.Cancelled)
            {
                (entry.Part, entry.IsAttempted) = (null, false);
            }
            entry.Delivery = to;
        });

    public bool Resolve(int number, PartState to) => Change(number, entry => entry.Delivery == DeliveryState.Uncertain, entry =>
    {
        entry.MayBeThere -= to is PartState.Planned or PartState.Refused ? 1 : 0;
        (entry.Part, entry.Delivery) = (to, to switch
        {
            PartState.Confirmed => DeliveryState.Confirmed,
            PartState.Planned => DeliveryState.Queued,
            _ => DeliveryState.Refused,
        });
    });

    public int Recover()
    {
        var cut = _entries.Values.Where(entry => entry.Delivery == DeliveryState.Attempting).ToList();
        cut.ForEach(entry => (entry.Delivery, entry.Part, entry.IsSeen) = (DeliveryState.Uncertain, PartState.Uncertain, true));
        return cut.Count;
    }

    private bool Change(int number, Func<Entry, bool> may, Action<Entry> change)
    {
        var entry = _entries[number];
        if (!may(entry))
        {
            return false;
        }
        change(entry);
        return true;
    }

    internal sealed class Entry
    {
        public PublicationState Publication { get; set; } = PublicationState.Planned;

        public DeliveryState? Delivery { get; set; }

        public PartState? Part { get; set; }

        public bool IsAttempted { get; set; }

        /// <summary>Whether an attempt was not simply turned away.</summary>
        public bool IsSeen { get; set; }

        public int MayBeThere { get; set; }

        public bool IsWaiting => Delivery is DeliveryState.Queued or DeliveryState.Held;
    }
}
