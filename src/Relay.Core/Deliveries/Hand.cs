namespace Relay.Core.Deliveries;

/// <summary>The work that a pump has fetched and not begun, in its order. Fetches past busy targets, so that none hides the others; its size does not grow with the queue.</summary>
internal sealed class Hand(string account, ILedger ledger)
{
    private const int Page = 64;
    private const int Most = 1024;

    private readonly HashSet<string> _cutOff = new(StringComparer.Ordinal);
    private readonly List<Work> _work = [];
    private bool _stale = true;

    /// <summary>What may be begun, most urgent first.</summary>
    public IReadOnlyList<Work> Work => _work;

    /// <summary>New work came, or a time was reached: what is in hand may not be what is most urgent.</summary>
    public void Spoil() => _stale = true;

    /// <summary>Takes one out.</summary>
    public void Take(Work work) => _work.Remove(work);

    /// <summary>Puts a delivery in front, whose next part may leave at once.</summary>
    public void PutBack(Work work) => _work.Insert(0, work);

    /// <summary>Fetches anew when what is in hand is stale, or a target with more in the ledger has none left.</summary>
    /// <param name="except">Targets to leave alone: held, or being served.</param>
    /// <param name="running">Deliveries under way.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancel">Abandons the fetch.</param>
    public async Task FillAsync(IEnumerable<string> except, IReadOnlySet<Guid> running, DateTimeOffset now, CancellationToken cancel)
    {
        if (!_stale && !_cutOff.Any(target => !_work.Exists(work => work.Delivery.Target.Key == target)))
        {
            return;
        }
        _work.Clear();
        _cutOff.Clear();
        _stale = false;
        foreach (var doubt in await ledger.DoubtsAsync(account, now, Page, cancel))
        {
            Add(new(doubt, IsDoubt: true), running);
        }
        var passedOver = except.ToHashSet(StringComparer.Ordinal);
        while (_work.Count < Most)
        {
            var due = await ledger.DueAsync(account, now, passedOver, Page, cancel);
            foreach (var delivery in due)
            {
                Add(new(delivery, IsDoubt: false), running);
                passedOver.Add(delivery.Target.Key);
            }
            if (due.Count < Page)
            {
                break;
            }
            _cutOff.UnionWith(due.Select(delivery => delivery.Target.Key));
        }
        // Fetched page by page, they come target by target; the most urgent of all goes first.
        _work.Sort((one, other) => (one.Rank, one.Delivery.NextAt, one.Delivery.Id).CompareTo((other.Rank, other.Delivery.NextAt, other.Delivery.Id)));
    }

    private void Add(Work work, IReadOnlySet<Guid> running)
    {
        if (!running.Contains(work.Delivery.Id))
        {
            _work.Add(work);
        }
    }
}

/// <summary>Something a pump can begin: an attempt, or a look for an uncertain part.</summary>
internal sealed record Work(Delivery Delivery, bool IsDoubt)
{
    /// <summary>Lower goes first. A look never delays what people wait for.</summary>
    public int Rank => IsDoubt ? (int)Priority.Announcement : (int)Delivery.Priority;
}
