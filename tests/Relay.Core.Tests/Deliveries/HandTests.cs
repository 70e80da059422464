using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

/// <summary>What a pump has in hand.</summary>
public sealed class HandTests
{
    private const int Lately = 1024;

    [Test]
    public void Take_MoreAndMoreTargetsInTurn_RemembersTheLatestAlone()
    {
        var hand = new Hand("bot33", new Mock<ILedger>(MockBehavior.Strict).Object);

        for (var number = 0; number < 5 * Lately; number++)
        {
            hand.PutBack(To($"@t{number}"));
            hand.Take(hand.Firsts.Single());
        }

        Assert.That(hand.Remembered, Is.InRange(Lately, 2 * Lately));
    }

    private static Work To(string target) => new(
        new Delivery
        {
            Id = Guid.NewGuid(),
            PublicationId = Guid.NewGuid(),
            Key = new(Some.Event().Key.ToString(), "announce", "-", "telegram", target),
            Operation = Operation.Create,
            Channel = "gironde",
            Account = "bot33",
            Target = new Target(target),
            Items = [Some.Event().Key],
            Priority = Priority.Announcement,
            Paced = true,
            State = DeliveryState.Queued,
            CreatedAt = Some.Now,
            NextAt = Some.Now,
        },
        IsDoubt: false);
}
