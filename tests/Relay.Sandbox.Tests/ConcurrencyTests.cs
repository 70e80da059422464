using NUnit.Framework;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Tests;

public sealed class ConcurrencyTests
{
    [Test]
    public async Task Posts_ManyAtOnce_AreAllKeptUnderDifferentIds()
    {
        await using var rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        const int Each = 60;

        // requests are signed one after the other, then all leave at once
        var x = Enumerable.Range(0, Each).Select(number => rehearsal.XRequest(HttpMethod.Post, "2/tweets", Rehearsal.Json(new { text = $"Numéro {number}" }))).ToList();
        var replies = await Task.WhenAll(x.Select(request => rehearsal.SendAsync(request))
            .Concat(Enumerable.Range(0, Each).Select(number => rehearsal.TelegramAsync("sendMessage", new { chat_id = rehearsal.Channel.Id, text = $"Numéro {number}" })))
            .Concat(Enumerable.Range(0, Each).Select(number => rehearsal.FacebookAsync(HttpMethod.Post, $"{rehearsal.Page.Id}/feed", new { message = $"Numéro {number}" }))));

        var posts = rehearsal.World.Posts();
        Assert.That(replies.Select(reply => reply.Status), Is.All.EqualTo(200).Or.EqualTo(201));
        Assert.That(posts.Select(post => (post.Network, post.Id)), Is.Unique.And.Exactly(3 * Each).Items);
        Assert.That(replies.Select(reply => reply["data/id"] ?? reply["result/message_id"] ?? reply["id"]), Is.EquivalentTo(posts.Select(post => post.Id)));
    }

    [Test]
    public async Task DisposeAsync_RequestHeldByADelay_DoesNotWaitForIt()
    {
        var rehearsal = await Rehearsal.StartAsync();
        rehearsal.World.Faults.Add(new FaultRule(FaultKind.Delay) { Delay = TimeSpan.FromDays(1) });
        using var http = new HttpClient();
        var held = http.PostAsync(rehearsal.TelegramAddress("sendMessage"), Rehearsal.Json(new { chat_id = rehearsal.Channel.Id, text = "Bonjour" }));
        while (rehearsal.Clock.Waiting == 0)
        {
            await Task.Yield();
        }

        await rehearsal.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

        await Assert.ThatAsync(() => held, Throws.InstanceOf<HttpRequestException>());
        Assert.That(rehearsal.World.Posts(), Is.Empty);
    }
}
