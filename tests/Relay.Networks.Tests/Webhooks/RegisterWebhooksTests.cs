using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Core.Inbox;
using Relay.Networks.Tests.Sandbox;

namespace Relay.Networks.Tests.Webhooks;

/// <summary>A network is told where to call, and told again not to; whoever asks meanwhile stands aside. At the rehearsal, which refuses what the network would.</summary>
[TestFixture]
internal sealed class RegisterWebhooksTests
{
    private SandboxRig _rig = null!;

    [SetUp]
    public async Task Start() => _rig = await SandboxRig.StartAsync();

    [TearDown]
    public async Task Stop() => await _rig.DisposeAsync();

    [Test]
    public async Task Set_Telegram_IsProvenAndThePollerStandsAsideUntilItIsRemoved()
    {
        var address = new Uri("https://relay.example/webhooks/bot33");
        var account = With(_rig.Account("telegram"), "WebhookSecret", "HasWebhookSecret") with { Webhook = address };

        Assert.That((await _rig.Webhooks("telegram").SetAsync(account, address, [account], CancellationToken.None)).Failure, Is.Null);
        var called = await _rig.Updates("telegram").ReadAsync(account, null, CancellationToken.None);
        var proven = await ProveAsync(account);
        var foreign = await _rig.Updates("telegram").ReadAsync(account with { Webhook = new("https://relay.example/webhooks/other") }, null, CancellationToken.None);
        Assert.That(await _rig.Webhooks("telegram").RemoveAsync(account, CancellationToken.None), Is.Null);
        var missing = await ProveAsync(account);

        Assert.That((called as Reading.Called)?.Rest, Is.EqualTo(TimeSpan.FromMinutes(1)));
        Assert.That(foreign, Is.InstanceOf<Reading.Taken>(), "the address of another account is another program's");
        Assert.That(proven, Is.EqualTo((ProofResult.Proven, ProofResult.Proven)));
        Assert.That(missing, Is.EqualTo((ProofResult.Proven, ProofResult.Missing)));
    }

    [TestCase("https://elsewhere.example/webhooks/bot33", TestName = "Read_WebhookAtAnotherHostWithOurPath_IsAnotherPrograms")]
    [TestCase(null, TestName = "Read_WebhookWithOurPathWhileNobodyListens_IsAnotherPrograms")]
    public async Task Read_WebhookThatIsNotWhollyOurs_IsAnotherPrograms(string? ours)
    {
        var account = With(_rig.Account("telegram"), "WebhookSecret", "HasWebhookSecret") with { Webhook = ours is null ? null : new(ours) };
        Assert.That((await _rig.Webhooks("telegram").SetAsync(account, new("https://relay.example/webhooks/bot33"), [account], CancellationToken.None)).Failure, Is.Null);

        Assert.That(await _rig.Updates("telegram").ReadAsync(account, null, CancellationToken.None), Is.InstanceOf<Reading.Taken>());
        Assert.That((await ProveAsync(account)).Messages, Is.EqualTo(ProofResult.Missing));
    }

    [Test]
    public async Task Connect_BotForWhichTelegramCallsRelay_IsRenewedWithoutAWordOfAnotherProgram()
    {
        using var rig = new Contract.Rig("telegram", new Relay.Testing.Http.ScriptedHandler());
        var address = new Uri("https://relay.example/webhooks/test");
        var account = With(_rig.Account("telegram"), "WebhookSecret", "HasWebhookSecret") with { Webhook = address };
        var she = new Connecting.PlayedDialogue { Answers = { ["token"] = account.Secret("Token"), ["coordinator"] = "no" } };
        Assert.That((await _rig.Webhooks("telegram").SetAsync(account, address, [account], CancellationToken.None)).Failure, Is.Null);

        var renewed = await _rig.Connector("telegram").ConnectAsync(she, new Core.Channels.Connecting.ConnectPlace(_rig.Host.Telegram, account), CancellationToken.None);

        Assert.That(string.Join('\n', she.Said), Does.Contain("Telegram calls Relay for this bot").And.Not.Contain("Another program"));
        Assert.That(rig.Setup.AccountSettings, Is.SupersetOf(renewed.Settings.Keys), "only what the configuration takes");
    }

    [Test]
    public async Task Set_Facebook_SubscribesThePageUntilItIsRemoved()
    {
        var account = _rig.Account("facebook");
        var page = account.Settings["PageId"];

        Assert.That((await _rig.Webhooks("facebook").SetAsync(account, new("https://relay.example/webhooks/page33"), [account], CancellationToken.None)).Failure, Is.Null);
        Assert.That(await _rig.Webhooks("facebook").RemoveAsync(account, CancellationToken.None), Is.Null);

        Assert.That(_rig.Exchanges.Select(exchange => exchange.Request.Method.Method), Is.EqualTo(new[] { "POST", "DELETE" }));
        Assert.That(_rig.Exchanges.Select(exchange => exchange.Request.Path), Has.All.EndsWith($"/{page}/subscribed_apps"));
    }

    private async Task<(ProofResult Messages, ProofResult Webhooks)> ProveAsync(Account account)
    {
        var proofs = await _rig.Prover("telegram").ProveAsync(account, Target.Parse("@tilleul_gironde", TargetKind.Public), CancellationToken.None);
        return (proofs.Single(proof => proof.Capability == Capability.ReadMessages).Result, proofs.Single(proof => proof.Capability == Capability.HearWebhooks).Result);
    }

    private static Account With(Account account, string secret, string flag) => account with
    {
        Settings = new Dictionary<string, string>(account.Settings) { [flag] = "true" },
        Secret = name => name == secret ? "hook-secret-0123456789" : account.Secret(name),
    };
}
