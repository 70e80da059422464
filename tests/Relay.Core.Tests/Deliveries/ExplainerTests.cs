using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
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
        var explainer = new Explainer(Some.Channels([], [Some.Account("another")]), new ManualTime(Some.Now));

        var sentence = explainer.Explain(Publication, Delivery(state), "fr");

        Assert.That(sentence, Is.EqualTo("Attend : le compte n'est plus configuré."));
    }

    [Test]
    public void Explain_AccountGoneAfterItWasPublished_SaysThatItIsPublished()
    {
        var explainer = new Explainer(Some.Channels([], [Some.Account("another")]), new ManualTime(Some.Now));

        var sentence = explainer.Explain(Publication, Delivery(DeliveryState.Confirmed), "fr");

        Assert.That(sentence, Does.StartWith("Publiée"));
    }

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
