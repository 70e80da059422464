using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>Something that a person must mend, found by a watch. It lasts as long as each look finds it again.</summary>
/// <param name="Key">What makes two findings the same alarm, <c>account:bot33</c>.</param>
/// <param name="Since">When it began.</param>
/// <param name="What">What is wrong, a clause without a full stop.</param>
/// <param name="Step">What to do about it, a sentence.</param>
public sealed record Alarm(string Key, DateTimeOffset Since, Phrase What, Phrase Step)
{
    /// <summary>Whether it is to end although nothing is mended, because a coordinator has paused what it is about or another alarm speaks of it now: nobody is told so. Default false.</summary>
    public bool IsDropped { get; init; }
}

/// <summary>One kind of thing that is looked at again and again.</summary>
public interface IWatch
{
    /// <summary>Everything of its kind that is wrong now. Reads what Relay keeps; calls no network.</summary>
    Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel);
}
