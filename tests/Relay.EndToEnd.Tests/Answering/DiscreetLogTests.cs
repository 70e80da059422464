using System.Globalization;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Answering;

/// <summary>Whatever people write, the log tells nothing of them: no name, no id at a network, no word (DP-32), at its most talkative too.</summary>
public sealed class DiscreetLogTests
{
    private const string Person = "Zoraïde Quesnel";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Rehearsal _rehearsal = null!;
    private Public _public = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        _public = new(_rehearsal.Sandbox.Console);
        var party = _rehearsal.AddParty();
        party.AddEvents(2, _ => "logement");
        party.AddReturn();
        _rehearsal.Config.Return = new() { ["Kind"] = "sqlite", ["Path"] = party.Path };
        _rehearsal.Config.LogLevel = "Trace";
        _rehearsal.AddBot("bot", 0, journal: false)["Handle"] = $"@{_rehearsal.World.Bots[0].Username}";
        _rehearsal.Config.Write();
    }

    [TearDown]
    public async Task Stop()
    {
        _public.Dispose();
        await _rehearsal.DisposeAsync();
    }

    [Test]
    public async Task Log_OfAWholeConversation_NamesNobodyAndQuotesNobody()
    {
        string[] said =
        [
            "/start", "/evenements 33000", "Voici mon adresse zoraide.quesnel@example.org et mon 06 12 34 56 78", "oui", "Quelles données avez-vous sur moi ?", "Je propose un atelier vélocipédique au lavoir",
            "mamamouchi balivernes", "bande d'escrocs", "STOP",
        ];
        string chat = "";
        string log;
        await using (var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath))
        {
            var settled = 0;
            foreach (var text in said)
            {
                (_, chat) = await _public.DoAsync("telegram", "message", new { text, person = Person });
                settled++;
                await Eventually.HoldsAsync(async () => (await _rehearsal.Store.ReadAsync("SELECT key FROM settlements")).Count >= settled, Patience, () => Task.FromResult(worker.Log));
            }
            await Eventually.HoldsAsync(async () => (await _rehearsal.Sandbox.PostsAsync()).Any(post => post.Target == chat && post.Text.StartsWith("C’est fait", StringComparison.Ordinal)), Patience, () => Task.FromResult(worker.Log));
            await Eventually.HoldsAsync(async () => (await _rehearsal.Store.ReadAsync("SELECT number FROM returns WHERE taken_at IS NULL")).Count == 0, Patience, () => Task.FromResult(worker.Log));
            log = worker.Log;
        }

        await TestContext.Out.WriteLineAsync($"{log.Length.ToString(CultureInfo.InvariantCulture)} characters of log for {said.Length} messages");
        Assert.That(log, Does.Contain("Settled interaction"), "the log is looked at where it speaks");
        foreach (var secret in new[] { "Zora", "Quesnel", "zoraide", "example.org", "0612345678", "33612345678", "06 12", "vélocip", "lavoir", "mamamouchi", "escrocs", "Quelles données", chat })
        {
            Assert.That(log, Does.Not.Contain(secret).IgnoreCase);
        }
    }
}
