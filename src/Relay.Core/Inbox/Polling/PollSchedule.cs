namespace Relay.Core.Inbox.Polling;

/// <summary>Which stream of an account is read next: the one that has been due for longest, so that one with many pages to catch up with holds up no other. Used by one task.</summary>
public sealed class PollSchedule(PollRhythm rhythm)
{
    private readonly PriorityQueue<PolledStream, DateTimeOffset> _due = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _resting = new(StringComparer.Ordinal);

    /// <summary>How many streams are read.</summary>
    public int Count => _names.Count;

    /// <summary>Takes up a stream; one that is read already is left as it is.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="kept">Its mark; null when it was never read.</param>
    /// <param name="now">The present.</param>
    public void Add(PollStream stream, ReadingMark? kept, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!_names.Add(stream.Name))
        {
            return;
        }
        var mark = kept is null ? new PollMark(now) { Born = stream.Born } : PollMark.Parse(kept.Value, kept.KeptAt) with { Born = stream.Born };
        // A mark from the future, after a clock was set back, must not silence a stream.
        _due.Enqueue(new(stream, mark), kept is null ? rhythm.FirstAt(stream.Name, mark, now) : rhythm.DueAt(mark, kept.KeptAt < now ? kept.KeptAt : now));
    }

    /// <summary>The stream that is to be read now; null when none is due, and then when one will be.</summary>
    public (PolledStream? Stream, DateTimeOffset? At) Next(DateTimeOffset now)
    {
        while (_due.TryPeek(out var stream, out var due))
        {
            if (due > now)
            {
                return (null, due);
            }
            _due.Dequeue();
            if (!_resting.TryGetValue(stream.Stream.Kind, out var until) || until <= now)
            {
                return (stream, due);
            }
            _due.Enqueue(stream, until);
        }
        return (null, null);
    }

    /// <summary>A stream was read: it waits for its next turn.</summary>
    public void Done(PolledStream stream, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _due.Enqueue(stream, rhythm.DueAt(stream.Mark, now));
    }

    /// <summary>A stream could not be read: it waits until an instant.</summary>
    public void Later(PolledStream stream, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _due.Enqueue(stream, until);
    }

    /// <summary>No stream of a kind can be read before an instant: the account lacks the right to it.</summary>
    public void Rest(string kind, DateTimeOffset until) => _resting[kind] = until;
}

/// <summary>A stream that is read.</summary>
/// <param name="Stream">Which.</param>
/// <param name="Mark">How far.</param>
public sealed record PolledStream(PollStream Stream, PollMark Mark);
