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
    public async Task Template_FilesAlreadyThere_AreLeftAlone()
    {
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "fichiers"));
        var mine = _bench.Write("fichiers/initiatives.csv", "à moi");

        var exit = await _bench.RunAsync("csv-template", "fichiers");

        Assert.That((exit, await File.ReadAllTextAsync(mine), Directory.GetFiles(Path.GetDirectoryName(mine)!).Length), Is.EqualTo((ExitCode.Refused, "à moi", 1)));
        Assert.That(_bench.Error, Does.Contain("is there already"));
    }
}
