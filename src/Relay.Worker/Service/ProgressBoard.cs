using System.Collections.Concurrent;

namespace Relay.Worker.Service;

/// <summary>What must move while Relay works: pumps, the scheduler, the store's writer. Each says when it last did and how long it may rest. Thread-safe.</summary>
internal sealed class ProgressBoard(TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, Watched> _watched = [];

    /// <summary>Watches one of them until the result is disposed.</summary>
    /// <param name="name">As the log says it, <c>account bot33</c>.</param>
    /// <param name="last">When it last moved; null when there is nothing for it to do. Before its first move the start of watching counts.</param>
    /// <param name="rest">How long it may rest in good health.</param>
    public IDisposable Watch(string name, Func<DateTimeOffset?> last, TimeSpan rest)
    {
        var key = Guid.NewGuid();
        _watched[key] = new(name, last, rest, time.GetUtcNow());
        return new Ending(() => _watched.TryRemove(key, out _));
    }

    /// <summary>Those that have rested for too long, by name.</summary>
    public IReadOnlyList<Stuck> Stuck()
    {
        var now = time.GetUtcNow();
        return [.. _watched.Values.Select(one => one.StuckAt(now)).OfType<Stuck>().OrderBy(one => one.Name, StringComparer.Ordinal)];
    }

    private sealed record Watched(string Name, Func<DateTimeOffset?> Last, TimeSpan Rest, DateTimeOffset Begun)
    {
        public Stuck? StuckAt(DateTimeOffset now)
        {
            if (Last() is not { } last)
            {
                return null;
            }
            var since = last > Begun ? last : Begun;
            return now - since > Rest ? new(Name, since) : null;
        }
    }

    private sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>Something that does not move any more.</summary>
/// <param name="Name">What.</param>
/// <param name="Since">When it last moved.</param>
internal sealed record Stuck(string Name, DateTimeOffset Since);
