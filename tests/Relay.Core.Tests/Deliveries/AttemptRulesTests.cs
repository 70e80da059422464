using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class AttemptRulesTests
{
    private static readonly EngineOptions Options = new();

    [TestCase(FailureKind.Unknown, Operation.Create, PartState.Uncertain, DeliveryState.Uncertain)]
    [TestCase(FailureKind.Unknown, Operation.Edit, PartState.Planned, DeliveryState.Queued)]
    [TestCase(FailureKind.Unknown, Operation.Delete, PartState.Planned, DeliveryState.Queued)]
    [TestCase(FailureKind.Throttled, Operation.Create, PartState.Planned, DeliveryState.Queued)]
    [TestCase(FailureKind.Unavailable, Operation.Create, PartState.Planned, DeliveryState.Queued)]
    [TestCase(FailureKind.Unauthorized, Operation.Create, PartState.Planned, DeliveryState.Queued)]
    [TestCase(FailureKind.Misconfigured, Operation.Create, PartState.Planned, DeliveryState.Queued)]
    [TestCase(FailureKind.Refused, Operation.Create, PartState.Refused, DeliveryState.Refused)]
    [TestCase(FailureKind.Duplicate, Operation.Create, PartState.Uncertain, DeliveryState.Uncertain)]
    [TestCase(FailureKind.Duplicate, Operation.Edit, PartState.Confirmed, DeliveryState.Confirmed)]
    [TestCase(FailureKind.Gone, Operation.Create, PartState.Refused, DeliveryState.Refused)]
    [TestCase(FailureKind.Gone, Operation.Edit, PartState.Refused, DeliveryState.Refused)]
    [TestCase(FailureKind.Gone, Operation.Delete, PartState.Confirmed, DeliveryState.Confirmed)]
    public void End_FailureOfAnOperation_LeavesPartAndDelivery(FailureKind kind, Operation operation, PartState part, DeliveryState delivery)
    {
        var end = End(operation, new Outcome.Failed(kind, FailureScope.Account, Phrase.Said("because")));

        Assert.That((end.PartTo, end.DeliveryTo), Is.EqualTo((part, delivery)));
        Assert.That(end.Reason, delivery == DeliveryState.Confirmed ? Is.Null : Is.EqualTo("because"));
    }

    [Test]
    public void End_UnknownOnACreate_RestsBeforeTheFirstLook()
    {
        Assert.That(End(Operation.Create, new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, Phrase.Said("lost"))).NextAt, Is.EqualTo(Some.Now + Options.SettleTime));
    }

    [Test]
    public void End_DoneWithPartsLeft_QueuesTheNextPart()
    {
        var delivery = Delivery(Operation.Create, Part(0), Part(1));

        var end = AttemptRules.End(delivery, delivery.Parts[0], 1, new Outcome.Done(["7"]), Some.Now, Options);

        Assert.That((end.PartTo, end.DeliveryTo), Is.EqualTo((PartState.Confirmed, DeliveryState.Queued)));
    }

    [Test]
    public void End_PictureAtFault_TriesAgainWithoutPictures()
    {
        var delivery = Delivery(Operation.Create, Part(0) with { Images = [new Image(new Uri("https://parti.example/x.jpg"))] });
        var outcome = new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("bad picture"), PictureAtFault: true);

        var end = AttemptRules.End(delivery, delivery.Parts[0], 1, outcome, Some.Now, Options);

        Assert.That((end.PartTo, end.DeliveryTo, end.WithoutPictures), Is.EqualTo((PartState.Planned, DeliveryState.Queued, true)));
    }

    [Test]
    public void End_PictureAtFaultInAnEdit_KeepsThePictureAndIsRefused()
    {
        var delivery = Delivery(Operation.Edit, Part(0) with { Images = [new Image(new Uri("https://parti.example/x.jpg"))] });
        var outcome = new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, Phrase.Said("bad picture"), PictureAtFault: true);

        var end = AttemptRules.End(delivery, delivery.Parts[0], 1, outcome, Some.Now, Options);

        Assert.That((end.PartTo, end.DeliveryTo, end.WithoutPictures), Is.EqualTo((PartState.Refused, DeliveryState.Refused, false)));
    }

    [Test]
    public void End_EveryFailureOfEveryOperation_IsAnAllowedTransition()
    {
        foreach (var kind in Enum.GetValues<FailureKind>())
        {
            foreach (var operation in Enum.GetValues<Operation>())
            {
                var end = End(operation, new Outcome.Failed(kind, FailureScope.Delivery, Phrase.Said("because")));

                Assert.That(() => Transitions.Check(PartState.Attempting, end.PartTo), Throws.Nothing, $"{kind} {operation}");
                Assert.That(() => Transitions.Check(DeliveryState.Attempting, end.DeliveryTo), Throws.Nothing, $"{kind} {operation}");
            }
        }
    }

    private static AttemptEnd End(Operation operation, Outcome outcome)
    {
        var delivery = Delivery(operation, Part(0));
        return AttemptRules.End(delivery, delivery.Parts[0], 1, outcome, Some.Now, Options);
    }

    private static DeliveryPart Part(int index) => new() { Index = index, State = PartState.Attempting, Text = "texte" };

    private static Delivery Delivery(Operation operation, params DeliveryPart[] parts) => new()
    {
        Id = Guid.NewGuid(),
        PublicationId = Guid.NewGuid(),
        Key = new("party/event/e1", "announce", "-", "telegram", "@parti_33"),
        Operation = operation,
        Channel = "gironde",
        Account = "bot33",
        Target = new Target("@parti_33"),
        Items = [new("party", ItemKind.Event, "e1")],
        Priority = Priority.Announcement,
        Paced = true,
        State = DeliveryState.Attempting,
        CreatedAt = Some.Now,
        NextAt = Some.Now,
        Parts = parts,
    };
}
