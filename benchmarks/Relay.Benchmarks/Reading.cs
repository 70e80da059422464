using System.Diagnostics;

namespace Relay.Benchmarks;

/// <summary>What one item costs, ours and bare, in microseconds.</summary>
/// <param name="Ours">Least over the rounds: what else the machine does only ever adds.</param>
/// <param name="BareLoop">Least over the same rounds.</param>
internal sealed record Reading(double Ours, double BareLoop)
{
    /// <summary>How many times the bare loop's cost.</summary>
    public double Ratio => Ours / BareLoop;

    /// <summary>Measures both in turn, so that whatever else the machine does strikes both.</summary>
    public static async Task<Reading> TakeAsync(ICase one, int history, int rounds)
    {
        await one.PrepareAsync(history);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            await one.RoundAsync();
            var (mine, least) = (await TimeAsync(one.OursAsync, one.Items), await TimeAsync(one.BareAsync, one.Items));
            if (round >= 0) // the first warms up
            {
                ours.Add(mine);
                bare.Add(least);
            }
        }
        return new(ours.Min(), bare.Min());
    }

    private static async Task<double> TimeAsync(Func<Task> work, int items)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / items;
    }
}
