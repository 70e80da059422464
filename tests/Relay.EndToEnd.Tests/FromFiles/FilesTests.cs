using System.Globalization;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.FromFiles;

/// <summary>The main job without a database: from a folder of CSV files, and from a calendar's address.</summary>
public sealed class FilesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Rehearsal _rehearsal = null!;

    private static DateTimeOffset InThreeDays => TimeProvider.System.GetUtcNow().AddDays(3);

    [SetUp]
    public async Task StartTheNetworks()
    {
        _rehearsal = await Rehearsal.StartAsync();
        _rehearsal.AddPage("page", 0);
        _rehearsal.Config.Channel("facebook", "page", _rehearsal.World.Pages[0].Id);
    }

    [TearDown]
    public async Task StopEverything() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Run_FolderOfCsvFiles_TellsEachRowOnceAndCallsOffWhatIsCancelled()
    {
        var folder = Directory.CreateDirectory(_rehearsal.Of("fichiers")).FullName;
        WriteCsv(folder, "confirmé");
        _rehearsal.Config.Source("dossier", new JsonObject { ["Kind"] = "csv", ["Folder"] = "fichiers", ["Kinds"] = new JsonArray("event"), ["Territory"] = "DEP-33" });
        _rehearsal.Config.Write();
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await PostsAsync(worker, 2);

        WriteCsv(folder, "annulé");
        await CalledOffAsync(worker);

        var (posts, status) = (await _rehearsal.Sandbox.PostsAsync(), await _rehearsal.RunAsync("status", "--lang", "fr"));
        Assert.That(posts.Count(post => post.Text.Contains("Café citoyen", StringComparison.Ordinal)), Is.EqualTo(2), "told, and called off");
        Assert.That(posts, Has.Count.EqualTo(3));
        Assert.That(status.Output, Does.Contain("evenements.csv:4:"), "the row that is wrong is named by its line");
    }

    [Test]
    public async Task Run_CalendarAtAnAddress_AsksOnlyForChangesAndTellsThem()
    {
        await using var server = await CalendarServer.StartAsync();
        server.Text = Calendar("CONFIRMED");
        _rehearsal.Config.Source("agenda", new JsonObject { ["Kind"] = "ical", ["Url"] = server.Address.AbsoluteUri, ["Territory"] = "DEP-33" });
        _rehearsal.Config.Write();
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await PostsAsync(worker, 2);
        await UntilAsync(worker, () => Task.FromResult(server.Answers.Count(code => code == 304) >= 2), "two answers 304");
        var before = server.Answers.ToArray();

        server.Text = Calendar("CANCELLED");
        await CalledOffAsync(worker);

        var posts = await _rehearsal.Sandbox.PostsAsync();
        await TestContext.Out.WriteLineAsync($"Answers: {string.Join(' ', server.Answers)}");
        Assert.That(before.Count(code => code == 200), Is.EqualTo(1), "downloaded once while it did not change");
        Assert.That(posts, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Run_CalendarWithNewIdsAtEachDownload_TellsEachEventOnce()
    {
        await using var server = await CalendarServer.StartAsync();
        server.Text = Calendar("CONFIRMED", Guid.NewGuid().ToString());
        _rehearsal.Config.Source("agenda", new JsonObject { ["Kind"] = "ical", ["Url"] = server.Address.AbsoluteUri, ["Territory"] = "DEP-33" });
        _rehearsal.Config.Write();
        await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await PostsAsync(worker, 2);

        for (var download = 0; download < 5; download++)
        {
            var answered = server.Answers.Count;
            server.Text = Calendar("CONFIRMED", Guid.NewGuid().ToString());
            await UntilAsync(worker, () => Task.FromResult(server.Answers.Count >= answered + 2), "another download");
        }

        Assert.That(await _rehearsal.Sandbox.PostsAsync(), Has.Count.EqualTo(2));
    }

    private static void WriteCsv(string folder, string status)
    {
        var day = InThreeDays.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        File.WriteAllText(Path.Combine(folder, "evenements.csv"), $"""
            identifiant;titre;début;code postal;lieu;lieu public;statut
            e1;Café citoyen;{day} 18:30;33000;Salle des fêtes;oui;{status}
            e2;Grande réunion;{day} 20:00;33000;;;
            e3;Ligne fausse;bientôt;33000;;;
            """);
    }

    private static string Calendar(string status, string prefix = "e") => string.Join("\r\n",
    [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//essai//FR",
        "BEGIN:VEVENT", $"UID:{prefix}1", "DTSTAMP:20260101T000000Z", $"DTSTART:{InThreeDays:yyyyMMdd}T173000Z", "SUMMARY:Café citoyen", $"STATUS:{status}", "END:VEVENT",
        "BEGIN:VEVENT", $"UID:{prefix}2", "DTSTAMP:20260101T000000Z", $"DTSTART:{InThreeDays:yyyyMMdd}T190000Z", "SUMMARY:Grande réunion", "END:VEVENT",
        "END:VCALENDAR", "",
    ]);

    private Task PostsAsync(WorkerProcess worker, int count) => UntilAsync(worker, async () => (await _rehearsal.Sandbox.PostsAsync()).Count >= count, $"{count} posts");

    /// <summary>The notice stands, and the announcement says so as well.</summary>
    private Task CalledOffAsync(WorkerProcess worker)
        => UntilAsync(worker, async () => (await _rehearsal.Sandbox.PostsAsync()).Count(post => post.Text.Contains("ANNUL", StringComparison.OrdinalIgnoreCase)) == 2, "a notice and a corrected announcement");

    private static async Task UntilAsync(WorkerProcess worker, Func<Task<bool>> condition, string what)
    {
        await Eventually.HoldsAsync(async () => worker.HasExited || await condition(), Patience, () => Task.FromResult($"{what}\n{worker.Log}"));
        Assert.That(worker.HasExited, Is.False, () => worker.Log);
    }
}
