using System.Text.Json;
using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Ids;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

/// <summary>What is listed as uncertain while no worker runs.</summary>
public sealed class UncertainCommandTests
{
    private readonly CliBench _bench = new();

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Uncertain_RightAfterAKill_ListsTheCallThatWasCutOff()
    {
        var delivery = await new StoreBench(_bench).LeaveACutOffCallAsync();

        await _bench.RunAsync("uncertain", "--json");

        using var listed = JsonDocument.Parse(_bench.Output);
        var only = listed.RootElement.EnumerateArray().Single();
        Assert.That((only.GetProperty("delivery").GetGuid(), only.GetProperty("cutOff").GetBoolean()), Is.EqualTo((delivery, true)));
    }

    [TestCase("https://t.me/parti_33/4711")]
    [TestCase("4711a")]
    [TestCase("-4711")]
    public async Task Resolve_IdThatIsNone_IsNotBelieved(string id)
    {
        var delivery = await new StoreBench(_bench).LeaveADoubtAsync();

        Assert.That(await _bench.RunAsync("uncertain", "resolve", $"{delivery}", $"--there={id}"), Is.Not.Zero);
        Assert.That(_bench.Error, Does.Contain("no number of a Telegram message"));
        await _bench.RunAsync("uncertain");

        Assert.That(_bench.Output, Does.Contain(ShortId.Of(delivery)), "it is as uncertain as before");
    }

    [Test]
    public async Task Resolve_TheEndOfAnIdAsItIsShown_MeansThatDoubt()
    {
        var delivery = await new StoreBench(_bench).LeaveADoubtAsync();

        Assert.That(await _bench.RunAsync("uncertain", "resolve", $"{delivery}"[^8..], "--seen"), Is.Zero, _bench.Error);
        Assert.That(await new StoreBench(_bench).ReadAsync(store => store.Ledger.DoubtsAsync(null, null, 9, default)), Is.Empty);
    }

    [Test]
    public async Task Resolve_IdThatIsNoDoubt_IsToldFromOneThatIsUnknown()
    {
        var delivery = await new StoreBench(_bench).LeaveADeliveryAsync();

        Assert.That(await _bench.RunAsync("uncertain", "resolve", $"{delivery}", "--seen"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain($"{ShortId.Of(delivery)} (party/event/e1, announcement → telegram @parti_33) exists, but is not uncertain: it is queued."));
        Assert.That(await _bench.RunAsync("uncertain", "resolve", "0badc0de", "--seen"), Is.EqualTo(ExitCode.Refused));
        Assert.That(_bench.Error, Does.Contain("Nothing is known as '0badc0de'"));
    }

    [Test]
    public async Task Resolve_StartThatAllIdsOfTheEveningShare_ListsTheCandidatesByTheirEnds()
    {
        var store = new StoreBench(_bench);
        var delivery = await store.LeaveADoubtAsync();
        var both = (await store.ReadAsync(one => one.Ledger.SearchAsync("party/event/e1", 9, default))).Select(publication => ShortId.Of(publication.Id)).ToList();

        Assert.That(await _bench.RunAsync("uncertain", "resolve", $"{delivery}"[..8], "--seen"), Is.EqualTo(ExitCode.Refused));
        Assert.That(both, Has.Count.EqualTo(2));
        Assert.That(_bench.Error, Does.Contain("means several").And.Contain(both[0]).And.Contain(both[1]));
    }

    [Test]
    public async Task Uncertain_UnderTheKillSwitch_PromisesNoLookThatWillNotCome()
    {
        await new StoreBench(_bench).LeaveADoubtAsync();
        var file = _bench.Write("data/relay.stop", "");

        await _bench.RunAsync("uncertain", "--json");

        var doubt = JsonDocument.Parse(_bench.Output).RootElement.EnumerateArray().Single();
        Assert.That(doubt.GetProperty("nextLook").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(doubt.GetProperty("waits").GetString(), Does.Contain("the kill switch is on").And.Contain(file));
    }

    [Test]
    public async Task Uncertain_NoWorkerRuns_SaysThatNobodyLooks()
    {
        await new StoreBench(_bench).LeaveADoubtAsync();

        await _bench.RunAsync("uncertain", "--lang", "fr");

        Assert.That(_bench.Output, Does.Contain("attend : Relay ne travaille pas : « relay run ».").And.Not.Contain("prochaine le"));
    }

    [Test]
    public async Task Resolve_WhereTheNetworkCannotTell_SaysThatItIsTakenOnWord()
    {
        var delivery = await new StoreBench(_bench).LeaveADoubtAsync();

        Assert.That(await _bench.RunAsync("uncertain", "resolve", $"{delivery}", "--there", "4711"), Is.Zero, _bench.Error);
        Assert.That(_bench.Output, Does.Contain("is confirmed: 4711.").And.Contain("could not look (").And.Contain("takes your word"));
    }

    [Test]
    public async Task Uncertain_OfAnAccountThatIsGone_SaysTheStepAndTakesTheWord()
    {
        var delivery = await new StoreBench(_bench).LeaveADoubtAsync();
        _bench.Write("appsettings.json", """{ "Relay": { "Sources": { "party": { "Kind": "sql", "Engine": "sqlite", "Path": "party.db" } } } }""");

        await _bench.RunAsync("uncertain");
        Assert.That(_bench.Output, Does.Contain("bot33 is no longer connected").And.Contain($"relay uncertain resolve {ShortId.Of(delivery)} --there ID"));
        Assert.That(await _bench.RunAsync("uncertain", "resolve", $"{delivery}", "--there", "4711"), Is.Zero, _bench.Error);
        await _bench.RunAsync("uncertain");

        Assert.That(_bench.Output, Does.Contain("Nothing is uncertain."));
    }
}
