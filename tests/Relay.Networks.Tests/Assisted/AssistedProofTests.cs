using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Networks.Tests.Sandbox;
using Relay.Testing;

namespace Relay.Networks.Tests.Assisted;

/// <summary>The ladder of somebody who publishes by hand: what cannot exist there is said so, and is no failure.</summary>
[TestFixture]
internal sealed class AssistedProofTests
{
    private SandboxRig _rig = null!;

    [SetUp]
    public async Task Start() => _rig = await SandboxRig.StartAsync();

    [TearDown]
    public async Task Stop()
    {
        Assert.That(_rig.Host.World.Posts(journal: true), Is.Empty, "nobody is written to");
        await _rig.DisposeAsync();
    }

    [TestCase("700000007", "https://www.facebook.com/groups/5", ProofResult.Proven)]
    [TestCase("700000007", "https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", ProofResult.Proven)]
    [TestCase("700000007", "https://signal.example/groups/5", ProofResult.Proven)]
    [TestCase("700000007", "https://www.facebook.com/lestilleuls", ProofResult.Missing)]
    [TestCase("700000009", "https://www.facebook.com/groups/5", ProofResult.Missing)]
    [TestCase("700000007", null, ProofResult.Unknown)]
    public async Task ProveAsync_Person_ShowsWhetherSheCanBeHandedThings(string chat, string? link, ProofResult post)
    {
        var proofs = await ProveAsync(chat, link);

        Assert.That(proofs.Select(proof => (proof.Capability, proof.Result)), Is.EqualTo(new[]
        {
            (Capability.Authenticate, ProofResult.Proven), (Capability.Post, post), (Capability.Edit, ProofResult.NotOffered), (Capability.ReadOwnPosts, ProofResult.NotOffered),
            (Capability.ReadComments, ProofResult.NotOffered), (Capability.ReadMessages, ProofResult.Proven), (Capability.HearWebhooks, ProofResult.NotOffered),
        }));
        Assert.That(proofs.Select(proof => proof.Words), Has.All.Matches<Core.Texts.Phrase>(words => words.French.EndsWith('.') && words.English.EndsWith('.') && words.French != words.English));
    }

    [Test]
    public async Task ProveAsync_BotGone_NamesItAndTheStep()
    {
        var proofs = await ProveAsync("700000007", "https://www.facebook.com/groups/5", bot: "bot75");

        Assert.That((proofs[0].Result, proofs[0].Words.English), Is.EqualTo((ProofResult.Missing, "the bot bot75, through which account camille works, is not configured: relay connect telegram connects it.")));
    }

    private async Task<IReadOnlyList<Proof>> ProveAsync(string chat, string? link, string bot = "bot33")
    {
        var camille = new Account("camille", "assisted", _rig.Host.Telegram)
        {
            Secret = name => throw new SecretMissingException(name, name),
            IsNetworksOwn = false,
            Limits = new(null, [], []),
            Settings = new Dictionary<string, string> { ["Bot"] = bot, ["Coordinator"] = chat, ["Name"] = "Camille" },
        };
        await using var parts = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_rig.Clock)
            .AddSingleton(Some.Channels([], [_rig.Account("telegram") with { Id = "bot33" }, camille])).AddRelayNetworks().BuildServiceProvider();
        return await parts.GetServices<IProveAccess>().Single(prover => prover.Network == "assisted").ProveAsync(camille, link is null ? null : new Target(link, Kind: TargetKind.Private), CancellationToken.None);
    }
}
