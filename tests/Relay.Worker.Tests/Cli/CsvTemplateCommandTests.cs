using NUnit.Framework;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary><c>relay csv-template</c>, from nothing to a plan that names no fault.</summary>
public sealed class CsvTemplateCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void Remove() => _bench.Dispose();

    [Test]
    public async Task Template_NewFolder_IsMadeAndReadsWithoutFault()
    {
        var exit = await _bench.RunAsync("csv-template", "fichiers", "--lang", "fr");
        _bench.Write("appsettings.json", """{ "Relay": { "Store": { "Path": "relay.db" }, "Sources": { "dossier": { "Kind": "csv", "Folder": "fichiers", "Territory": "DEP-33" } } } }""");

        Assert.That((exit, File.Exists(Path.Combine(_bench.Folder, "fichiers", "evenements.csv"))), Is.EqualTo((ExitCode.Done, true)));
        Assert.That(_bench.Output, Does.Contain("\"Kind\": \"csv\""));
        Assert.That(await _bench.RunAsync("plan"), Is.EqualTo(ExitCode.Done), () => _bench.Error);
    }

    [Test]
    public async Task Check_FolderWithTheTemplateAlone_DoesNotCountItsExamples()
    {
        await CheckableAsync();

        await _bench.RunAsync("check", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("source party : 0 fiche lisible, 0 ligne à corriger ; 3 lignes d'exemple du modèle, qui ne comptent pas"));
    }

    [Test]
    public async Task Check_HeaderThatIsRefused_NamesTheFileTheLineTheHeaderAndWhatIsExpectedOnce()
    {
        await CheckableAsync();
        _bench.Write("fichiers/evenements.csv", "identifiant;titre;debut;visibilté\r\nx;Un titre;24/12/2026 18:00;public\r\n");

        await _bench.RunAsync("check", "--lang", "fr");

        var lines = _bench.Output.Split('\n').Where(line => line.Contains("evenements.csv", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Some.Match("« visibilté », evenements.csv:1:2\\d : .*vouliez-vous écrire « visibilité »"), _bench.Output);
        Assert.That(lines.Select(line => line.Split("evenements.csv").Length - 1), Is.All.EqualTo(1), "each place once");
    }

    private async Task CheckableAsync()
    {
        _bench.Write("token", "7000000001:AAREHEARSALrehearsalREHEARSALrehear1");
        _bench.Write("appsettings.json", """
            { "Relay": {
              "Sources": { "party": { "Kind": "csv", "Folder": "fichiers" } },
              "Accounts": { "bot33": { "Network": "telegram", "TokenFile": "token", "BaseAddress": "http://127.0.0.1:9/" } }
            } }
            """);
        await _bench.RunAsync("csv-template", "fichiers");
    }

    [Test]
    public async Task Template_FilesAlreadyThere_AreLeftAlone()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "fichiers"));
        var mine = _bench.Write("fichiers/initiatives.csv", "à moi");

        var exit = await _bench.RunAsync("csv-template", "fichiers");

        Assert.That((exit, await File.ReadAllTextAsync(mine), Directory.GetFiles(Path.GetDirectoryName(mine)!).Length), Is.EqualTo((ExitCode.Refused, "à moi", 1)));
        Assert.That(_bench.Error, Does.Contain("is there already"));
    }
}
