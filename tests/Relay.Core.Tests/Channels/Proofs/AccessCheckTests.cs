using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Channels.Proofs;
using Relay.Testing;

namespace Relay.Core.Tests.Channels.Proofs;

public sealed class AccessCheckTests
{
    private readonly Mock<IProveAccess> _prover = new(MockBehavior.Strict);
    private readonly ManualTime _time = new();

    [SetUp]
    public void NameNetwork() => _prover.SetupGet(prover => prover.Network).Returns("telegram");

    [Test]
    public async Task Run_TwoChannelsOnOneTarget_AsksOnce()
    {
        var channels = Some.Channels([Some.Channel(), Some.Channel() with { Id = "gironde-bis" }]);
        _prover.Setup(prover => prover.ProveAsync(It.IsAny<Account>(), Some.Channel().Target, It.IsAny<CancellationToken>())).ReturnsAsync([Proven(Capability.Authenticate)]);

        var climbs = await CheckOf(channels).RunAsync([.. channels.Accounts.Values], default);

        Assert.That(climbs.Single().Target, Is.EqualTo(Some.Channel().Target));
        _prover.Verify(prover => prover.ProveAsync(It.IsAny<Account>(), It.IsAny<Target?>(), It.IsAny<CancellationToken>()), Times.Once);
    }

    [Test]
    public async Task Run_AccountWithoutAChannel_AsksForTheAccountAlone()
    {
        var channels = Some.Channels([]);
        _prover.Setup(prover => prover.ProveAsync(It.IsAny<Account>(), null, It.IsAny<CancellationToken>())).ReturnsAsync([Proven(Capability.Authenticate)]);

        var climbs = await CheckOf(channels).RunAsync([Account()], default);

        Assert.That(climbs.Single().Proofs.Single().Result, Is.EqualTo(ProofResult.Proven));
    }

    [Test]
    public async Task Run_NetworkThatHangs_IsNotKnownAfterItsPatience()
    {
        _prover.Setup(prover => prover.ProveAsync(It.IsAny<Account>(), null, It.IsAny<CancellationToken>()))
            .Returns(async (Account _, Target? _, CancellationToken abort) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, _time, abort);
                return [];
            });
        var running = CheckOf(Some.Channels([])).RunAsync([Account()], default);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.That((await running).Single().Proofs.Single().Result, Is.EqualTo(ProofResult.Unknown));
    }

    [Test]
    public async Task Run_SecretThatIsGone_IsMissingAndNamesTheSetting()
    {
        _prover.Setup(prover => prover.ProveAsync(It.IsAny<Account>(), null, It.IsAny<CancellationToken>())).ThrowsAsync(new SecretMissingException("Relay:Accounts:bot33:Token is not set.", "Relay:Accounts:bot33:Token is not set."));

        var proof = (await CheckOf(Some.Channels([])).RunAsync([Account()], default)).Single().Proofs.Single();

        Assert.That((proof.Capability, proof.Result), Is.EqualTo((Capability.Authenticate, ProofResult.Missing)));
        Assert.That(proof.Words.French, Does.Contain("Relay:Accounts:bot33:Token"));
    }

    [Test]
    public async Task Run_FaultOfOurs_IsNotKnownAndTellsNoAddress()
    {
        _prover.Setup(prover => prover.ProveAsync(It.IsAny<Account>(), null, It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("https://api/bot123:secret"));

        var proof = (await CheckOf(Some.Channels([])).RunAsync([Account()], default)).Single().Proofs.Single();

        Assert.That(proof.Result, Is.EqualTo(ProofResult.Unknown));
        Assert.That(proof.Words.ToString(), Does.Not.Contain("secret"));
    }

    [Test]
    public void Run_GivenUp_Throws()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        _prover.Setup(prover => prover.ProveAsync(It.IsAny<Account>(), null, It.IsAny<CancellationToken>()))
            .Returns((Account _, Target? _, CancellationToken abort) => Task.FromCanceled<IReadOnlyList<Proof>>(abort));

        Assert.That(() => CheckOf(Some.Channels([])).RunAsync([Account()], cancel.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Run_NetworkWithoutAProver_IsLeftOut()
    {
        var x = Account() with { Network = "x" };

        Assert.That(await CheckOf(Some.Channels([])).RunAsync([x], default), Is.Empty);
    }

    private static Account Account() => Some.Account();

    private static Proof Proven(Capability capability) => new(capability, ProofResult.Proven, new("vu", "seen"));

    private AccessCheck CheckOf(IChannels channels) => new(channels, [_prover.Object], _time, NullLogger<AccessCheck>.Instance);
}
