namespace Relay.Core.Inbox.Polling;

/// <summary>How often a stream is read: often while something happens in it, seldom when it is quiet, and never not at all. Pure.</summary>
/// <param name="quickest">Time between two reads of a stream in which something happens.</param>
public sealed class PollRhythm(TimeSpan quickest)
{
    /// <summary>What is not there any more may come out of a bin: it is asked for again after so long.</summary>
    public static TimeSpan Missing { get; } = TimeSpan.FromDays(7);

    /// <summary>The slowest of the networks' own paces, for whoever looks from outside.</summary>
    public static TimeSpan UsualQuickest { get; } = TimeSpan.FromMinutes(5);

    // Up to that long without anything new, and the time between two reads.
    private static readonly (TimeSpan Quiet, TimeSpan Between)[] Bands =
    [
        (TimeSpan.FromHours(1), TimeSpan.Zero),
        (TimeSpan.FromHours(6), TimeSpan.FromMinutes(5)),
        (TimeSpan.FromDays(1), TimeSpan.FromMinutes(10)),
        (TimeSpan.FromDays(3), TimeSpan.FromMinutes(30)),
        (TimeSpan.FromDays(7), TimeSpan.FromHours(1)),
        (TimeSpan.FromDays(30), TimeSpan.FromHours(6)),
        (TimeSpan.MaxValue, TimeSpan.FromDays(1)),
    ];

    /// <summary>Least time between two requests for one account: many streams that are due at once are spread.</summary>
    public TimeSpan Gap { get; } = quickest / 60;

    /// <summary>Time between two reads of a stream that was last read at an instant.</summary>
    public TimeSpan Between(PollMark mark, DateTimeOffset read)
    {
        ArgumentNullException.ThrowIfNull(mark);
        if (mark.IsMissing)
        {
            return Missing;
        }
        var lively = mark.Active > mark.Born ? mark.Active : mark.Born;
        var usual = mark.Born is null || lively is not { } last ? TimeSpan.Zero : Bands.First(band => read - last < band.Quiet).Between;
        return usual > quickest ? usual : quickest;
    }

    /// <summary>When a stream is to be read again: at once while there are older pages.</summary>
    public DateTimeOffset DueAt(PollMark mark, DateTimeOffset read)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.Cursor is null ? read + Between(mark, read) : read;
    }

    /// <summary>When a stream is to be read that never was: within the time that it would rest, each at its own point of it, so that a thousand old posts are no burst.</summary>
    public DateTimeOffset FirstAt(string name, PollMark mark, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(name);
        var point = name.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) % 1000;
        return now + (Between(mark, now) * (point / 1000.0));
    }
}
