using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Store;
using Relay.Testing;
using Relay.Worker.Cli;
using Relay.Worker.Keys;

namespace Relay.Worker.Tests.Cli;

public sealed class BroadcastCommandTests
{
    private readonly CliBench _bench = new();
    private StoreBench Store => new(_bench);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Broadcast_OfAnItem_ShowsHowManyTheFirstTextTheCostAndTheHoursThenAsks()
    {
        await SubscribeAsync(3);
        _bench.Input = new StringReader("oui\n");

        Assert.That(await RunAsync("broadcast", "DEP-33", "--item", Some.Event().Key.Id, "--lang", "fr"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("3 abonnés à qui écrire en privé").And.Contain("Coût : rien").And.Contain("entre 8 h et 21 h 30").And.Contain("Réunion publique").And.Contain("STOP").And.Contain("Écrire à 3 personnes (territory:DEP-33) ?"));
        Assert.That(_bench.Output, Does.Contain("La diffusion 1 est notée"));
        var kept = (await Store.ReadAsync(store => store.Broadcasts.ListAsync(9, default))).Single();
        Assert.That((kept.State, kept.Item, kept.Audience.ToString()), Is.EqualTo((BroadcastState.Running, Some.Event().Key, "list:territory:DEP-33")));
    }

    [Test]
    public async Task Broadcast_AnsweredNo_KeepsNothing()
    {
        await SubscribeAsync(1);
        _bench.Input = new StringReader("non\n");

        Assert.That(await RunAsync("broadcast", "DEP-33", "--item", Some.Event().Key.Id, "--lang", "fr"), Is.Zero);

        Assert.That(_bench.Output, Does.Contain("Rien n'est envoyé."));
        Assert.That(await Store.ReadAsync(store => store.Broadcasts.ListAsync(9, default)), Is.Empty);
    }

    [Test]
    public async Task Broadcast_OfATextForAScript_IsListedAndStopped()
    {
        await SubscribeAsync(2);
        _bench.Write("texte.txt", "Réunion demain.\r\n");
        _bench.Write("text.txt", "Meeting tomorrow.");

        Assert.That(await RunAsync("broadcast", "DEP-33", "--text", "texte.txt", "--text-en", "text.txt", "--json"), Is.EqualTo(ExitCode.Usage), "nobody is there to answer");
        Assert.That(await RunAsync("broadcast", "DEP-33", "--text", "texte.txt", "--text-en", "text.txt", "--yes", "--json"), Is.Zero, _bench.Error);
        Assert.That(await RunAsync("broadcast", "cancel", "1", "--json"), Is.Zero, _bench.Error);
        Assert.That(await RunAsync("broadcast", "--json"), Is.Zero, _bench.Error);

        var lines = _bench.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(JsonDocument.Parse(lines[1]).RootElement.GetProperty("broadcast").GetString(), Is.EqualTo("1"));
        var listed = JsonDocument.Parse(lines[^1]).RootElement[0];
        Assert.That((listed.GetProperty("number").GetInt32(), listed.GetProperty("kind").GetString(), listed.GetProperty("state").GetString()), Is.EqualTo((1, "news", "cancelled")));
        var words = (await Store.ReadAsync(store => store.Broadcasts.FindAsync(1, default)))!.Words;
        Assert.That((words["fr"], words["en"]), Is.EqualTo(("Réunion demain.", "Meeting tomorrow.")));
    }

    [Test]
    public async Task Broadcast_Twice_SaysThatOneADayIsEnough()
    {
        await SubscribeAsync(1);
        await RunAsync("broadcast", "DEP-33", "--item", Some.Event().Key.Id, "--yes");

        Assert.That(await RunAsync("broadcast", "DEP-33", "--item", Some.Event().Key.Id, "--yes", "--lang", "fr"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("une par jour au plus"));
    }

    [TestCase("DEP-75", "--item", "e1", ExitCode.Refused)]
    [TestCase("DEP-33", "--item", "unknown", ExitCode.Refused)]
    [TestCase("DEP-33", "--text", "missing.txt", ExitCode.Refused)]
    [TestCase("cancel", "7", "--json", ExitCode.Refused)]
    [TestCase("DEP-33", "--yes", "--json", ExitCode.Usage)]
    public async Task Broadcast_ThatCannotBe_ExitsWithItsCode(string one, string two, string three, int exit)
    {
        await SubscribeAsync(1);

        Assert.That(await RunAsync("broadcast", one, two, three), Is.EqualTo(exit), _bench.Error);
    }

    [Test]
    public async Task Broadcast_DryRun_OnlyShows()
    {
        await SubscribeAsync(2);

        Assert.That(await RunAsync("broadcast", "DEP-33", "--item", Some.Event().Key.Id, "--dry-run", "--json"), Is.Zero, _bench.Error);

        var shown = JsonDocument.Parse(_bench.Output).RootElement;
        Assert.That((shown.GetProperty("reached").GetInt32(), shown.GetProperty("costUsd").GetDecimal()), Is.EqualTo((2, 0m)));
        Assert.That(await Store.ReadAsync(store => store.Broadcasts.ListAsync(9, default)), Is.Empty);
    }

    [Test]
    public async Task Status_WithABroadcastThatGoesOn_SaysHowManyAreLeft()
    {
        await SubscribeAsync(2);
        await RunAsync("broadcast", "DEP-33", "--item", Some.Event().Key.Id, "--yes");

        Assert.That(await RunAsync("status", "--lang", "fr"), Is.Zero, _bench.Error);

        Assert.That(_bench.Output, Does.Contain("diffusion 1 (nouvelles) à list:territory:DEP-33 : en cours, 2 personnes encore à voir au plus"));
    }

    private Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args, _bench.Around(StoreBench.Time), CancellationToken.None);

    private async Task SubscribeAsync(int count)
    {
        await Store.LeaveADeliveryAsync();
        var folder = Path.Combine(_bench.Folder, "data", "keys");
        var options = new StoreOptions { Path = Path.Combine(_bench.Folder, "data", "relay.db"), Protection = new KeyRing(folder) };
        await using var store = await RelayStore.OpenForWorkAsync(options, StoreBench.Time, null, CancellationToken.None);
        var (now, keys) = (StoreBench.Time.GetUtcNow(), new PeopleKeyFile(folder).Make());
        for (var person = 1; person <= count; person++)
        {
            var point = ContactPoint.OfNetwork("telegram", $"70000000{person}");
            var met = await store.Contacts.MeetAsync(new(point, "Ana", "fr", null, now), keys.Hashes(point), ContactState.Occasional, now.AddYears(50), CancellationToken.None);
            var consent = new Consent("news", "territory:DEP-33", "telegram", "Recevoir ?", "fr", ConsentAct.Button, $"p{person}", now);
            await store.Contacts.MoveAsync(new(met.Contact, ContactCause.Subscription, now, _ => now.AddYears(50)) { Consent = consent }, new(ActorKind.Person, $"{met.Id}"), CancellationToken.None);
        }
    }
}
