using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>One worker per store: a second one refuses, a killed one leaves nothing in the way.</summary>
public sealed class OneWorkerTests
{
    private const int StoreBusy = 4;

    [Test]
    public async Task Run_BesideARunningWorker_RefusesInOneSentence()
    {
        await using var mirror = await Mirror.CreateAsync();
        mirror.AddPageChannel(0);
        await mirror.RunAsync();

        var second = await mirror.Rehearsal.RunAsync("run", "--lang", "en");

        var said = second.Error.Trim().Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Exit, Is.EqualTo(StoreBusy), second.ToString());
            Assert.That(said, Has.Length.EqualTo(1), second.Error);
            Assert.That(said[0], Does.Contain($"process {mirror.Worker.Id}"));
            Assert.That(mirror.Worker.HasExited, Is.False);
        }
    }

    [Test]
    public async Task Run_AfterASigkill_StartsAtOnce()
    {
        await using var mirror = await Mirror.CreateAsync();
        mirror.AddPageChannel(0);
        await mirror.RunAsync();
        await mirror.Worker.KillAsync();

        await mirror.RunAsync();

        Assert.That(mirror.Worker.HasExited, Is.False, () => mirror.Worker.Log);
        Assert.That(mirror.Worker.Log, Does.Contain("start 2 of the worker"));
    }
}
