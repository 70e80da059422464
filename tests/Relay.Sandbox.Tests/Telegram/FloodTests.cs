using NUnit.Framework;

namespace Relay.Sandbox.Tests.Telegram;

public sealed class FloodTests
{
    private static readonly TelegramChat[] Crowd = [.. Enumerable.Range(1, 40).Select(number => new TelegramChat(number, ChatKind.Private, $"P{number}", "FR"))];

    [Test]
    public async Task SendMessage_TwiceInASecond_IsAskedToWait()
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var first = await SendAsync(rehearsal, rehearsal.Channel.Id);
        var second = await SendAsync(rehearsal, rehearsal.Channel.Id);
        rehearsal.Clock.Advance(TimeSpan.FromSeconds(1));
        var third = await SendAsync(rehearsal, rehearsal.Channel.Id);

        Assert.That(first.Status, Is.EqualTo(200));
        Assert.That((second.Status, second["error_code"], second["description"], second["parameters/retry_after"]), Is.EqualTo((429, "429", "Too Many Requests: retry after 1", "1")));
        Assert.That(third.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task SendMessage_EverySecondWithJitter_IsNeverRefused()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var statuses = new List<int>();
        foreach (var gap in new[] { 1000, 700, 1300, 800, 1100, 950, 1150 })
        {
            statuses.Add((await SendAsync(rehearsal, rehearsal.Channel.Id)).Status);
            rehearsal.Clock.Advance(TimeSpan.FromMilliseconds(gap));
        }

        Assert.That(statuses, Is.All.EqualTo(200));
    }

    [Test]
    public async Task SendMessage_TwentyFirstOfAMinuteInAGroup_WaitsForTheMinute()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var replies = new List<Reply>();
        for (var message = 0; message < 21; message++)
        {
            replies.Add(await SendAsync(rehearsal, -900000005));
            rehearsal.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        var wait = replies[20]["parameters/retry_after"];
        rehearsal.Clock.Advance(TimeSpan.FromSeconds(39));
        var later = await SendAsync(rehearsal, -900000005);

        Assert.That(replies.Take(20).Select(reply => reply.Status), Is.All.EqualTo(200));
        Assert.That((replies[20].Status, wait), Is.EqualTo((429, "40")));
        Assert.That(later.Status, Is.EqualTo(200), later.Text);
    }

    [Test]
    public async Task SendMessage_ThirtyFirstOfASecondOfABot_IsAskedToWait()
    {
        await using var rehearsal = await Rehearsal.StartAsync(SandboxWorld.Default with { Chats = Crowd });
        var statuses = new List<int>();
        foreach (var chat in Crowd.Take(31))
        {
            statuses.Add((await SendAsync(rehearsal, chat.Id)).Status);
        }

        Assert.That(statuses.Take(30), Is.All.EqualTo(200));
        Assert.That(statuses[30], Is.EqualTo(429));
    }

    [Test]
    public async Task SendMessage_LimitsNotEnforced_NeverWaits()
    {
        await using var rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        var statuses = new List<int>();
        for (var message = 0; message < 50; message++)
        {
            statuses.Add((await SendAsync(rehearsal, -900000005)).Status);
        }

        Assert.That(statuses, Is.All.EqualTo(200));
    }

    private static Task<Reply> SendAsync(Rehearsal rehearsal, long chat) => rehearsal.TelegramAsync("sendMessage", new { chat_id = chat, text = "Bonjour" });
}
