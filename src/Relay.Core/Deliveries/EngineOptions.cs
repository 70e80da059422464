namespace Relay.Core.Deliveries;

/// <summary>The engine's times: <c>Relay:Engine</c>. The defaults suit the real networks; a rehearsal shortens them.</summary>
public sealed record EngineOptions
{
    /// <summary>How long a doubt rests before the first look: a publish of 222 s has been seen. Default 4 min.</summary>
    public TimeSpan SettleTime { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>How many complete looks must not see a part before it counts as not there, 1 to 10. Default 3.</summary>
    public int NegativeReads { get; init; } = 3;

    /// <summary>Time between two complete looks. Default 60 s.</summary>
    public TimeSpan ReadsApart { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Up to this age of the last good harvest the stored item is believed; beyond it the source is asked. Default 15 min.</summary>
    public TimeSpan FreshHarvest { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>When a source has been out of reach for so long, its events wait. Default 1 h.</summary>
    public TimeSpan SourceSilence { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a throttled scope rests when the network does not say. Default 1 min.</summary>
    public TimeSpan ThrottleRest { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long what a rule holds waits before the rule is asked again. Default 5 min.</summary>
    public TimeSpan HoldRest { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>After so many unknown outcomes in a row the account's breaker opens, 1 to 100. Default 3.</summary>
    public int BreakAfter { get; init; } = 3;

    /// <summary>A pump looks for work at least so often, rung or not. Default 30 s.</summary>
    public TimeSpan IdlePoll { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time between two reads of comments or messages where something happens. Default null: as suits each network, 2 min for Facebook.</summary>
    public TimeSpan? PollEvery { get; init; }

    /// <summary>The rungs of the ladder that an unreachable scope climbs. Default 1, 5, 15, 30 min, 1, 3, 6, 12, 24 h.</summary>
    public IReadOnlyList<TimeSpan> Ladder { get; init; } =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>How long the scope rests after its <paramref name="strikes"/>th strike, from 1.</summary>
    public TimeSpan Rest(int strikes) => Ladder[Math.Clamp(strikes, 1, Ladder.Count) - 1];
}
