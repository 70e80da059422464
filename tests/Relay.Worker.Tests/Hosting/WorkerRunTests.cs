using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Hosting;

/// <summary>A whole worker in this process: its source is not there and nobody listens at its account's address.</summary>
public sealed class WorkerRunTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Run_BesideAnother_IsRefusedInOneSentence()
    {
        new StoreBench(_bench).Configure();
        await using var first = await StartAsync();

        var exit = await CommandLine.RunAsync(["run"], _bench.Around(), CancellationToken.None);

        Assert.That(exit, Is.EqualTo(ExitCode.Store));
        Assert.That(_bench.Error, Does.Contain("Another Relay worker"));
    }

    [Test]
    public async Task Resolve_BesideARunningWorker_GoesThroughItAndIsInTheAudit()
    {
        var store = new StoreBench(_bench);
        var delivery = await store.LeaveADoubtAsync();
        await using (await StartAsync())
        {
            var exit = await CommandLine.RunAsync(["uncertain", "resolve", delivery.ToString(), "--there", StoreBench.Remote], _bench.Around(), CancellationToken.None);
            var status = await CommandLine.RunAsync(["status"], _bench.Around(), CancellationToken.None);

            Assert.That((exit, status), Is.EqualTo((ExitCode.Done, ExitCode.Done)), _bench.Error);
            Assert.That(_bench.Output, Does.Contain($"process {Environment.ProcessId}"));
        }

        var audit = await store.ReadAsync(open => open.Audit.ReadAsync(null, 100, CancellationToken.None));
        var found = await store.ReadAsync(open => open.Ledger.FindAsync(delivery, CancellationToken.None));
        Assert.That(audit.Select(entry => entry.Actor.ToString()), Has.Some.EqualTo($"coordinator:{Environment.UserName}"));
        Assert.That(found!.State, Is.EqualTo(DeliveryState.Confirmed));
    }

    [Test]
    public async Task Run_PostgreSqlStore_TakesItAndItsCommands()
    {
        new StoreBench(_bench).Configure();
        var file = await File.ReadAllTextAsync(Path.Combine(_bench.Folder, "appsettings.json"));
        _bench.Write("appsettings.json", file.Replace("\"Sources\"", "\"Store\": { \"Engine\": \"postgresql\", \"ConnectionStringFile\": \"store\" }, \"Sources\"", StringComparison.Ordinal));
        _bench.Write("store", await Postgres.DatabaseAsync());
        await using var run = await StartAsync();

        var status = await CommandLine.RunAsync(["status"], _bench.Around(), CancellationToken.None);
        var second = await CommandLine.RunAsync(["run"], _bench.Around(), CancellationToken.None);

        Assert.That((status, second), Is.EqualTo((ExitCode.Done, ExitCode.Store)), _bench.Error);
        Assert.That(_bench.Output, Does.Contain($"process {Environment.ProcessId}"));
    }

    [Test]
    public async Task Stop_IdleWorker_EndsAndLetsTheNextOneStart()
    {
        new StoreBench(_bench).Configure();
        using var stop = new CancellationTokenSource();
        await using (var run = await StartAsync())
        {
            await stop.CancelAsync();
            Assert.That(await run.UntilAsync(stop.Token), Is.Null);
        }

        await using var next = await StartAsync();

        Assert.That(_bench.Error, Does.Not.Contain("fail").And.Not.Contain("crit"));
    }

    [Test]
    public async Task Start_AccountElsewhere_IsSaid()
    {
        new StoreBench(_bench).Configure();

        await using var run = await StartAsync();

        Assert.That(_bench.Error, Does.Contain("does not call the network itself but http://127.0.0.1:9/"));
    }

    private async Task<WorkerRun> StartAsync()
    {
        var around = _bench.Around();
        var (file, configuration) = await ConfigurationLoader.LoadForWorkAsync(null, around, CancellationToken.None);
        return await WorkerRun.StartAsync(file, configuration, new Screen(around.Output, around.Error, "en", json: false), around, CancellationToken.None);
    }
}
