using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>What a person publishes by hand follows the text: one card for each change, whatever stops in between.</summary>
[CancelAfter(60_000)]
public sealed class HandCorrectionTests
{
    [Test]
    public async Task Keep_TextGoesBackAndForth_SheIsAskedForEachCorrection(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);

        foreach (var title in new[] { "B", "A", "B", "A", "B" })
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await AgainAsync(rig, cancel, Some.Event() with { Title = title });
            await rig.PressAsync(rig.Hand.Cards[^1].Card.Yes);
            Assert.That(rig.Hand.Cards[^1].Text, Does.Contain($" {title} "));
        }

        Assert.That(rig.Hand.Cards, Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Keep_OldCardOutlivesTheNewOne_IsEndedInTheNextRound(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        await CorrectAsync(rig, "Réunion déplacée", cancel); // as a stop leaves it: the new one is out, the old one not ended

        await rig.DeliverAsync(cancel);
        await rig.KeepHandsAsync();

        Assert.That((await StateAsync(rig), rig.Hand.Ends.Single().End), Is.EqualTo((DeliveryState.Cancelled, "Le texte a changé : voyez le suivant.")));
        Assert.That(rig.Hand.Cards.Select(card => card.Card.Task), Is.EqualTo(new[] { HandTask.Publish, HandTask.Correct }), "and no third card");
    }

    [Test]
    public async Task Keep_TextChangesAgainBeforeTheCorrectionLeft_IsOneCardWithTheLastText(CancellationToken cancel)
    {
        await using var rig = await HandedAsync(cancel);
        await rig.PressAsync(rig.Hand.Cards[0].Card.Yes);
        foreach (var title in new[] { "Réunion déplacée", "Réunion encore déplacée" })
        {
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await rig.HarvestAsync(Some.Event() with { Title = title });
            await rig.KeepHandsAsync();
        }

        await rig.DeliverAsync(cancel);
        await AgainAsync(rig, cancel);

        Assert.That(rig.Hand.Cards.Skip(1).Select(card => card.Text), Has.Exactly(1).Items.And.One.Contains("Réunion encore déplacée"));
    }

    /// <summary>Lets a correction out and leaves the card that it replaces as it is.</summary>
    private static async Task CorrectAsync(EngineRig rig, string title, CancellationToken cancel)
    {
        var handed = await rig.DeliveryAsync(Some.Event().Key);
        await rig.HarvestAsync(Some.Event() with { Title = title });
        rig.Time.Advance(TimeSpan.FromSeconds(1));
        var now = rig.Time.GetUtcNow();
        var key = handed.Key with { Moment = ByHand.Changed, Occurrence = "0123456789abcdef" };
        var plan = (await rig.Ledger.OfItemAsync(Some.Event().Key, cancel)).Single(one => one.DeliveryId == handed.Id).Plan;
        await rig.Ledger.PlanAsync([], [plan with { Key = key, From = now, Order = now, Priority = Priority.Change, Paced = false }], _ => Rules.Moved, now, cancel);
        var correction = (await rig.Ledger.OfItemAsync(Some.Event().Key, cancel)).Single(one => one.Plan.Key == key);
        await rig.Ledger.ReleaseAsync([correction.Id], Core.Audit.Actor.System, now, cancel);
    }

    private static async Task<DeliveryState> StateAsync(EngineRig rig) => (await rig.DeliveryAsync(Some.Event().Key)).State;

    private static async Task<EngineRig> HandedAsync(CancellationToken cancel)
    {
        var rig = await EngineRig.StartAsync(Some.Channel("groupe", ByHand.Network, "https://www.facebook.com/groups/5", "claire"));
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
