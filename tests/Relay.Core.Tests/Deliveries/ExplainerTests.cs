using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class ExplainerTests
{
    private static readonly PlannedPublication Plan = new()
    {
        Key = new("party/event/e1", "announce", "-", "telegram", "@parti_33"),
        Channel = "gironde",
        Account = "bot33",
        Items = [Some.Event().Key],
        From = Some.Now,
        Until = Some.Now.AddDays(1),
        Expires = Some.Now.AddDays(2),
        Order = Some.Now,
        Priority = Priority.Announcement,
        Paced = true,
    };

    [TestCase(DeliveryState.Queued)]
    [TestCase(DeliveryState.Held)]
    [TestCase(DeliveryState.Uncertain)]
    public void Explain_AccountNoLongerConfigured_SaysThatItWaitsForIt(DeliveryState state)
    {
        var explainer = new Explainer(Some.Channels([], [Some.Account("another")]), new HaltBoard(), new ManualTime(Some.Now));

        var sentence = explainer.Explain(Publication, Delivery(state), "fr");

        Assert.That(sentence, Is.EqualTo("Attend : le compte n'est plus configuré."));
    }

    [Test]
    public void Explain_AccountGoneAfterItWasPublished_SaysThatItIsPublished()
    {
        var explainer = new Explainer(Some.Channels([], [Some.Account("another")]), new HaltBoard(), new ManualTime(Some.Now));

        var sentence = explainer.Explain(Publication, Delivery(DeliveryState.Confirmed), "fr");

        Assert.That(sentence, Does.StartWith("Publiée"));
    }

    [Test]
    public void Explain_PlannedWhileTheChannelIsClosed_SaysWhenItOpens()
    {
        var closed = Some.Channel() with { Slots = Some.Slots("Tue-Sun 08:00-20:00") }; // it is Monday, 9:00
        var explainer = new Explainer(Some.Channels([closed]), new HaltBoard(), new ManualTime(Some.Now));
        string Explain(PlannedPublication plan) => explainer.Explain(Publication with { Plan = plan, State = PublicationState.Planned, DeliveryId = null, ReleasedAt = null }, null, "fr");

        Assert.That(Explain(Plan), Is.EqualTo("Attend que le canal ouvre, demain à 8\u00A0h."));
        Assert.That(Explain(Plan with { From = Some.Now.AddHours(2) }), Is.EqualTo("Attend son moment : pas avant le mardi 3 mars à 8\u00A0h, quand le canal ouvre."));
        Assert.That(Explain(Plan with { Priority = Priority.Cancellation }), Does.StartWith("Attend un créneau libre"), "that something is called off leaves at all hours");
    }

    [TestCase("", "Attend : le compte bot33 est en pause (jeton révoqué) ; réparez-le, puis « relay resume --account bot33 ».")]
    [TestCase("@parti_33", "Attend : la cible @parti_33 du compte bot33 est en pause (jeton révoqué) ; réparez-la, puis « relay resume --account bot33 ».")]
    [TestCase("@parti_40", "En file d'envoi.")]
    public void Explain_QueuedWhileItsAccountOrTargetIsPaused_SaysThatItWaitsForTheOperator(string target, string expected)
        => Assert.That(Explain(new Standing("bot33", target, 1, Some.Now.AddHours(1), "jeton révoqué."), new Standing("another", "", 0, null, "autre")), Is.EqualTo(expected));

    [TestCase(2, 0, "Attend : le réseau a demandé d'attendre jusqu'au mardi 3 mars à 9 h 30.")]
    [TestCase(2, 1, "Attend : après un échec, nouvel essai à partir du mardi 3 mars à 9 h 30.")]
    public void Explain_QueuedWhileItsAccountIsHeld_SaysUntilWhenInTheChannelsZone(int strikes, int minutesLess, string expected)
        => Assert.That(Explain(new Standing("bot33", "", strikes, new(2026, 3, 3, 8, 30, 0, TimeSpan.Zero), null) { AskedUntil = new(2026, 3, 3, 8, 30 - minutesLess, 0, TimeSpan.Zero) }), Is.EqualTo(expected));

    [TestCase(DeliveryState.Queued)]
    [TestCase(DeliveryState.Held)]
    public void Explain_BotThatCarriesTheAccountIsPaused_SaysWhoWhenAndHowItGoesOn(DeliveryState state)
    {
        var claire = Some.Account("bot33", "assisted") with { Settings = new Dictionary<string, string> { ["Bot"] = "bot75" } };
        var halts = new HaltBoard();
        halts.Use([new(HaltScope.Account, "bot75", "coordinator:anne", new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero))]);
        var explainer = new Explainer(Some.Channels([Some.Channel()], [claire, Some.Account("bot75")]), halts, new ManualTime(Some.Now));

        var sentence = Plain(explainer.Explain(Publication, Delivery(state) with { Rule = state == DeliveryState.Held ? Rules.Halted : null }, "fr"));

        Assert.That(sentence, Is.EqualTo("Attend : le compte bot75 est mis en pause depuis le lundi 2 mars à 9 h 30 par coordinator:anne ; pour reprendre : « relay resume --account bot75 »."));
    }

    [Test]
    public void Explain_HoldThatIsOver_IsNotMentioned()
        => Assert.That(Explain(new Standing("bot33", "", 1, Some.Now, null)), Is.EqualTo("En file d'envoi."));

    [TestCase("fr", "mardi 24 nov. à 9 h 30")]
    [TestCase("en", "Tuesday 24 Nov at 9:30 am")]
    public void At_InstantOfThisYear_IsSaidInTheChannelsZoneWithoutOffset(string language, string expected)
        => Assert.That(Plain(Explainer.At(new(2026, 11, 24, 8, 30, 0, TimeSpan.Zero), "gironde", language)), Is.EqualTo(expected));

    [Test]
    public void At_InstantOfAnotherYear_NamesTheYear()
        => Assert.That(Plain(Explainer.At(new(2027, 1, 5, 8, 30, 0, TimeSpan.Zero), "gironde", "fr")), Is.EqualTo("mardi 5 janvier 2027 à 9 h 30"));

    private static Explainer Explainer => new(Some.Channels([Some.Channel()], [Some.Account()]), new HaltBoard(), new ManualTime(Some.Now));

    private static string Explain(params Standing[] standings) => Plain(Explainer.Explain(Publication, Delivery(DeliveryState.Queued), "fr", standings));

    /// <summary>Hours stay together by hard spaces.</summary>
    private static string Plain(string sentence) => sentence.Replace('\u00A0', ' ');

    private static Publication Publication => new(Guid.Empty, Plan, PublicationState.Released, null, Some.Now, Guid.Empty);

    private static Delivery Delivery(DeliveryState state) => new()
    {
        Id = Guid.Empty,
        PublicationId = Guid.Empty,
        Key = Plan.Key,
        Operation = Operation.Create,
        Channel = Plan.Channel,
        Account = Plan.Account,
        Target = new Target("@parti_33"),
        Items = Plan.Items,
        Priority = Plan.Priority,
        Paced = true,
        State = state,
        CreatedAt = Some.Now,
        NextAt = Some.Now,
    };
}
