using System.Net.Http.Json;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Networks.Tests.Sandbox;
using Relay.Sandbox.Faults;

namespace Relay.Networks.Tests.Telegram;

/// <summary>The ladder of a bot, climbed at the rehearsal: each missing right is named with the next step, and nothing is published.</summary>
[TestFixture]
internal sealed class TelegramProofTests
{
    private static readonly Target Gironde = new("@tilleul_gironde");

    private readonly HttpClient _http = new();
    private SandboxRig _rig = null!;

    [SetUp]
    public async Task Start() => _rig = await SandboxRig.StartAsync();

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_rig.Faults("telegram"), Is.Empty);
        Assert.That(_rig.Host.World.Posts(journal: true), Is.Empty, "nothing is published");
        _http.Dispose();
        await _rig.DisposeAsync();
    }

    [TestCase("@tilleul_gironde", TargetKind.Public, ProofResult.Proven, ProofResult.Proven, ProofResult.NotOffered)]
    [TestCase("-1009000000006#5", TargetKind.Group, ProofResult.Proven, ProofResult.Proven, ProofResult.Proven)]
    [TestCase("-900000005", TargetKind.Group, ProofResult.Proven, ProofResult.Proven, ProofResult.Missing)]
    [TestCase("700000007", TargetKind.Private, ProofResult.Proven, ProofResult.NotOffered, ProofResult.NotOffered)]
    [TestCase("-1009000000006", TargetKind.Public, ProofResult.Missing, ProofResult.Proven, ProofResult.Proven)]
    [TestCase("-900000005#5", TargetKind.Group, ProofResult.Missing, ProofResult.Proven, ProofResult.Missing)]
    [TestCase("-1009000000011", TargetKind.Group, ProofResult.Missing, ProofResult.Proven, ProofResult.Unknown)]
    [TestCase("700000009", TargetKind.Private, ProofResult.Missing, ProofResult.NotOffered, ProofResult.Unknown)]
    [TestCase("@nowhere_at_all", TargetKind.Public, ProofResult.Missing, ProofResult.Proven, ProofResult.Unknown)]
    public async Task ProveAsync_EveryKindOfPlace_ShowsEachRung(string target, TargetKind kind, ProofResult post, ProofResult own, ProofResult comments)
    {
        var proofs = await ProveAsync(Target.Parse(target, kind));

        Assert.That(proofs.Select(proof => (proof.Capability, proof.Result)), Is.EqualTo(new[]
        {
            (Capability.Authenticate, ProofResult.Proven), (Capability.Post, post), (Capability.Edit, post), (Capability.ReadOwnPosts, own), (Capability.ReadComments, comments),
            (Capability.ReadMessages, ProofResult.Proven), (Capability.HearWebhooks, ProofResult.NotOffered),
        }));
        Assert.That(proofs.Select(proof => proof.Words), Has.All.Matches<Core.Texts.Phrase>(words => words.French.EndsWith('.') && words.English.EndsWith('.') && words.French != words.English));
    }

    [TestCase("edit", "lacks the right \"Post messages\"")]
    [TestCase("member", "lacks the right \"Post messages\"")]
    public async Task ProveAsync_RightsTaken_NamesTheRightAndWhereToGiveIt(string rights, string words)
    {
        await DoAsync("add", new { chat = "@tilleul_gironde", rights });

        var proofs = await ProveAsync(Gironde);

        Assert.That(proofs[1].Result, Is.EqualTo(ProofResult.Missing));
        Assert.That(proofs[1].Words.English, Does.Contain(words).And.Contain("Manage channel → Administrators"));
    }

    [Test]
    public async Task ProveAsync_AccountOfTheFile_IsNeverSentToConnectWhichRefusesIt()
    {
        var place = new Core.Texts.Phrase("Relay:Accounts:bot33 (appsettings.json, ligne 3)", "Relay:Accounts:bot33 (appsettings.json, line 3)");
        var account = _rig.Account("telegram") with { Provisioned = place, Settings = new Dictionary<string, string>() };

        var alive = await _rig.Prover("telegram").ProveAsync(account, null, CancellationToken.None);
        _rig.Host.World.Faults.Add(new FaultRule(FaultKind.TokenRevoked) { Network = "telegram" });
        var dead = await _rig.Prover("telegram").ProveAsync(account, null, CancellationToken.None);

        Assert.That(alive.Concat(dead).Select(proof => proof.Words.English), Has.None.Contains("relay connect"));
        Assert.That(alive[3].Words.English, Does.Contain("write Journal in Relay:Accounts:bot33 (appsettings.json, line 3)"));
        Assert.That(dead[0].Words.English, Does.Contain("takes it from (Token or TokenFile)").And.Contain("line 3"));
    }

    [Test]
    public async Task ProveAsync_NoJournal_NamesTheSettingAndTheCommand()
    {
        var account = _rig.Account("telegram");
        var proofs = await _rig.Prover("telegram").ProveAsync(account with { Settings = new Dictionary<string, string>() }, Gironde, CancellationToken.None);

        Assert.That(proofs[3], Is.EqualTo(new Proof(Capability.ReadOwnPosts, ProofResult.Missing, proofs[3].Words)));
        Assert.That(proofs[3].Words.English, Does.Contain("(Journal)").And.Contain($"relay connect telegram --name {account.Id}"));
    }

    [Test]
    public async Task ProveAsync_BotOutOfTheJournal_IsMissing()
    {
        await DoAsync("remove", new { chat = "Journal de Relay" });

        Assert.That((await ProveAsync(Gironde))[3].Words.English, Does.Contain("not an administrator of the journal"));
    }

    [Test]
    public async Task ProveAsync_WebhookOfAnotherProgram_NamesItsHostAlone()
    {
        var bot = _rig.Host.World.Accounts.Bots[0];
        (await _http.PostAsJsonAsync(new Uri($"{_rig.Host.Telegram}bot{bot.Token}/setWebhook"), new { url = "https://old.example/hook/s3cret" })).EnsureSuccessStatusCode();

        var words = (await ProveAsync(Gironde))[5].Words.English;

        Assert.That(words, Does.Contain("old.example").And.Not.Contain("s3cret"));
    }

    [Test]
    public async Task ProveAsync_NoTarget_TellsOfTheAccountAlone()
    {
        var proofs = await ProveAsync(null);

        Assert.That(proofs.Select(proof => proof.Result), Is.EqualTo(new[]
        {
            ProofResult.Proven, ProofResult.Unknown, ProofResult.Unknown, ProofResult.Proven, ProofResult.Unknown, ProofResult.Proven, ProofResult.NotOffered,
        }));
    }

    [TestCase(FaultKind.TokenRevoked, ProofResult.Missing, "/token")]
    [TestCase(FaultKind.Throttled, ProofResult.Unknown, "try again later")]
    [TestCase(FaultKind.DropBefore, ProofResult.Unknown, "try again later")]
    public async Task ProveAsync_FirstRungFails_LeavesTheOthersUnknown(FaultKind kind, ProofResult result, string words)
    {
        _rig.Host.World.Faults.Add(new FaultRule(kind) { Network = "telegram" });

        var proofs = await ProveAsync(Gironde);

        Assert.That((proofs[0].Result, proofs.Count), Is.EqualTo((result, 7)));
        Assert.That(proofs[0].Words.English, Does.Contain(words));
        Assert.That(proofs.Skip(1).Select(proof => proof.Result), Is.All.EqualTo(ProofResult.Unknown));
    }

    [TestCase("getChat", 1)]
    [TestCase("getChatMember", 1)]
    [TestCase("getChatMember", 3)]
    [TestCase("getWebhookInfo", 5)]
    public async Task ProveAsync_OneQuestionFails_LeavesThatRungUnknown(string operation, int rung)
    {
        _rig.Host.World.Faults.Add(new FaultRule(FaultKind.Throttled) { Network = "telegram", Operation = operation });

        var proofs = await ProveAsync(Gironde);

        Assert.That((proofs[0].Result, proofs[rung].Result), Is.EqualTo((ProofResult.Proven, ProofResult.Unknown)));
    }

    private Task<IReadOnlyList<Proof>> ProveAsync(Target? target) => _rig.Prover("telegram").ProveAsync(_rig.Account("telegram"), target, CancellationToken.None);

    private async Task DoAsync(string action, object fields) => (await _http.PostAsJsonAsync(new Uri(_rig.Host.Console, $"_sandbox/telegram/{action}"), fields)).EnsureSuccessStatusCode();
}
