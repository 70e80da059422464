using Relay.Core.Channels;

namespace Relay.Core.Deliveries;

/// <summary>
/// The work that a pump has fetched and not begun: one lane a target, each in its order. Of lanes whose first is as urgent, the one that waited longest for its turn goes first:
/// each target gets its share of what the account may send, and none is left over at the end with more than its own limit lets through. Fetches past busy targets, so that
/// none hides the others; its size does not grow with the queue.
/// </summary>
internal sealed class Hand(Account account, ILedger ledger)
{
    private const int Page = 256;
    private const int Most = 1024;
    private const int Few = 64;
    private const long HalfThere = -1;

    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly SortedSet<Lane> _order = new(Lane.MostUrgentFirst);
    private readonly Dictionary<string, long> _taken = new(StringComparer.Ordinal);
    private long _turns;
    private bool _stale = true;
    private bool _isCutShort;

    /// <summary>What may be begun next at each target, most urgent first. Take nothing while going through it.</summary>
    public IEnumerable<Work> Firsts => _order.Select(lane => lane.First);

    /// <summary>New work came, or a time was reached: what is in hand may not be what is most urgent.</summary>
    public void Spoil() => _stale = true;

    /// <summary>Takes out the first of a lane.</summary>
    public void Take(Work work)
    {
        var lane = _lanes[work.Lane];
        _order.Remove(lane);
        lane.Work.RemoveFirst();
        lane.Taken = _taken[work.Lane] = ++_turns;
        ForgetOld();
        if (lane.Work.Count > 0)
        {
            _order.Add(lane);
            return;
        }
        // More of this target stands in the ledger: fetch again before another turns up. Of a person more hardly ever does: who waits behind thousands of them is fetched with the next.
        _stale |= lane.IsCutOff || (_isCutShort && _order.Count <= Few);
        _lanes.Remove(work.Lane);
    }

    /// <summary>Of how many targets it is remembered when their last turn was.</summary>
    internal int Remembered => _taken.Count;

    /// <summary>Puts a delivery in front, whose next part may leave at once: what is half there goes on first. It has changed since it was fetched.</summary>
    public void PutBack(Work work)
    {
        // Kept beyond the next fetch: new work that rings between two parts must not come between them.
        _taken[work.Lane] = HalfThere;
        Add(work with { IsStale = true }, first: true);
    }

    /// <summary>Fetches anew when what is in hand is stale, or a target with more in the ledger has none left.</summary>
    /// <param name="held">Targets where nothing may leave for now.</param>
    /// <param name="running">Deliveries under way.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Abandons the fetch.</param>
    public async Task FillAsync(IEnumerable<string> held, IEnumerable<Guid> running, DateTimeOffset now, CancellationToken cancel)
    {
        if (!_stale)
        {
            return;
        }
        _lanes.Clear();
        _order.Clear();
        (_stale, _isCutShort) = (false, false);
        var underWay = running.ToHashSet();
        var passedOver = held.ToHashSet(StringComparer.Ordinal);
        await FetchDoubtsAsync(passedOver, underWay, now, cancel);
        var count = 0;
        while (count < Most)
        {
            var due = await ledger.DueAsync(account.Id, now, passedOver, Page, cancel);
            count += due.Count;
            foreach (var delivery in due)
            {
                passedOver.Add(delivery.Target.Key);
                if (!underWay.Contains(delivery.Id))
                {
                    Add(new(delivery, IsDoubt: false), first: false);
                }
            }
            if (due.Count < Page)
            {
                break;
            }
            // Where private messages have a bucket of their own, a few are enough in hand: more of them would hide the posts that need not wait for them.
            var isFullOfPeople = due.Any(delivery => account.Limits.IsApart(delivery.Target)) && passedOver.Add(Standing.Privately);
            _isCutShort |= isFullOfPeople || count >= Most;
            foreach (var delivery in due.Where(delivery => delivery.Target.Kind != TargetKind.Private))
            {
                // Of a target whose whole share was under way nothing is in hand: the end of a call fetches again.
                if (_lanes.TryGetValue(delivery.Target.Key, out var lane))
                {
                    lane.IsCutOff = true;
                }
                else
                {
                    _stale = true;
                }
            }
        }
    }

    /// <summary>Doubts of held targets must not hide the others: the page grows until one can be looked into, or there are no more.</summary>
    private async Task FetchDoubtsAsync(HashSet<string> held, HashSet<Guid> underWay, DateTimeOffset now, CancellationToken cancel)
    {
        for (var limit = Page; ; limit *= 4)
        {
            var doubts = await ledger.DoubtsAsync(account.Id, now, limit, cancel);
            var free = doubts.Where(doubt => !held.Contains(doubt.Target.Key) && !underWay.Contains(doubt.Id)).ToList();
            if (free.Count > 0 || doubts.Count < limit)
            {
                free.ForEach(doubt => Add(new(doubt, IsDoubt: true), first: false));
                return;
            }
        }
    }

    // A target whose last turn was so many turns ago has waited as long as one that never had any.
    private void ForgetOld()
    {
        if (_taken.Count <= 2 * Most)
        {
            return;
        }
        foreach (var (lane, _) in _taken.Where(pair => pair.Value <= _turns - Most).ToList())
        {
            _taken.Remove(lane);
        }
    }

    private void Add(Work work, bool first)
    {
        if (!_lanes.TryGetValue(work.Lane, out var lane))
        {
            _lanes[work.Lane] = lane = new Lane { Taken = _taken.GetValueOrDefault(work.Lane) };
        }
        if (lane.Work.Count > 0)
        {
            _order.Remove(lane);
        }
        if (first)
        {
            lane.Work.AddFirst(work);
            lane.Taken = HalfThere;
        }
        else
        {
            lane.Work.AddLast(work);
        }
        _order.Add(lane);
    }

    /// <summary>The work of one target, most urgent first.</summary>
    private sealed class Lane
    {
        public static IComparer<Lane> MostUrgentFirst { get; } = Comparer<Lane>.Create((one, other) => one.Place.CompareTo(other.Place));

        public LinkedList<Work> Work { get; } = new();

        public Work First => Work.First!.Value;

        /// <summary>Number of the turn that took from it last; 0 when none has; less when what is half there goes on.</summary>
        public long Taken { get; set; }

        /// <summary>Whether the ledger had more than was fetched.</summary>
        public bool IsCutOff { get; set; }

        private (int Rank, long Taken, DateTimeOffset At, Guid Id, bool IsDoubt) Place => (First.Rank, Taken, First.Delivery.NextAt, First.Delivery.Id, First.IsDoubt);
    }
}

/// <summary>Something a pump can begin: an attempt, or a look for an uncertain part.</summary>
/// <param name="Delivery">As it was fetched.</param>
/// <param name="IsDoubt">Whether to look.</param>
/// <param name="IsStale">Whether the delivery has changed since, and must be read again.</param>
internal sealed record Work(Delivery Delivery, bool IsDoubt, bool IsStale = false)
{
    /// <summary>Work that goes one after the other: what leaves for one target, and what is looked for there.</summary>
    public string Lane { get; } = IsDoubt ? $"? {Delivery.Target.Key}" : Delivery.Target.Key;

    /// <summary>How urgent it is: lower goes first. A look never delays what people wait for.</summary>
    public int Rank => IsDoubt ? (int)Priority.Announcement : (int)Delivery.Priority;
}
