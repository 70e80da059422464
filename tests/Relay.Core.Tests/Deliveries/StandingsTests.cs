using Moq;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class StandingsTests
{
    private static readonly EngineOptions Options = new();
    private static readonly Target Here = new("@parti_33");
    private static readonly Target There = new("@parti_40");
    private readonly Mock<ILedger> _ledger = new(MockBehavior.Strict);
    private readonly List<Standing> _kept = [];
    private readonly Standings _standings;

    public StandingsTests()
    {
        _ledger.Setup(ledger => ledger.KeepStandingAsync(Capture.In(_kept), Actor.System, CancellationToken.None)).Returns(Task.CompletedTask);
        _standings = new(Some.Account(), _ledger.Object, Options);
    }

    [Test]
    public async Task Take_ThrottledTarget_HoldsItAloneForAsLongAsTheNetworkAsked()
    {
        await TakeAsync(Failed(FailureKind.Throttled, FailureScope.Target, TimeSpan.FromSeconds(17)));

        Assert.That(_standings.HeldUntil(Here, Some.Now), Is.EqualTo(Some.Now.AddSeconds(17)));
        Assert.That(_standings.HeldUntil(There, Some.Now), Is.Null);
        Assert.That(_kept.Select(one => one.Strikes), Is.All.Zero);
    }

    [Test]
    public async Task Take_ThrottledAccount_HoldsEveryTarget()
    {
        await TakeAsync(Failed(FailureKind.Throttled, FailureScope.Account));

        Assert.That(_standings.HeldUntil(There, Some.Now), Is.EqualTo(Some.Now + Options.ThrottleRest));
    }

    [Test]
    public async Task Take_PrivateMessagesOfXThrottled_HoldsThemAllAndNoPost()
    {
        var (x, person) = (Apart(), new Target("7001", Kind: TargetKind.Private));
        var other = person with { Value = "7002" };

        await x.TakeAsync(person, Failed(FailureKind.Throttled, FailureScope.Account, TimeSpan.FromMinutes(15)), Some.Now, CancellationToken.None, isPerson: true);

        Assert.That((x.HeldUntil(other, Some.Now), x.HeldUntil(Here, Some.Now)), Is.EqualTo(((DateTimeOffset?)Some.Now.AddMinutes(15), (DateTimeOffset?)null)));
        Assert.That(_kept.Single().Target, Is.EqualTo(Standing.Privately), "nobody is named");
        await x.TakeAsync(other, new Outcome.Done(["1"], Rate: new(0, Some.Now.AddMinutes(20))), Some.Now, CancellationToken.None, isPerson: true);
        Assert.That((x.HeldUntil(person, Some.Now), x.HeldUntil(Here, Some.Now)), Is.EqualTo(((DateTimeOffset?)Some.Now.AddMinutes(20), (DateTimeOffset?)null)));
    }

    [Test]
    public async Task Take_PostsOnXThrottled_HoldsNoPrivateMessageButAPauseDoes()
    {
        var (x, person) = (Apart(), new Target("7001", Kind: TargetKind.Private));

        await x.TakeAsync(Here, Failed(FailureKind.Throttled, FailureScope.Account, TimeSpan.FromMinutes(15)), Some.Now, CancellationToken.None);
        Assert.That((x.HeldUntil(There, Some.Now), x.HeldUntil(person, Some.Now)), Is.EqualTo(((DateTimeOffset?)Some.Now.AddMinutes(15), (DateTimeOffset?)null)));
        await x.TakeAsync(Here, Failed(FailureKind.Unauthorized, FailureScope.Account), Some.Now, CancellationToken.None);

        Assert.That(x.HeldUntil(person, Some.Now), Is.EqualTo(DateTimeOffset.MaxValue));
    }

    [Test]
    public async Task Lift_RestAfterFailures_EndsAtOnceAndWhatTheNetworkAskedForStands()
    {
        await TakeAsync(Failed(FailureKind.Unavailable, FailureScope.Account));
        await TakeAsync(Failed(FailureKind.Throttled, FailureScope.Target, TimeSpan.FromSeconds(17)));

        await _standings.LiftAsync(CancellationToken.None);

        Assert.That((_standings.HeldUntil(There, Some.Now), _standings.HeldUntil(Here, Some.Now)), Is.EqualTo(((DateTimeOffset?)null, (DateTimeOffset?)Some.Now.AddSeconds(17))));
    }

    [Test]
    public async Task Lift_NetworkAskedForAnHourAfterAnEarlierFailure_StillWaitsTheHour()
    {
        await TakeAsync(Failed(FailureKind.Unavailable, FailureScope.Account));
        var later = Some.Now + Options.Rest(1);
        await TakeAsync(Failed(FailureKind.Throttled, FailureScope.Account, TimeSpan.FromHours(1)), later);

        await _standings.LiftAsync(CancellationToken.None);

        Assert.That((_kept[^1].Strikes, _standings.HeldUntil(Here, later)), Is.EqualTo((0, (DateTimeOffset?)later.AddHours(1))));
    }

    [Test]
    public async Task Lift_NetworkAskedForSecondsDuringARestOfMinutes_WaitsTheSecondsAlone()
    {
        for (var failure = 0; failure < 3; failure++)
        {
            await TakeAsync(Failed(FailureKind.Unavailable, FailureScope.Account), Some.Now.AddHours(failure));
        }
        var now = Some.Now.AddHours(2);
        await TakeAsync(Failed(FailureKind.Throttled, FailureScope.Account, TimeSpan.FromSeconds(17)), now);
        var rests = _standings.HeldUntil(Here, now);

        await _standings.LiftAsync(CancellationToken.None);

        Assert.That((rests, _standings.HeldUntil(Here, now)), Is.EqualTo(((DateTimeOffset?)now + Options.Rest(3), (DateTimeOffset?)now.AddSeconds(17))));
    }

    [Test]
    public async Task Take_ShorterHoldAfterALongerOne_KeepsTheLonger()
    {
        await TakeAsync(Failed(FailureKind.Throttled, FailureScope.Target, TimeSpan.FromMinutes(10)));
        await TakeAsync(Failed(FailureKind.Throttled, FailureScope.Target, TimeSpan.FromSeconds(1)));

        Assert.That(_standings.HeldUntil(Here, Some.Now), Is.EqualTo(Some.Now.AddMinutes(10)));
    }

    [Test]
    public async Task Take_UnreachableAgainAndAgain_ClimbsTheLadderAndASuccessStepsOneDown()
    {
        await TakeAsync(Failed(FailureKind.Unavailable, FailureScope.Account));
        await TakeAsync(Failed(FailureKind.Unavailable, FailureScope.Account), Some.Now.AddMinutes(1));
        await TakeAsync(Failed(FailureKind.Unavailable, FailureScope.Account), Some.Now.AddMinutes(6));
        Assert.That(_standings.HeldUntil(Here, Some.Now.AddMinutes(6)), Is.EqualTo(Some.Now.AddMinutes(6 + 15)));

        await TakeAsync(new Outcome.Done(["1"]));

        Assert.That(_kept[^1].Strikes, Is.EqualTo(2));
    }

    [Test]
    public async Task Take_CallsUnderWayTogetherFailTogether_AreOneStrike()
    {
        for (var call = 0; call < 4; call++)
        {
            await TakeAsync(Failed(FailureKind.Unavailable, FailureScope.Account), Some.Now.AddSeconds(call));
        }

        Assert.That(_standings.HeldUntil(Here, Some.Now), Is.EqualTo(Some.Now.AddMinutes(1)));
    }

    [Test]
    public async Task Take_DeadToken_PausesTheAccountAndAsksForAnAlarm()
    {
        var alarm = await TakeAsync(Failed(FailureKind.Unauthorized, FailureScope.Account));

        Assert.That(alarm, Is.True);
        Assert.That(_standings.Paused, Is.EqualTo("because"));
        Assert.That(_standings.HeldUntil(There, Some.Now.AddYears(1)), Is.EqualTo(DateTimeOffset.MaxValue));
    }

    [Test]
    public async Task Take_SeveralUnknownInARow_OpensTheBreaker()
    {
        await TakeAsync(Failed(FailureKind.Unknown, FailureScope.Delivery));
        await TakeAsync(Failed(FailureKind.Unknown, FailureScope.Delivery));
        Assert.That(_standings.HeldUntil(Here, Some.Now), Is.Null);

        await TakeAsync(Failed(FailureKind.Unknown, FailureScope.Delivery));

        Assert.That(_standings.HeldUntil(There, Some.Now), Is.EqualTo(Some.Now.AddMinutes(1)));
    }

    [Test]
    public async Task Take_UnknownBetweenSuccesses_DoesNotOpenTheBreaker()
    {
        for (var i = 0; i < 10; i++)
        {
            await TakeAsync(Failed(FailureKind.Unknown, FailureScope.Delivery));
            await TakeAsync(new Outcome.Done(["1"]));
        }

        Assert.That(_standings.HeldUntil(Here, Some.Now), Is.Null);
    }

    [Test]
    public async Task Take_NothingLeftOfTheRate_HoldsTheAccountUntilItResetsEvenOnSuccess()
    {
        await TakeAsync(new Outcome.Done(["1"], Rate: new RateReading(0, Some.Now.AddMinutes(9))));

        Assert.That(_standings.HeldUntil(Here, Some.Now), Is.EqualTo(Some.Now.AddMinutes(9)));
    }

    [Test]
    public async Task Load_PausedBefore_IsLiftedButItsHoldStays()
    {
        _ledger.Setup(ledger => ledger.StandingsAsync(CancellationToken.None)).ReturnsAsync(
        [
            new("bot33", "", 0, null, "dead token"), new("bot33", Here.Key, 3, Some.Now.AddMinutes(5), null), new("other", There.Key, 3, Some.Now.AddMinutes(5), null),
        ]);

        await _standings.LoadAsync(lift: true, CancellationToken.None);

        Assert.That(_standings.Paused, Is.Null);
        Assert.That(_standings.HeldUntil(Here, Some.Now), Is.EqualTo(Some.Now.AddMinutes(5)));
        Assert.That(_standings.HeldUntil(There, Some.Now), Is.Null);
    }

    [Test]
    public async Task Load_ByAPumpThatFailedAndGoesOn_StaysPausedUntilAPersonSaysItIsMended()
    {
        _ledger.Setup(ledger => ledger.StandingsAsync(CancellationToken.None)).ReturnsAsync([new("bot33", "", 0, null, "dead token")]);

        await _standings.LoadAsync(lift: false, CancellationToken.None);
        var before = _standings.Paused;
        await _standings.LiftAsync(CancellationToken.None);

        Assert.That((before, _standings.Paused), Is.EqualTo(("dead token", (string?)null)));
    }

    private Standings Apart() => new(Some.Account("x33", "x") with { Limits = new(null, [], []) { PerPrivate = [new(15, TimeSpan.FromMinutes(15))] } }, _ledger.Object, Options);

    private Task<bool> TakeAsync(Outcome outcome, DateTimeOffset? at = null) => _standings.TakeAsync(Here, outcome, at ?? Some.Now, CancellationToken.None);

    private static Outcome.Failed Failed(FailureKind kind, FailureScope scope, TimeSpan? retryAfter = null) => new(kind, scope, Phrase.Said("because"), retryAfter);
}
