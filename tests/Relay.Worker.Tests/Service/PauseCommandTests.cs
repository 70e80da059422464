using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Control;
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
    public async Task Pause_Json_TellsWhetherItChangedAnythingAsABoolean()
    {
        await Store.LeaveADeliveryAsync();

        await _bench.RunAsync("pause", "gironde", "--json");
        await _bench.RunAsync("pause", "gironde", "--json");

        var answers = _bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("changed").ValueKind);
        Assert.That(answers, Is.EqualTo(new[] { JsonValueKind.True, JsonValueKind.False }));
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
        Assert.That(_bench.Output, Does.Contain("What waits leaves as soon as Relay runs").And.Not.Contain("at once"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Resume_AccountWhileEverythingIsHalted_NamesThatAndPromisesNothing(bool killSwitch)
    {
        await Store.LeaveADeliveryAsync();
        await Store.PauseAsync("dead token");
        var file = killSwitch ? _bench.Write("data/relay.stop", "") : "";
        await _bench.RunAsync("pause", "--account", "bot33");
        Assert.That(killSwitch ? ExitCode.Done : await _bench.RunAsync("pause", "--all"), Is.EqualTo(ExitCode.Done), _bench.Error);

        await _bench.RunAsync("resume", "--account", "bot33");

        Assert.That(_bench.Output, Does.Contain("account bot33: the pause is lifted. Still paused: " + (killSwitch ? $"everything, by the file {file}." : "everything.")));
    }

    [TestCase(false, "Ce qui attend est essayé tout de suite.")]
    [TestCase(true, "Le réseau a demandé d'attendre : ce qui attend part ensuite.")]
    public async Task Resume_InsideAWorker_SaysWhatHappensNext(bool asked, string then)
    {
        await Store.LeaveADeliveryAsync();
        await using var store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db") }, StoreBench.Time, null, CancellationToken.None);
        var until = StoreBench.Time.GetUtcNow().AddHours(1);
        await store.Ledger.KeepStandingAsync(new("bot33", "", 1, until, null) { AskedUntil = asked ? until : null }, Actor.System, CancellationToken.None);
        var resume = new ChangeHalt(pause: false, isWorking: true, store.Halts, store.Ledger, Some.Channels([Some.Channel()]), new HaltBoard(), new PumpBell(), StoreBench.Time);

        var reply = await resume.RunAsync(new Dictionary<string, string> { [ChangeHalt.Scope] = "Account", [ChangeHalt.Id] = "bot33" }, Actor.System, CancellationToken.None);

        Assert.That(reply.French, Is.EqualTo($"compte bot33 : la pause est levée. {then}"));
        Assert.That((await store.Ledger.StandingsAsync(CancellationToken.None)).Single().HoldUntil, Is.EqualTo(asked ? until : (DateTimeOffset?)null));
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
