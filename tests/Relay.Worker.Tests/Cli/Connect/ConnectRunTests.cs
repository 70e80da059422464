using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Relay.Worker.Cli;
using Relay.Worker.Cli.Connect;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Cli.Connect;

/// <summary>Connecting, looking, changing and disconnecting, from an empty folder.</summary>
public sealed class ConnectRunTests
{
    private readonly CliBench _bench = new();
    private readonly PlayedConnector _connector = new();

    [SetUp]
    public void Token() => _bench.Write("token", PlayedConnector.Secret);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Connect_FromAnEmptyFolder_MakesTheFileTheFolderAndTheStore()
    {
        await ConnectAsync("Gironde en fête");

        Assert.That(Directory.GetFiles(Path.Combine(_bench.Folder, "party")), Is.Not.Empty);
        Assert.That(await _bench.RunAsync("accounts", "--json"), Is.EqualTo(ExitCode.Done), _bench.Error);
        var account = Json().GetProperty("accounts")[0];
        var channel = account.GetProperty("channels")[0];
        Assert.That((account.GetProperty("id").GetString(), account.GetProperty("in").GetString()), Is.EqualTo(("tilleul-bot", "store")));
        Assert.That((channel.GetProperty("id").GetString(), channel.GetProperty("target").GetString(), channel.GetProperty("stage").GetString()), Is.EqualTo(("gironde-telegram", "@gironde", "shadow")));
        Assert.That(await _bench.RunAsync("check", "--offline"), Is.EqualTo(ExitCode.Done), _bench.Error);
    }

    [Test]
    [Platform("Linux")]
    public async Task Connect_DataFolderThatCannotBeWritten_IsSaidBeforeAnyQuestion()
    {
        _bench.Write("appsettings.json", """{ "Relay": { "Store": { "Path": "/sys/relay/relay.db" } } }""");
        _bench.Input = new StringReader("");

        Assert.That(await _bench.RunAsync("connect", "telegram", "--lang", "fr"), Is.EqualTo(ExitCode.Store));
        Assert.That(_bench.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(_bench.Error, Does.Contain("/sys/relay/relay.db").And.Contain("n'est pas inscriptible"));
        Assert.That(_bench.Output, Is.Empty, "nothing was asked");
    }

    [TestCase("http://example.org/")]
    [TestCase("ftp://127.0.0.1/")]
    [TestCase("example.org")]
    public async Task Connect_AddressThatWouldSendSecretsInTheClear_IsRefusedBeforeAnythingIsSent(string address)
    {
        Assert.That(await _bench.RunAsync("connect", "facebook", "--base-address", address, "--app-secret-file", "token", "--user-token-file", "token"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_bench.Error, Does.Contain("--base-address"));
        Assert.That(File.Exists(Path.Combine(_bench.Folder, "appsettings.json")), Is.False);
    }

    [Test]
    public async Task Connect_Secret_IsShownAndWrittenNowhereInTheClear()
    {
        await ConnectAsync("Landes");

        Assert.That(_bench.Output + _bench.Error, Does.Contain("landes-telegram").And.Not.Contain("REHEARSALrehearsal"));
        foreach (var file in Directory.GetFiles(_bench.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "token"))
        {
            Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain("REHEARSALrehearsal"), file);
        }
    }

    [TestCase("33", "DEP-33")]
    [TestCase("gironde, FR", "DEP-33,FR")]
    [TestCase("Nouvelle-Aquitaine", "REG-75")]
    public async Task Connect_TerritoryAsPeopleSayIt_IsATypedCode(string said, string codes)
    {
        await ConnectAsync("Landes", ("territory", said));

        var (_, configuration) = await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None);
        Assert.That(string.Join(',', configuration.Channels["landes-telegram"].Territories), Is.EqualTo(codes));
    }

    [Test]
    public async Task Connect_UnknownTerritory_SaysWhichWasMeantAndKeepsNothing()
    {
        var failure = (await Assert.ThrowsAsync<CommandFailure>(() => ConnectAsync("Landes", ("territory", "Girone"))))!;

        Assert.That(failure.Sentence.English, Does.Contain("Channels step").And.Contain("Gironde"));
        Assert.That(Directory.Exists(Path.Combine(_bench.Folder, "data")), Is.False);
    }

    [Test]
    public async Task Connect_Again_RenewsTheSecretAndAddsOnlyNewChannels()
    {
        await ConnectAsync("Landes");
        _bench.Write("token", PlayedConnector.Secret.Replace("rehear1", "rehear2", StringComparison.Ordinal));

        await ConnectAsync("Landes|Gironde en fête");

        var (_, configuration) = await ConfigurationLoader.LoadForWorkAsync(null, _bench.Around(), CancellationToken.None);
        Assert.That(configuration.Accounts.Keys, Is.EqualTo(new[] { "tilleul-bot" }));
        Assert.That(configuration.Channels.Keys, Is.EquivalentTo(new[] { "landes-telegram", "gironde-telegram" }));
        Assert.That(configuration.Accounts["tilleul-bot"].Secret("Token"), Does.EndWith("rehear2"));
        Assert.That(_bench.Output, Does.Contain("is renewed"));
    }

