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
        var hand = new Hand(Some.Account(), new Mock<ILedger>(MockBehavior.Strict).Object);

        for (var number = 0; number < 5 * Lately; number++)
        {
            hand.PutBack(To($"@t{number}"));
            hand.Take(hand.Firsts.Single());
        }

        Assert.That(hand.Remembered, Is.InRange(Lately, 2 * Lately));
    }

    [Test]
    public async Task Fill_ThousandsOfPeopleWait_FetchesThemByTheHandfulAndNotForEachOne()
    {
        var (waiting, fetches) = (Enumerable.Range(0, 3_000).Select(number => To($"{number}", TargetKind.Private).Delivery).ToList(), 0);
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.DoubtsAsync("bot33", Some.Now, It.IsAny<int>(), default)).ReturnsAsync([]);
        ledger.Setup(one => one.DueAsync("bot33", Some.Now, It.IsAny<IReadOnlyCollection<string>>(), It.IsAny<int>(), default))
            .Returns<string, DateTimeOffset, IReadOnlyCollection<string>, int, CancellationToken>((_, _, except, limit, _) =>
            {
                fetches++;
                return Task.FromResult<IReadOnlyList<Delivery>>([.. waiting.Where(delivery => !except.Contains(delivery.Target.Key)).Take(limit)]);
            });
        var hand = new Hand(Some.Account(), ledger.Object);
        var taken = new HashSet<Guid>();

        while (waiting.Count > 0)
        {
            await hand.FillAsync([], [], Some.Now, default);
            var work = hand.Firsts.First();
            hand.Take(work);
            waiting.Remove(work.Delivery);
            taken.Add(work.Delivery.Id);
        }

        Assert.That(taken, Has.Count.EqualTo(3_000));
        Assert.That(fetches, Is.LessThan(40));
    }

    [Test]
    public async Task Fill_ThousandsOfPrivateMessagesThatAreCountedApart_HidesNoPostBehindThem()
    {
        var waiting = Enumerable.Range(0, 3_000).Select(number => To($"{number}", TargetKind.Private).Delivery).Append(To("@profile").Delivery).ToList();
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.DoubtsAsync("bot33", Some.Now, It.IsAny<int>(), default)).ReturnsAsync([]);
        ledger.Setup(one => one.DueAsync("bot33", Some.Now, It.IsAny<IReadOnlyCollection<string>>(), It.IsAny<int>(), default))
            .Returns<string, DateTimeOffset, IReadOnlyCollection<string>, int, CancellationToken>((_, _, except, limit, _) => Task.FromResult<IReadOnlyList<Delivery>>(
                [.. waiting.Where(delivery => !except.Contains(delivery.Target.Key) && !(delivery.Target.Kind == TargetKind.Private && except.Contains(Standing.Privately))).Take(limit)]));
        var account = Some.Account() with { Limits = Some.Account().Limits with { PerPrivate = [new(15, TimeSpan.FromMinutes(15))] } };
        var hand = new Hand(account, ledger.Object);

        await hand.FillAsync([], [], Some.Now, default);

        Assert.That(hand.Firsts.Select(work => work.Delivery.Target.Value), Has.One.EqualTo("@profile"));
        Assert.That(hand.Firsts.Count(), Is.InRange(2, 1024));
    }

    [Test]
    public async Task Fill_NewWorkRingsBetweenTwoPartsOfAThread_TheThreadGoesOnFirst()
    {
        var (thread, other) = (To("@a").Delivery, To("@b").Delivery);
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.DoubtsAsync("bot33", Some.Now, It.IsAny<int>(), default)).ReturnsAsync([]);
        ledger.Setup(one => one.DueAsync("bot33", Some.Now, It.IsAny<IReadOnlyCollection<string>>(), It.IsAny<int>(), default)).ReturnsAsync([thread, other]);
        var hand = new Hand(Some.Account(), ledger.Object);
        await hand.FillAsync([], [], Some.Now, default);
        var first = hand.Firsts.Single(work => work.Delivery == thread);
        hand.Take(first);
        hand.PutBack(first);

        hand.Spoil();
        await hand.FillAsync([], [], Some.Now, default);

        Assert.That(hand.Firsts.First().Delivery.Target, Is.EqualTo(thread.Target));
    }

    private static Work To(string target, TargetKind kind = TargetKind.Public) => new(
        new Delivery
        {
            Id = Guid.NewGuid(),
            PublicationId = Guid.NewGuid(),
            Key = new(Some.Event().Key.ToString(), "announce", "-", "telegram", target),
            Operation = Operation.Create,
            Channel = "gironde",
            Account = "bot33",
            Target = new Target(target, Kind: kind),
            Items = [Some.Event().Key],
            Priority = Priority.Announcement,
            Paced = true,
            State = DeliveryState.Queued,
            CreatedAt = Some.Now,
            NextAt = Some.Now,
        },
        IsDoubt: false);
}
