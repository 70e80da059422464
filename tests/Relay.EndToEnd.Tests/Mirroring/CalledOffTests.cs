using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Mirroring;

/// <summary>An event that is called off: not told when it was not told yet, taken back exactly where it was.</summary>
public sealed class CalledOffTests
{
    private Mirror _mirror = null!;

    [SetUp]
    public async Task StartTheNetworks() => _mirror = await Mirror.CreateAsync();

    [TearDown]
    public async Task StopEverything() => await _mirror.DisposeAsync();

    [Test]
    public async Task Run_EventCancelledBetweenHarvestAndSend_IsNotSentAndSaysSo()
    {
        // One post a second, and no harvest after the first: only the look at the source before each send can know.
        const int Events = 12;
        _mirror.Party.AddEvents(Events, _ => "tous");
        _mirror.Rehearsal.Config.Times["FreshHarvest"] = "00:00:00";
        _mirror.Rehearsal.Config.SourceSettings("party")["Harvest"] = "0 0 0 1 1 ?";
        _mirror.Rehearsal.AddPage("page", 0, perSecond: 1);
        _mirror.Rehearsal.Config.Channel("facebook", "page", _mirror.Rehearsal.World.Pages[0].Id);
        await _mirror.RunAsync();
        await _mirror.PostsAsync(2);

        _mirror.Party.Change("status = 'cancelled'");
        await _mirror.UntilAsync(async () => (await _mirror.Rehearsal.Store.DeliveriesAsync()).Where(pair => pair.Key is "confirmed" or "cancelled").Sum(pair => pair.Value) == Events, "every delivery ended");

        var posts = await _mirror.Rehearsal.Sandbox.PostsAsync();
        var cancelled = await _mirror.Rehearsal.Store.ReadAsync("SELECT id, rule FROM deliveries WHERE state = 'cancelled'");
        var why = await _mirror.Rehearsal.RunAsync("why", cancelled[0][0], "--lang", "fr");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(posts, Has.Count.InRange(2, 4), "Nothing left after the cancellation but what was already under way.");
            Assert.That(posts, Has.Count.EqualTo(Events - cancelled.Count));
            Assert.That(cancelled.Select(row => row[1]), Is.All.EqualTo("item.cancelled"));
            Assert.That(why.Output, Does.Contain("annulé"), why.ToString());
        }
    }

    [Test]
    public async Task Run_ToldEventCancelled_SaysSoExactlyWhereItWasTold()
    {
        _mirror.AddPageChannel(0, "un");
        _mirror.AddPageChannel(1, "deux");
        _mirror.Rehearsal.AddBot("bot", 0, journal: true);
        _mirror.Rehearsal.Config.Channel("telegram", "bot", _mirror.Rehearsal.Chat(1), "un");
        _mirror.Party.AddEvents(1, _ => "un", first: 1);
        _mirror.Party.AddEvents(1, _ => "deux", first: 2);
        await _mirror.RunAsync();
        await _mirror.PostsAsync(3);

        _mirror.Party.Change("status = 'cancelled'", $"source_id = '{PartyDatabase.Id(1)}'");
        await _mirror.PostsAsync(5);
        await _mirror.PassesAsync(2);
        await _mirror.UntilAsync(async () => (await _mirror.PostsOfAsync(1)).All(IsCancellation), "the announcements say so too");

        var posts = await _mirror.PostsOfAsync(1);
        var told = new[] { ("facebook", _mirror.Rehearsal.World.Pages[0].Id), ("telegram", _mirror.Rehearsal.Chat(1)) };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(posts.Where(post => !IsEdited(post)).Select(post => (post.Network, post.Target)), Is.EquivalentTo(told), "a notice each");
            Assert.That(posts.Where(IsEdited).Select(post => (post.Network, post.Target)), Is.EquivalentTo(told), "an announcement each");
            Assert.That(await _mirror.PostsOfAsync(2), Has.Count.EqualTo(1));
        }
    }

    [Test]
    public async Task Run_EventReinstated_IsToldOnceInAll()
    {
        _mirror.AddPageChannel(0);
        _mirror.Party.AddEvents(3, _ => "tous");
        _mirror.Party.Change("status = 'cancelled'", $"source_id = '{PartyDatabase.Id(2)}'");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(2);
        Assert.That(await _mirror.PostsOfAsync(2), Is.Empty);

        _mirror.Party.Change("status = 'confirmed'", $"source_id = '{PartyDatabase.Id(2)}'");
        await _mirror.PostsAsync(3);
        _mirror.Party.Change("status = 'cancelled'", $"source_id = '{PartyDatabase.Id(2)}'");
        await _mirror.PostsAsync(4);
        _mirror.Party.Change("status = 'confirmed'", $"source_id = '{PartyDatabase.Id(2)}'");
        await _mirror.PassesAsync(3);
        await _mirror.UntilAsync(async () => !(await _mirror.PostsOfAsync(2)).Any(IsCancellation), "the announcement and the notice say that it takes place");

        Assert.That(await _mirror.PostsOfAsync(2), Has.Count.EqualTo(2), "an announcement and what was the notice");
    }

    private static bool IsEdited(SandboxPost post) => post.Text.Contains("Cette annonce a été corrigée", StringComparison.Ordinal);

    private static bool IsCancellation(SandboxPost post) => post.Text.Contains("ANNUL", StringComparison.OrdinalIgnoreCase);
}