    [Test]
    public async Task Connect_AccountWhoseChannelIsLive_SaysTheStageThatHoldsAndNotThatItRehearses()
    {
        await ConnectAsync("Landes");
        await using (var store = await Relay.Store.RelayStore.OpenForWorkAsync(new() { Path = Path.Combine(_bench.Folder, "data", "relay.db") }, TimeProvider.System, null, CancellationToken.None))
        {
            var channel = (await store.Settings.SectionsAsync(CancellationToken.None)).Single(section => section.Kind == Core.Channels.Connecting.SectionKind.Channel);
            var live = channel with { Values = channel.Values.Where(pair => pair.Key != "Stage").Append(KeyValuePair.Create("Stage", "live")).ToDictionary() };
            await store.Settings.ChangeAsync(new([live], [], new Dictionary<string, string>()), Core.Audit.Actor.System, DateTimeOffset.UnixEpoch, CancellationToken.None);
        }
        var before = _bench.Output.Length;

        await ConnectAsync("Landes", ("name", "tilleul-bot"));

        Assert.That(_bench.Output[before..], Does.Contain("channel landes-telegram: live as before").And.Contain("\"relay run\" publishes for good, as before").And.Not.Contain("rehearses"));
    }

    [Test]
    public async Task Connect_NameOfAConnectedAccount_IsRenewedWhateverTheNetworkProposes()
    {
        await ConnectAsync("Landes");
        _connector.Name = "another-name";

        await ConnectAsync("Landes", ("name", "tilleul-bot"));

        Assert.That(_connector.Place!.Existing!.Id, Is.EqualTo("tilleul-bot"));
        Assert.That((await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None)).InForce.Accounts.Keys, Is.EqualTo(new[] { "tilleul-bot" }));
    }

    [Test]
    public async Task Connect_AgainWithASettingTakenAway_KeepsItNoMore()
    {
        _connector.Settings["Journal"] = "-1001234567890";
        await ConnectAsync("Landes");
        _connector.Settings["Journal"] = "";

        await ConnectAsync("Landes", ("name", "tilleul-bot"));

        Assert.That((await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None)).InForce.Accounts["tilleul-bot"].Settings.ContainsKey("Journal"), Is.False);
    }

    [Test]
    public async Task Connect_UnderTheKillSwitch_TellsTheConnectorThatNothingMayLeave()
    {
        await ConnectAsync("Landes");
        Assert.That(await _connector.Place!.HaltedAsync(CancellationToken.None), Is.Null);

        var file = _bench.Write(Path.Combine("data", "relay.stop"), "");

        Assert.That((await _connector.Place.HaltedAsync(CancellationToken.None))!.Value.English, Does.StartWith("the kill switch is on").And.Contain(file));
    }

    [Test]
    public async Task Connect_WhileEverythingIsPaused_TellsTheConnectorThatNothingMayLeave()
    {
        await ConnectAsync("Landes");
        Assert.That(await _bench.RunAsync("pause", "--all"), Is.EqualTo(ExitCode.Done), _bench.Error);

        await ConnectAsync("Landes");

        Assert.That((await _connector.Place!.HaltedAsync(CancellationToken.None))!.Value.English, Does.Contain("relay resume --all"));
    }

    [Test]
    public async Task Connect_AccountOfTheFile_IsReadOnlyWithTheReason()
    {
        new StoreBench(_bench).Configure();

        var failure = (await Assert.ThrowsAsync<CommandFailure>(() => ConnectAsync("Landes", ("name", "bot33"))))!;

        Assert.That(failure.Sentence.English, Does.Contain("appsettings.json").And.Contain("line 3").And.Contain("change it there"));
    }

    [Test]
    public async Task Connect_NameTheFileHasAlready_TakesTheNextFreeOne()
    {
        new StoreBench(_bench).Configure();
        _connector.Name = "bot33";

        await ConnectAsync("Landes");

        Assert.That((await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None)).InForce.Accounts.Keys, Is.EquivalentTo(new[] { "bot33", "bot33-2" }));
    }

    [Test]
    public async Task Disconnect_Account_TakesItsChannelsAndSecretsAndLeavesAnAudit()
    {
        await ConnectAsync("Landes");

        Assert.That(await _bench.RunAsync("disconnect", "tilleul-bot"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("--yes"));
        Assert.That(await _bench.RunAsync("disconnect", "tilleul-bot", "--yes"), Is.EqualTo(ExitCode.Done), _bench.Error);

        var loaded = await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None);
        Assert.That((loaded.InForce.Accounts.Count, loaded.InForce.Channels.Count, loaded.Kept.Secrets!.Holds("Relay:Accounts:tilleul-bot:Token")), Is.EqualTo((0, 0, false)));
        Assert.That(await _bench.RunAsync("audit", "verify"), Is.EqualTo(ExitCode.Done));
        Assert.That(_bench.Output, Does.Contain("stays on the network"));
    }

    [Test]
    public async Task ChannelSet_WrongValues_ListsAllFaultsAndChangesNothing()
    {
        await ConnectAsync("Landes");

        Assert.That(await _bench.RunAsync("channel", "set", "landes-telegram", "Slots", "Lun 08:00-20:00", "Mon 8-9"), Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain("Slots:0").And.Contain("Slots:1"));
        Assert.That(await _bench.RunAsync("channel", "set", "landes-telegram", "MaximumPerDay", "3"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(await _bench.RunAsync("channel", "set", "landes-telegram", "Stage", "live"), Is.EqualTo(ExitCode.Usage));

        var (_, configuration) = await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None);
        Assert.That((configuration.Channels["landes-telegram"].MaximumPerDay, configuration.Channels["landes-telegram"].Slots.Texts.Count), Is.EqualTo((3, 2)));
    }

    [Test]
    public async Task ChannelSet_SeveralSettings_AreChangedTogether()
    {
        await ConnectAsync("Landes");

        Assert.That(await _bench.RunAsync("channel", "set", "landes-telegram", "Slots=Mon-Fri 09:00-18:00", "slots=Sat 10:00-12:00", "MaximumPerDay=3"), Is.EqualTo(ExitCode.Done), _bench.Error);

        var (_, configuration) = await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None);
        Assert.That((configuration.Channels["landes-telegram"].MaximumPerDay, string.Join(" | ", configuration.Channels["landes-telegram"].Slots.Texts)), Is.EqualTo((3, "Mon-Fri 09:00-18:00 | Sat 10:00-12:00")));
        Assert.That(await _bench.RunAsync("channel", "unset", "landes-telegram", "Themes", "MaximumPerDay"), Is.EqualTo(ExitCode.Done), _bench.Error);
    }

    [Test]
    public async Task ChannelSet_SeveralFaults_AreToldTogetherAndNothingChanges()
    {
        await ConnectAsync("Landes");

        Assert.That(await _bench.RunAsync("channel", "set", "landes-telegram", "Slot=Mon-Fri 09:00-18:00", "MaximumPerDay=many", "Stage=live", "Language=fr", "Language=en"), Is.EqualTo(ExitCode.Usage));

        Assert.That(_bench.Error, Does.Contain("did you mean Slots").And.Contain("MaximumPerDay").And.Contain("go-live").And.Contain("it takes one value"));
        Assert.That(await _bench.RunAsync("channel", "set", "landes-telegram", "MaximumPerDay"), Is.EqualTo(ExitCode.Usage));
        Assert.That(_bench.Error, Does.Contain("Which value for MaximumPerDay?"));
    }

    [Test]
    public async Task Run_WithKeysGone_LeavesTheAccountOutAndSaysTheWayOut()
    {
        await ConnectAsync("Landes");
        Directory.Delete(Path.Combine(_bench.Folder, "data", "keys"), recursive: true);

        Assert.That(await _bench.RunAsync("check", "--offline"), Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain("Relay:Accounts:tilleul-bot:Token").And.Contain("relay connect"));
        await ConnectAsync("Landes");
        Assert.That(await _bench.RunAsync("check", "--offline"), Is.EqualTo(ExitCode.Done), _bench.Error);
    }

    [Test]
    public async Task Connect_BesideARunningWorker_IsFollowedAtOnce()
    {
        await ConnectAsync("Landes");
        var around = _bench.Around();
        var (file, configuration) = await ConfigurationLoader.LoadForWorkAsync(null, around, CancellationToken.None);
        await using var run = await WorkerRun.StartAsync(file, configuration, new Screen(around.Output, around.Error, "en", json: false), around, CancellationToken.None);
        var live = run.Services.GetRequiredService<LiveChannels>();
        var untouched = live.Accounts["tilleul-bot"];

        await ConnectAsync("Gironde en fête", ("name", "second"));
        Assert.That(live.Accounts.Keys, Is.EquivalentTo(new[] { "tilleul-bot", "second" }));
        Assert.That(live.Channels.Keys, Is.EquivalentTo(new[] { "landes-telegram", "gironde-telegram" }));
        Assert.That(live.Accounts["tilleul-bot"], Is.SameAs(untouched));
        Assert.That(await _bench.RunAsync("disconnect", "second", "--yes"), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(live.Accounts.Keys, Is.EqualTo(new[] { "tilleul-bot" }));
    }

    private async Task ConnectAsync(string chats, params (string Key, string Answer)[] more)
    {
        var around = _bench.Around();
        var screen = new Screen(around.Output, around.Error, "en", json: false);
        var answers = more.Append(("token", "token")).ToLookup(pair => pair.Item1, pair => pair.Item2);
        var dialogue = new CommandDialogue(screen, around, question => question.Key == "chat" ? chats.Split('|') : answers.Contains(question.Key) ? [.. answers[question.Key]] : null, ask: false, null);
        var exit = await new ConnectRun(_connector, dialogue, screen, around).RunAsync(new(null, answers["name"].FirstOrDefault(), null, []), CancellationToken.None);
        Assert.That(exit, Is.EqualTo(ExitCode.Done));
    }

    private JsonElement Json() => JsonDocument.Parse(_bench.Output.Trim().Split('\n')[^1]).RootElement;
}
