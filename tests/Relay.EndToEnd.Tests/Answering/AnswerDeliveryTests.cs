using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.EndToEnd.Tests.Harness;
using Relay.Store;

namespace Relay.EndToEnd.Tests.Answering;

/// <summary>Answers that somebody has drafted, in front of the real program and the rehearsal's networks.</summary>
public sealed class AnswerDeliveryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public Task Stop() => _rehearsal.DisposeAsync().AsTask();

    [Test]
    public async Task Run_AnswersOfAllKindsDraftedTwice_ArriveOnceEachAndAreExplainedWithoutNames()
    {
        _rehearsal.AddParty();
        _rehearsal.AddBot("bot", 0, journal: true);
        _rehearsal.AddPage("page", 1);
        _rehearsal.AddProfile("profil", 1);
        _rehearsal.Config.Write();
        var networks = _rehearsal.Networks;
        var person = $"{(await DoAsync("facebook/message", new { page = _rehearsal.World.Pages[1].Id, text = "Bonjour" }))["author"]}";
        var mention = $"{(await DoAsync("x/mention", new { profile = _rehearsal.Profile(1), text = "c'est où ?" }))["post"]}";
        var blocked = _rehearsal.World.Chats.First(chat => chat.Standing == Relay.Sandbox.ChatStanding.Blocked).Id;
        AnswerDraft[] drafts =
        [
            Draft(1, "bot", "telegram", AnswerForm.PrivateMessage, Private("700000007")),
            Draft(2, "bot", "telegram", AnswerForm.PrivateMessage, Private($"{blocked}")),
            Draft(3, "page", "facebook", AnswerForm.PrivateMessage, Private(person)),
            Draft(4, "profil", "x", AnswerForm.PublicReply, new(_rehearsal.Profile(1))) with { InReplyTo = mention, Summoned = true },
        ];
        await DraftAsync(drafts);
        await DraftAsync(drafts);

        await using (var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath))
        {
            await EndedAsync(drafts.Length);
            Assert.That((await worker.TerminateAsync()).Exit, Is.Zero, worker.Log);
            Assert.That(worker.Log, Does.Not.Contain(person).And.Not.Contain("700000007").And.Not.Contain("Réponse numéro"));
        }

        Assert.That(networks.Posts().Where(post => post.Text.StartsWith("Réponse", StringComparison.Ordinal)).Select(post => (post.Network, post.Text)),
            Is.EquivalentTo(new[] { ("telegram", "Réponse numéro 1."), ("facebook", "Réponse numéro 3."), ("x", "Réponse numéro 4.") }));
        Assert.That(await _rehearsal.Store.ReadAsync("SELECT person, reason FROM shut_outs"), Is.EqualTo(new[] { new[] { $"{blocked}", "blocked" } }));
        var (private1, refused, status) = (await _rehearsal.RunAsync("why", drafts[0].Subject, "--lang", "fr"), await _rehearsal.RunAsync("why", drafts[1].Subject, "--lang", "fr"), await _rehearsal.RunAsync("status", "--lang", "fr"));
        Assert.That(private1.Output, Does.Contain("Réponse privée : envoyée le").And.Contain("telegram, en privé").And.Not.Contain("700000007").And.Not.Contain("numéro"));
        Assert.That(refused.Output, Does.Contain("La personne a bloqué le bot").And.Not.Contain($"{blocked}"));
        Assert.That(status.Output, Does.Contain("3 réponses faites").And.Contain("1 réponse refusée").And.Not.Contain($"{blocked}").And.Not.Contain("700000007"));
    }

    [Test]
    public async Task Run_KilledAgainAndAgainWhileAnswering_AnswersNobodyTwice()
    {
        _rehearsal.AddParty();
        _rehearsal.AddBot("bot", 0, journal: true);
        _rehearsal.Config.Write();
        const int Answers = 24;
        const int Kills = 5;
        await DraftAsync([.. Enumerable.Range(1, Answers).Select(number => Draft(number, "bot", "telegram", AnswerForm.PrivateMessage, Private("700000007")))]);

        for (var kill = 0; kill < Kills; kill++)
        {
            await using var worker = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
            await Eventually.PassAsync(TimeSpan.FromMilliseconds(700));
            await worker.KillAsync();
        }
        await using var last = await WorkerProcess.StartReadyAsync(_rehearsal.Config.FilePath);
        await EndedAsync(Answers);

        var arrived = _rehearsal.Networks.Posts().Where(post => post.Text.StartsWith("Réponse", StringComparison.Ordinal)).Select(post => post.Text).ToList();
        Assert.That(arrived, Is.Unique);
        Assert.That(arrived, Has.Count.GreaterThanOrEqualTo(Answers - Kills), "a kill costs one answer at most, which is assumed sent");
    }

    private async Task<JsonNode> DoAsync(string deed, object fields)
    {
        using var http = new HttpClient();
        using var done = await http.PostAsJsonAsync(new Uri(_rehearsal.Sandbox.Console, $"_sandbox/people/{deed}"), fields);
        return (await done.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static Target Private(string person) => new(person, Kind: TargetKind.Private);

    private static AnswerDraft Draft(int number, string account, string network, AnswerForm form, Target target)
        => new($"answer/{number:x12}", AnswerKeys.Moment, account, network, target, form, null, $"Réponse numéro {number}.", "fr", [], Priority.Answer, TimeProvider.System.GetUtcNow().AddHours(1))
        {
            SaidAt = TimeProvider.System.GetUtcNow(),
        };

    private async Task DraftAsync(IReadOnlyList<AnswerDraft> drafts)
    {
        await using var store = await RelayStore.OpenForWorkAsync(new StoreOptions { Path = _rehearsal.Of("relay.db") }, TimeProvider.System, null, CancellationToken.None);
        await store.Ledger.AnswerAsync(drafts, Actor.System, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }

    private Task EndedAsync(int answers) => Eventually.HoldsAsync(
        async () => (await _rehearsal.Store.ReadAsync("SELECT id FROM deliveries WHERE operation = 'answer' AND state IN ('confirmed', 'refused')")).Count == answers,
        Patience,
        async () => string.Join(", ", (await _rehearsal.Store.ReadAsync("SELECT state, rule, reason FROM deliveries")).Select(row => string.Join(' ', row))));
}
