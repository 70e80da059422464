using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Items;

namespace Relay.Testing;

/// <summary>The item store's contract kept in memory, for tests of the services above it. Thread-safe.</summary>
public sealed class MemoryItemStore : IItemStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ItemKey, Kept> _items = [];
    private readonly Dictionary<string, SourceState> _sources = [];

    /// <summary>Every item as stored, in the order of first sight.</summary>
    public IReadOnlyList<StoredItem> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _items.Values.Select(kept => kept.Stored)];
            }
        }
    }

    /// <summary>How many items are stored.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _items.Count;
            }
        }
    }

    /// <inheritdoc/>
    public Task<HarvestPass> BeginPassAsync(string source, bool full, DateTimeOffset now, CancellationToken cancel) => Locked(() =>
    {
        var state = State(source);
        state.Listed = [];
        var since = full ? null : state.Watermark;
        return new HarvestPass(++state.Passes, source, since is null, since);
    });

    /// <inheritdoc/>
    public Task SeenAsync(HarvestPass pass, IReadOnlyList<ItemKey> keys, CancellationToken cancel) => Locked(() =>
    {
        State(pass.Source).Listed.UnionWith(keys);
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<ItemChange>> KeepAsync(HarvestPass pass, IReadOnlyList<ItemVersion> items, DateTimeOffset now, CancellationToken cancel)
        => Locked<IReadOnlyList<ItemChange>>(() =>
        {
            State(pass.Source).Listed.UnionWith(items.Select(item => item.Item.Key)); // what is kept is seen
            return [.. items.Select(item => Keep(item, now))];
        });

    /// <inheritdoc/>
    public Task ReportFaultsAsync(HarvestPass pass, IReadOnlyList<SourceRow.Faulty> rows, CancellationToken cancel) => Locked(() =>
    {
        var state = State(pass.Source);
        if (pass.Full && state.FaultsOfPass != pass.Number)
        {
            state.Faults.Clear();
        }
        state.FaultsOfPass = pass.Number;
        foreach (var row in rows)
        {
            state.Faults[(row.Kind, row.Id)] = row;
        }
        return true;
    });

    /// <inheritdoc/>
    public Task<PassTally> TallyAsync(HarvestPass pass, CancellationToken cancel) => Locked(() =>
    {
        var live = _items.Values.Where(kept => kept.Source == pass.Source && kept.Stored.Presence != ItemPresence.Withdrawn).ToList();
        return new PassTally(live.Count, live.Count(kept => kept.Refused is null && !State(pass.Source).Listed.Contains(kept.Key)));
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredItem>> UnlistedAsync(HarvestPass pass, bool alsoRefused, int limit, CancellationToken cancel) => Locked<IReadOnlyList<StoredItem>>(() =>
        [.. _items.Values.Where(kept => kept.Source == pass.Source && kept.Stored.Presence != ItemPresence.Withdrawn && !State(pass.Source).Listed.Contains(kept.Key) && (alsoRefused || kept.Refused is null))
            .Select(kept => kept.Stored).OrderBy(stored => stored.Item.Key.ToString(), StringComparer.Ordinal).Take(limit)]);

    /// <inheritdoc/>
    public Task<bool> IsRefusedAsync(ItemVersion item, CancellationToken cancel) => Locked(() => _items.TryGetValue(item.Item.Key, out var kept) && kept.Refused == item.Version);

    /// <inheritdoc/>
    public Task EndPassAsync(
        HarvestPass pass, int missedPolls, string? brake, IReadOnlyList<ItemVersion> cancelled, DateTimeOffset? watermark, DateTimeOffset now, CancellationToken cancel) => Locked(() =>
    {
        var state = State(pass.Source);
        var waiting = cancelled.ToDictionary(item => item.Item.Key);
        foreach (var kept in _items.Values.Where(kept => kept.Source == pass.Source).ToList())
        {
            kept.Pending = waiting.GetValueOrDefault(kept.Key) ?? kept.Pending;
            var listed = state.Listed.Contains(kept.Key);
            kept.Refused = kept.Pending is not null || (listed && kept.Refused is "") ? null : kept.Refused;
            if (kept.Refused is not null)
            {
                continue;
            }
            kept.Missed = listed ? 0 : kept.Missed + 1;
            kept.Stored = kept.Stored with { Presence = Presence(kept, listed, missedPolls, brake is not null) };
        }
        state.Brake = brake ?? (Waiting(pass.Source) > 0 ? state.Brake : null);
        state.Watermark = watermark ?? state.Watermark;
        state.LastGood = now;
        state.LastGoodFull = pass.Full ? now : state.LastGoodFull;
        state.LastFailure = null;
        return true;
    });

    /// <inheritdoc/>
    public Task FailPassAsync(string source, string reason, DateTimeOffset now, CancellationToken cancel)
        => Locked(() => State(source).LastFailure = reason);

    /// <inheritdoc/>
    public Task<StoredItem?> FindAsync(ItemKey key, CancellationToken cancel) => Locked(() => _items.GetValueOrDefault(key)?.Stored);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredItem>> ToPlanAsync(string generation, int limit, CancellationToken cancel)
        => Locked<IReadOnlyList<StoredItem>>(() => [.. _items.Values.Where(kept => kept.Planned != kept.PlanState(generation)).Select(kept => kept.Stored).Take(limit)]);

    /// <inheritdoc/>
    public Task PlannedAsync(string generation, IReadOnlyList<StoredItem> items, CancellationToken cancel) => Locked(() =>
    {
        foreach (var item in items)
        {
            _items[item.Item.Key].Planned = Kept.PlanState(generation, item);
        }
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceHealth>> HealthAsync(CancellationToken cancel) => Locked<IReadOnlyList<SourceHealth>>(() =>
        [.. _sources.Select(pair => new SourceHealth(
            pair.Key, pair.Value.LastGood, pair.Value.LastGoodFull, pair.Value.LastFailure, pair.Value.Faults.Count, pair.Value.Brake, Waiting(pair.Key)) { Refused = _items.Values.Count(kept => kept.Source == pair.Key && kept.Refused is not null) })]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SourceRow.Faulty>> FaultsAsync(string source, int limit, CancellationToken cancel)
        => Locked<IReadOnlyList<SourceRow.Faulty>>(() => [.. State(source).Faults.Values.Reverse().Take(limit)]);

    /// <inheritdoc/>
    public Task<int> DecideBrakeAsync(string source, bool accept, Actor actor, DateTimeOffset now, CancellationToken cancel) => Locked(() =>
    {
        var braked = _items.Values.Where(kept => kept.Source == source && (kept.Stored.Presence == ItemPresence.Braked || (accept && kept.Refused is not null))).ToList();
        foreach (var kept in braked)
        {
            kept.Pending ??= kept.RefusedVersion;
            (kept.RefusedVersion, kept.Refused) = accept ? (null, null) : (kept.Pending, kept.Pending?.Version ?? "");
            var gone = accept && kept.Pending is null;
            if (accept && kept.Pending is { } pending)
            {
                Keep(pending, now);
            }
            kept.Pending = null;
            kept.Missed = 0;
            kept.Stored = kept.Stored with { Presence = gone ? ItemPresence.Withdrawn : ItemPresence.Present };
        }
        State(source).Brake = null;
        return braked.Count;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<ItemCount>> CountAsync(CancellationToken cancel) => Locked<IReadOnlyList<ItemCount>>(() =>
        [.. _items.Values.GroupBy(kept => kept.Key.Kind)
            .Select(group => new ItemCount(group.Key, group.Count(), group.Count(kept => kept.Stored.Presence == ItemPresence.Present)))]);

    private static ItemPresence Presence(Kept kept, bool listed, int missedPolls, bool braked) => (listed, kept.Pending, kept.Stored.Presence) switch
    {
        (_, not null, _) => ItemPresence.Braked,
        (true, _, _) => ItemPresence.Present,
        (false, _, ItemPresence.Withdrawn) => ItemPresence.Withdrawn,
        (false, _, ItemPresence.Braked) => ItemPresence.Braked,
        _ when braked => ItemPresence.Braked,
        _ => kept.Missed >= missedPolls ? ItemPresence.Withdrawn : ItemPresence.Missing,
    };

    private ItemChange Keep(ItemVersion item, DateTimeOffset now)
    {
        var key = item.Item.Key;
        State(key.Source).Faults.Remove((key.Kind, key.Id));
        if (!_items.TryGetValue(key, out var kept))
        {
            _items[key] = new Kept { Stored = new StoredItem(item.Item, item.Version, 1, now, ItemPresence.Present) };
            return ItemChange.New;
        }
        var edited = kept.Stored.Version != item.Version;
        (kept.Pending, kept.RefusedVersion, kept.Refused) = (null, null, null);
        kept.Stored = kept.Stored with { Shown = kept.Stored.ShownAfter(item.Item), Item = item.Item, Version = item.Version, Revision = kept.Stored.Revision + (edited ? 1 : 0) };
        return edited ? ItemChange.Edited : ItemChange.None;
    }

    private int Waiting(string source) => _items.Values.Count(kept => kept.Source == source && kept.Stored.Presence == ItemPresence.Braked);

    private SourceState State(string source)
    {
        if (!_sources.TryGetValue(source, out var state))
        {
            _sources[source] = state = new SourceState();
        }
        return state;
    }

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (_gate)
        {
            return Task.FromResult(work());
        }
    }

    private sealed class Kept
    {
        public required StoredItem Stored { get; set; }

        public ItemVersion? Pending { get; set; }

        /// <summary>What a person refused: a version, empty for its disappearance.</summary>
        public string? Refused { get; set; }

        public ItemVersion? RefusedVersion { get; set; }

        public int Missed { get; set; }

        public string? Planned { get; set; }

        public ItemKey Key => Stored.Item.Key;

        public string Source => Key.Source;

        public static string PlanState(string generation, StoredItem item)
            => string.Create(CultureInfo.InvariantCulture, $"{generation}|{item.Revision}|{item.Presence}");

        public string PlanState(string generation) => PlanState(generation, Stored);
    }

    private sealed class SourceState
    {
        public long Passes { get; set; }

        public HashSet<ItemKey> Listed { get; set; } = [];

        public Dictionary<(ItemKind Kind, string Id), SourceRow.Faulty> Faults { get; } = [];

        public long FaultsOfPass { get; set; }

        public string? Brake { get; set; }

        public DateTimeOffset? Watermark { get; set; }

        public DateTimeOffset? LastGood { get; set; }

        public DateTimeOffset? LastGoodFull { get; set; }

        public string? LastFailure { get; set; }
    }
}
