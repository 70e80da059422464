using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Planning;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class SuppressionGuardTests
{
    private readonly Mock<ISuppressionList> _list = new(MockBehavior.Strict);

    [TestCase(Priority.StopConfirmation, MessageKind.StopConfirmation)]
    [TestCase(Priority.Answer, MessageKind.Answer)]
    [TestCase(Priority.Cancellation, MessageKind.OwnEvent)]
    [TestCase(Priority.Reminder, MessageKind.OwnEvent)]
    [TestCase(Priority.Digest, MessageKind.Subscribed)]
    public async Task Check_PrivateMessage_AsksJustBeforeTheCallForItsKind(Priority priority, MessageKind kind)
    {
        _list.Setup(list => list.CheckAsync(ContactPoint.OfNetwork("telegram", "42"), SuppressionMoment.Call, kind, default)).ReturnsAsync((SuppressionReason?)null);

        Assert.That(await JudgeAsync(Private, priority), Is.InstanceOf<Verdict.Pass>());
        _list.VerifyAll();
    }

    [Test]
    public async Task Check_PersonWhoSaidStop_IsCancelled()
    {
        _list.Setup(list => list.CheckAsync(It.IsAny<ContactPoint>(), SuppressionMoment.Call, MessageKind.Subscribed, default)).ReturnsAsync(SuppressionReason.Objection);

        Assert.That(await JudgeAsync(Private), Is.EqualTo(new Verdict.End(DeliveryState.Cancelled, Rules.Suppressed)));
    }

    [Test]
    public async Task Check_KeyLost_WaitsInsteadOfWriting()
    {
        _list.Setup(list => list.CheckAsync(It.IsAny<ContactPoint>(), SuppressionMoment.Call, MessageKind.Subscribed, default)).ThrowsAsync(new PeopleKeyException("gone", "perdue"));

        Assert.That(await JudgeAsync(Private), Is.EqualTo(new Verdict.Hold(Rules.SuppressionUnknown)));
    }

    [Test]
    public async Task Check_WhatReachesNoPerson_AsksNothing()
    {
        Assert.That(await JudgeAsync(new Target("@parti_33")), Is.InstanceOf<Verdict.Pass>());
        Assert.That(await JudgeAsync(new Target("-100", Kind: TargetKind.Group)), Is.InstanceOf<Verdict.Pass>());
        Assert.That(await JudgeAsync(Private.Shadow), Is.InstanceOf<Verdict.Pass>());
        Assert.That(await JudgeAsync(Private, operation: Operation.Delete), Is.InstanceOf<Verdict.Pass>());
        Assert.That(await JudgeAsync(Private, operation: Operation.HandOver), Is.InstanceOf<Verdict.Pass>());
    }

    [Test]
    public void Explain_BothRules_SayWhyInBothLanguages()
    {
        foreach (var language in new[] { "fr", "en" })
        {
            Assert.That(Explainer.Held(Rules.SuppressionUnknown, language), Does.Contain("people.keys"));
            Assert.That(Explainer.Held(Rules.Suppressed, language), Does.Not.Contain(Rules.Suppressed));
        }
    }

    private static Target Private => new("42", Kind: TargetKind.Private);

    private Task<Verdict> JudgeAsync(Target target, Priority priority = Priority.Announcement, Operation operation = Operation.Create)
    {
        var delivery = new Delivery
        {
            Id = Guid.NewGuid(),
            PublicationId = Guid.NewGuid(),
            Key = new PublicationKey("party/event/e1", "announce", "-", "telegram", target.Key),
            Operation = operation,
            Channel = "gironde",
            Account = "bot33",
            Target = target,
            Items = [],
            Priority = priority,
            Paced = false,
            State = DeliveryState.Queued,
            CreatedAt = Some.Now,
            NextAt = Some.Now,
        };
        return new SuppressionGuard(_list.Object).CheckAsync(new(delivery, Some.Channel(), Some.Account(), [], SourceSilent: false, Some.Now), default);
    }
}
