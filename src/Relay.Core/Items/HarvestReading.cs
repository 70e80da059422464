namespace Relay.Core.Items;

/// <summary>One pass over one source, batch by batch: memory grows with what is wrong or taken back, not with the source.</summary>
internal sealed class HarvestReading(ISource source, IItemStore store, TimeProvider time, HarvestOptions options, HarvestPass pass)
{
    /// <summary>Most unlisted items that are looked at: the brake holds long before.</summary>
    private const int MostTwins = 5_000;

    private readonly List<ItemKey> _keys = [];
    private readonly List<ItemVersion> _good = [];
    private readonly List<SourceRow.Faulty> _faulty = [];
    private readonly List<ItemVersion> _takenBack = [];
    private readonly List<ItemVersion> _waiting = [];
    private Twins _twins = new([]);
    private DateTimeOffset? _watermark;
    private bool _hasNameless;
    private bool _hasNewKeys;
    private bool _hasUnknownFaulty;
    private HarvestReport _report = new(pass.Source, pass.Full);

    public async Task<HarvestReport> RunAsync(CancellationToken cancel)
    {
        await ListAsync(cancel);
        await LookForTwinsAsync(cancel);
        await ReadAsync(cancel);
        await JudgeAsync(cancel);
        return _report;
    }

    private async Task LookForTwinsAsync(CancellationToken cancel)
    {
        if (source.KeysMayChange)
        {
            _twins = new Twins(await store.UnlistedAsync(pass, alsoRefused: true, MostTwins, cancel));
        }
    }

    private async Task ListAsync(CancellationToken cancel)
    {
        await foreach (var key in source.ListAsync(cancel))
        {
            _report = _report with { Listed = _report.Listed + 1 };
            await SeenAsync(key, cancel);
        }
        await FlushKeysAsync(cancel);
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        await foreach (var row in source.ReadAsync(pass.Since - options.Overlap, cancel))
        {
            _report = _report with { Read = _report.Read + 1 };
            switch (row)
            {
                case SourceRow.Good good:
                    await TakeAsync(await KnownAsync(good.Item, cancel), cancel);
                    break;
                case SourceRow.Faulty faulty:
                    await LessenAsync(faulty, cancel);
                    break;
            }
        }
        await FlushKeysAsync(cancel);
        await KeepAsync(_good, cancel);
    }

    // A source that makes new keys at each reading gives the same meeting again: it keeps the key it had.
    private async Task<Item> KnownAsync(Item item, CancellationToken cancel)
    {
        if (!source.KeysMayChange || await store.FindAsync(item.Key, cancel) is not null || _twins.Of(item) is not { } key)
        {
            return item;
        }
        _hasNewKeys = true;
        return item with { Key = key };
    }

    private async Task TakeAsync(Item item, CancellationToken cancel)
    {
        _watermark = item.UpdatedAt > (_watermark ?? DateTimeOffset.MinValue) ? item.UpdatedAt : _watermark;
        await SortAsync(item, cancel);
    }

    private async Task SortAsync(Item item, CancellationToken cancel)
    {
        var version = new ItemVersion(item, ItemVersions.Hash(item));
        if (!IsShown(item) && await store.FindAsync(item.Key, cancel) is { Presence: not ItemPresence.Withdrawn } stored && IsShown(stored.Item))
        {
            // It may have come after the list was read; what is kept is marked by that.
            await SeenAsync(item.Key, cancel);
            if (await store.IsRefusedAsync(version, cancel))
            {
                return;
            }
            (stored.Presence == ItemPresence.Braked ? _waiting : _takenBack).Add(version);
            return;
        }
        _good.Add(version);
        if (_good.Count >= options.Batch)
        {
            await KeepAsync(_good, cancel);
        }
    }

