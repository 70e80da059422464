using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Rates;

/// <summary>
/// Keeps calls at or under a limit in every window of its period, wherever between its start and its answer the network counts each of them: a call counts from its start until a
/// period after its end. A call is first promised, while it is being prepared, then begun. Instants are those of a clock that never goes back.
/// </summary>
internal sealed class RateWindow(RateLimit limit)
{
    private readonly Queue<TimeSpan> _ended = new();
    private int _under;
    private int _promised;

    /// <summary>When one more call may start, after all those promised; <see cref="TimeSpan.MaxValue"/> while only the end of another can tell.</summary>
    public TimeSpan FreeAt(TimeSpan now) => RoomAt(_under + _promised, now);

    /// <summary>When one of those promised may start: never later than what <see cref="FreeAt"/> said when it was promised, if none starts before that.</summary>
    public TimeSpan OpensAt(TimeSpan now) => RoomAt(_under, now);

    /// <summary>A call is being prepared.</summary>
    public void Promise() => _promised++;

    /// <summary>A call that was promised will not be made.</summary>
    public void Withdraw() => _promised--;

    /// <summary>A call that was promised starts.</summary>
    public void Begin() => (_promised, _under) = (_promised - 1, _under + 1);

    /// <summary>A call that had begun has ended.</summary>
    public void End(TimeSpan at)
    {
        _under--;
        Note(at);
    }

    /// <summary>A call that had begun reached no network.</summary>
    public void Forget() => _under--;

    /// <summary>Counts a call that ended; calls are noted in order.</summary>
    public void Note(TimeSpan at) => _ended.Enqueue(at);

    /// <summary>Whether it knows of no call that counts any more: a new one would answer as it does.</summary>
    public bool IsIdle(TimeSpan now)
    {
        DropOld(now);
        return _under == 0 && _promised == 0 && _ended.Count == 0;
    }

    private TimeSpan RoomAt(int taken, TimeSpan now)
    {
        DropOld(now);
        var room = limit.Calls - taken - _ended.Count;
        return room > 0 ? now
            : taken >= limit.Calls ? TimeSpan.MaxValue
            : _ended.ElementAt(-room) + limit.Period;
    }

    private void DropOld(TimeSpan now)
    {
        while (_ended.TryPeek(out var oldest) && oldest + limit.Period <= now)
        {
            _ended.Dequeue();
        }
    }
}
