using System.Collections.Concurrent;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Worker.Service;

/// <summary>Rounds of Relay itself that fail again and again: they go on being tried, and are no progress. Thread-safe.</summary>
internal sealed class Setbacks(TimeProvider time)
{
    /// <summary>How soon a round that failed is tried again.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Setback> _failing = new(StringComparer.Ordinal);

    /// <summary>Those that fail now, by key.</summary>
    public IReadOnlyList<Setback> All => [.. _failing.Values.Where(IsNow).OrderBy(one => one.Key, StringComparer.Ordinal)];

    /// <summary>Since when a round has failed without a success in between; null while it does not.</summary>
    public DateTimeOffset? Since(string key) => _failing.TryGetValue(key, out var one) && IsNow(one) ? one.Since : null;

    /// <summary>Runs a round, and counts whether it fails. A stop is no failure.</summary>
    public async Task CountAsync(string key, Phrase name, Func<Task> round)
    {
        ArgumentNullException.ThrowIfNull(round);
        try
        {
            await round();
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException))
        {
            Failed(key, name, fault);
            throw;
        }
        _failing.TryRemove(key, out _);
    }

    /// <summary>Something has failed.</summary>
    /// <param name="key">What makes two failures those of the same thing.</param>
    /// <param name="name">What it is, for people.</param>
    /// <param name="fault">Why.</param>
    /// <param name="fades">After how long without a further failure it counts as well; null when only a success ends it.</param>
    public void Failed(string key, Phrase name, Exception fault, TimeSpan? fades = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var now = time.GetUtcNow();
        _failing.AddOrUpdate(key, _ => First(), (_, known) => IsNow(known) ? known with { Last = now, Times = known.Times + 1, Why = FaultWords.Of(fault) } : First());

        Setback First() => new(key, name, now, now, 1, FaultWords.Of(fault), fades);
    }

    private bool IsNow(Setback one) => one.Fades is not { } fades || time.GetUtcNow() - one.Last < fades;
}

/// <summary>Something that fails.</summary>
/// <param name="Key">What makes two failures those of the same thing.</param>
/// <param name="Name">What it is, for people.</param>
/// <param name="Since">When it failed first.</param>
/// <param name="Last">When it failed last.</param>
/// <param name="Times">How often since.</param>
/// <param name="Why">The class of the last fault, as a clause; its own words are in the log alone.</param>
/// <param name="Fades">After how long without a further failure it counts as well; null when only a success ends it.</param>
internal sealed record Setback(string Key, Phrase Name, DateTimeOffset Since, DateTimeOffset Last, int Times, Phrase Why, TimeSpan? Fades);