    // A faulty row adds nothing to what the public sees, but it may well take something away.
    private async Task LessenAsync(SourceRow.Faulty faulty, CancellationToken cancel)
    {
        _report = _report with { Faulty = _report.Faulty + 1 };
        _hasNameless |= faulty.IsNameless;
        if (_faulty.Count < options.FaultsShown)
        {
            _faulty.Add(faulty);
        }
        var key = new ItemKey(pass.Source, faulty.Kind, faulty.Id);
        await SeenAsync(key, cancel);
        var stored = await store.FindAsync(key, cancel);
        _hasUnknownFaulty |= stored is null;
        if (stored is not null && faulty.Less?.Invoke(stored.Item) is { } lessened && ItemVersions.Hash(lessened) != stored.Version)
        {
            await SortAsync(lessened, cancel);
        }
    }

    private async Task JudgeAsync(CancellationToken cancel)
    {
        var tally = await store.TallyAsync(pass, cancel);
        var takenBack = _takenBack.Count + _waiting.Count;
        var over = source.KeysMayChange ? (await store.UnlistedAsync(pass, alsoRefused: false, MostTwins, cancel)).Count(IsOver) : 0;
        tally = tally with { Unlisted = tally.Unlisted - over }; // what is past leaves an agenda by itself
        _report = _report with { Unlisted = tally.Unlisted, TakenBack = takenBack };
        var gone = tally.Unlisted + takenBack;
        var brake = gone >= options.BrakeCount && gone > options.BrakeShare * tally.Live
            ? new HarvestBrake(tally.Live, tally.Unlisted, takenBack).ToString()
            : null;
        if (brake is null)
        {
            await KeepAsync(_takenBack, cancel);
        }
        if (pass.Full || _faulty.Count > 0)
        {
            await store.ReportFaultsAsync(pass, _faulty, cancel); // last: keeping an item clears the fault of its row
        }
        _report = _report with { Brake = brake };
        // Those that wait for a person already go on waiting, however few of them this pass has read again.
        // A row that can't be known may be the very one that is missed: nothing is called off while there is one.
        var mayBeHere = _hasNameless || (_hasNewKeys && _hasUnknownFaulty);
        await store.EndPassAsync(pass, mayBeHere ? int.MaxValue : options.MissedPolls, brake, [.. _takenBack, .. _waiting], Watermark(), time.GetUtcNow(), cancel);
    }

    // A row dated in the future must not hide every change until then.
    private DateTimeOffset? Watermark() => _watermark is { } read && time.GetUtcNow() is var now && read > now ? now : _watermark;

    private async Task SeenAsync(ItemKey key, CancellationToken cancel)
    {
        _keys.Add(key);
        if (_keys.Count >= options.Batch)
        {
            await FlushKeysAsync(cancel);
        }
    }

    private async Task FlushKeysAsync(CancellationToken cancel)
    {
        if (_keys.Count > 0)
        {
            await store.SeenAsync(pass, [.. _keys], cancel);
            _keys.Clear();
        }
    }

    private async Task KeepAsync(List<ItemVersion> items, CancellationToken cancel)
    {
        foreach (var batch in items.Chunk(options.Batch))
        {
            var changes = await store.KeepAsync(pass, batch, time.GetUtcNow(), cancel);
            _report = _report with
            {
                New = _report.New + changes.Count(change => change == ItemChange.New),
                Edited = _report.Edited + changes.Count(change => change == ItemChange.Edited),
            };
        }
        items.Clear();
    }

    private bool IsOver(StoredItem stored) => stored.Item is Event e && (e.Ends ?? e.Starts) < time.GetUtcNow();

    // What takes place or can be supported, where everybody may see it; also what is over, since that takes nothing back.
    private static bool IsShown(Item item) => item.Visibility == Visibility.Public && item switch
    {
        Event { Status: EventStatus.Planned or EventStatus.Confirmed or EventStatus.Done } => true,
        Initiative { Status: InitiativeStatus.Open or InitiativeStatus.Closed } => true,
        _ => false,
    };
}
