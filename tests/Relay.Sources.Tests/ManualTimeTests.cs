using NUnit.Framework;
using Relay.Testing;

namespace Relay.Sources.Tests;

public sealed class ManualTimeTests
{
    private readonly ManualTime _time = new();

    [Test]
    public async Task Advance_PastADelay_CompletesIt()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _time);
        _time.Advance(TimeSpan.FromMinutes(4));
        var early = delay.IsCompleted;

        _time.Advance(TimeSpan.FromMinutes(1));

        await delay;
        Assert.That(early, Is.False);
    }

    [Test]
    public void Advance_OverAPeriodicTimer_FiresItAtEachTurnInOrder()
    {
        var fired = new List<string>();
        using var slow = _time.CreateTimer(_ => fired.Add($"slow {_time.GetUtcNow():mm}"), null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);
        using var quick = _time.CreateTimer(_ => fired.Add($"quick {_time.GetUtcNow():mm}"), null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.That(fired, Is.EqualTo(["quick 02", "slow 03", "quick 04"]));
    }
}
