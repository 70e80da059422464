using NUnit.Framework;
using Relay.Core.Items;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary>What commands say of rows that are wrong: of one that never became an item, and of a folder before it is first read.</summary>
public sealed class LeftOutRowTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void Remove() => _bench.Dispose();

    [TestCase("fr", "Sa ligne a été laissée de côté à la dernière lecture : territory : absent.")]
    [TestCase("en", "Its row was left out at the last reading: territory: there is none.")]
    public async Task Why_RowThatNeverBecameAnItem_NamesItsFaults(string language, string sentence)
    {
        new StoreBench(_bench).Configure();
        await using (var store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db") }, new ManualTime(), null, CancellationToken.None))
        {
            var pass = await store.Items.BeginPassAsync("party", true, Some.Now, CancellationToken.None);
            await store.Items.ReportFaultsAsync(pass, [new SourceRow.Faulty("e9", ItemKind.Event, [new RowFault("territory", "there is none.", "absent.")])], CancellationToken.None);
            await store.Items.EndPassAsync(pass, 3, null, [], null, Some.Now, CancellationToken.None);
        }

        var exit = await _bench.RunAsync("why", "party/event/e9", "--lang", language);

        Assert.That(exit, Is.EqualTo(ExitCode.Done), () => _bench.Error);
        Assert.That(_bench.Output, Does.StartWith(sentence));
    }

    [Test]
    public async Task Check_FolderWithAWrongRow_NamesItsPlace()
    {
        Configure();
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "fichiers"));
        _bench.Write("fichiers/evenements.csv", "identifiant;titre;début\ne1;Un;21/12/2026 18:30\ne2;Deux;bientôt\n");

        await _bench.RunAsync("check", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("source dossier : 1 fiche lisible, 1 ligne à corriger").And.Contain("evenements.csv:3:9 « bientôt »"));
    }

    [Test]
    public async Task Status_RowThatIsCalledByItsPlace_NamesThePlaceOnce()
    {
        new StoreBench(_bench).Configure();
        await KeepAsync("party", [], new SourceRow.Faulty("evenements.csv:3", ItemKind.Event, [new RowFault("identifiant", "evenements.csv:3:1 there is none.", "evenements.csv:3:1 absent.")]));

        Assert.That(await _bench.RunAsync("status", "--lang", "fr"), Is.EqualTo(ExitCode.Done), _bench.Error);

        Assert.That(_bench.Output, Does.Contain("    événement laissé de côté : identifiant : evenements.csv:3:1 absent."));
        Assert.That(_bench.Output.Split("evenements.csv:3"), Has.Length.EqualTo(2));
    }

    [Test]
    public async Task Status_TemplateAsItWasGivenOut_CountsNoneOfItsExamples()
    {
        Configure();
        Directory.CreateDirectory(Path.Combine(_bench.Folder, "fichiers"));
        await File.WriteAllBytesAsync(Path.Combine(_bench.Folder, "fichiers", "evenements.csv"), Relay.Sources.Csv.CsvTemplate.Of("evenements.csv", new DateOnly(2026, 12, 1)));
        var source = (await Relay.Worker.Hosting.ConfigurationLoader.LoadAsync(null, _bench.Around(), CancellationToken.None)).InForce.Sources["dossier"].Source;
        var examples = await source.ReadAsync(null, CancellationToken.None).Select(row => ((SourceRow.Good)row).Item).ToListAsync();
        Assert.That(examples, Has.Count.EqualTo(2));

        await KeepAsync("dossier", examples);
        await _bench.RunAsync("status", "--json");
        Assert.That(Items().EnumerateObject().Select(kind => kind.Name), Is.Empty);
        await KeepAsync("dossier", [.. examples, Some.Event() with { Key = new("dossier", ItemKind.Event, "e1") }]);
        await _bench.RunAsync("status", "--json");

        Assert.That((Items().GetProperty("event").GetProperty("all").GetInt32(), Items().GetProperty("event").GetProperty("present").GetInt32()), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Check_FolderThatIsNotThere_SaysSoAndEndsWithItsCode()
    {
        Configure();

        var exit = await _bench.RunAsync("check", "--lang", "fr");

        Assert.That(exit, Is.EqualTo(ExitCode.Unreachable), () => _bench.Error);
        Assert.That(_bench.Error, Does.Contain("la source « dossier » ne répond pas : Le dossier ").And.Contain("n'existe pas"));
    }

    [Test]
    public async Task Check_Offline_LooksAtNoSource()
    {
        Configure();

        Assert.That(await _bench.RunAsync("check", "--offline"), Is.EqualTo(ExitCode.Done), () => _bench.Error);
    }

    private System.Text.Json.JsonElement Items() => System.Text.Json.JsonDocument.Parse(_bench.Output.Trim().Split('\n')[^1]).RootElement.GetProperty("items");

    private async Task KeepAsync(string source, IReadOnlyList<Item> items, params SourceRow.Faulty[] faulty)
    {
        await using var store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db") }, new ManualTime(), null, CancellationToken.None);
        var pass = await store.Items.BeginPassAsync(source, true, Some.Now, CancellationToken.None);
        await store.Items.SeenAsync(pass, [.. items.Select(item => item.Key)], CancellationToken.None);
        await store.Items.KeepAsync(pass, [.. items.Select(item => new ItemVersion(item, ItemVersions.Hash(item)))], Some.Now, CancellationToken.None);
        await store.Items.ReportFaultsAsync(pass, faulty, CancellationToken.None);
        await store.Items.EndPassAsync(pass, 3, null, [], null, Some.Now, CancellationToken.None);
    }

    // A draft channel: nothing has to be proven at the network, which is not there.
    private void Configure()
    {
        _bench.Write("token", "7000000001:AAREHEARSALrehearsalREHEARSALrehear1");
        _bench.Write("appsettings.json", """
            { "Relay": {
              "Sources": { "dossier": { "Kind": "csv", "Folder": "fichiers", "Kinds": [ "event" ], "Territory": "DEP-33" } },
              "Accounts": { "bot33": { "Network": "telegram", "TokenFile": "token", "BaseAddress": "http://127.0.0.1:9/" } },
              "Channels": { "gironde": { "Account": "bot33", "Target": "@parti_33", "Stage": "draft", "Kinds": [ "event" ], "Moments": [ "announce" ], "Slots": [ "Mon-Sun 00:00-24:00" ] } }
            } }
            """);
    }
}
