using NUnit.Framework;
using Relay.Core.Texts;
using Relay.Sources.Tests.Csv;

namespace Relay.Sources.Tests.Harvests;

/// <summary>What becomes of a coordinator's files in the store, from poll to poll.</summary>
public sealed class CsvHarvestTests
{
    private readonly CsvBench _files = new();
    private HarvestBench _bench = null!;

    [SetUp]
    public void Create() => _bench = new HarvestBench(() => _files.Source(), _files.Time);

    [TearDown]
    public void Remove() => _files.Dispose();

    [Test]
    public async Task Poll_EditedRow_IsSeenAlsoWhenTheFileLooksOlder()
    {
        Write("e1;Un;;", "e2;Deux;;");
        await _bench.PollAsync();
        File.SetLastWriteTimeUtc(Write("e1;Un, reporté;;reporté", "e2;Deux;;"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        var report = await _bench.PollAsync();

        Assert.That((report.Edited, report.New), Is.EqualTo((1, 0)));
        Assert.That(_bench.Stored, Is.EqualTo(new[] { "e1 Present Postponed r2", "e2 Present Confirmed r1" }));
    }

    [Test]
    public async Task Poll_DeletedRow_IsMissingThenWithdrawn()
    {
        Write("e1;Un;;", "e2;Deux;;");
        await _bench.PollAsync();
        Write("e1;Un;;");

        await _bench.PollAsync();
        var after = _bench.Stored.Last();
        await _bench.PollAsync(2);

        Assert.That((after, _bench.Stored.Last()), Is.EqualTo(("e2 Missing Confirmed r1", "e2 Withdrawn Confirmed r1")));
    }

    [Test]
    public async Task Poll_RowThatLostItsId_CallsNothingOffUntilItIsMended()
    {
        Write("e1;Un;;", "e2;Deux;;");
        await _bench.PollAsync();
        Write("e1;Un;;", ";Deux;;");

        await _bench.PollAsync(6);
        var waiting = _bench.Stored.Last();
        Write("e1;Un;;", "e2;Deux;;");
        await _bench.PollAsync();

        Assert.That((waiting, _bench.Stored.Last()), Is.EqualTo(("e2 Missing Confirmed r1", "e2 Present Confirmed r1")));
    }

    [TestCase("")]
    [TestCase("identifiant;titre;début;code postal;statut\ne1;Un;21/12/2026 18:30;33000;\ne2;De")]
    [TestCase("identifiant;titre;début;code postal;statut\ne1;\"Un;21/12/2026 18:30;33000;\n")]
    [TestCase("titre;début;code postal;statut\nUn;21/12/2026 18:30;33000;\n")]
    public async Task Poll_FileThatIsNotWhole_ChangesNothingAndSaysWhy(string text)
    {
        Write("e1;Un;;", "e2;Deux;;");
        await _bench.PollAsync();
        _files.Write("evenements.csv", text);

        var report = await _bench.PollAsync(5);

        Assert.That(_bench.Stored, Is.EqualTo(new[] { "e1 Present Confirmed r1", "e2 Present Confirmed r1" }));
        Assert.That(report.Failure, Does.Contain("evenements.csv"));
        Assert.That(Phrase.Of((await _bench.Store.HealthAsync(CancellationToken.None)).Single().LastFailure!).In("fr"), Does.Contain("evenements.csv").And.Not.EqualTo(report.Failure));
    }

    [Test]
    public async Task Poll_FileOpenInASpreadsheet_WaitsUntilItIsClosedOrForgotten()
    {
        Write("e1;Un;;");
        await _bench.PollAsync();
        Write("e1;Deux;;");
        var held = _files.Write("~$evenements.csv", "x");
        File.SetLastWriteTimeUtc(held, _files.Time.GetUtcNow().UtcDateTime);

        var open = await _bench.PollAsync();
        _files.Time.Advance(TimeSpan.FromMinutes(61));
        var forgotten = await _bench.PollAsync();

        Assert.That((open.Failure?.Contains("is open in a spreadsheet", StringComparison.Ordinal), forgotten.Failure, forgotten.Edited), Is.EqualTo(((bool?)true, (string?)null, 1)));
    }

    [Test]
    public async Task Poll_FolderThatVanished_ChangesNothing()
    {
        Write("e1;Un;;");
        await _bench.PollAsync();
        File.Delete(Path.Combine(_files.Folder, "evenements.csv"));

        var report = await _bench.PollAsync(5);

        Assert.That((report.Failure?.Contains("evenements*.csv", StringComparison.Ordinal), _bench.Stored.Single()), Is.EqualTo(((bool?)true, "e1 Present Confirmed r1")));
    }

    [Test]
    public async Task Poll_FaultyRowThatWasTakenOut_IsForgotten()
    {
        Write("e1;Un;;", "e2;Deux;99999;?");
        await _bench.PollAsync();
        var before = await _bench.FaultsAsync("party");
        Write("e1;Un;;");
        await _bench.PollAsync();

        Assert.That((before, await _bench.FaultsAsync("party")), Is.EqualTo((new[] { "e2" }, Array.Empty<string>())));
    }

    [Test]
    public async Task Poll_ManyRowsGoneAtOnce_WaitForAPerson()
    {
        Write([.. Enumerable.Range(1, 60).Select(n => $"e{n};Titre {n};;")]);
        await _bench.PollAsync();
        Write([.. Enumerable.Range(1, 30).Select(n => $"e{n};Titre {n};;")]);

        var report = await _bench.PollAsync(4);

        Assert.That((report.Brake, _bench.Stored.Count(line => line.Contains("Braked", StringComparison.Ordinal))), Is.EqualTo(("30/60 30+0", 30)));
    }

    private string Write(params string[] rows)
        => _files.Write("evenements.csv", "identifiant;titre;code postal;statut;début\n" + string.Concat(rows.Select(row => row.Replace(";;", ";33000;", StringComparison.Ordinal) + ";21/12/2026 18:30\n")));
}
