using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>What must hold when configuration and source change under a running Relay: no second post, no false cancellation.</summary>
[CancelAfter(120_000)]
public sealed class MirroringTests
{
    [Test]
    public async Task Plan_BeforeTheFirstHarvest_PlansNothing()
    {
        await using var rig = await EngineRig.StartAsync();

        Assert.That((await rig.PlanAsync()).Items, Is.Zero);
    }

    [Test]
    public async Task Plan_TwiceWithoutAChange_ChangesNothing()
    {
        await using var rig = await PublishedAsync();

        Assert.That((await rig.PlanAsync()).Items, Is.Zero);
    }

    [Test]
    public async Task Plan_ChannelRenamed_PostsNothingAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Channels.Use(Some.Channel("another-name"));

        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Plan_SecondChannelOnTheSameTarget_PostsNothingAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Channels.Use(Some.Channel(), Some.Channel("second", account: "bot-two"));

        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Plan_ChannelRemovedAndYesterdaysConfigurationRestored_PostsNothingAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Channels.Use(Some.Channel("other", target: "@parti_40"));
        await AgainAsync(rig, cancel);
        rig.Channels.Use(Some.Channel());

        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts.Count(post => post.Target == "@parti_33"), Is.EqualTo(2));
    }

    [Test]
    public async Task Plan_ChannelRenamedWhileItsDeliveriesWait_StillPostsThemOnce(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.HarvestAsync(Some.Event(), Some.Initiative());
        await rig.PlanAndSlotAsync();
        rig.Channels.Use(Some.Channel("another-name", account: "another-bot"));

        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Plan_TwoThousandRowsChanged_PostsNothingAgain(CancellationToken cancel)
    {
        string[] themes = [.. Enumerable.Range(0, 16).Select(number => $"theme-{number}")];
        await using var rig = await EngineRig.StartAsync([.. themes.Select(theme => Some.Channel(theme, target: $"@{theme}") with { Themes = new HashSet<string> { theme } })]);
        var events = Enumerable.Range(1, 2000).Select(number => Some.Event($"e{number}") with { Themes = [themes[number % themes.Length]] }).ToArray<Item>();
        await rig.HarvestAsync(events);
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        await rig.HarvestAsync([.. events.Select(item => item with { Title = "Nouveau titre", Summary = "Autre résumé." })]);
        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(2000));
    }

    [Test]
    public async Task Plan_PostponedEventGetsAnotherDateWhilePostponed_IsCalledOffOnce(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        var postponed = Some.Event() with { Status = EventStatus.Postponed };
        await rig.HarvestAsync(postponed);
        await AgainAsync(rig, cancel);

        await rig.HarvestAsync(postponed with { StartsLocal = postponed.StartsLocal.AddDays(7) });
        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Created.Count(post => post.Text.StartsWith("cancelled", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Plan_CalledOffThenRemindedOfThenCalledOff_SaysItAgain(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        var later = Some.Event() with { StartsLocal = Some.Event().StartsLocal.AddDays(7) };
        await rig.HarvestAsync(Some.Event() with { Status = EventStatus.Cancelled });
        await AgainAsync(rig, cancel);
        await rig.HarvestAsync(later);
        rig.Time.MoveTo(later.Starts.AddDays(-1).AddMinutes(1));
        await rig.HarvestAsync();
        await AgainAsync(rig, cancel);

        await rig.HarvestAsync(later with { Status = EventStatus.Cancelled });
        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Created.Where(post => post.Text.Contains(" e1 ", StringComparison.Ordinal)).Select(post => post.Text.Split(' ')[0]), Is.EqualTo(["announce", "cancelled", "J-1", "cancelled"]));
    }

    [Test]
    public async Task Plan_ItemVanishesForOnePoll_IsNotCalledOff(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.VanishAsync(Some.Event().Key);
        await AgainAsync(rig, cancel);
        await rig.HarvestAsync(Some.Event());

        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Plan_EventGoneForGood_IsCalledOffWhereItWasToldAndNowhereElse(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        rig.Channels.Use(Some.Channel(), Some.Channel("later", target: "@parti_40") with { Kinds = new HashSet<ItemKind> { ItemKind.Initiative } });
        for (var poll = 0; poll < 3; poll++)
        {
            await rig.VanishAsync(Some.Event().Key);
        }

        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Created.Where(post => post.Text.StartsWith("cancelled", StringComparison.Ordinal)).Select(post => post.Target), Is.EqualTo(["@parti_33"]));
    }

    [Test]
    public async Task Plan_EventMoved_IsNotAnnouncedAgainButRemindedOfItsNewStart(CancellationToken cancel)
    {
        await using var rig = await PublishedAsync();
        await rig.HarvestAsync(Some.Event() with { StartsLocal = Some.Event().StartsLocal.AddDays(2) });
        await AgainAsync(rig, cancel);

        rig.Time.MoveTo(Some.Event().Starts.AddDays(-1).AddMinutes(1));
        await rig.HarvestAsync();
        await AgainAsync(rig, cancel);
        Assert.That(rig.Telegram.Posts, Has.Count.EqualTo(2), "the reminder of the old start is gone");
        rig.Time.MoveTo(Some.Event().Starts.AddDays(1).AddMinutes(1));
        await rig.HarvestAsync();
        await AgainAsync(rig, cancel);

        Assert.That(rig.Telegram.Posts[^1].Text, Does.StartWith("J-1"));
    }

    [Test]
    public async Task Plan_ChannelTurnedIntoADraftWhileItsDeliveriesWait_HoldsThem(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync();
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        rig.Channels.Use(Some.Channel() with { Stage = Stage.Draft });

        await rig.DeliverAsync(cancel);

        Assert.That((rig.Telegram.Calls, (await rig.DeliveryAsync(Some.Event().Key)).State), Is.EqualTo((0, DeliveryState.Held)));
    }

    private static async Task<EngineRig> PublishedAsync()
    {
        var rig = await EngineRig.StartAsync();
        await rig.HarvestAsync(Some.Event(), Some.Initiative());
        await rig.PlanAndSlotAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await rig.DeliverAsync(limit.Token);
        return rig;
    }

    private static async Task AgainAsync(EngineRig rig, CancellationToken cancel)
    {
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);
    }
}
