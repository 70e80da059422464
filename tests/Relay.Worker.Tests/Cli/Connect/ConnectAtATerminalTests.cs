using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Worker.Cli;
using Relay.Worker.Cli.Connect;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Cli.Connect;

/// <summary>A person types: what she got wrong is asked again, what she got right is not.</summary>
public sealed class ConnectAtATerminalTests
{
    private readonly CliBench _bench = new();
    private readonly PlayedConnector _connector = new();
    private readonly Queue<string?> _secrets = new([PlayedConnector.Secret]);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Connect_TypoInTheLastQuestion_IsAskedAgainAndNothingElseIs()
    {
        await TypeAsync("", "1", "Girone", "33");

        Assert.That(string.Join(',', (await LoadedAsync()).Channels["gironde-telegram"].Territories), Is.EqualTo("DEP-33"));
        Assert.That(_bench.Output, Does.Contain("may be DEP-33 (Gironde)"));
        Assert.That(Count("The bot's token"), Is.EqualTo(1));
    }

    [Test]
    public async Task Connect_AnswerThatTheNetworkRefuses_IsTheOnlyOneAskedAgain()
    {
        _connector.Faults.Enqueue(new(new("Étape du jeton : inconnu.", "Token step: unknown."), PlayedConnector.Token.Key));
        _secrets.Enqueue(PlayedConnector.Secret.Replace("rehear1", "rehear2", StringComparison.Ordinal));

        await TypeAsync("", "Landes", "");

        Assert.That((Count("Token step: unknown."), Count("The bot's token"), Count("Where to publish?"), Count("The bot answers.")), Is.EqualTo((1, 2, 1, 2)));
        var configuration = (await ConfigurationLoader.LoadForWorkAsync(null, _bench.Around(), CancellationToken.None)).InForce;
        Assert.That(configuration.Accounts["tilleul-bot"].Secret("Token"), Does.EndWith("rehear2"));
        Assert.That(configuration.Channels.Keys, Is.EqualTo(new[] { "landes-telegram" }));
    }

    [Test]
    public async Task Connect_FaultOfNoAnswer_AsksWhetherToTryAgain()
    {
        _connector.Faults.Enqueue(new(new("Le réseau ne répond pas.", "The network does not answer.")));

        await TypeAsync("", "Landes", "y", "");

        Assert.That((Count("The network does not answer."), Count("Try again? [Y/n]"), Count("The bot's token")), Is.EqualTo((1, 1, 1)));
    }

    [Test]
    public async Task Connect_FaultOfNoAnswerAndNoMorePatience_EndsInItsSentenceAndKeepsNothing()
    {
        _connector.Faults.Enqueue(new(new("Le réseau ne répond pas.", "The network does not answer.")));

        var end = (await Assert.ThrowsAsync<CommandFailure>(() => TypeAsync("", "Landes", "n")))!;

        Assert.That(end.Sentence.English, Is.EqualTo("The network does not answer."));
        Assert.That(Directory.EnumerateFileSystemEntries(_bench.Folder), Is.Empty);
    }

    [Test]
    public async Task Connect_InputEndsHalfWay_LeavesNothingBehind()
    {
        await Assert.ThrowsAsync<CommandFailure>(() => TypeAsync(""));

        Assert.That(Directory.EnumerateFileSystemEntries(_bench.Folder), Is.Empty);
    }

    [Test]
    public async Task Connect_EndOfInputAtTheToken_EndsInOneSentenceAndAsksNothingMore()
    {
        _secrets.Clear();
        _secrets.Enqueue(null);

        var end = (await Assert.ThrowsAsync<CommandFailure>(() => TypeAsync("", "y", "y")))!;

        Assert.That(end.Sentence, Is.EqualTo(new Phrase("L'entrée s'est terminée avant la réponse : rien n'a changé.", "The input ended before the answer: nothing has changed.")));
        Assert.That((Count("Try again?"), Count("The bot's token")), Is.EqualTo((0, 1)));
        Assert.That(Directory.EnumerateFileSystemEntries(_bench.Folder), Is.Empty);
    }

