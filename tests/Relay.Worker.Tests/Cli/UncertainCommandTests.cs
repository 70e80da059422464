using System.Text.Json;
using NUnit.Framework;

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

        Assert.That(_bench.Output, Does.Contain($"{delivery}"), "it is as uncertain as before");
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
        Assert.That(_bench.Output, Does.Contain("bot33 is no longer connected").And.Contain($"relay uncertain resolve {delivery} --there ID"));
        Assert.That(await _bench.RunAsync("uncertain", "resolve", $"{delivery}", "--there", "4711"), Is.Zero, _bench.Error);
        await _bench.RunAsync("uncertain");

        Assert.That(_bench.Output, Does.Contain("Nothing is uncertain."));
    }
}
