using System.Collections.Concurrent;
using System.Diagnostics;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Contract;

// What is not a create: deletes, edits, settings; and creates that reach nobody.
internal abstract partial class NetworkContract
{
    [Test]
    public async Task CreateAsync_WhileSomebodyTraces_LeavesNoTraceOfItsPath()
    {
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.Contains("Http", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects.ToArray())}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = new CuttingServer(_ => Accepted.Body);
        using var rig = new Rig(Key);
        var account = rig.Account(new Dictionary<string, string>(Settings) { ["BaseAddress"] = server.Address.ToString() });

        await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None);

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(server.Requests[0], Does.Not.Contain("traceparent").IgnoreCase);
        Assert.That(traced.Where(line => line.Contains($"{server.Address}", StringComparison.Ordinal)), Is.Empty, "connections may be traced, addresses not");
    }

    [Test]
    public async Task DeleteAsync_Accepted_IsDone()
    {
        Wire.Always(Deleted.Status, Deleted.Body);

        Assert.That(await DeleteAsync(), Is.TypeOf<Outcome.Done>());
    }

    [Test]
    public async Task DeleteAsync_NotThere_IsDone()
    {
        Wire.Always(Missing.Status, Missing.Body);

        Assert.That(await DeleteAsync(), Is.TypeOf<Outcome.Done>());
    }

    [Test]
    public async Task DeleteAsync_AnswerLost_MayBeMadeAgain()
    {
        Wire.Throws(() => new HttpRequestException(HttpRequestError.ResponseEnded, "cut"));

        var outcome = await DeleteAsync();

        Assert.That(((Outcome.Failed)outcome).Kind, Is.EqualTo(FailureKind.Unavailable));
    }

    [Test]
    public async Task DeleteAsync_NoIdKnown_IsNotTakenForDone()
    {
        var outcome = await ((IDeletePosts)Rig.Network).DeleteAsync(Account, Target, [], CancellationToken.None);

        Assert.That(((Outcome.Failed)outcome).Kind, Is.EqualTo(FailureKind.Refused));
    }

    [Test]
    public async Task EditAsync_NotThere_IsGone()
    {
        if (Rig.Network is not IEditPosts editor)
        {
            Assert.That(Key, Is.EqualTo("x"), "only X can't edit");
            return;
        }
        Wire.Always(Missing.Status, Missing.Body);

        var outcome = await editor.EditAsync(Account, Target, Accepted.Ids, Part(), CancellationToken.None);

        Assert.That(((Outcome.Failed)outcome).Kind, Is.EqualTo(FailureKind.Gone));
    }

    [Test]
    public void ReadAccount_SeveralFaults_NamesEachSetting()
    {
        var faults = new List<Fault>();

        var account = Rig.Read(new Dictionary<string, string> { ["BaseAddress"] = "http://elsewhere.example/", ["Timeout"] = "20", ["Limits:PerSecond"] = "-1", ["Limits:Perr"] = "1" }, faults);

        Assert.That(account, Is.Null);
        Assert.That(faults.Select(fault => fault.Setting), Is.SupersetOf(new[]
        {
            "Relay:Accounts:test:BaseAddress", "Relay:Accounts:test:Timeout", "Relay:Accounts:test:Limits:PerSecond", "Relay:Accounts:test:Limits:Perr", "Relay:Accounts:test:Token",
        }));
        Assert.That(faults.Select(fault => fault.French), Has.All.Not.Null);
    }

    [Test]
    public void ReadAccount_NothingButTheNecessary_IsTheNetworksOwn()
    {
        Assert.That(Account.IsNetworksOwn, Is.True);
        Assert.That(Account.BaseAddress.Scheme, Is.EqualTo("https"));
        Assert.That(Account.Timeout, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(Account.ToString(), Does.Not.Contain("http"));
    }

    [Test]
    public async Task CreateAsync_NobodyListens_IsUnavailable()
    {
        var gone = new CuttingServer(_ => null);
        var address = gone.Address;
        await gone.DisposeAsync();
        using var rig = new Rig(Key);
        var account = rig.Account(new Dictionary<string, string>(Settings) { ["BaseAddress"] = address.ToString() });

        var outcome = await rig.Network.CreateAsync(account, Target, Part(), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Failed>());
        Assert.That(((Outcome.Failed)outcome).Kind, Is.EqualTo(FailureKind.Unavailable));
        Assert.That(account.IsNetworksOwn, Is.False);
    }
}
