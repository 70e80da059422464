using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>Where a person publishes: she is given each thing once, says once what became of it, and hears when it changes or is called off.</summary>
[CancelAfter(60_000)]
public sealed class HandOverTests
{
    private static Channel Group => Some.Channel("groupe", ByHand.Network, "https://www.facebook.com/groups/5", "claire");

    [Test]
    public async Task Deliver_AssistedChannel_WaitsForThePersonAndSaysSo(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);

        Assert.That((await StateAsync(rig), rig.Hand.Cards.Count), Is.EqualTo((DeliveryState.HandedOver, 1)));
        Assert.That((await rig.WhyAsync(Some.Event().Key))[0], Does.StartWith("Confiée à claire le ").And.EndsWith("on attend sa réponse."));
        Assert.That((await rig.Ledger.TallyAsync(rig.Time.GetUtcNow(), cancel)).Deliveries[DeliveryState.HandedOver], Is.EqualTo(1));
    }

    [Test]
    public async Task Press_Published_IsConfirmedByThePersonOnceHoweverOftenSheSaysIt(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);

        var first = await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);
        var again = await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);
        var other = await rig.PressAsync(rig.Hand.Cards[0].Card.No);

        Assert.That((first, again, other, await StateAsync(rig)), Is.EqualTo(("Noté : c'est fait. Merci !", first, first, DeliveryState.Confirmed)));
        var audited = await rig.Store.Audit.ReadAsync((await rig.DeliveryAsync(Some.Event().Key)).Id.ToString(), 20, cancel);
        Assert.That(audited.Where(entry => entry.Action == "delivery.confirmed").Select(entry => entry.Actor.ToString()), Is.EqualTo(new[] { "coordinator:claire" }));
        Assert.That(rig.Hand.Ends, Has.Count.EqualTo(3), "the card says how it ended, also to a second press after a stop");
    }

    [Test]
    public async Task Press_BySomebodyElseOrOfNoCard_ChangesNothing(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);

        await rig.PressAsync(rig.Hand.Cards[0].Card.Yes, person: "mallory");
        foreach (var data in new[] { "hand:", "hand:y:", "hand:y:00", $"hand:x:{Guid.NewGuid():N}", $"hand:y:{Guid.NewGuid():N}", "hand:y:" + new string('g', 32) })
        {
            Assert.That(await rig.PressAsync(data), Is.EqualTo("Ce bouton n'est pas pour vous."), data);
        }

        Assert.That((await StateAsync(rig), rig.Hand.Ends.Count), Is.EqualTo((DeliveryState.HandedOver, 0)));
    }

    [Test]
    public async Task Press_NotThisTime_TellsNobodyWhenTheEventIsCancelled(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        await rig.PressAsync(rig.Hand.Cards[0].Card.No);
        var declined = await rig.DeliveryAsync(Some.Event().Key);

        await AgainAsync(rig, cancel, Some.Event() with { Status = EventStatus.Cancelled });

        Assert.That((declined.State, declined.Rule, rig.Hand.Cards.Count), Is.EqualTo((DeliveryState.Cancelled, Rules.HandDeclined, 1)));
    }

    [Test]
    public async Task Plan_PublishedEventIsCancelled_SheIsAskedToTakeItBackOnce(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);

        await AgainAsync(rig, cancel, Some.Event() with { Status = EventStatus.Cancelled });
        await rig.PressAsync(rig.Hand.Cards[^1].Card.Yes);
        await AgainAsync(rig, cancel);

        Assert.That(rig.Hand.Cards.Select(card => card.Card.Task), Is.EqualTo(new[] { HandTask.Publish, HandTask.TakeBack }));
    }

    [Test]
    public async Task Keep_EventIsCancelledBeforeSheAnswers_EndsTheCardAndAsksNothingMore(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);

        await AgainAsync(rig, cancel, Some.Event() with { Status = EventStatus.Cancelled });
        var late = await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);

        Assert.That((await StateAsync(rig), rig.Hand.Cards.Count), Is.EqualTo((DeliveryState.Cancelled, 1)));
        Assert.That((rig.Hand.Ends[0].End, late), Is.EqualTo(("Plus à publier : l'événement est annulé.", rig.Hand.Ends[0].End)));
    }

    [Test]
    public async Task Keep_EventIsOver_ExpiresAndALatePressIsToldSo(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        rig.Time.MoveTo(Some.Event().Starts.AddMinutes(1));
        await AgainAsync(rig, cancel);

        Assert.That((await StateAsync(rig), await rig.PressAsync(rig.Hand.Cards[0].Card.Yes)), Is.EqualTo((DeliveryState.Expired, "Trop tard pour être utile : ne publiez plus.")));
        Assert.That(await StateAsync(rig), Is.EqualTo(DeliveryState.Expired));
    }

    [Test]
    public async Task Keep_NoAnswer_RemindsOnceAndNeverAgain(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        await rig.KeepHandsAsync();
        Assert.That(rig.Hand.Reminders, Is.Empty);

        foreach (var _ in Enumerable.Range(0, 3))
        {
            rig.Time.Advance(TimeSpan.FromHours(5));
            await rig.KeepHandsAsync();
            await rig.RestartAsync();
        }

        Assert.That((rig.Hand.Reminders.Count, await StateAsync(rig)), Is.EqualTo((1, DeliveryState.HandedOver)));
        Assert.That((await rig.WhyAsync(Some.Event().Key))[0], Does.Contain("a été relancée, une fois"));
        await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);
        Assert.That(await StateAsync(rig), Is.EqualTo(DeliveryState.Confirmed));
    }

    [Test]
    public async Task Keep_AccountIsPaused_TellsNothingUntilItIsResumed(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        rig.Halts.Use([new(HaltScope.Account, "claire", "coordinator:anne", rig.Time.GetUtcNow())]);
        rig.Time.Advance(TimeSpan.FromHours(5));
        await rig.KeepHandsAsync();
        Assert.That(rig.Hand.Reminders, Is.Empty);

        rig.Halts.Use([]);
        await rig.KeepHandsAsync();

        Assert.That(rig.Hand.Reminders, Has.Count.EqualTo(1));
    }

    [TestCase(HaltScope.KillSwitch, "relay.stop")]
    [TestCase(HaltScope.Account, "claire")]
    [TestCase(HaltScope.Channel, "groupe")]
    public async Task Press_Halted_IsNotedAndTheCardChangesWithThePressAfterwards(HaltScope scope, string id, CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        var halt = new Halt(scope, id, "coordinator:anne", rig.Time.GetUtcNow());
        rig.Halts.Use(scope == HaltScope.KillSwitch ? [] : [halt]);
        rig.Halts.Switch(scope == HaltScope.KillSwitch ? halt : null);

        var said = await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);
        var whileHalted = rig.Hand.Ends.Count;
        rig.Halts.Use([]);
        rig.Halts.Switch(null);
        await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);

        Assert.That((said, whileHalted, rig.Hand.Ends.Count, await StateAsync(rig)), Is.EqualTo(("Noté : c'est fait. Merci !", 0, 1, DeliveryState.Confirmed)));
    }

    [Test]
    public async Task Keep_KillSwitchIsOn_NeitherRemindsNorEndsACardUntilItIsOff(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        rig.Halts.Switch(new(HaltScope.KillSwitch, "relay.stop", "file", rig.Time.GetUtcNow()));
        rig.Time.Advance(TimeSpan.FromHours(5));
        await rig.KeepHandsAsync();
        rig.Channels.Use(Group with { Stage = Stage.Shadow });
        await rig.KeepHandsAsync();
        Assert.That((rig.Hand.Reminders.Count, rig.Hand.Ends.Count), Is.EqualTo((0, 0)));

        rig.Halts.Switch(null);
        await rig.KeepHandsAsync();

        Assert.That(rig.Hand.Ends, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Keep_DueAtNight_RemindsInTheSlotsOfTheChannel(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel, Group with { Slots = Some.Slots("Mon-Sun 08:00-10:00") });
        rig.Time.Advance(TimeSpan.FromHours(12));
        await rig.KeepHandsAsync();
        Assert.That(rig.Hand.Reminders, Is.Empty);

        rig.Time.MoveTo(Some.Now.AddDays(1));
        await rig.KeepHandsAsync();

        Assert.That(rig.Hand.Reminders, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Keep_PublishedTextChanges_SheIsAskedToCorrectItOnceForEachText(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);

        await AgainAsync(rig, cancel, Some.Event() with { Title = "Réunion déplacée" });
        await AgainAsync(rig, cancel);
        Assert.That(rig.Hand.Cards.Select(card => card.Card.Task), Is.EqualTo(new[] { HandTask.Publish, HandTask.Correct }));
        Assert.That(rig.Hand.Cards[^1].Text, Does.Contain("Réunion déplacée"));
        await rig.PressAsync(rig.Hand.Cards[^1].Card.No);
        await AgainAsync(rig, cancel);
        Assert.That(rig.Hand.Cards, Has.Count.EqualTo(2), "what was turned down is not asked again");

        await AgainAsync(rig, cancel, Some.Event() with { Title = "Réunion encore déplacée" });
        Assert.That(rig.Hand.Cards, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Keep_TextChangesWhileSheHasIt_TheNewOneTakesItsPlace(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);

        await AgainAsync(rig, cancel, Some.Event() with { Title = "Réunion déplacée" });
        await rig.PressAsync(rig.Hand.Cards[^1].Card.Yes);
        await AgainAsync(rig, cancel, Some.Event() with { Title = "Réunion déplacée", Status = EventStatus.Cancelled });

        Assert.That((await StateAsync(rig), rig.Hand.Ends[0].End), Is.EqualTo((DeliveryState.Cancelled, "Le texte a changé : voyez le suivant.")));
        Assert.That(rig.Hand.Cards.Select(card => card.Card.Task), Is.EqualTo(new[] { HandTask.Publish, HandTask.Correct, HandTask.TakeBack }), "she published the second, so it is called off");
    }

    [Test]
    public async Task Keep_ChannelGoesBackToItsShadow_EndsWhatWaits(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        rig.Channels.Use(Group with { Stage = Stage.Shadow });
        await rig.KeepHandsAsync();

        var delivery = await rig.DeliveryAsync(Some.Event().Key);
        Assert.That((delivery.State, delivery.Rule, rig.Hand.Ends.Count), Is.EqualTo((DeliveryState.Cancelled, Rules.StageChanged, 1)));
    }

    [Test]
    public async Task Restart_InTheMiddleOfTheHandOver_IsTakenAsHandedAndThePressCounts(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Group);
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        var delivery = await rig.DeliveryAsync(Some.Event().Key);
        await rig.Ledger.ComposeAsync(delivery.Id, [new() { Index = 0, State = PartState.Planned, Text = "x" }], cancel);
        await rig.Ledger.BeginAttemptAsync(delivery.Id, 0, rig.Time.GetUtcNow(), cancel);
        await rig.RestartAsync();

        Assert.That(await rig.PressAsync($"hand:y:{delivery.Id:N}"), Is.EqualTo("Noté : c'est fait. Merci !"));
        Assert.That((await StateAsync(rig), rig.Hand.Calls), Is.EqualTo((DeliveryState.Confirmed, 0)));
    }

    [Test]
    public async Task Deliver_AnswerLost_IsTakenAsHandedAndNobodyIsAskedTwice(CancellationToken cancel)
    {
        await using var rig = await EngineRig.StartAsync(Group);
        rig.Hand.Script = _ => new(FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("lost"));
        await rig.HarvestAsync(Some.Event());
        await rig.PlanAndSlotAsync();
        await rig.DeliverAsync(cancel);

        Assert.That((await StateAsync(rig), rig.Hand.Calls), Is.EqualTo((DeliveryState.HandedOver, 1)));
    }

    private static async Task<DeliveryState> StateAsync(EngineRig rig) => (await rig.DeliveryAsync(Some.Event().Key)).State;

    private static async Task<EngineRig> HandedAsync(CancellationToken cancel, Channel? channel = null)
    {
        var rig = await EngineRig.StartAsync(channel ?? Group);
        await AgainAsync(rig, cancel, Some.Event());
        return rig;
    }

    private static async Task AgainAsync(EngineRig rig, CancellationToken cancel, params Item[] items)
    {
        await rig.HarvestAsync(items);
        await rig.PlanAsync();
        await rig.KeepHandsAsync();
        await rig.SlotAsync();
        await rig.DeliverAsync(cancel);
    }
}
