using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Crashes;

/// <summary>SIGKILL at random moments, answers lost after a post was taken, posts that show late: each publication stands exactly once.</summary>
[Category("Long")]
public sealed class CrashTests
{
    private static readonly string[] Everywhere = ["facebook", "x", "telegram"];

    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task StartTheNetworks() => _rehearsal = await Rehearsal.StartAsync();

    [TearDown]
    public async Task StopTheNetworks() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Run_KilledAtRandomMomentsWithAJournal_EachPublicationStandsExactlyOnce()
    {
        var (seed, kills) = (Seed.Take(), Seed.Number("RELAY_KILLS", 30));
        var expected = AddChannels(80);
        var killer = new Killer(_rehearsal, new Random(seed));
        await _rehearsal.Sandbox.InjectAsync(Weather.Of(seed, Everywhere));

        var early = await killer.KillAsync(kills);
        await killer.FinishAsync(async () => await CountAsync("confirmed") == expected.Count, TimeSpan.FromMinutes(3));

        var posts = await _rehearsal.Sandbox.PostsAsync();
        var losses = await LossesAsync();
        var doubts = await _rehearsal.Store.DoubtsEverAsync();
        await TestContext.Out.WriteLineAsync($"{expected.Count} publications, {kills} kills of which {early} while it delivered, {losses} calls without an answer, {doubts} doubts of which {await CutOffAsync()} cut off by a kill; {await killer.StandAsync()}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(expected.Count, Is.GreaterThanOrEqualTo(300));
            Assert.That(expected.Wrong(posts), Is.Empty);
            Assert.That(posts.Select(post => new RemotePost(post.Network, post.Target, post.Id)), Is.EquivalentTo(await _rehearsal.Store.ConfirmedAsync()));
            Assert.That(losses, Is.Positive, "Answers were lost.");
            Assert.That(await CutOffAsync(), Is.Positive, "Calls were cut off.");
            Assert.That(doubts, Is.InRange(losses, kills + losses));
        }
    }

    [Test]
    public async Task Run_KilledWithoutAJournal_NothingStandsTwiceOnTelegramAndEachDoubtIsListed()
    {
        var seed = Seed.Take();
        var expected = AddChats(48, journal: false);
        var killer = new Killer(_rehearsal, new Random(seed));
        await _rehearsal.Sandbox.InjectAsync(Weather.Of(seed, "telegram"));

        await killer.KillAsync(8);
        await killer.FinishAsync(async () => await CountAsync("confirmed") + (await AskedAsync()).Count == expected.Count, TimeSpan.FromMinutes(2));

        var posts = await _rehearsal.Sandbox.PostsAsync();
        var asked = await AskedAsync();
        var listed = await _rehearsal.RunAsync("uncertain", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ExpectedPosts.Twice(posts), Is.Empty);
            Assert.That(asked, Is.Not.Empty);
            Assert.That(listed.Exit, Is.Zero, listed.ToString());
            Assert.That(asked.Where(id => !listed.Output.Contains(id, StringComparison.Ordinal)), Is.Empty, listed.Output);
        }
    }

    private async Task<int> CountAsync(string state) => (await _rehearsal.Store.DeliveriesAsync()).GetValueOrDefault(state);

    /// <summary>Ids of the deliveries that only a person can settle.</summary>
    private async Task<IReadOnlyList<string>> AskedAsync()
        => [.. (await _rehearsal.Store.ReadAsync("SELECT DISTINCT delivery_id FROM parts WHERE state = 'uncertain' AND doubt_ask IS NOT NULL")).Select(row => row[0])];

    private async Task<int> CutOffAsync() => (await _rehearsal.Store.ReadAsync("SELECT delivery_id FROM attempts WHERE result IS NULL")).Count;

    private async Task<int> LossesAsync()
    {
        var losses = 0;
        foreach (var kind in Weather.Losses)
        {
            losses += await _rehearsal.Sandbox.StruckAsync(kind);
        }
        return losses;
    }

    /// <summary>Two Pages and a profile that take every event, and four chats that share them.</summary>
    private ExpectedPosts AddChannels(int events)
    {
        var expected = AddChats(events, journal: true);
        _rehearsal.AddPage("page0", 0, perSecond: 2);
        _rehearsal.AddPage("page1", 1, perSecond: 2);
        _rehearsal.AddProfile("x0", 0, perSecond: 2);
        var all = Enumerable.Range(1, events).ToList();
        for (var page = 0; page < 2; page++)
        {
            _rehearsal.Config.Channel($"facebook-{page}", $"page{page}", _rehearsal.World.Pages[page].Id);
            expected.Add("facebook", _rehearsal.World.Pages[page].Id, all);
        }
        _rehearsal.Config.Channel("x-0", "x0", _rehearsal.Profile(0));
        expected.Add("x", _rehearsal.World.Profiles[0].Id, all);
        _rehearsal.Config.Write();
        return expected;
    }

    /// <summary>Four Telegram channels; each takes a quarter of the events.</summary>
    private ExpectedPosts AddChats(int events, bool journal)
    {
        var expected = new ExpectedPosts();
        _rehearsal.AddParty().AddEvents(events, number => $"quart{number % 4}");
        _rehearsal.AddBot("bot", 0, journal);
        for (var chat = 0; chat < 4; chat++)
        {
            var quarter = chat;
            _rehearsal.Config.Channel($"telegram-{chat}", "bot", _rehearsal.Chat(chat), $"quart{chat}");
            expected.Add("telegram", _rehearsal.Chat(chat), Enumerable.Range(1, events).Where(number => number % 4 == quarter));
        }
        _rehearsal.Config.Write();
        return expected;
    }
}
