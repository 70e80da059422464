using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Testing;
using Relay.Worker.Cli;

namespace Relay.Worker.Tests.Cli;

public sealed class LadderTests
{
    [Test]
    public void Needed_DraftChannel_IsIdentifyingOnly()
    {
        var ladder = Ladder([Some.Channel() with { Stage = Stage.Draft }], (Capability.Authenticate, ProofResult.Proven), (Capability.Post, ProofResult.Missing));

        Assert.That(ladder.Needed([]), Is.EqualTo(new[] { ProofResult.Proven }));
    }

    [Test]
    public void Needed_LiveChannel_IsPostingToo()
    {
        var ladder = Ladder([Some.Channel()], (Capability.Authenticate, ProofResult.Proven), (Capability.Post, ProofResult.Missing), (Capability.ReadComments, ProofResult.Missing));

        Assert.That(ladder.Needed([]), Is.EqualTo(new[] { ProofResult.Proven, ProofResult.Missing }));
    }

    [Test]
    public void Needed_WhatAScriptAsksFor_CountsToo()
    {
        var ladder = Ladder([Some.Channel()], (Capability.Authenticate, ProofResult.Proven), (Capability.Post, ProofResult.Proven), (Capability.ReadComments, ProofResult.Missing));

        Assert.That(ladder.Needed([Capability.ReadComments, Capability.Post]), Is.EqualTo(new[] { ProofResult.Proven, ProofResult.Proven, ProofResult.Missing }));
    }

    [Test]
    public void Needed_RungNeverSeen_IsNotKnown()
        => Assert.That(Ladder([Some.Channel()], (Capability.Authenticate, ProofResult.Unknown)).Needed([]), Is.EqualTo(new[] { ProofResult.Unknown, ProofResult.Unknown }));

    [Test]
    public void Needed_NetworkThatProvesNothing_IsNothing()
        => Assert.That(Ladder([Some.Channel()]).Needed([Capability.Edit]), Is.Empty);

    [TestCase(0, "0 canal", "0 channels")]
    [TestCase(1, "1 canal", "1 channel")]
    [TestCase(2, "2 canaux", "2 channels")]
    public void Counted_Number_FollowsEachLanguage(int count, string french, string english)
        => Assert.That((Counted.French(count, "canal", "canaux"), Counted.English(count, "channel")), Is.EqualTo((french, english)));

    private static Ladder Ladder(IReadOnlyList<Channel> channels, params (Capability Capability, ProofResult Result)[] rungs) => new(
        Some.Account(), channels[0].Target, channels,
        [.. rungs.Select(rung => new KeptProof("bot33", "@parti_33", new(rung.Capability, rung.Result, new("vu", "seen")), Some.Now, null))]);
}
