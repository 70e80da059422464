using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Crashes;

/// <summary>Answers that are lost after a post was taken: found on the network, never sent again.</summary>
public sealed class LostAnswersTests
{
    [Test]
    public async Task Run_EveryOtherAnswerLostOnTelegram_FindsEachInTheJournalAndSendsNoneAgain()
    {
        var seed = Seed.Take();
        await using var mirror = await Mirror.CreateAsync();
        mirror.Rehearsal.AddBot("bot", 0, journal: true);
        mirror.Rehearsal.Config.Channel("telegram-0", "bot", mirror.Rehearsal.Chat(0), "un");
        mirror.Rehearsal.Config.Channel("telegram-1", "bot", mirror.Rehearsal.Chat(1), "deux");
        mirror.Party.AddEvents(12, number => number % 2 == 0 ? "un" : "deux");
        await mirror.Rehearsal.Sandbox.InjectAsync(new JsonObject { ["kind"] = "drop-after", ["operation"] = "send*", ["probability"] = 0.5, ["seed"] = seed });

        await mirror.RunAsync();
        await mirror.UntilAsync(async () => (await mirror.Rehearsal.Store.DeliveriesAsync()).GetValueOrDefault("confirmed") == 12, "12 confirmed");

        var posts = await mirror.Rehearsal.Sandbox.PostsAsync();
        Assert.That(ExpectedPosts.Twice(posts), Is.Empty, () => mirror.Worker.Log);
        Assert.That(await mirror.Rehearsal.Store.DoubtsEverAsync(), Is.EqualTo(await mirror.Rehearsal.Sandbox.StruckAsync("drop-after")));
        Assert.That(posts.Select(post => new RemotePost(post.Network, post.Target, post.Id)), Is.EquivalentTo(await mirror.Rehearsal.Store.ConfirmedAsync()));
    }
}
