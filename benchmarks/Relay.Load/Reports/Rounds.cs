using System.Diagnostics;

namespace Relay.Load.Reports;

/// <summary>Measures two things in turn, so that whatever else the machine does strikes both.</summary>
internal static class Rounds
{
    /// <summary>Medians of both, in what they give a second; the first round warms up and does not count.</summary>
    /// <param name="rounds">How many count.</param>
    /// <param name="ours">Does the work and tells how many and how long.</param>
    /// <param name="bare">The same for what it is compared with.</param>
    public static async Task<(double Ours, double Bare, double Ratio)> MedianAsync(int rounds, Func<Task<Pace>> ours, Func<Task<Pace>> bare)
    {
        var (mine, least, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var (one, other) = ((await bare()).PerSecond, (await ours()).PerSecond);
            if (round >= 0)
            {
                least.Add(one);
                mine.Add(other);
                ratios.Add(other / one);
            }
        }
        return (Median(mine), Median(least), Median(ratios));
    }

    /// <summary>How long some work takes.</summary>
    public static async Task<Pace> TimeAsync(int items, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return new(items, Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

/// <summary>How many in how long.</summary>
internal sealed record Pace(int Items, TimeSpan Took)
{
    public double PerSecond => Items / Took.TotalSeconds;
}
