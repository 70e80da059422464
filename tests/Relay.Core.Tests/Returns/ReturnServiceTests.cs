using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using Relay.Core.Returns;
using Relay.Testing;

namespace Relay.Core.Tests.Returns;

public sealed class ReturnServiceTests
{
    [Test]
    public async Task Run_ActThatThePartysPlaceRefuses_HoldsUpNoOpposition()
    {
        var (opposition, proposal) = (Act("1", new Act.Opposition()) with { Reason = "objection" }, Act("2", new Act.Proposal(IsEvent: true, "Une fête")));
        var outbox = new Mock<IReturnStore>(MockBehavior.Strict);
        var taken = new List<ReturnedAct>();
        outbox.Setup(store => store.WaitingAsync(It.IsAny<int>(), default)).ReturnsAsync(() => [.. new[] { opposition, proposal }.Except(taken)]);
        outbox.Setup(store => store.TakeAsync(It.IsAny<IReadOnlyCollection<ReturnedAct>>(), Some.Now, default)).Callback((IReadOnlyCollection<ReturnedAct> acts, DateTimeOffset _, CancellationToken _) => taken.AddRange(acts)).Returns(Task.CompletedTask);
        var party = new Mock<IReturn>(MockBehavior.Strict);
        party.Setup(place => place.WriteAsync(It.Is<IReadOnlyList<ReturnedAct>>(acts => acts.Contains(proposal)), default)).ThrowsAsync(new ReturnUnavailableException(new("Le texte est refusé.", "The text is refused.")));
        party.Setup(place => place.WriteAsync(It.Is<IReadOnlyList<ReturnedAct>>(acts => !acts.Contains(proposal)), default)).Returns(Task.CompletedTask);
        var service = new ReturnService(outbox.Object, new ManualTime(Some.Now), NullLogger<ReturnService>.Instance);

        await Assert.ThatAsync(() => service.RunAsync(party.Object, default), Throws.TypeOf<ReturnUnavailableException>());

        Assert.That(taken, Is.EqualTo(new[] { opposition }));
    }

    private static ReturnedAct Act(string id, Act act) => new(id, 1, Guid.Empty, act, Some.Now);
}
