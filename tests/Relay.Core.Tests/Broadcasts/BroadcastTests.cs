using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Territories;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Broadcasts;

/// <summary>News for a list go to its subscribers and to nobody else, once each, with STOP in every one.</summary>
[CancelAfter(60_000)]
public sealed class BroadcastTests
{
    private BroadcastRig _rig = null!;

    [SetUp]
    public async Task StartAsync() => _rig = await BroadcastRig.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _rig.DisposeAsync();

    [Test]
    public async Task Broadcast_ToAList_ReachesItsSubscribersAndNobodyElse(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 3);
        await _rig.SubscribeAsync(4, 2, "territory:DEP-75");
        await _rig.MeetAsync(6, "telegram");
        await _rig.SubscribeAsync(7, 1, network: "x");

        var made = await _rig.MakeAsync();
        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts.Select(post => post.Target), Is.EquivalentTo(new[] { BroadcastRig.ChatOf(1), BroadcastRig.ChatOf(2), BroadcastRig.ChatOf(3) }));
        var kept = (await _rig.Broadcasts.FindAsync(made.Number, cancel))!;
        Assert.That((kept.State, kept.Drafted, kept.PassedOver), Is.EqualTo((BroadcastState.Expanded, 3, 1)), "X does not let us write first");
    }

    [Test]
    public async Task Broadcast_EveryMessage_SaysThatItIsAutomaticAndHowToEndIt(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 1);
        await _rig.SubscribeAsync(2, 1, details: told => told with { Language = "en" });

        await _rig.MakeAsync();
        await _rig.RunAsync(cancel);

        var texts = _rig.Engine.Telegram.Answers.ToDictionary(answer => answer.Language, answer => answer.Text);
        Assert.That(texts["fr"], Is.EqualTo("Réunion demain à 19 h.\n\nMessage automatique de Le Tilleul, liste « Gironde ». Écrivez STOP pour ne plus rien recevoir."));
        Assert.That(texts["en"], Is.EqualTo("Meeting tomorrow at 7 pm.\n\nAutomatic message from Le Tilleul, list “Gironde”. Write STOP to receive nothing more."));
        Assert.That(_rig.Engine.Telegram.Answers.Select(answer => answer.Buttons.Select(button => button.Label)),
            Is.EquivalentTo(new[] { new[] { "Quitter cette liste", "STOP" }, ["Leave this list", "STOP"] }));
    }

    [Test]
    public async Task Broadcast_OfAnEvent_CanBeAnsweredAtOnce(CancellationToken cancel)
    {
        await _rig.Engine.HarvestAsync(Some.Event());
        await _rig.SubscribeAsync(1, 1);

        await _rig.MakeAsync(item: Some.Event().Key);
        await _rig.RunAsync(cancel);

        var told = _rig.Engine.Telegram.Answers.Single();
        Assert.That(told.Text, Does.StartWith("«\u00A0Réunion publique\u00A0», lundi 9 mars 2026").And.Contain("https://parti.example/e/1").And.Contain("STOP"));
        Assert.That(told.Buttons.Select(button => button.Label), Is.EqualTo(new[] { "Je viens", "Peut-être", "En savoir plus", "Quitter cette liste", "STOP" }));
    }

    [Test]
    public async Task Broadcast_WhoseEventMovesMeanwhile_StopsAtOnce(CancellationToken cancel)
    {
        await _rig.Engine.HarvestAsync(Some.Event());
        await _rig.SubscribeAsync(1, 300);
        var made = await _rig.MakeAsync(item: Some.Event().Key);
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        await _rig.Engine.HarvestAsync(Some.Event() with { StartsLocal = Some.Event().StartsLocal.AddDays(1), UpdatedAt = Some.Now });
        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts, Is.Empty);
        Assert.That((await _rig.Broadcasts.FindAsync(made.Number, cancel))!.State, Is.EqualTo(BroadcastState.Cancelled));
    }

    [Test]
    public async Task Broadcast_CutAtAnyMoment_TellsEverybodyOnce(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 400);
        var made = await _rig.MakeAsync();
        for (var step = 0; step < 3; step++)
        {
            // The program dies after a page was written, and with calls just made.
            await _rig.Engine.BroadcastLoop.RoundAsync(cancel);
            await _rig.RunAsync(() => Task.FromResult(_rig.Engine.Telegram.Calls > (100 * step) + 20), cancel);
            await _rig.Engine.RestartAsync(step == 1 ? "UPDATE broadcasts SET cursor = NULL, state = 'running'" : null); // as if its place had been lost
        }
        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts.Select(post => post.Target).ToList(), Is.Unique.And.Count.EqualTo(400));
        Assert.That((await _rig.Broadcasts.TallyAsync(made.Number, cancel)).GetValueOrDefault(DeliveryState.Confirmed), Is.EqualTo(400));
    }

    [Test]
    public async Task Broadcast_ToTwoAccountsOfOnePerson_IsToldOnce(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 2);
        var (one, other) = (await _rig.MeetAsync(1, "telegram"), await _rig.MeetAsync(2, "telegram"));
        await _rig.Engine.Store.Links.LinkAsync(one.Id, other.Id, LinkGesture.Code, Actor.System, Some.Now, cancel);

        await _rig.MakeAsync();
        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Broadcast_WhoLeavesTheListWhileItWaits_GetsNothing(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 2);
        await _rig.MakeAsync();
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        await _rig.Engine.Store.Contacts.WithdrawAsync((await _rig.ContactAsync(1)).Id, BroadcastRig.List, _ => Some.Now.AddYears(1), Actor.System, Some.Now, cancel);
        await _rig.RunAsync(cancel);

        Assert.That(_rig.Engine.Telegram.Posts.Select(post => post.Target), Is.EqualTo(new[] { BroadcastRig.ChatOf(2) }));
        Assert.That((await _rig.Broadcasts.TallyAsync(1, cancel))[DeliveryState.Cancelled], Is.EqualTo(1));
    }

    [Test]
    public async Task Broadcast_InTheQuietHoursOfTheReader_WaitsForTheirMorning(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 1);
        await _rig.SubscribeAsync(2, 1, details: told => told with { Territory = Territory.Parse("DEP-972") });

        await _rig.MakeAsync(); // 09:00 in Bordeaux, 04:00 in Fort-de-France
        await _rig.RunAsync(cancel);
        var first = _rig.Engine.Telegram.Posts.Select(post => post.Target).ToList();
        _rig.Engine.Time.MoveTo(new(2026, 3, 2, 11, 59, 50, TimeSpan.Zero));
        await _rig.RunAsync(cancel);
        var before = _rig.Engine.Telegram.Posts.Count;
        _rig.Engine.Time.MoveTo(new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
        await _rig.RunAsync(cancel);

        Assert.That(first, Is.EqualTo(new[] { BroadcastRig.ChatOf(1) }));
        Assert.That((before, _rig.Engine.Telegram.Posts[^1].Target), Is.EqualTo((1, BroadcastRig.ChatOf(2))));
    }

    [Test]
    public async Task Broadcast_StillGoingWhenTheNightBegins_GoesOnInTheMorning(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 2);
        _rig.Engine.Time.MoveTo(new(2026, 3, 2, 20, 29, 0, TimeSpan.Zero));
        await _rig.MakeAsync();
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        _rig.Engine.Time.MoveTo(new(2026, 3, 2, 20, 31, 0, TimeSpan.Zero));
        await _rig.RunAsync(cancel);
        var tonight = _rig.Engine.Telegram.Posts.Count;
        var held = (await _rig.Engine.Ledger.DueAsync("bot33", Some.Now.AddDays(2), [], 9, cancel)).Select(delivery => (delivery.Rule, delivery.NextAt)).Distinct().Single();
        _rig.Engine.Time.MoveTo(new(2026, 3, 3, 7, 0, 0, TimeSpan.Zero));
        await _rig.RunAsync(cancel);

        Assert.That((tonight, _rig.Engine.Telegram.Posts.Count), Is.EqualTo((0, 2)));
        Assert.That(held, Is.EqualTo((Rules.QuietHours, new DateTimeOffset(2026, 3, 3, 7, 0, 0, TimeSpan.Zero))));
    }

    [Test]
    public async Task Broadcast_MadeInTheNight_LeavesNothingWaitingForTheMorning(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 3);
        _rig.Engine.Time.MoveTo(new(2026, 3, 2, 22, 0, 0, TimeSpan.Zero));
        await _rig.MakeAsync();

        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);
        var tonight = (await _rig.Broadcasts.RunningAsync(cancel)).Single().Drafted;
        _rig.Engine.Time.MoveTo(new(2026, 3, 3, 7, 0, 0, TimeSpan.Zero));
        await _rig.RunAsync(cancel);

        Assert.That((tonight, _rig.Engine.Telegram.Posts.Count), Is.EqualTo((0, 3)));
    }

    [Test]
    public async Task Broadcast_ThroughAnAccountInItsShadowStage_WaitsWithoutADelivery(CancellationToken cancel)
    {
        _rig.Engine.Channels.Use(Some.Channel() with { Stage = Stage.Shadow });
        await _rig.SubscribeAsync(1, 3);
        await _rig.MakeAsync();

        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);
        var shadow = (await _rig.Broadcasts.RunningAsync(cancel)).Single().Drafted;
        _rig.Engine.Channels.Use(Some.Channel());
        await _rig.RunAsync(cancel);

        Assert.That((shadow, _rig.Engine.Telegram.Posts.Count), Is.EqualTo((0, 3)));
    }

    [Test]
    public async Task Cancel_HalfWay_LetsNothingMoreLeave(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 500);
        var made = await _rig.MakeAsync();
        await _rig.RunAsync(() => Task.FromResult(_rig.Engine.Telegram.Calls > 0), cancel);
        var told = _rig.Engine.Telegram.Calls;
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        await _rig.Broadcasts.CancelAsync(made.Number, new(ActorKind.Coordinator, "claire"), _rig.Engine.Time.GetUtcNow(), cancel);
        await _rig.RunAsync(cancel);

        Assert.That(told, Is.LessThan(500));
        Assert.That(_rig.Engine.Telegram.Calls, Is.EqualTo(told));
        Assert.That(await _rig.Broadcasts.CancelAsync(99, Actor.System, Some.Now, cancel), Is.Null);
    }

    [Test]
    public async Task Broadcast_ToABotThatWasBlocked_IsAnOppositionAndStopsNobodyElse(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 5);
        _rig.Engine.Telegram.Script = call => call == 2 ? (false, new(FailureKind.Refused, FailureScope.Target, Phrase.Said("bot was blocked by the user")) { Person = PersonStatus.Blocked }) : (true, null);

        await _rig.MakeAsync();
        await _rig.RunAsync(cancel);
        await _rig.TakeInShutOutsAsync();

        var told = _rig.Engine.Telegram.Posts.Select(post => post.Target).ToHashSet();
        var blocked = Enumerable.Range(1, 5).Single(person => !told.Contains(BroadcastRig.ChatOf(person)));
        Assert.That(await _rig.Broadcasts.CountAsync(new Audience.Subscribers(BroadcastRig.List), cancel), Is.EqualTo(new Dictionary<string, int> { ["telegram"] = 4 }));
        Assert.That((await _rig.ContactAsync(blocked)).State, Is.EqualTo(ContactState.Opposed));
    }

    [Test]
    public async Task Broadcast_OnMessenger_ReachesWhoWroteWithinTheDay(CancellationToken cancel)
    {
        _rig.Engine.Channels.Use(Some.Channel(), Some.Channel("page", "facebook", "1", "page33"));
        await _rig.SubscribeAsync(1, 1, network: "facebook");
        _rig.Engine.Time.Advance(TimeSpan.FromHours(2));
        await _rig.SubscribeAsync(2, 1, network: "facebook");
        _rig.Engine.Time.Advance(TimeSpan.FromHours(23));

        var made = await _rig.MakeAsync();
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);

        var due = await _rig.Engine.Ledger.DueAsync("page33", _rig.Engine.Time.GetUtcNow(), [], 9, cancel);
        Assert.That(due.Select(delivery => delivery.Target.Value), Is.EqualTo(new[] { BroadcastRig.ChatOf(2) }));
        Assert.That(due[0].Answer!.Buttons.Select(button => button.Label), Is.SupersetOf(new[] { "Quitter cette liste", "STOP" }), "as on Telegram");
        Assert.That((await _rig.Broadcasts.FindAsync(made.Number, cancel))!.PassedOver, Is.EqualTo(1));
    }

    [Test]
    public async Task Broadcast_BehindAnAnswerAndAPost_LeavesLast(CancellationToken cancel)
    {
        await _rig.DisposeAsync();
        _rig = await BroadcastRig.StartAsync(perSecond: 1);
        await _rig.SubscribeAsync(1, 3);
        await _rig.MakeAsync();
        await _rig.Engine.BroadcastLoop.RoundAsync(cancel);
        await _rig.Engine.HarvestAsync(Some.Event());
        await _rig.Engine.PlanAndSlotAsync();
        await _rig.Engine.Desk.DraftAsync([Some.Answer()], Actor.System, cancel);

        await _rig.RunAsync(cancel);

        var order = _rig.Engine.Telegram.Posts.Select(post => post.Text.Split(' ')[0]).ToList();
        Assert.That(order, Is.EqualTo(new[] { "La", "announce", "Réunion", "Réunion", "Réunion" }));
    }

    [Test]
    public async Task Make_TwiceOnADay_IsRefusedInOneSentence(CancellationToken cancel)
    {
        await _rig.SubscribeAsync(1, 1);
        await _rig.MakeAsync();

        Assert.That(async () => await _rig.MakeAsync("Autre chose."), Throws.InstanceOf<BroadcastRefusedException>().With.Message.Contains("one a day at most"));
        Assert.That(async () => await _rig.MakeAsync(list: "territory:DEP-75"), Throws.InstanceOf<BroadcastRefusedException>().With.Message.Contains("territory:DEP-33 (1)"));
        Assert.That(async () => await _rig.MakeAsync(new string('a', 4090), list: BroadcastRig.List), Throws.InstanceOf<BroadcastRefusedException>().With.Message.Contains("too long"));
        Assert.That(async () => await _rig.MakeAsync(item: new("party", ItemKind.Event, "unknown")), Throws.InstanceOf<BroadcastRefusedException>());
        Assert.That(await _rig.Broadcasts.ListAsync(9, cancel), Has.Count.EqualTo(1));
    }
}
