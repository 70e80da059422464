using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;
using Relay.Testing;

namespace Relay.EndToEnd.Tests.Service;

/// <summary>A worker as systemd runs it: told where to say how it fares, and stopped by SIGTERM.</summary>
[Platform(Exclude = "Win")]
public sealed class SystemdTests
{
    [Test]
    public async Task Run_UnderAServiceManager_SaysReadyPingsAndDrainsOnSigterm()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        rehearsal.AddParty().AddEvents(1, _ => "tous");
        rehearsal.AddPage("page", 0);
        rehearsal.Config.Channel("facebook", "page", rehearsal.World.Pages[0].Id);
        rehearsal.Config.Write();
        using var manager = new NotifySocket();
        await using var worker = WorkerProcess.Start(["run", "--config", rehearsal.Config.FilePath], ("NOTIFY_SOCKET", manager.Path), ("WATCHDOG_USEC", "1000000"));
        await worker.ReadyAsync();
        await Eventually.HoldsAsync(() => worker.HasExited || manager.Pings > 3, TimeSpan.FromSeconds(60), () => string.Join('\n', manager.Heard()) + worker.Log);
        var ready = manager.Heard();

        var (exit, took) = await worker.TerminateAsync();

        Assert.That(exit, Is.Zero, worker.Log);
        Assert.That(ready.Count(line => line == "READY=1"), Is.EqualTo(1));
        Assert.That(ready, Does.Contain($"MAINPID={worker.Id}"));
        Assert.That(manager.Heard(), Does.Contain("STOPPING=1"));
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(20)));
    }
}
