using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>Whatever becomes of items, in whatever order, and however often the program stops and its network fails: in the end every copy says what is so.</summary>
[CancelAfter(240_000)]
public sealed class CopiesProperty
{
    [Test]
    public async Task Plan_ItemsChangedAtRandom_EveryCopySaysInTheEndWhatIsSo(CancellationToken cancel)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed} (RELAY_SEED takes one)");
        var random = new Random(seed);
        await using var rig = await EngineRig.StartAsync(Some.Channel(), Some.Channel("on-x", "x", "@parti_33", "x33"));
        Event[] events = [.. Enumerable.Range(1, 8).Select(number => Some.Event($"e{number}") with { Title = "v0" })];
        await rig.HarvestAsync([.. events]);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        rig.Telegram.Editing = _ => random.Next(5) switch
        {
            0 => (true, new(FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("at random"))),
            1 => (false, new(FailureKind.Unavailable, FailureScope.Delivery, Phrase.Said("at random"))),
            _ => (true, null),
        };
        for (var round = 0; round < 8; round++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            for (var at = 0; at < events.Length; at++)
            {
                var hours = random.Next(3);
                events[at] = events[at] with { Title = $"v{random.Next(3)}", StartsLocal = Some.Event().StartsLocal.AddHours(hours), Status = random.Next(4) == 0 ? EventStatus.Cancelled : EventStatus.Confirmed };
            }
            await rig.HarvestAsync([.. events]);
            await rig.PlanAndSlotAsync();
            if (random.Next(3) > 0)
            {
                await rig.DeliverAsync(cancel);
            }
            if (random.Next(3) == 0)
            {
                await rig.RestartAsync();
            }
        }
        events = [.. events.Select(item => item with { Title = "last", StartsLocal = Some.Event().StartsLocal.AddHours(9), Status = EventStatus.Confirmed })];
        await rig.HarvestAsync([.. events]);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(tally => Task.FromResult(EngineRig.Open(tally) == 0 && tally.Deliveries.GetValueOrDefault(DeliveryState.Held) == 0), cancel);

        foreach (var item in events)
        {
            var mine = rig.Telegram.Posts.Where(post => post.Text.Contains($" {item.Key.Id} ", StringComparison.Ordinal)).ToList();
            Assert.That(mine.Select(post => post.Text), Is.All.Contains(" last "), "Telegram: every copy reads as the item is");
            Assert.That(mine.Count(post => post.Text.StartsWith("announce", StringComparison.Ordinal)), Is.EqualTo(1));
            var said = rig.X.Created.Where(post => post.Text.Contains($" {item.Key.Id} ", StringComparison.Ordinal)).ToList();
            Assert.That(said[^1].Text, Is.EqualTo($"changed {item.Key.Id} last 1"), "X: the last word is what is so");
            Assert.That(said, Has.Count.LessThanOrEqualTo(10), "X: one announcement, and at most one word a round");
        }
        Assert.That((await rig.Store.Audit.VerifyAsync(cancel)).BrokenAt, Is.Null);
    }

    /// <summary>Also what is hidden and shown again, and what people delete themselves: nothing hidden stays public, and what is shown in the end is told, in its last words.</summary>
    [Test]
    public async Task Plan_ItemsHiddenAndShownAtRandom_WhatIsPublicInTheEndIsWhatIsShown(CancellationToken cancel)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed} (RELAY_SEED takes one)");
        var random = new Random(seed);
        await using var rig = await EngineRig.StartAsync(Some.Channel(), Some.Channel("on-x", "x", "@parti_33", "x33"));
        Event[] events = [.. Enumerable.Range(1, 8).Select(number => Some.Event($"e{number}") with { Title = "v0" })];
        await rig.HarvestAsync([.. events]);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        rig.Telegram.Deleting = rig.X.Deleting = _ => random.Next(4) == 0 ? (random.Next(2) == 0, new(FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("at random"))) : (true, null);
        for (var round = 0; round <= 8; round++)
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            rig.Words.Parts = 1 + random.Next(3);
            for (var at = 0; at < events.Length; at++)
            {
                // In the end the first four are hidden and the others shown.
                var isHidden = round == 8 ? at < 4 : random.Next(2) == 0;
                events[at] = events[at] with { Title = round == 8 ? "last" : $"v{random.Next(3)}", StartsLocal = Some.Event().StartsLocal.AddHours(round == 8 ? 9 : random.Next(3)), Visibility = isHidden ? Visibility.Private : Visibility.Public };
            }
            await rig.HarvestAsync([.. events]);
            await (random.Next(2) == 0 ? rig.PlanAsync() : rig.PlanAndSlotAsync());
            if (random.Next(3) > 0)
            {
                await rig.DeliverAsync(cancel);
            }
            if (random.Next(3) == 0)
            {
                await rig.RestartAsync();
            }
        }
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(tally => Task.FromResult(EngineRig.Open(tally) == 0 && tally.Deliveries.GetValueOrDefault(DeliveryState.Held) == 0), cancel);

        for (var at = 0; at < events.Length; at++)
        {
            var id = $" {events[at].Key.Id} ";
            var (telegram, x) = (rig.Telegram.Posts.Where(post => post.Text.Contains(id, StringComparison.Ordinal)).ToList(), rig.X.Posts.Where(post => post.Text.Contains(id, StringComparison.Ordinal)).ToList());
            if (at < 4)
            {
                Assert.That(telegram.Concat(x).Select(post => post.Text), Is.All.StartsWith("withdrawn"), $"{id}: nothing hidden stays public");
                continue;
            }
            Assert.That(telegram.Select(post => post.Text), Is.Not.Empty.And.All.Contains(" last "), $"{id} on Telegram");
            Assert.That(x.Select(post => post.Text), Is.Not.Empty.And.Some.Contains(" last "), $"{id} on X");
        }
    }
}