    [Test]
    public async Task Connect_AccountRenewedWithTheChannelsItHas_AsksForNoTerritory()
    {
        await TypeAsync("", "Landes", "33");
        _secrets.Enqueue(PlayedConnector.Secret);

        await TypeNamedAsync("tilleul-bot", "Landes");

        Assert.That((Count("Which territory"), Count("No new channel")), Is.EqualTo((1, 1)));
        Assert.That(string.Join(',', (await LoadedAsync()).Channels["landes-telegram"].Territories), Is.EqualTo("DEP-33"));
    }

    [Test]
    public async Task Connect_AccountRenewedWithANewChannel_AsksForItsTerritory()
    {
        await TypeAsync("", "Landes", "33");
        _secrets.Enqueue(PlayedConnector.Secret);

        await TypeNamedAsync("tilleul-bot", "1,2", "40");

        var channels = (await LoadedAsync()).Channels;
        Assert.That(channels.OrderBy(channel => channel.Key, StringComparer.Ordinal).Select(channel => $"{channel.Key} {string.Join(',', channel.Value.Territories)}"), Is.EqualTo(new[] { "gironde-telegram DEP-40", "landes-telegram DEP-33" }));
    }

    [Test]
    public async Task Connect_Interrupted_SaysThatNothingWasKept()
    {
        _secrets.Clear();

        await Assert.ThrowsAsync<InterruptedException>(() => TypeAsync(""));

        Assert.That(_bench.Error, Does.Contain("nothing was kept"));
        Assert.That(Directory.EnumerateFileSystemEntries(_bench.Folder), Is.Empty);
    }

    [Test]
    public async Task Connect_FolderThatIsAFile_IsAskedAgain()
    {
        _bench.Write("party", "a file");

        await TypeAsync("", "events", "1", "");

        Assert.That(_bench.Output, Does.Contain("'party' is a file"));
        Assert.That(Directory.GetFiles(Path.Combine(_bench.Folder, "events")), Is.Not.Empty);
    }

    [Test]
    public async Task Connect_NameThatIsNoId_IsRefusedBeforeAnythingIsAsked()
    {
        var end = (await Assert.ThrowsAsync<CommandFailure>(() => TypeNamedAsync("Mon compte", "")))!;

        Assert.That((end.Exit, Count("The bot's token")), Is.EqualTo((ExitCode.Usage, 0)));
        Assert.That(end.Sentence.English, Does.Contain("--name").And.Contain("Mon compte"));
    }

    [Test]
    public async Task Connect_InTheFolderOfARehearsal_MarksEveryLine()
    {
        _bench.Write("appsettings.json", """{ "Relay": { "Rehearsal": true, "Sources": { "party": { "Kind": "csv", "Folder": "party" } } } }""");

        await TypeAsync("1", "");

        Assert.That(_bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.All.StartsWith("[REHEARSAL] "));
    }

    [Test]
    public async Task Connect_WithoutANetwork_ListsThemAndWhatEachNeeds()
    {
        Assert.That(await _bench.RunAsync("connect"), Is.EqualTo(ExitCode.Done), _bench.Error);

        Assert.That(_bench.Output, Does.Contain("relay connect telegram").And.Contain("relay connect facebook").And.Contain("relay connect x").And.Contain("credits"));
    }

    private Task TypeAsync(params string[] lines) => TypeNamedAsync(null, lines);

    private async Task TypeNamedAsync(string? name, params string[] lines)
    {
        var around = _bench.Around() with
        {
            Input = new StringReader(string.Concat(lines.Select(line => line + "\n"))),
            ReadHidden = () => _secrets.TryDequeue(out var secret) ? secret : throw new InterruptedException(),
        };
        var screen = new Screen(around.Output, around.Error, "en", json: false);
        var dialogue = new CommandDialogue(screen, around, _ => null, ask: true, null);
        Assert.That(await new ConnectRun(_connector, dialogue, screen, around).RunAsync(new(null, name, null, []), CancellationToken.None), Is.EqualTo(ExitCode.Done));
    }

    private async Task<ConfigurationInForce> LoadedAsync() => (await ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None)).InForce;

    private int Count(string words) => _bench.Output.Split(words).Length - 1;
}
