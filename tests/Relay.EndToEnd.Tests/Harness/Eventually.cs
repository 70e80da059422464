using NUnit.Framework;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>Waits for what real processes do, by looking again and again; a deadline ends the test with what was seen last.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until the condition holds.</summary>
    /// <param name="condition">Looks once.</param>
    /// <param name="within">The deadline.</param>
    /// <param name="report">Says what stands instead, when the deadline passes.</param>
    public static async Task HoldsAsync(Func<Task<bool>> condition, TimeSpan within, Func<Task<string>> report)
    {
        var time = TimeProvider.System;
        var start = time.GetTimestamp();
        while (!await condition())
        {
            if (time.GetElapsedTime(start) > within)
            {
                Assert.Fail($"Not within {within.TotalSeconds:F0} s: {await report()}");
            }
            await Task.Delay(Often, time);
        }
    }

    /// <summary>Waits until the condition holds.</summary>
    public static Task HoldsAsync(Func<bool> condition, TimeSpan within, Func<string> report)
        => HoldsAsync(() => Task.FromResult(condition()), within, () => Task.FromResult(report()));

    /// <summary>Lets real processes go on for a while; for drivers that strike at random moments.</summary>
    public static Task PassAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}
