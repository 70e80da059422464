using NUnit.Framework;

namespace Relay.Sandbox.Tests;

public sealed class SandboxHostTests
{
    [Test]
    public async Task StartAsync_PortsLeftOpen_ListensOnFourLoopbackAddresses()
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        Uri[] addresses = [rehearsal.Host.Facebook, rehearsal.Host.X, rehearsal.Host.Telegram, rehearsal.Host.Console];

        Assert.That(addresses, Is.Unique.And.All.Matches<Uri>(address => address is { Host: "127.0.0.1", AbsolutePath: "/" }));
    }

    [Test]
    public async Task StartAsync_PortTaken_SaysSoAndFreesTheOthers()
    {
        await using var first = await Rehearsal.StartAsync();
        var options = new SandboxOptions { Console = first.Host.Console.Port };

        await Assert.ThatAsync(() => SandboxHost.StartAsync(options, TimeProvider.System, CancellationToken.None), Throws.InstanceOf<IOException>());
    }

    [Test]
    public async Task Posts_OneOfEachNetwork_ListsTheIdsThatTheApisGave()
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var facebook = await rehearsal.FacebookAsync(HttpMethod.Post, $"{rehearsal.Page.Id}/feed", new { message = "Bonjour" });
        var x = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Bonjour" });
        var telegram = await rehearsal.TelegramAsync("sendMessage", new { chat_id = rehearsal.Channel.Id, text = "Bonjour" });
        var posts = await rehearsal.ControlAsync(HttpMethod.Get, "posts");

        var ids = posts.Json!.AsArray().Select(post => ((string?)post!["network"], (string?)post["id"])).ToArray();
        Assert.That(ids, Is.EquivalentTo(new[] { ("facebook", facebook["id"]), ("x", x["data/id"]), ("telegram", telegram["result/message_id"]) }));
    }

    [Test]
    public void Default_Credentials_HaveTheNetworksShapes()
    {
        var world = SandboxWorld.Default;

        Assert.Multiple(() =>
        {
            Assert.That(world.Pages, Has.Count.GreaterThanOrEqualTo(4));
            Assert.That(world.Profiles, Has.Count.GreaterThanOrEqualTo(3));
            Assert.That(world.Bots, Has.Count.EqualTo(2));
            Assert.That(world.Chats, Has.Count.GreaterThanOrEqualTo(8));
            Assert.That(world.Bots.Select(bot => bot.Token), Has.All.Matches(@"^\d+:[\w-]{30,}$"));
            Assert.That(world.Profiles.Select(profile => profile.Token), Is.Unique.And.All.Matches(@"^\d+-\w{20,}$"));
            Assert.That(world.Pages.Select(page => page.Token), Is.Unique.And.All.Matches("^EAA[A-Za-z0-9]{20,}$"));
            Assert.That(world.Chats.Where(chat => chat.Journal), Has.Exactly(1).Items);
        });
    }
}
