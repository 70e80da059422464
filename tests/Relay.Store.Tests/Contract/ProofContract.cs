using NUnit.Framework;
using Relay.Core.Channels.Proofs;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class ProofContract(StoreEngine engine) : StoreContract(engine)
{
    private IProofStore Proofs => Temporary.Store.Proofs;

    [Test]
    public async Task Keep_RungThatNoLongerHolds_KnowsWhenItLastHeld()
    {
        var before = Now;
        await Proofs.KeepAsync("bot33", ChatKey, [Seen(Capability.Post, ProofResult.Proven)], before, default);
        Time.Advance(TimeSpan.FromHours(1));

        await Proofs.KeepAsync("bot33", ChatKey, [Seen(Capability.Post, ProofResult.Missing)], Now, default);

        var kept = (await Proofs.AllAsync(default)).Single();
        Assert.That((kept.Proof.Result, kept.SeenAt, kept.ProvenAt), Is.EqualTo((ProofResult.Missing, Now, before)));
    }

    [Test]
    public async Task All_AfterARestart_HoldsEveryRungInOrder()
    {
        await Proofs.KeepAsync("bot33", "", [Seen(Capability.Post, ProofResult.Unknown), Seen(Capability.Authenticate, ProofResult.Proven), Seen(Capability.HearWebhooks, ProofResult.NotOffered)], Now, default);

        await Temporary.ReopenAsync();

        var kept = await Proofs.AllAsync(default);
        Assert.That(kept.Select(one => one.Proof.Capability), Is.EqualTo(new[] { Capability.Authenticate, Capability.Post, Capability.HearWebhooks }));
        Assert.That(kept.Select(one => one.ProvenAt is null), Is.EqualTo(new[] { false, true, true }));
        Assert.That(kept[0].Proof.Words.French, Is.EqualTo("vu"));
    }

    [Test]
    public async Task Keep_Proofs_HaveOneLineInTheAudit()
    {
        await Proofs.KeepAsync("bot33", ChatKey, [Seen(Capability.Authenticate, ProofResult.Proven), Seen(Capability.Post, ProofResult.Missing)], Now, default);

        var line = (await Audit.ReadAsync($"bot33 {ChatKey}", 9, default)).Single();
        Assert.That((line.Action, line.Detail), Is.EqualTo(("access.checked", "authenticate proven, post missing")));
    }

    private static Proof Seen(Capability capability, ProofResult result) => new(capability, result, new("vu", "seen"));
}
