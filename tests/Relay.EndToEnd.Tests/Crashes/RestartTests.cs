using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Crashes;

/// <summary>Stopping as a service manager does, in the middle of deliveries, leaves no doubt behind.</summary>
[Category("Long"), NonParallelizable]
public sealed class RestartTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task StartTheNetworks() => _rehearsal = await Rehearsal.StartAsync();

    [TearDown]
    public async Task StopTheNetworks() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Run_StoppedTwentyTimesWhileItDelivers_LeavesNoDoubt()
    {
        const int Events = 60;
        var seed = Seed.Take();
        _rehearsal.AddParty().AddEvents(Events, _ => "tous");
        _rehearsal.AddPage("page", 0, perSecond: 2);
        _rehearsal.AddProfile("x", 0, perSecond: 2);
        _rehearsal.AddBot("bot", 0, journal: true);
        _rehearsal.Config.Channel("facebook", "page", _rehearsal.World.Pages[0].Id);
        _rehearsal.Config.Channel("x", "x", _rehearsal.Profile(0));
        _rehearsal.Config.Channel("telegram", "bot", _rehearsal.Chat(0));
        _rehearsal.Config.Write();
        await _rehearsal.Sandbox.InjectAsync(Weather.Slow(seed));
        var killer = new Killer(_rehearsal, new Random(seed));

        var longest = await killer.TerminateAsync(20);
        var midway = (await _rehearsal.Store.DeliveriesAsync()).GetValueOrDefault("confirmed");
        await killer.FinishAsync(async () => (await _rehearsal.Store.DeliveriesAsync()).GetValueOrDefault("confirmed") == 3 * Events, TimeSpan.FromMinutes(2));

        await TestContext.Out.WriteLineAsync($"20 stops, the longest {longest.TotalSeconds:F1} s, {midway} of {3 * Events} delivered on the way; {await killer.StandAsync()}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(longest, Is.LessThan(TimeSpan.FromSeconds(20)));
            Assert.That(midway, Is.InRange(20, (3 * Events) - 1), "The stops came while it delivered.");
            Assert.That(await _rehearsal.Store.DoubtsEverAsync(), Is.Zero);
            Assert.That(await _rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(3 * Events));
        }
    }
}
