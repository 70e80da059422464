using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>A network that does not do at once what a copy needs, or not at all: what is public is never taken for gone, and nothing ends in silence.</summary>
[CancelAfter(120_000)]
public sealed class CopyFailureTests
{
    private static readonly Event Meeting = Some.Event();

    private static readonly Outcome.Failed Throttled = new(FailureKind.Throttled, FailureScope.Delivery, Phrase.Said("429"), TimeSpan.FromSeconds(5));

    private static readonly Outcome.Failed Cut = new(FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("cut off"));

    [Test]
    public async Task Delete_ThrottledOnce_StillKnowsWhatToTakeAway(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(Some.Channel());
        var posted = await rig.Tests.PostAsync(Some.Channel(), Some.Account(), isPumped: false, Actor.System, cancel);
        var announced = rig.Telegram.Posts[0].Id;
        rig.Telegram.Deleting = number => number == 1 ? (false, Throttled) : (true, null);

        await rig.Tests.TakeBackAsync(posted, Some.Account(), isPumped: false, Actor.System, cancel);
        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Posts.Single().Id, rig.Telegram.Deletes), Is.EqualTo((announced, 2)));
    }

    [TestCase(FailureKind.Throttled)]
    [TestCase(FailureKind.Unavailable)]
    [TestCase(FailureKind.Unknown)]
    public async Task Delete_SecondPartOfAThreadFailsOnce_LeavesNoPartPublic(FailureKind kind, CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2, Some.Channel());
        rig.Telegram.Deleting = number => number == 2 ? (false, new(kind, FailureScope.Delivery, Phrase.Said("once"))) : (true, null);
        await ChangeAsync(rig, Meeting with { Visibility = Visibility.Private }, cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Has.None.StartsWith("announce"));
    }

    [Test]
    public async Task Edit_SecondPartOfAThreadFailsOnce_ChangesBoth(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2, Some.Channel());
        rig.Telegram.Editing = number => number == 2 ? (false, Throttled) : (true, null);
        await ChangeAsync(rig, Meeting with { Title = "Réunion déplacée" }, cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Is.EqualTo(["announce e1 Réunion déplacée 1", "announce e1 Réunion déplacée 2"]));
    }

    [Test]
    public async Task Restart_InTheMiddleOfADelete_StillKnowsWhatToTakeAway(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync(parts: 2, Some.Channel());
        await rig.HarvestAsync(Meeting with { Visibility = Visibility.Private });
        await rig.PlanAndSlotAsync();
        var delete = (await rig.Ledger.CopiesAsync([Meeting.Key], cancel)).Single(delivery => delivery.Operation == Operation.Delete);
        await rig.Ledger.BeginAttemptAsync(delete.Id, 0, rig.Time.GetUtcNow(), cancel);
        await rig.RestartAsync();

        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Has.None.StartsWith("announce"));
    }

    [Test]
    public async Task Replay_RefusedDeletionOfATest_StillKnowsWhatToTakeAway(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        var posted = await rig.Tests.PostAsync(Some.Channel(), Some.Account(), isPumped: false, Actor.System, cancel);
        rig.Telegram.Deleting = number => number == 1 ? (false, new(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("no right to delete"))) : (true, null);
        var gone = (await rig.Tests.TakeBackAsync(posted, Some.Account(), isPumped: false, Actor.System, cancel))!;
        Assert.That((gone.State, rig.Telegram.Posts.Count), Is.EqualTo((DeliveryState.Refused, 1)));

        await rig.Ledger.SetAsync(gone.Id, DeliveryState.Queued, null, null, rig.Time.GetUtcNow(), Actor.System, rig.Time.GetUtcNow(), cancel);
        await rig.DeliverAsync(cancel);

        Assert.That(rig.Telegram.Posts, Is.Empty);
    }

    /// <summary>Whatever fails how often: what is confirmed as taken away is not there, and in the end nothing that is hidden is.</summary>
    [Test]
    public async Task Delete_ThreadsWithFailuresAtRandom_WhatIsConfirmedIsGone(CancellationToken cancel)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed} (RELAY_SEED takes one)");
        var random = new Random(seed);
        await using var rig = await EngineRig.StartAsync(Some.Channel());
        rig.Words.Parts = 2;
        Event[] events = [.. Enumerable.Range(1, 12).Select(number => Some.Event($"e{number}"))];
        await rig.HarvestAsync([.. events]);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
        rig.Telegram.Deleting = _ => random.Next(5) switch
        {
            0 => (false, Throttled),
            1 => (random.Next(2) == 0, Cut),
            2 => (false, new(FailureKind.Unavailable, FailureScope.Delivery, Phrase.Said("at random"))),
            _ => (true, null),
        };
        for (var at = 0; at < events.Length; at += 3)
        {
            await rig.HarvestAsync([.. events.Skip(at).Take(3).Select(item => item with { Visibility = Visibility.Private })]);
            await rig.PlanAndSlotAsync();
            if (random.Next(2) == 0)
            {
                await rig.RestartAsync();
            }
            await rig.DeliverAsync(cancel);
        }

        Assert.That(rig.Telegram.Posts.Select(post => post.Text), Has.None.StartsWith("announce"));
        var deletions = (await rig.Ledger.CopiesAsync([.. events.Select(item => item.Key)], cancel)).Where(delivery => delivery.Operation == Operation.Delete).ToList();
        Assert.That(deletions, Has.Count.EqualTo(events.Length).And.All.Property(nameof(Delivery.State)).EqualTo(DeliveryState.Confirmed));
    }

    private static Task<EngineRig> PublishedAsync(params Channel[] channels) => PublishedAsync(1, channels);

    private static async Task<EngineRig> PublishedAsync(int parts, params Channel[] channels)
    {
        var rig = await EngineRig.StartAsync(channels);
        rig.Words.Parts = parts;
        await rig.HarvestAsync(Meeting);
        await rig.PlanAndSlotAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await rig.DeliverAsync(limit.Token);
        return rig;
    }

    private static async Task ChangeAsync(EngineRig rig, Item item, CancellationToken cancel)
    {
        await rig.HarvestAsync(item);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }
}
