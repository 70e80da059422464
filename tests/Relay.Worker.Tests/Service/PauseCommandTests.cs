using System.Text.Json;
using NUnit.Framework;
using Relay.Worker.Cli;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Service;

/// <summary><c>relay pause</c> and <c>resume</c> while no worker runs, and what other commands say of it.</summary>
public sealed class PauseCommandTests
{
    private readonly CliBench _bench = new();

    private StoreBench Store => new(_bench);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Pause_Channel_IsShownWithItsAuthorAndLiftedByTheSameWord()
    {
        var delivery = await Store.LeaveADeliveryAsync();

        Assert.That(await _bench.RunAsync("pause", "gironde"), Is.EqualTo(ExitCode.Done), _bench.Error);
        await _bench.RunAsync("status");
        await _bench.RunAsync("why", delivery.ToString());
        await _bench.RunAsync("resume", "gironde");
        await _bench.RunAsync("why", delivery.ToString());

        Assert.That(_bench.Output, Does.Contain("channel gironde: paused.").And.Contain("PAUSED: channel gironde was paused on").And.Contain($"by coordinator:{Environment.UserName}"));
        Assert.That(_bench.Output, Does.Match("Waits: channel gironde was paused(.|\n)*the pause is lifted(.|\n)*Queued to be sent"));
    }

    [Test]
    public async Task Status_KillSwitchIsThere_NamesTheFile()
    {
        await Store.LeaveADeliveryAsync();
        var file = _bench.Write("data/relay.stop", "");

        await _bench.RunAsync("status", "--json");

        var halts = JsonDocument.Parse(_bench.Output).RootElement.GetProperty("halts");
        Assert.That(halts.EnumerateArray().Select(halt => (halt.GetProperty("scope").GetString(), halt.GetProperty("id").GetString())), Is.EqualTo(new[] { ("kill-switch", file) }));
    }

    [Test]
    public async Task Resume_AccountThatItsNetworkRefused_TriesAgain()
    {
        await Store.LeaveADeliveryAsync();
        await Store.PauseAsync("dead token");

        var exit = await _bench.RunAsync("resume", "--account", "bot33");

        var standings = await Store.ReadAsync(store => store.Ledger.StandingsAsync(CancellationToken.None));
        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(standings.Single().Paused, Is.Null);
    }

    [Test]
    public async Task Resume_AccountThatRestsAfterFailures_TriesAtOnce()
    {
        await Store.LeaveADeliveryAsync();
        await Store.PauseAsync(reason: null, strikes: 3);

        Assert.That(await _bench.RunAsync("resume", "--account", "bot33"), Is.EqualTo(ExitCode.Done), _bench.Error);

        var standing = (await Store.ReadAsync(store => store.Ledger.StandingsAsync(CancellationToken.None))).Single();
        Assert.That((standing.Strikes, standing.HoldUntil), Is.EqualTo((0, (DateTimeOffset?)null)));
        Assert.That(_bench.Output, Does.Contain("What waits is tried at once."));
    }

    [Test]
    public async Task Why_DeliveryWhoseAccountIsPaused_SaysSoAndWhatToDo()
    {
        var delivery = await Store.LeaveADeliveryAsync();
        await Store.PauseAsync("jeton révoqué");

        await _bench.RunAsync("why", delivery.ToString(), "--lang", "fr");

        Assert.That(_bench.Output, Does.StartWith("Attend : le compte bot33 est en pause (jeton révoqué) ; réparez-le, puis « relay resume --account bot33 »."));
    }

    [TestCase(ExitCode.Refused, "did you mean gironde", "pause", "girond")]
    [TestCase(ExitCode.Refused, "did you mean bot33", "pause", "--account", "bot3")]
    [TestCase(ExitCode.Usage, "one of the three", "pause")]
    [TestCase(ExitCode.Usage, "one of the three", "resume", "gironde", "--all")]
    public async Task Pause_WhatMakesNoSense_IsRefusedInOneSentence(int exit, string sentence, params string[] args)
    {
        await Store.LeaveADeliveryAsync();

        Assert.That(await _bench.RunAsync(args), Is.EqualTo(exit));
        Assert.That(_bench.Error, Does.Contain(sentence));
    }
}
