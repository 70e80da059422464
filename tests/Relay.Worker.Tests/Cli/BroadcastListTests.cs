using Moq;
using NUnit.Framework;
using Relay.Core.Broadcasts;
using Relay.Core.Deliveries;
using Relay.Testing;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class BroadcastListTests
{
    [Test]
    public async Task UnderWay_BroadcastsThatAreOver_AreNotCountedAgain()
    {
        var store = new Mock<IBroadcastStore>(MockBehavior.Strict);
        store.Setup(one => one.ListAsync(It.IsAny<int>(), CancellationToken.None)).ReturnsAsync(
            [Made(4, BroadcastState.Running), Made(3, BroadcastState.Expanded), Made(2, BroadcastState.Cancelled), Made(1, BroadcastState.Expanded) with { Expires = Some.Now }]);
        store.Setup(one => one.RunningAsync(CancellationToken.None)).ReturnsAsync([Made(4, BroadcastState.Running)]);
        store.Setup(one => one.CountAsync(It.IsAny<Audience>(), CancellationToken.None)).ReturnsAsync(new Dictionary<string, int> { ["telegram"] = 5 });
        store.Setup(one => one.TallyAsync(4, CancellationToken.None)).ReturnsAsync(new Dictionary<DeliveryState, int>());
        store.Setup(one => one.TallyAsync(3, CancellationToken.None)).ReturnsAsync(new Dictionary<DeliveryState, int> { [DeliveryState.Held] = 2 });

        var shown = await BroadcastList.UnderWayAsync(store.Object, Some.Now, CancellationToken.None);

        Assert.That(shown.Select(one => (one.Number, one.Waiting)), Is.EqualTo(new[] { (4L, 0), (3L, 2) }));
    }

    [Test]
    public void Show_MoreUnderWayThanAreShown_SaysHowManyMore()
    {
        using var written = new StringWriter();

        BroadcastList.Show(new Screen(written, written, "fr", json: false), [.. Enumerable.Range(1, 23).Select(number => new BroadcastShown(number, "news", "list:territory:DEP-33", null, "running", 0, 0, 0, 0, null, Some.Now, null, "claire"))]);

        Assert.That(written.ToString().Split("  diffusion ").Length - 1, Is.EqualTo(20));
        Assert.That(written.ToString(), Does.Contain("et 3 autres diffusions en cours"));
    }

    [Test]
    public async Task UnderWay_RunningBehindManyThatAreOver_IsFoundAllTheSame()
    {
        var store = new Mock<IBroadcastStore>(MockBehavior.Strict);
        store.Setup(one => one.ListAsync(It.IsAny<int>(), CancellationToken.None)).ReturnsAsync((int most, CancellationToken _) => [.. Enumerable.Range(0, most).Select(back => Made(999 - back, BroadcastState.Cancelled))]);
        store.Setup(one => one.RunningAsync(CancellationToken.None)).ReturnsAsync([Made(1, BroadcastState.Running)]);
        store.Setup(one => one.CountAsync(It.IsAny<Audience>(), CancellationToken.None)).ReturnsAsync(new Dictionary<string, int>());
        store.Setup(one => one.TallyAsync(1, CancellationToken.None)).ReturnsAsync(new Dictionary<DeliveryState, int>());

        Assert.That((await BroadcastList.UnderWayAsync(store.Object, Some.Now, CancellationToken.None)).Single().Number, Is.EqualTo(1));
    }

    [TestCase(1, "1 pas partie,")]
    [TestCase(2, "2 pas parties,")]
    public void Show_NotSent_IsInItsNumber(int count, string words)
    {
        using var written = new StringWriter();

        BroadcastList.Show(new Screen(written, written, "fr", json: false), [new(1, "news", "list:territory:DEP-33", null, "expanded", 0, 0, count, 0, null, Some.Now, Some.Now, "claire")]);

        Assert.That(written.ToString(), Does.Contain(words));
    }

    private static Broadcast Made(long number, BroadcastState state) => new()
    {
        Number = number, Kind = BroadcastKind.News, Audience = new Audience.Subscribers("territory:DEP-33"), Words = new Dictionary<string, string> { ["fr"] = "Réunion" }, MadeBy = "claire", MadeAt = Some.Now,
        Expires = Some.Now.AddDays(3), State = state,
    };
}
