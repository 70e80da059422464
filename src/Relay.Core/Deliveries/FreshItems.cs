using System.Collections.Concurrent;
using Relay.Core.Items;

namespace Relay.Core.Deliveries;

/// <summary>
/// The present state of items just before they are told (FX-4): the stored one while the last good harvest is fresh, else the source's own, else, when the source does
/// not answer, the stored one with a word on how long it has been silent. Thread-safe.
/// </summary>
public sealed class FreshItems(IItemStore items, IReadOnlyDictionary<string, ISource> sources, TimeProvider time, EngineOptions options)
{
    /// <summary>Health is read at most so often, and a source that did not answer is not asked again sooner: a pump must not wait for one timeout per delivery.</summary>
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _silentSince = new(StringComparer.Ordinal);
    private volatile Health? _health;

    /// <summary>Reads the items that are known, in order, and whether a source of theirs has been silent for too long.</summary>
    public async Task<(IReadOnlyList<StoredItem> Items, bool SourceSilent)> ReadAsync(IReadOnlyList<ItemKey> keys, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new List<StoredItem>(keys.Count);
        var silent = false;
        foreach (var key in keys)
        {
            if (await items.FindAsync(key, cancel) is not { } stored)
            {
                continue;
            }
            var age = await AgeAsync(key.Source, cancel);
            if (age > options.FreshHarvest)
            {
                var (now, answered) = await AskAsync(stored, cancel);
                stored = now;
                silent |= !answered && age > options.SourceSilence;
            }
            found.Add(stored);
        }
        return (found, silent);
    }

    private async Task<TimeSpan> AgeAsync(string source, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_health is not { } health || now - health.ReadAt >= Believed)
        {
            var read = await items.HealthAsync(cancel);
            _health = health = new(now, read.ToDictionary(one => one.Source, one => one.LastGood, StringComparer.Ordinal));
        }
        return now - (health.LastGood.GetValueOrDefault(source) ?? DateTimeOffset.MinValue);
    }

    private async Task<(StoredItem Stored, bool Answered)> AskAsync(StoredItem stored, CancellationToken cancel)
    {
        var key = stored.Item.Key;
        var now = time.GetUtcNow();
        if (!sources.TryGetValue(key.Source, out var source) || (_silentSince.TryGetValue(key.Source, out var since) && now - since < Believed))
        {
            return (stored, false);
        }
        try
        {
            var row = await source.FindAsync(key, cancel);
            _silentSince.TryRemove(key.Source, out _);
            return (row switch
            {
                SourceRow.Good good => Next(stored, good.Item) with { Presence = stored.Presence == ItemPresence.Braked ? ItemPresence.Braked : ItemPresence.Present },
                SourceRow.Faulty faulty => Next(stored, faulty.Less?.Invoke(stored.Item) ?? stored.Item),
                null when source.KeysMayChange => stored, // perhaps under another key: only a pass over everything can tell
                _ => stored with { Presence = stored.Presence == ItemPresence.Withdrawn ? ItemPresence.Withdrawn : ItemPresence.Missing },
            }, true);
        }
        catch (SourceUnavailableException)
        {
            // Said by the next harvest, which meets the same silence; here it only means that the stored state is the best there is.
            _silentSince[key.Source] = now;
            return (stored, false);
        }
    }

    private static StoredItem Next(StoredItem stored, Item now) => stored with { Item = now, Version = ItemVersions.Hash(now), Shown = stored.ShownAfter(now) };

    private sealed record Health(DateTimeOffset ReadAt, IReadOnlyDictionary<string, DateTimeOffset?> LastGood);
}
