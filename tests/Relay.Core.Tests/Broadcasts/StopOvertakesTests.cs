using System.Globalization;
using NUnit.Framework;
using Relay.Core.Broadcasts;
using Relay.Core.Deliveries;
using Relay.Testing;

namespace Relay.Core.Tests.Broadcasts;

/// <summary>A STOP overtakes a broadcast to 10,000 subscribers in progress (DP-18), on a bot that may send 30 messages a second.</summary>
[CancelAfter(300_000)]
public sealed class StopOvertakesTests
{
    private const int Subscribers = 10_000;
    private const int Enough = 1_500;

    [Test]
    public async Task Stop_WhileABroadcastToTenThousandRuns_IsConfirmedOnceWithinAMinuteAndNothingFollows(CancellationToken cancel)
    {
        await using var rig = await BroadcastRig.StartAsync(perSecond: 30);
        await rig.SubscribeAsync(1, Subscribers);
        var made = await rig.MakeAsync();
        await rig.RunAsync(() => Task.FromResult(rig.Engine.Telegram.Calls >= 300), cancel);

        // One whose message already waits, one whose turn comes some pages later, and one who has had it.
        var running = (await rig.Broadcasts.FindAsync(made.Number, cancel))!;
        var later = (await rig.Broadcasts.RecipientsAsync(running.Audience, running.Cursor, 400, cancel)).Recipients[^1];
        var waiting = PersonOf((await rig.Engine.Ledger.DueAsync("bot33", rig.Engine.Time.GetUtcNow(), [], 200, cancel))[^1].Target.Value);
        var had = PersonOf(rig.Engine.Telegram.Posts[0].Target);
        int[] stopping = [waiting, PersonOf(later.ExternalId!), had];
        foreach (var person in stopping)
        {
            await rig.SayAsync(person, "STOP");
        }
        await rig.HearAsync();
        var said = rig.Engine.Time.GetUtcNow();
        await rig.RunAsync(() => Task.FromResult(stopping.All(person => Confirmations(rig, person) > 0) || rig.Engine.Telegram.Calls >= Enough), cancel);
        var took = rig.Engine.Time.GetUtcNow() - said;
        await rig.RunAsync(() => Task.FromResult(rig.Engine.Telegram.Calls >= Enough), cancel);

        running = (await rig.Broadcasts.FindAsync(made.Number, cancel))!;
        Assert.That(running.State, Is.EqualTo(BroadcastState.Running));
        Assert.That(string.CompareOrdinal($"{later.Contact}", $"{running.Cursor}"), Is.LessThanOrEqualTo(0), "their turn has passed");
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(60)));
        foreach (var person in stopping)
        {
            var texts = TextsTo(rig, person);
            Assert.That(Confirmations(rig, person), Is.EqualTo(1), "one confirmation");
            Assert.That(texts[^1], Does.Contain("notre dernier message"), "nothing afterwards");
            Assert.That(texts, Has.Count.EqualTo(person == had ? 2 : 1));
        }
        Assert.That(rig.Engine.Telegram.Posts.Where(post => post.Text.StartsWith("Réunion", StringComparison.Ordinal)).Select(post => post.Target).ToList(), Is.Unique, "everybody else is told once");
        Assert.That((await rig.Broadcasts.TallyAsync(made.Number, cancel))[DeliveryState.Cancelled], Is.EqualTo(1), "the one that waited");
    }

    private static int PersonOf(string chat) => int.Parse(chat, CultureInfo.InvariantCulture) - 700_000_000;

    private static int Confirmations(BroadcastRig rig, int person) => TextsTo(rig, person).Count(text => text.Contains("notre dernier message", StringComparison.Ordinal));

    private static List<string> TextsTo(BroadcastRig rig, int person) => [.. rig.Engine.Telegram.Posts.Where(post => post.Target == BroadcastRig.ChatOf(person)).Select(post => post.Text)];
}
