using System.Diagnostics;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Store.Tests.Crash;

/// <summary>A worker killed in the middle of its writes: nothing that was acknowledged is lost, and the next start finds no stale lock.</summary>
[TestFixture(StoreEngine.Sqlite, 12)]
[TestFixture(StoreEngine.PostgreSql, 5)]
[CancelAfter(180_000)]
public sealed class CrashTests(StoreEngine engine, int kills)
{
    [Test]
    public async Task Kill_InTheMiddleOfWrites_LosesNothingAcknowledged(CancellationToken cancel)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        var random = new Random(seed);
        await using var place = await TemporaryStore.CreateAsync(engine, TimeProvider.System);
        var acknowledged = new List<(string What, string Id)>();
        var slowest = TimeSpan.Zero;

        for (var kill = 0; kill < kills; kill++)
        {
            acknowledged.AddRange(await WriteUntilKilledAsync(place.Options, random.Next(1, 400), cancel));
            var clock = Stopwatch.StartNew();
            await place.ReopenAsync();
            slowest = clock.Elapsed > slowest ? clock.Elapsed : slowest;
            await CheckAsync(place, acknowledged, cancel);
            await place.CloseAsync();
        }

        await TestContext.Out.WriteLineAsync($"seed {seed} (RELAY_SEED takes one): {kills} kills, {acknowledged.Count} acknowledged writes, slowest start after a kill {slowest.TotalMilliseconds:0} ms");
        Assert.That(acknowledged.Count(line => line.What == "confirmed"), Is.Positive);
    }

    private static async Task CheckAsync(TemporaryStore place, List<(string What, string Id)> acknowledged, CancellationToken cancel)
    {
        await place.Ledger.RecoverAsync(place.Time.GetUtcNow(), cancel);
        foreach (var (what, id) in acknowledged)
        {
            if (what == "planned")
            {
                Assert.That(await place.Ledger.OfItemAsync(new ItemKey("party", ItemKind.Event, id), cancel), Has.Count.EqualTo(1), $"planned {id}");
                continue;
            }
            var delivery = await place.Ledger.FindAsync(Guid.Parse(id), cancel);
            var states = what switch
            {
                "released" => new[] { DeliveryState.Queued, DeliveryState.Uncertain, DeliveryState.Confirmed },
                "began" => [DeliveryState.Uncertain, DeliveryState.Confirmed],
                _ => [DeliveryState.Confirmed],
            };
            Assert.That(states, Does.Contain(delivery?.State), $"{what} {id}");
        }
        Assert.That((await place.Audit.VerifyAsync(cancel)).BrokenAt, Is.Null);
        Assert.That((await place.Ledger.TallyAsync(place.Time.GetUtcNow(), cancel)).Duplicates, Is.Zero);
        // Each hand has one call under way at most.
        Assert.That((await place.Ledger.DoubtsAsync(null, null, 10_000, cancel)).GroupBy(doubt => doubt.Items[0].Id.Split('-')[0]).Select(start => start.Count()), Is.All.LessThanOrEqualTo(6));
    }

    /// <summary>Lets a child write, and kills it after so many lines: by a signal that no program can catch.</summary>
    private static async Task<List<(string What, string Id)>> WriteUntilKilledAsync(StoreOptions options, int lines, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                typeof(WritingWorker).Assembly.Location,
                options.Engine == StoreEngine.Sqlite ? "sqlite" : "postgresql",
                options.Engine == StoreEngine.Sqlite ? options.Path : options.ConnectionString!(),
                options.Schema,
            },
        };
        using var child = Process.Start(start)!;
        var heard = new List<(string, string)>();
        try
        {
            while (await child.StandardOutput.ReadLineAsync(cancel) is { } line)
            {
                if (line.Split(' ') is [var what, var id, "."])
                {
                    heard.Add((what, id));
                }
                if (heard.Count == lines)
                {
                    child.Kill();
                }
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }
        Assert.That(heard, Has.Count.GreaterThanOrEqualTo(lines), "the child ended by itself");
        return heard;
    }
}
