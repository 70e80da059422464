using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Control;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Control;

/// <summary>A person gives the id of an uncertain post; the network is asked whether it is that one.</summary>
public sealed class ResolveDoubtTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Resolve_IdThatTheNetworkShows_IsProvenAndKeepsItsLink()
    {
        var (reply, delivery) = await ResolveAsync("4711", new Finding.There(["4711"], new Uri("https://t.me/parti_33/4711")));

        Assert.That(reply.English, Does.EndWith("is confirmed: 4711. Relay has found it on the network."));
        Assert.That((delivery.State, delivery.Parts[0].RemoteLink?.AbsoluteUri), Is.EqualTo((DeliveryState.Confirmed, "https://t.me/parti_33/4711")));
    }

    [Test]
    public async Task Resolve_IdOfAnotherPost_IsRefusedWithTheRightOne()
    {
        var (reply, delivery) = await ResolveAsync("4712", new Finding.There(["4711"]));

        Assert.That((reply.Exit, delivery.State), Is.EqualTo((ExitCode.Refused, DeliveryState.Uncertain)));
        Assert.That(reply.French, Does.Contain("sous 4711, pas sous 4712 : rien n'a été noté").And.Contain("--there 4711"));
    }

    [Test]
    public async Task Resolve_IdThatTheNetworkDoesNotShow_IsRefusedWithTheOtherWays()
    {
        var (reply, delivery) = await ResolveAsync("4712", new Finding.NotSeen());

        Assert.That((reply.Exit, delivery.State), Is.EqualTo((ExitCode.Refused, DeliveryState.Uncertain)));
        Assert.That(reply.English, Does.Contain("does not see it").And.Contain("--seen").And.Contain("--send-again"));
    }

    [Test]
    public async Task Resolve_NetworkThatDoesNotAnswer_TakesHerWordAndSaysSo()
    {
        var (reply, delivery) = await ResolveAsync("4711", new Finding.Failed(new(FailureKind.Unavailable, FailureScope.Account, new("Réseau injoignable.", "Network out of reach."))));

        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Confirmed));
        Assert.That(reply.French, Does.EndWith("Relay n'a pas pu le vérifier (Réseau injoignable) et vous croit sur parole."));
    }

    private async Task<(ControlReply Reply, Delivery Delivery)> ResolveAsync(string id, Finding finding)
    {
        var doubt = await new StoreBench(_bench).LeaveADoubtAsync();
        await using var store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db") }, StoreBench.Time, null, CancellationToken.None);
        var channels = Some.Channels([Some.Channel()]);
        var prospect = new Prospect(store.Ledger, channels, store.Items, new Explainer(channels, new HaltBoard(), StoreBench.Time), new EngineOptions(), StoreBench.Time);
        var desk = new ControlDesk([new ResolveDoubt(store.Ledger, prospect, new PumpBell(), StoreBench.Time, (_, _, _) => Task.FromResult(finding))]);
        var arguments = new Dictionary<string, string> { [ResolveDoubt.Id] = $"{doubt}", [ResolveDoubt.There] = id };
        var reply = await desk.RunAsync(new(ResolveDoubt.Name, arguments), Actor.System, CancellationToken.None);
        return (reply, (await store.Ledger.FindAsync(doubt, CancellationToken.None))!);
    }
}
