using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Crashes;

/// <summary>People write on three networks, in public and in private, while the worker is killed again and again: nothing they wrote is lost, and nobody is answered twice.</summary>
[Category("Long")]
public sealed class CollectingTests
{
    private const int Posts = 12;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private Rehearsal _rehearsal = null!;
    private Public _public = null!;
    private PartyDatabase _party = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _public = new(_rehearsal.Sandbox.Console);
        _party = _rehearsal.AddParty();
        _party.AddEvents(Posts, _ => "logement");
        _rehearsal.AddPage("page", 0, perSecond: 20);
        _rehearsal.AddProfile("profil", 0, perSecond: 20)["UserId"] = _rehearsal.World.Profiles[0].Id;
        var bot = _rehearsal.AddBot("bot", 0, journal: false);
        (bot["Handle"], bot["Limits"]) = ($"@{_rehearsal.World.Bots[0].Username}", new JsonObject { ["PerSecond"] = 30, ["PerTargetPerSecond"] = 0 });
        _rehearsal.Config.Channel("facebook", "page", _rehearsal.World.Pages[0].Id);
        _rehearsal.Config.Times["PollEvery"] = "00:00:01";
        _rehearsal.Config.Return = new JsonObject { ["Kind"] = "sqlite", ["Path"] = _rehearsal.Of("party.db") };
        _party.AddReturn();
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _public.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Run_KilledThirtyTimesWhilePeopleWriteOnThreeNetworks_KeepsEachWordOnceAndAnswersNobodyTwice()
    {
        var seed = Seed.Take();
        var kills = Seed.Number("RELAY_KILLS", 30);
        var crowd = new Crowd(_rehearsal, _public, new Random(seed), await PublishedAsync());
        using var enough = new CancellationTokenSource();
        var pouring = Task.Run(() => crowd.PourAsync(kills, enough.Token));

        var chance = new Random(seed + 1);
        var early = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            await using var worker = WorkerProcess.Start(_rehearsal.Config.FilePath);
            if (chance.Next(10) < 7)
            {
                await worker.ReadyAsync();
            }
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(chance.Next(0, 2000)));
            Assert.That(worker.HasExited, Is.False, () => $"The worker ended by itself:\n{worker.Log}");
            await worker.KillAsync();
            crowd.Killed();
            early += await UnsettledAsync() > 0 ? 1 : 0;
        }
        await enough.CancelAsync();
        await pouring;
        await FinishAsync(crowd);

        var inbox = await HeardAsync();
        var (missing, twice) = crowd.Answers(await _rehearsal.Sandbox.PostsAsync());
        var assumed = await _rehearsal.Store.ReadAsync("SELECT id FROM deliveries WHERE operation = 'answer' AND id IN (SELECT delivery_id FROM attempts WHERE result IS NULL OR result = 'unknown')");
        await TestContext.Out.WriteLineAsync($"{crowd.Written.Count} messages on 3 networks, {kills} kills of which {early} with something to settle, {crowd.Expecting} to be answered, {missing.Count} of them assumed sent, {assumed.Count} calls cut off");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inbox, Is.EquivalentTo(crowd.Written), "each once, and nothing else");
            Assert.That(twice, Is.Empty, "answered twice, or without need");
            Assert.That(missing.Where(one => !Crowd.IsPrivate(one)).Select(one => (one, crowd.Words(one))), Is.Empty, "in public a doubt is looked into");
            Assert.That(missing, Has.Count.LessThanOrEqualTo(assumed.Count), () => $"in private it is assumed sent: {string.Join(", ", missing)}");
            Assert.That(await UnsettledAsync(), Is.Zero);
            Assert.That(await CountAsync("SELECT count(*) FROM acts a WHERE a.contact_id IS NOT NULL"), Is.EqualTo(crowd.Acts.Count));
            Assert.That(_party.Returned(), Is.EquivalentTo(crowd.Acts));
            Assert.That(early, Is.GreaterThan(kills / 3), "they came while it worked");
        }
    }

    /// <summary>Posts every event; the ids of the posts.</summary>
    private async Task<IReadOnlyList<string>> PublishedAsync()
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await Eventually.HoldsAsync(async () => (await _rehearsal.Sandbox.PostsAsync()).Count == Posts && (await _rehearsal.Store.DeliveriesAsync()).GetValueOrDefault("confirmed") == Posts, Patience, () => Task.FromResult(worker.Log));
        Assert.That((await worker.TerminateAsync()).Exit, Is.Zero);
        return [.. (await _rehearsal.Sandbox.PostsAsync()).Select(post => post.Id)];
    }

    /// <summary>A last worker brings everything to rest, without disorder.</summary>
    private async Task FinishAsync(Crowd crowd)
    {
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await Eventually.HoldsAsync(
            async () => worker.HasExited || ((await HeardAsync()).Count >= crowd.Written.Count && await UnsettledAsync() == 0 && await MovingAsync() == 0 && _party.Returned().Count >= crowd.Acts.Count),
            Patience,
            async () => $"heard {(await HeardAsync()).Count} of {crowd.Written.Count}, unsettled {await UnsettledAsync()}, moving {await MovingAsync()}, returned {_party.Returned().Count} of {crowd.Acts.Count}; missing {string.Join(", ", crowd.Written.Except(await HeardAsync()))}\n{worker.Log}");
        Assert.That(worker.HasExited, Is.False, () => worker.Log);
        await Eventually.PassAsync(TimeSpan.FromSeconds(3)); // whatever would be sent once more goes out now
        Assert.That((await worker.TerminateAsync()).Exit, Is.Zero, () => worker.Log);
        Assert.That(worker.Failures, Is.Empty);
    }

    private async Task<IReadOnlyList<string>> HeardAsync()
    {
        var ran = await _rehearsal.RunAsync("inbox", "--json", "--last", "1000");
        Assert.That(ran.Exit, Is.Zero, ran.ToString());
        return [.. JsonNode.Parse(ran.Output)!["interactions"]!.AsArray().Where(one => $"{one!["kind"]}" != "reachable").Select(one => Crowd.Name($"{one!["network"]}", $"{one["chat"]}", $"{one["remoteId"]}"))];
    }

    private Task<int> UnsettledAsync() => CountAsync("SELECT (SELECT count(*) FROM interactions WHERE settled = 0) + (SELECT count(*) FROM arrivals WHERE state = 'waiting')");

    private Task<int> MovingAsync() => CountAsync("SELECT (SELECT count(*) FROM deliveries WHERE state IN ('queued', 'attempting', 'uncertain')) + (SELECT count(*) FROM returns WHERE taken_at IS NULL)");

    private async Task<int> CountAsync(string sql) => int.Parse((await _rehearsal.Store.ReadAsync(sql))[0][0], CultureInfo.InvariantCulture);
}
