using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Service;

/// <summary>A worker that a coordinator halts, by command and by file, while it publishes.</summary>
public sealed class HaltTests
{
    private Mirror _mirror = null!;

    [SetUp]
    public async Task StartAWorker()
    {
        _mirror = await Mirror.CreateAsync();
        _mirror.AddPageChannel(0);
        _mirror.Party.AddEvents(1, _ => "tous");
        await _mirror.RunAsync();
        await _mirror.PostsAsync(1);
    }

    [TearDown]
    public async Task StopEverything() => await _mirror.DisposeAsync();

    [Test]
    public async Task Pause_ThroughARunningWorker_OutlastsARestartUntilItIsResumed()
    {
        var paused = await _mirror.Rehearsal.RunAsync("pause", "--all");
        _mirror.Party.AddEvents(2, _ => "tous", first: 2);
        await _mirror.PassesAsync(2);
        await _mirror.StopAsync();
        await _mirror.RunAsync();
        await _mirror.PassesAsync(2);
        var during = await _mirror.Rehearsal.Sandbox.PostsAsync();

        var resumed = await _mirror.Rehearsal.RunAsync("resume", "--all");
        await _mirror.PostsAsync(3);

        Assert.That((paused.Exit, resumed.Exit), Is.EqualTo((0, 0)), $"{paused}\n{resumed}");
        Assert.That(during, Has.One.Items);
        Assert.That(await _mirror.Rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(3));
    }

    [Test]
    public async Task KillSwitch_WithoutAControlSocket_StopsEverythingUntilTheFileIsGone()
    {
        File.Delete(_mirror.Rehearsal.Of("relay.db.sock"));
        await File.WriteAllTextAsync(_mirror.Rehearsal.Of("relay.stop"), "");
        await _mirror.Worker.SaysAsync("[5030]");
        _mirror.Party.AddEvents(2, _ => "tous", first: 2);
        await _mirror.PassesAsync(3);
        var during = await _mirror.Rehearsal.Sandbox.PostsAsync();

        File.Delete(_mirror.Rehearsal.Of("relay.stop"));
        await _mirror.PostsAsync(3);

        Assert.That(during, Has.One.Items);
        Assert.That(await _mirror.Rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(3));
    }
}
