using NUnit.Framework;
using Relay.Testing;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Hosting;

public sealed class StopTokensTests
{
    private readonly ManualTime _time = new();

    [Test]
    public void Stop_AtOnce_ClaimsNothingMoreButLetsCallsEnd()
    {
        using var tokens = new StopTokens(_time);

        tokens.Stop();
        _time.Advance(TimeSpan.FromSeconds(17.9));

        Assert.That(tokens.ClaimNothingMore.IsCancellationRequested);
        Assert.That(tokens.AbortCalls.IsCancellationRequested, Is.False);
    }

    [Test]
    public void Stop_After18Seconds_AbortsCalls()
    {
        using var tokens = new StopTokens(_time);

        tokens.Stop();
        _time.Advance(TimeSpan.FromSeconds(18));

        Assert.That(tokens.AbortCalls.IsCancellationRequested);
    }

    [Test]
    public void Stop_Twice_DoesNotPutOffTheAbort()
    {
        using var tokens = new StopTokens(_time);

        tokens.Stop();
        _time.Advance(TimeSpan.FromSeconds(10));
        tokens.Stop();
        _time.Advance(TimeSpan.FromSeconds(8));

        Assert.That(tokens.AbortCalls.IsCancellationRequested);
    }

    [Test]
    public void Patience_AndWhole_StayUnderTwentySeconds()
        => Assert.That(StopTokens.Patience, Is.LessThan(StopTokens.Whole).And.LessThan(TimeSpan.FromSeconds(20)));
}
