using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Rates;
using Relay.Testing;

namespace Relay.Core.Tests.Deliveries;

public sealed class RateWindowTests
{
    [Test]
    public void FreeAt_LimitReached_IsAPeriodAfterTheEndOfTheOldestCall()
    {
        var window = new RateWindow(new RateLimit(2, TimeSpan.FromSeconds(1)));
        Call(window, Some.Now);
        Call(window, Some.Now.AddMilliseconds(300));

        Assert.That(window.FreeAt(Some.Now.AddMilliseconds(400)), Is.EqualTo(Some.Now.AddSeconds(1)));
    }

    [Test]
    public void FreeAt_CallUnderWay_CountsUntilAPeriodAfterItsEnd()
    {
        var window = new RateWindow(new RateLimit(1, TimeSpan.FromSeconds(1)));
        window.Begin();

        Assert.That(window.FreeAt(Some.Now.AddMinutes(1)), Is.EqualTo(DateTimeOffset.MaxValue));
        window.End(Some.Now.AddMinutes(1));
        Assert.That(window.FreeAt(Some.Now.AddMinutes(1)), Is.EqualTo(Some.Now.AddMinutes(1).AddSeconds(1)));
    }

    [Test]
    public void FreeAt_CallNeverMade_DoesNotCount()
    {
        var window = new RateWindow(new RateLimit(1, TimeSpan.FromSeconds(1)));
        window.Begin();
        window.Forget();

        Assert.That(window.FreeAt(Some.Now), Is.EqualTo(Some.Now));
    }

    [Test]
    public void FreeAt_WheneverObeyed_NeverMoreThanTheLimitInAnyPeriod()
    {
        Prop.ForAll(Gen.Choose(1, 30).ToArbitrary(), Gen.Choose(0, 700).ListOf(120).ToArbitrary(), (limit, steps) =>
        {
            var period = TimeSpan.FromSeconds(1);
            var window = new RateWindow(new RateLimit(limit, period));
            var calls = new List<DateTimeOffset>();
            var now = Some.Now;
            foreach (var step in steps)
            {
                now = window.FreeAt(now.AddMilliseconds(step));
                Call(window, now);
                calls.Add(now);
            }
            return calls.Select((call, index) => calls.Skip(index).Count(other => other < call + period)).All(count => count <= limit);
        }).QuickCheckThrowOnFailure();
    }

    private static void Call(RateWindow window, DateTimeOffset at)
    {
        window.Begin();
        window.End(at);
    }
}
