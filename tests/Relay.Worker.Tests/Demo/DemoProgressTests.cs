using Moq;
using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Demo;

namespace Relay.Worker.Tests.Demo;

public sealed class DemoProgressTests
{
    [Test]
    public async Task Look_FiguresThatChangedOnce_AreToldOnceWithTheAddress()
    {
        var told = new List<string>();
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.TallyAsync(Some.Now, CancellationToken.None)).ReturnsAsync(Tally(confirmed: 120, queued: 40, open: 8));
        var progress = new DemoProgress(ledger.Object, new Uri("http://127.0.0.1:5080/"), phrase => told.Add(phrase.French), new ManualTime(Some.Now));

        await progress.LookAsync(CancellationToken.None);
        await progress.LookAsync(CancellationToken.None);

        Assert.That(told, Is.EqualTo(new[] { "120 publiées, 48 en attente · http://127.0.0.1:5080/" }));
    }

    [Test]
    public async Task Look_NothingYet_SaysNothing()
    {
        var told = new List<Phrase>();
        var ledger = new Mock<ILedger>(MockBehavior.Strict);
        ledger.Setup(one => one.TallyAsync(Some.Now, CancellationToken.None)).ReturnsAsync(Tally(confirmed: 0, queued: 0, open: 0));

        await new DemoProgress(ledger.Object, new Uri("http://127.0.0.1:5080/"), told.Add, new ManualTime(Some.Now)).LookAsync(CancellationToken.None);

        Assert.That(told, Is.Empty);
    }

    private static LedgerTally Tally(int confirmed, int queued, int open) => new(new Dictionary<PublicationState, int>(),
        new Dictionary<DeliveryState, int> { [DeliveryState.Confirmed] = confirmed, [DeliveryState.Queued] = queued }, Due: 0, open, Duplicates: 0);
}
