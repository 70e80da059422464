using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Swarm;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class SpreadCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Spread_CopyThatPeopleCameBy_TellsNumbersFromFiveOnAlone()
    {
        await CountAsync((PathStep.Message, 12), (PathStep.Subscription, 5), (PathStep.Coming, 4));

        Assert.That(await _bench.RunAsync("spread", "--days", "3650", "--json"), Is.Zero, _bench.Error);

        var copy = JsonDocument.Parse(_bench.Output).RootElement.GetProperty("copies").EnumerateArray().Single();
        Assert.That((copy.GetProperty("messages").GetInt32(), copy.GetProperty("subscriptions").GetInt32()), Is.EqualTo((12, 5)));
        Assert.That(new[] { "coming", "supports" }.Select(name => copy.GetProperty(name).ValueKind), Has.All.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Spread_InWords_SaysWhatIsTooFewToTell()
    {
        await CountAsync((PathStep.Message, 12), (PathStep.Coming, 4));

        await _bench.RunAsync("spread", "--days", "3650", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("12 ont ouvert le bot · moins de 5 soutiennent").And.Contain("moins de 5 viennent"));
    }

    [Test]
    public async Task Spread_AllBelowFive_SaysNoNumber()
    {
        await CountAsync((PathStep.Message, 4));

        await _bench.RunAsync("spread", "--days", "3650", "--lang", "fr");

        Assert.That(_bench.Output, Does.Match("^1 copie : moins de 5 personnes à chaque étape, donc aucun nombre"));
    }

    [Test]
    public async Task Spread_OfAnItemThatIsNone_IsRefused()
    {
        await CountAsync();

        Assert.That(await _bench.RunAsync("spread", "party/event/unknown"), Is.EqualTo(ExitCode.Refused));
        Assert.That(await _bench.RunAsync("spread", "rien"), Is.EqualTo(ExitCode.Refused));
    }

    private async Task CountAsync(params (PathStep Step, int People)[] counts)
    {
        var delivery = await new StoreBench(_bench).LeaveACutOffCallAsync();
        await using var store = await RelayStore.OpenForWorkAsync(new() { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(Path.Combine(_bench.Folder, "data", "keys")) }, StoreBench.Time, null, CancellationToken.None);
        var now = StoreBench.Time.GetUtcNow();
        await store.Ledger.EndAttemptAsync(new(delivery, 0, 1, new Outcome.Done([StoreBench.Remote]), PartState.Confirmed, DeliveryState.Confirmed, null, now, 0, false, now), CancellationToken.None);
        var copy = (await store.Ledger.FindAsync(delivery, CancellationToken.None))!.PublicationId;
        await store.Conversations.SettleAsync(
            new() { Interaction = "i1", Account = "bot33", Outcome = "test", At = now, Path = [.. counts.SelectMany(one => Enumerable.Repeat(new PathCount(copy, one.Step, 1), one.People))] }, CancellationToken.None);
    }
}
