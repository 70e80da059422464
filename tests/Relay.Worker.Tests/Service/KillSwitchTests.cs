using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Testing;
using Relay.Worker.Hosting;
using Relay.Worker.Service;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Service;

public sealed class KillSwitchTests
{
    private readonly CliBench _bench = new();
    private readonly ManualTime _time = new();
    private readonly HaltBoard _halts = new();
    private readonly PumpBell _bell = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Look_FileThatComesAndGoes_HaltsWithinSecondsAndLetsGoOn()
    {
        using var kill = await StartAsync();
        var before = _halts.OfAccount("bot33");

        var file = _bench.Write("relay.stop", "why");
        _time.Advance(KillSwitch.Every);
        var during = _halts.OfAccount("bot33");
        File.Delete(file);
        var rung = _bell.Next;
        _time.Advance(KillSwitch.Every);

        Assert.That(KillSwitch.Every, Is.LessThanOrEqualTo(TimeSpan.FromSeconds(15)));
        Assert.That((before, _halts.OfAccount("bot33")), Is.EqualTo(((Halt?)null, (Halt?)null)));
        Assert.That((during!.Scope, during.Id), Is.EqualTo((HaltScope.KillSwitch, file)));
        Assert.That(rung.IsCompleted, "The pumps are woken.");
    }

    [Test]
    public async Task Start_FileIsThereAlready_HaltsBeforeAnyPumpWorks()
    {
        _bench.Write("relay.stop", "");

        using var kill = await StartAsync();

        Assert.That(_halts.OfAccount("bot33"), Is.Not.Null);
    }

    private async Task<KillSwitch> StartAsync()
    {
        new StoreBench(_bench).Configure();
        _bench.Variables["Relay__KillSwitch"] = "relay.stop";
        var (_, configuration) = await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None);
        var kill = new KillSwitch(configuration, _halts, _bell, _time, NullLogger<KillSwitch>.Instance);
        await kill.StartAsync(CancellationToken.None);
        return kill;
    }
}
