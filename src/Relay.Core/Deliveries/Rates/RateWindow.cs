using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Rates;

/// <summary>Keeps calls at or under a limit in every window of its period, as the network counts them: a call counts from its start until a period after its end.</summary>
internal sealed class RateWindow(RateLimit limit)
{
    private readonly Queue<DateTimeOffset> _ended = new();
    private int _under;

    /// <summary>When the next call may start; <see cref="DateTimeOffset.MaxValue"/> while only the end of another can tell.</summary>
    public DateTimeOffset FreeAt(DateTimeOffset now)
    {
        while (_ended.TryPeek(out var oldest) && oldest + limit.Period <= now)
        {
            _ended.Dequeue();
        }
        var room = limit.Calls - _under - _ended.Count;
        return room > 0 ? now
            : _under >= limit.Calls ? DateTimeOffset.MaxValue
            : _ended.ElementAt(-room) + limit.Period;
    }

    /// <summary>A call starts.</summary>
    public void Begin() => _under++;

    /// <summary>A call that had begun has ended.</summary>
    public void End(DateTimeOffset at)
    {
        _under--;
        Note(at);
    }

    /// <summary>A call that had begun was never made.</summary>
    public void Forget() => _under--;

    /// <summary>Counts a call of the past; calls are noted in order.</summary>
    public void Note(DateTimeOffset at) => _ended.Enqueue(at);
}
