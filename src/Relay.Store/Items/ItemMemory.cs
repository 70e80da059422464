using System.Collections.Concurrent;
using Relay.Core.Items;

namespace Relay.Store.Items;

/// <summary>
/// Items that were read since anything of any item last changed. One worker writes a store, through one door: what was read and has not changed since is what stands
/// there. One item is told on many channels, and read before each. Thread-safe.
/// </summary>
internal sealed class ItemMemory
{
    private const int Most = 2048;
    private readonly ConcurrentDictionary<string, Remembered> _known = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Counts the changes; taken before a read, given with what was read.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>An item as it stands; null when it must be read.</summary>
    public StoredItem? Find(string key) => _known.TryGetValue(key, out var kept) && kept.Changes == Changes ? kept.Item : null;

    /// <summary>Keeps what was read.</summary>
    public void Keep(string key, StoredItem item, long changes)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }
        _known[key] = new(item, changes);
    }

    /// <summary>Something of some item was written, or may have been.</summary>
    public void Spoil() => Interlocked.Increment(ref _changes);

    private sealed record Remembered(StoredItem Item, long Changes);
}
