using System.Diagnostics;

namespace Relay.Load.Reports;

/// <summary>Measures two things in turn, so that whatever else the machine does strikes both.</summary>
internal static class Rounds
{
    private const int WarmUps = 2;

    /// <summary>Medians of both; the first rounds warm up and do not count.</summary>
    /// <param name="rounds">How many count.</param>
    /// <param name="ours">Does the work and tells how many and how long.</param>
    /// <param name="bare">The same for what it is compared with.</param>
    public static async Task<Comparison> CompareAsync(int rounds, Func<Task<Pace>> ours, Func<Task<Pace>> bare)
    {
        var (mine, least) = (new List<Pace>(), new List<Pace>());
        for (var round = -WarmUps; round < rounds; round++)
        {
            var (one, other) = (await bare(), await ours());
            if (round >= 0)
            {
                least.Add(one);
                mine.Add(other);
            }
        }
        return new(
            Median(mine.Select(pace => pace.PerSecond)),
            Median(least.Select(pace => pace.PerSecond)),
            Median(mine.Zip(least, (one, other) => one.PerSecond / other.PerSecond)),
            Median(mine.Select(pace => pace.Work)),
            Median(least.Select(pace => pace.Work)));
    }

    /// <summary>How long some work takes.</summary>
    public static async Task<Pace> TimeAsync(int items, Func<Task> work)
    {
        var (start, used) = (Stopwatch.GetTimestamp(), Used());
        await work();
        return new(items, Stopwatch.GetElapsedTime(start), Used() - used);
    }

    private static TimeSpan Used()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>How many in how long, and with how much of the processors in this process.</summary>
internal sealed record Pace(int Items, TimeSpan Took, TimeSpan Processor)
{
    public double PerSecond => Items / Took.TotalSeconds;

    /// <summary>Microseconds of processor time for each.</summary>
    public double Work => Processor.TotalMicroseconds / Items;
}

/// <summary>Two things measured in turn: what each gives a second, the ratio of the rounds, and the microseconds of processor time that each one cost.</summary>
internal sealed record Comparison(double Ours, double Bare, double Ratio, double Work, double BareWork);
