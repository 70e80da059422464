using System.Globalization;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Crashes;

/// <summary>Starts the worker and ends it at a random moment, again and again: mostly while it works, sometimes while it starts.</summary>
internal sealed class Killer(Rehearsal rehearsal, Random chance)
{
    /// <summary>Kills with SIGKILL so many times: three in ten at any moment of a start, one in eight in the middle of a call, the others at any moment of the work.</summary>
    /// <returns>How many kills came while something was still to be delivered.</returns>
    public async Task<int> KillAsync(int times)
    {
        var early = 0;
        for (var kill = 0; kill < times; kill++)
        {
            await using var worker = WorkerProcess.Start(rehearsal.Config.FilePath);
            var kind = chance.Next(30);
            if (kind >= 9)
            {
                await DeliveringAsync(worker);
            }
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(chance.Next(0, 1600)));
            if (kind >= 26)
            {
                await InACallAsync();
            }
            Assert.That(worker.HasExited, Is.False, () => $"The worker ended by itself:\n{worker.Log}");
            await worker.KillAsync();
            early += (await rehearsal.Store.DeliveriesAsync()).Any(pair => pair.Key is not "confirmed") ? 1 : 0;
        }
        return early;
    }

    /// <summary>Stops it with SIGTERM so many times; each stop is measured.</summary>
    /// <returns>The longest stop.</returns>
    public async Task<TimeSpan> TerminateAsync(int times)
    {
        var longest = TimeSpan.Zero;
        for (var stop = 0; stop < times; stop++)
        {
            await using var worker = WorkerProcess.Start(rehearsal.Config.FilePath);
            await DeliveringAsync(worker);
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(chance.Next(0, 1200)));
            var (exit, took) = await worker.TerminateAsync();
            Assert.That(exit, Is.AnyOf(0, 130), () => $"Stop {stop}:\n{worker.Log}");
            longest = took > longest ? took : longest;
        }
        return longest;
    }

    /// <summary>Lets a last worker finish what is due.</summary>
    /// <param name="settled">Whether everything has come to rest.</param>
    /// <param name="within">The deadline.</param>
    public async Task FinishAsync(Func<Task<bool>> settled, TimeSpan within)
    {
        await using var worker = await WorkerProcess.StartReadyAsync(rehearsal.Config.FilePath);
        await Eventually.HoldsAsync(async () => worker.HasExited || await settled(), within, async () => $"{await StandAsync()}\n{worker.Log}");
        Assert.That(worker.HasExited, Is.False, () => worker.Log);
        var (_, took) = await worker.TerminateAsync();
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    /// <summary>Waits until it has delivered something; not for ever, since there may be nothing left.</summary>
    private static async Task DeliveringAsync(WorkerProcess worker)
    {
        await worker.ReadyAsync();
        for (var look = 0; look < 50 && !worker.Log.Contains("Sender[", StringComparison.Ordinal); look++)
        {
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(100));
        }
    }

    /// <summary>Waits for the next call that a network takes its time for; not for ever, since there may be none left.</summary>
    private async Task InACallAsync()
    {
        var before = await rehearsal.Sandbox.StruckAsync("delay");
        for (var look = 0; look < 50 && await rehearsal.Sandbox.StruckAsync("delay") == before; look++)
        {
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Where publications and deliveries stand, for messages.</summary>
    public async Task<string> StandAsync()
        => $"publications {Words(await rehearsal.Store.PublicationsAsync())}; deliveries {Words(await rehearsal.Store.DeliveriesAsync())}; doubts ever {await rehearsal.Store.DoubtsEverAsync()}";

    private static string Words(IReadOnlyDictionary<string, int> counts)
        => string.Join(", ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value}")));
}
