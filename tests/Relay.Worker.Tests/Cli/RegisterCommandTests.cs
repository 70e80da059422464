using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Contacts.Retention;

namespace Relay.Worker.Tests.Cli;

public sealed class RegisterCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Register_OfTheConfiguration_TellsItsNetworksDurationsAndWhatIsMissing()
    {
        new StoreBench(_bench).Configure();

        Assert.That(await _bench.RunAsync("register", "--lang", "fr"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("Telegram (Émirats arabes unis").And.Not.Contain("Meta Platforms"));
        Assert.That(_bench.Output, Does.Contain($"Contact régulier : {new RetentionSettings().RegularMonths} mois"));
        Assert.That(_bench.Output, Does.Contain("Contact du DPO : À COMPLÉTER (réglage Party:DataProtectionContact)").And.Contain("rien ne lui est rendu"));
    }

    [Test]
    public async Task Register_WithDurationsOfItsOwn_TellsThoseThatHold()
    {
        new StoreBench(_bench).Configure();
        var text = await File.ReadAllTextAsync(Path.Combine(_bench.Folder, "appsettings.json"));
        _bench.Write("appsettings.json", text.Replace("\"Sources\":", "\"Retention\": { \"PassageDays\": 15, \"OccasionalMonths\": 1, \"RegularMonths\": 24 }, \"Sources\":", StringComparison.Ordinal));

        Assert.That(await _bench.RunAsync("register", "--lang", "en"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("public replies: 15 days; private answers: 1 month").And.Contain("Occasional contact: 1 month after").And.Contain("Regular contact: 24 months after"));
    }

    [Test]
    public async Task Register_WithAPartyAndAReturn_NamesThem()
    {
        new StoreBench(_bench).Configure();
        var text = await File.ReadAllTextAsync(Path.Combine(_bench.Folder, "appsettings.json"));
        _bench.Write("appsettings.json", text.Replace("\"Sources\":", "\"Party\": { \"Name\": \"Parti test\" }, \"Return\": { \"Kind\": \"ndjson\", \"Path\": \"retour\" }, \"Sources\":", StringComparison.Ordinal));

        Assert.That(await _bench.RunAsync("register", "--json", "--lang", "en"), Is.Zero, _bench.Error);

        var lines = JsonDocument.Parse(_bench.Output).RootElement.EnumerateArray().SelectMany(section => section.GetProperty("lines").EnumerateArray()).Select(line => line.GetString()).ToList();
        Assert.That(lines, Does.Contain("Name: Parti test").And.Contain("The party's database or folder, by the setting Return: acts and oppositions"));
    }
}
