using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Channels.Connecting;
using Relay.Core.Channels.Proofs;
using Relay.Testing;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class GoLiveTests
{
    private readonly CliBench _bench = new();

    private StoreBench Store => new(_bench);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task GoLive_KeptChannelWithYes_ShowsWhatWouldGoOutAndPutsItIntoService()
    {
        await Store.KeepAChannelAsync();

        var exit = await RunAsync("go-live", "kept", "--yes");

        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain("would publish 2 publications: 1 at once, 1 after that at the channel's pace, 0 within 7 days").And.Contain("costs nothing").And.Contain("Réunion publique").And.Contain("'kept' is live"));
        Assert.That(await StageAsync(), Is.EqualTo("live"));
        var audited = await Store.ReadAsync(store => store.Audit.ReadAsync("kept", 5, default));
        Assert.That(audited.Select(entry => (entry.Action, entry.Detail)), Has.Some.EqualTo(("channel.stage", "shadow to live")));
    }

    [Test]
    public async Task GoLive_ChannelClosedUntilTomorrow_SaysWhenTheFirstPostReallyLeaves()
    {
        await Store.KeepAChannelAsync("Tue-Sun 08:00-20:00"); // it is Monday, 9:00

        Assert.That(await RunAsync("go-live", "kept", "--dry-run", "--lang", "fr"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain("0 dès maintenant").And.Contain("il ouvre demain à 8\u00A0h, et rien ne part avant"));
        Assert.That(_bench.Output, Does.Contain("3 mars 2026 à 08:00  annonce"), "each text stands at the moment of its departure");
    }

    [Test]
    public async Task GoLive_ChannelClosedUntilTomorrow_TellsProgramsWhen()
    {
        await Store.KeepAChannelAsync("Tue-Sun 08:00-20:00");

        await RunAsync("go-live", "kept", "--dry-run", "--json");

        var shown = JsonDocument.Parse(_bench.Output).RootElement;
        var tomorrow = new DateTimeOffset(2026, 3, 3, 7, 0, 0, TimeSpan.Zero);
        Assert.That((shown.GetProperty("opens").GetDateTimeOffset(), shown.GetProperty("firstLeaves").GetDateTimeOffset()), Is.EqualTo((tomorrow, tomorrow)));
    }

    [Test]
    public async Task Plan_ChannelClosedUntilTomorrow_SaysWhenItOpens()
    {
        await Store.KeepAChannelAsync("Tue-Sun 08:00-20:00");

        Assert.That(await RunAsync("plan", "--channel", "kept", "--lang", "fr"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain("ne part pas avant : le canal ouvre demain à 8\u00A0h"));
    }

    [Test]
    public async Task Status_ChannelClosedUntilTomorrow_SaysWhenTheNextReallyLeaves()
    {
        await Store.KeepAChannelAsync("Tue-Sun 08:00-20:00");
        await RunAsync("go-live", "kept", "--yes");
        await Store.PlanForAsync(Some.Channel("kept", target: "@parti_kept"));

        Assert.That(await RunAsync("status", "--lang", "fr"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain("prochain départ : demain à 8\u00A0h, canal kept, qui est fermé jusque-là"));
    }

    [Test]
    public async Task PlanAndStatus_RowWrittenSinceTheLastReading_SayWhenTheSourceIsReadNext()
    {
        await Store.KeepAChannelAsync();

        await RunAsync("plan", "--lang", "fr");
        await RunAsync("status", "--lang", "fr");

        Assert.That(_bench.Error, Does.Contain("Source « party » : prochaine lecture dès que Relay tourne").And.Contain("pas encore dans ce plan"));
        Assert.That(_bench.Output, Does.Contain("source party : lue le 2 mars 2026 à 09:00, 0 ligne laissée de côté ; prochaine lecture dès que Relay tourne"));
    }

    [Test]
    public async Task Status_Json_TellsWhenASourceIsReadNext()
    {
        await Store.KeepAChannelAsync();

        await RunAsync("status", "--json");

        var source = JsonDocument.Parse(_bench.Output).RootElement.GetProperty("sources")[0];
        Assert.That(source.GetProperty("nextReading").GetDateTimeOffset(), Is.EqualTo(StoreBench.Time.GetUtcNow().AddMinutes(5)));
    }

    [Test]
    public async Task Status_ChannelOpen_SaysThatTheNextLeavesAtOnce()
    {
        await Store.KeepAChannelAsync();
        await Store.PlanForAsync(Some.Channel("kept", target: "@parti_kept"));
        await RunAsync("go-live", "kept", "--yes");

        Assert.That(await RunAsync("status"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain("next to leave: at once, channel kept").And.Not.Contain("closed"));
    }

    [TestCase("o", "live")]
    [TestCase("oui", "live")]
    [TestCase("n", null)]
    [TestCase("", null)]
    [TestCase("peut-être\noui", "live")]
    public async Task GoLive_Asked_DoesAsThePersonAnswers(string answer, string? stage)
    {
        await Store.KeepAChannelAsync();
        _bench.Input = new StringReader(answer + "\n");

        Assert.That(await RunAsync("go-live", "kept"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(await StageAsync(), Is.EqualTo(stage));
    }

    [Test]
    public async Task GoLive_CtrlCAtTheQuestion_EndsAtOnceAndSaysSo()
    {
        await Store.KeepAChannelAsync();
        using var stop = new CancellationTokenSource();
        _bench.Input = new Unanswered(stop);

        var exit = await CommandLine.RunAsync(["go-live", "kept", "--lang", "fr"], _bench.Around(StoreBench.Time), stop.Token);

        Assert.That(exit, Is.EqualTo(ExitCode.Interrupted));
        Assert.That(_bench.Error, Does.Contain("Interrompu."));
        Assert.That(await StageAsync(), Is.Null);
    }

    [Test]
    public async Task GoLive_NobodyToAnswer_SaysWhatToAddAndChangesNothing()
    {
        await Store.KeepAChannelAsync();

        Assert.That(await RunAsync("go-live", "kept"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_bench.Error, Does.Contain("--yes"));
        Assert.That(await StageAsync(), Is.Null);
    }

    [Test]
    public async Task GoLive_AccountWasSeenNotToPost_RefusesWithTheStepToTake()
    {
        await Store.KeepAChannelAsync();
        await Store.ProveAsync(new(Capability.Post, ProofResult.Missing, new("le bot n'est pas administrateur.", "the bot is no administrator.")), "@parti_kept");

        Assert.That(await RunAsync("go-live", "kept", "--yes"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("the bot is no administrator."));
        Assert.That(await StageAsync(), Is.Null);
    }

    [Test]
    public async Task GoLive_AccountWasMendedSinceItsFirstLook_GoesByTheLastOne()
    {
        await Store.KeepAChannelAsync();
        await Store.ProveAsync(new(Capability.Authenticate, ProofResult.Missing, new("jeton mort.", "dead token.")));
        await Store.ProveAsync(new(Capability.Authenticate, ProofResult.Proven, new("c'est bon.", "fine.")), "@parti_kept", TimeSpan.FromHours(1));

        Assert.That(await RunAsync("go-live", "kept", "--yes"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(await StageAsync(), Is.EqualTo("live"));
    }

    [Test]
    public async Task GoLive_ChannelOfTheFile_SaysWhichLineToChange()
    {
        await Store.KeepAChannelAsync();

        var exit = await RunAsync("go-live", "gironde", "--back-to", "shadow");

        Assert.That(exit, Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("write \"Stage\": \"shadow\" on line 5").And.Contain("appsettings.json"));
    }

    [Test]
    public async Task GoLive_BackToDraft_TakesItOutOfService()
    {
        await Store.KeepAChannelAsync();
        await RunAsync("go-live", "kept", "--yes");

        Assert.That(await RunAsync("go-live", "kept", "--back-to", "draft", "--json"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(await StageAsync(), Is.EqualTo("draft"));
    }

    [Test]
    public async Task TestPost_NetworkOutOfReach_SaysThatItDidNotLeave()
    {
        await Store.KeepAChannelAsync();

        var exit = await RunAsync("test-post", "gironde", "--json");

        var result = JsonDocument.Parse(_bench.Output).RootElement;
        Assert.That((exit, result.GetProperty("posted").ValueKind, result.GetProperty("link").ValueKind, result.GetProperty("deleted").ValueKind), Is.EqualTo((ExitCode.Refused, JsonValueKind.False, JsonValueKind.Null, JsonValueKind.False)), _bench.Error);
    }

    [Test]
    public async Task TestPost_ShadowThatGoesToTheLogOnly_SaysThatItProvesNothing()
    {
        await Store.KeepAChannelAsync();

        Assert.That(await RunAsync("test-post", "kept"), Is.EqualTo(ExitCode.Refused), _bench.Error);
        Assert.That(_bench.Output, Does.Contain("stayed in Relay's own log").And.Contain("proves nothing").And.Contain("relay check").And.Not.Contain("works"));
    }

    [Test]
    public async Task TestPost_Draft_SaysThatNothingLeavesIt()
    {
        await Store.KeepAChannelAsync();
        await RunAsync("go-live", "kept", "--back-to", "draft");

        Assert.That(await RunAsync("test-post", "kept"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("is a draft: nothing leaves it"));
    }

    [Test]
    public async Task GoLive_LiveAlready_SaysSo()
    {
        await Store.KeepAChannelAsync();

        Assert.That(await RunAsync("go-live", "gironde"), Is.EqualTo(ExitCode.Done));
        Assert.That(_bench.Output, Does.Contain("live already"));
    }

    [Test]
    public async Task GoLive_NoSuchChannel_NamesThoseThatAre()
    {
        await Store.KeepAChannelAsync();

        Assert.That(await RunAsync("go-live", "girond"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("there are: gironde, kept"));
    }

    [Test]
    public async Task GoLive_DryRunOfAProfileOnX_TellsThePrice()
    {
        await Store.KeepAChannelAsync();
        foreach (var key in new[] { "ConsumerKey", "ConsumerSecret", "Token", "TokenSecret" })
        {
            _bench.Variables[$"Relay__Accounts__x33__{key}"] = "abcdefghijklmnop";
        }
        var file = Path.Combine(_bench.Folder, "appsettings.json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, text
            .Replace("\"Accounts\": {", "\"Accounts\": { \"x33\": { \"Network\": \"x\", \"Handle\": \"@parti\" },", StringComparison.Ordinal)
            .Replace("\"Channels\": {", "\"Channels\": { \"x\": { \"Account\": \"x33\", \"Kinds\": [ \"event\" ], \"Moments\": [ \"announce\" ], \"Slots\": [ \"Mon-Sun 00:00-24:00\" ] },", StringComparison.Ordinal));

        var exit = await RunAsync("go-live", "x", "--dry-run", "--json");

        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        var shown = JsonDocument.Parse(_bench.Output).RootElement;
        Assert.That((shown.GetProperty("stage").GetString(), shown.GetProperty("total").GetInt32()), Is.EqualTo(("shadow", 1)));
        Assert.That(shown.GetProperty("costUsd").GetDecimal(), Is.GreaterThan(0));
    }

    [Test]
    public async Task GoLive_ClockMovesWhileItPlans_CountsWhatIsDueAtOnceAllTheSame()
    {
        await Store.KeepAChannelAsync();

        await CommandLine.RunAsync(["go-live", "kept", "--dry-run"], _bench.Around(new TickingTime(StoreBench.Time.GetUtcNow())), CancellationToken.None);

        Assert.That(_bench.Output, Does.Contain("1 at once, 1 after that at the channel's pace"), _bench.Error);
    }

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args, _bench.Around(StoreBench.Time), CancellationToken.None);

    private async Task<string?> StageAsync() => (await Store.ReadAsync(store => store.Settings.SectionsAsync(default)))
        .Single(section => section.Kind == SectionKind.Channel && section.Id == "kept").Values.GetValueOrDefault("Stage");

    /// <summary>A terminal where nothing is typed but Ctrl+C: a read of it does not come back.</summary>
    private sealed class Unanswered(CancellationTokenSource stop) : TextReader
    {
        public override string? ReadLine()
        {
            stop.Cancel();
            using var never = new SemaphoreSlim(0);
            never.Wait();
            return null;
        }
    }

    /// <summary>A clock that no two looks find at the same instant.</summary>
    private sealed class TickingTime(DateTimeOffset start) : TimeProvider
    {
        private int _looks;

        public override DateTimeOffset GetUtcNow() => start.AddMilliseconds(Interlocked.Increment(ref _looks));
    }
}
