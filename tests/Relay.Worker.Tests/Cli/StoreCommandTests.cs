using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Testing;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class StoreCommandTests
{
    private readonly CliBench _bench = new();

    private StoreBench Store => new(_bench);

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [TestCase("status")]
    [TestCase("uncertain")]
    [TestCase("why", "party/event/e1")]
    [TestCase("audit", "verify")]
    [TestCase("brake")]
    [TestCase("brake", "accept", "party")]
    [TestCase("uncertain", "resolve", "abcdef", "--send-again")]
    public async Task Read_WithoutAStore_SaysSoAndMakesNone(params string[] command)
    {
        Store.Configure();

        var exit = await RunAsync(command);

        Assert.That(exit, Is.EqualTo(ExitCode.Store), _bench.Error);
        Assert.That(_bench.Error.Trim().Split('\n'), Has.Length.EqualTo(1));
        Assert.That(Directory.Exists(Path.Combine(_bench.Folder, "data")), Is.False);
    }

    [Test]
    public async Task Status_AsJson_CountsWhatStandsWhere()
    {
        await Store.LeaveADoubtAsync();

        var exit = await RunAsync("status", "--json");

        var status = Json();
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
            Assert.That(status.GetProperty("process").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Assert.That(status.GetProperty("items").GetProperty("event").GetProperty("present").GetInt32(), Is.EqualTo(1));
            Assert.That(status.GetProperty("deliveries").GetProperty("uncertain").GetInt32(), Is.EqualTo(1));
            Assert.That(status.GetProperty("duplicates").GetInt32(), Is.Zero);
            Assert.That(status.GetProperty("accounts")[0].GetProperty("baseAddress").GetString(), Is.EqualTo("http://127.0.0.1:9/"));
        });
    }

    [TestCase("fr", "événement bad1 laissé de côté : title : Il n'y a pas de titre.")]
    [TestCase("en", "event bad1 left out: title: There is no title.")]
    public async Task Status_RowLeftOut_NamesItWithColumnAndReason(string language, string line)
    {
        await Store.LeaveARowOutAsync();

        await RunAsync("status", "--lang", language);

        Assert.That(_bench.Output, Does.Contain(line));
    }

    [TestCase("fr", "Relay ne travaille pas")]
    [TestCase("en", "Relay does not work")]
    public async Task Status_ForPeople_SpeaksTheirLanguage(string language, string sentence)
    {
        await Store.LeaveADoubtAsync();

        await RunAsync("status", "--lang", language);

        Assert.That(_bench.Output, Does.Contain(sentence).And.Contain("http://127.0.0.1:9/"));
    }

    [TestCase("fr", "Incertaine")]
    [TestCase("en", "Uncertain")]
    public async Task Why_UncertainPublication_SaysItInOneSentenceThenTheAttempts(string language, string word)
    {
        var delivery = await Store.LeaveADoubtAsync();

        var exit = await RunAsync("why", delivery.ToString("N")[..16], "--lang", language);

        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        var lines = _bench.Output.Split('\n');
        Assert.That(lines[0], Does.StartWith(word));
        Assert.That(lines.Skip(1), Has.Some.Contains("party/event/e1"));
        Assert.That(lines.Skip(1), Has.Some.Contains(language == "fr" ? "essai 1" : "attempt 1"));
    }

    [Test]
    public async Task Why_Item_ListsItsPublicationsByTimeAndTellsTimesWithoutOffset()
    {
        await Store.LeaveADoubtAsync();

        await RunAsync("why", "party/event/e1", "--lang", "fr");

        Assert.That(_bench.Output.IndexOf("party/event/e1, annonce ", StringComparison.Ordinal), Is.InRange(0, _bench.Output.IndexOf("party/event/e1, rappel J-1 ", StringComparison.Ordinal)));
        Assert.That(_bench.Output.Replace('\u00A0', ' '), Does.Contain("essai 1 (partie 1) le lundi 2 mars à 9 h :").And.Contain("dimanche 8 mars à 18 h 30").And.Not.Contain("+01:00"));
    }

    [TestCase("fr", "party/event/e1 : 2 publications (1 incertaine, 1 prévue) ; 2 à blanc (2 prévues).", "(à blanc)")]
    [TestCase("en", "party/event/e1: 2 publications (1 uncertain, 1 planned); 2 in the shadow stage (2 planned).", "(shadow)")]
    public async Task Why_ItemAlsoShownInAShadow_BeginsWithASummaryAndTellsTheLiveOnesFirst(string language, string summary, string shadow)
    {
        await Store.LeaveADoubtAsync();
        await Store.AlsoPlanAShadowAsync();

        await RunAsync("why", "e1", "--lang", language);

        var lines = _bench.Output.Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.That(lines[0], Is.EqualTo(summary));
        Assert.That(lines.FindIndex(line => line.Contains(shadow)), Is.GreaterThan(lines.FindLastIndex(line => line.Contains("→ telegram @parti_33") && !line.Contains(shadow))));
        Assert.That(_bench.Output, Does.Not.Contain("shadow:@").And.Not.Contain(" announce "));
    }

    [TestCase("e1", "party/event/e1")]
    [TestCase(" i1 ", "party/initiative/i1")]
    public async Task Why_IdAlone_MeansTheOnlyItemCalledSo(string asked, string item)
    {
        await Store.LeaveADoubtAsync();

        Assert.That(await RunAsync("why", asked), Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(_bench.Output, Does.Contain(item));
    }

    [Test]
    public async Task Why_IdOfSeveralItems_ListsThem()
    {
        await Store.LeaveADoubtAsync();
        await Store.AlsoHarvestAsync(Some.Initiative("e1"));

        Assert.That(await RunAsync("why", "e1"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("party/event/e1, party/initiative/e1"));
    }

    [Test]
    public async Task Why_ItemWithoutPublication_GivesTheReasonOrWhatComes()
    {
        await Store.LeaveADoubtAsync();

        var exit = await RunAsync("why", "party/initiative/i1", "--json");

        var lines = Json().EnumerateArray().ToList();
        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(lines.Select(line => line.GetProperty("sentence").GetString()), Has.Some.Contains("Will be planned").And.Some.Contains("Not planned"));
    }

    [TestCase("abcdef", ExitCode.Refused)]
    [TestCase("elsewhere/event/1", ExitCode.Refused)]
    [TestCase("party/event/none", ExitCode.Unreachable)]
    public async Task Why_NothingKnown_IsRefusedInOneSentence(string asked, int exit)
    {
        await Store.LeaveADoubtAsync();

        Assert.That(await RunAsync("why", asked), Is.EqualTo(exit));
        Assert.That(_bench.Error, Does.Contain(asked.Split('/')[0]));
    }

    [Test]
    public async Task Uncertain_AsJson_ListsEachDoubt()
    {
        var delivery = await Store.LeaveADoubtAsync();

        await RunAsync("uncertain", "--json");

        Assert.That(Json().EnumerateArray().Single().GetProperty("delivery").GetGuid(), Is.EqualTo(delivery));
    }

    [Test]
    public async Task Resolve_There_ConfirmsItAndNamesWhoSaidSo()
    {
        var delivery = await Store.LeaveADoubtAsync();

        var exit = await RunAsync("uncertain", "resolve", delivery.ToString(), "--there", StoreBench.Remote);

        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        var found = await Store.ReadAsync(store => store.Ledger.FindAsync(delivery, CancellationToken.None));
        var audit = await Store.ReadAsync(store => store.Audit.ReadAsync(null, 100, CancellationToken.None));
        Assert.That(found!.State, Is.EqualTo(DeliveryState.Confirmed));
        Assert.That(found.Parts[0].RemoteIds, Is.EqualTo(new[] { StoreBench.Remote }));
        Assert.That(audit.Select(entry => entry.Actor.ToString()), Has.Some.EqualTo($"coordinator:{Environment.UserName}"));
    }

    [Test]
    public async Task Resolve_SendAgain_QueuesItAnew()
    {
        var delivery = await Store.LeaveADoubtAsync();

        await RunAsync("uncertain", "resolve", delivery.ToString(), "--send-again");

        var found = await Store.ReadAsync(store => store.Ledger.FindAsync(delivery, CancellationToken.None));
        Assert.That(found!.State, Is.EqualTo(DeliveryState.Queued));
    }

    [Test]
    public async Task Resolve_WhatIsNotUncertain_IsRefused()
    {
        var delivery = await Store.LeaveADoubtAsync();
        await RunAsync("uncertain", "resolve", delivery.ToString(), "--there", StoreBench.Remote);

        Assert.That(await RunAsync("uncertain", "resolve", delivery.ToString(), "--send-again"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("confirmed"));
    }

    [Test]
    public async Task Resolve_ThereWithAnEmptyId_IsNotTakenForSendAgain()
    {
        var delivery = await Store.LeaveADoubtAsync();

        var exit = await RunAsync("uncertain", "resolve", delivery.ToString(), "--there", "");

        var found = await Store.ReadAsync(store => store.Ledger.FindAsync(delivery, CancellationToken.None));
        Assert.That((exit, found!.State), Is.EqualTo((ExitCode.Usage, DeliveryState.Uncertain)));
    }

    [TestCase("uncertain", "resolve", "abcdef")]
    [TestCase("uncertain", "resolve", "abcdef", "--there", "1", "--send-again")]
    public async Task Resolve_NeitherOrBoth_IsAUsageError(params string[] command)
    {
        Store.Configure();

        Assert.That(await RunAsync(command), Is.EqualTo(ExitCode.Usage));
    }

    [Test]
    public async Task AuditVerify_SoundChain_SaysHowManyEntries()
    {
        await Store.LeaveADoubtAsync();

        var exit = await RunAsync("audit", "verify", "--json");

        Assert.That(exit, Is.EqualTo(ExitCode.Done));
        Assert.That(Json().GetProperty("entries").GetInt64(), Is.Positive);
        Assert.That(Json().GetProperty("brokenAt").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public async Task Brake_AcceptedThenAskedAgain_IsNoLongerHeld()
    {
        await Store.BrakeAsync();

        var listed = await RunAsync("brake");
        var accepted = await RunAsync("brake", "accept", "party");
        var again = await RunAsync("brake", "refuse", "party");

        Assert.That((listed, accepted, again), Is.EqualTo((ExitCode.Done, ExitCode.Done, ExitCode.Refused)), _bench.Error);
        Assert.That(_bench.Output, Does.Contain("2 of 2 items vanished (2)").Or.Contain("2 des 2 fiches ont disparu (2)"));
    }

    [TestCase("brake", "fr", "2 des 2 fiches ont disparu (2)")]
    [TestCase("brake", "en", "2 of 2 items vanished (2)")]
    [TestCase("status", "en", "2 of 2 items vanished (2)")]
    public async Task Brake_InEitherLanguage_SaysWhyItHolds(string command, string language, string expected)
    {
        await Store.BrakeAsync();

        await RunAsync(command, "--lang", language);

        Assert.That(_bench.Output, Does.Contain(expected));
    }

    [Test]
    public async Task Plan_AsJson_ShowsWhatTheLedgerHasNotYetInTheNetworksWords()
    {
        await Store.LeaveADoubtAsync();

        var exit = await RunAsync("plan", "--diff", "--json");

        var lines = Json().EnumerateArray().ToList();
        Assert.That(exit, Is.EqualTo(ExitCode.Done), _bench.Error);
        Assert.That(lines, Has.Some.Matches<JsonElement>(line => line.GetProperty("change").GetString() == "new" && line.GetProperty("subject").GetString() == "party/initiative/i1"
            && line.GetProperty("text").GetString()!.Contains("Des pistes cyclables", StringComparison.Ordinal)));
        Assert.That(lines, Has.None.Matches<JsonElement>(line => line.GetProperty("change").GetString() == "same"));
    }

    [TestCase("{ \"Relay\": {} }", "relay demo")]
    [TestCase("{}", "relay connect telegram")]
    public async Task Run_WithoutAnAccount_NamesTheWaysOn(string json, string hint)
    {
        _bench.Write("appsettings.json", json);

        Assert.That(await RunAsync("run"), Is.EqualTo(ExitCode.Configuration));
        Assert.That(_bench.Error, Does.Contain("No account").And.Contain(hint));
    }

    private Task<int> RunAsync(params string[] command) => CommandLine.RunAsync(command, _bench.Around(StoreBench.Time), CancellationToken.None);

    private JsonElement Json() => JsonDocument.Parse(_bench.Output.Trim().Split('\n')[^1]).RootElement;
}
