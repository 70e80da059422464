using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Rates;

namespace Relay.Core.Tests.Deliveries;

public sealed class RateWindowTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    [Test]
    public void FreeAt_LimitReached_IsAPeriodAfterTheEndOfTheOldestCall()
    {
        var window = new RateWindow(new RateLimit(2, Period));
        Call(window, At(0));
        Call(window, At(300));

        Assert.That(window.FreeAt(At(400)), Is.EqualTo(At(1000)));
    }

    [Test]
    public void FreeAt_CallUnderWay_CountsUntilAPeriodAfterItsEnd()
    {
        var window = new RateWindow(new RateLimit(1, Period));
        window.Promise();
        window.Begin();

        Assert.That(window.FreeAt(At(60_000)), Is.EqualTo(TimeSpan.MaxValue));
        window.End(At(60_000));
        Assert.That(window.FreeAt(At(60_000)), Is.EqualTo(At(61_000)));
    }

    [Test]
    public void FreeAt_CallsPromised_IsAfterTheirsAndTheirsStays()
    {
        var window = new RateWindow(new RateLimit(2, Period));
        Call(window, At(0));
        Call(window, At(300));
        window.Promise();

        Assert.That(window.OpensAt(At(400)), Is.EqualTo(At(1000)));
        Assert.That(window.FreeAt(At(400)), Is.EqualTo(At(1300)));
        window.Withdraw();
        Assert.That(window.FreeAt(At(400)), Is.EqualTo(At(1000)));
    }

    [Test]
    public void FreeAt_CallThatReachedNoNetwork_DoesNotCount()
    {
        var window = new RateWindow(new RateLimit(1, Period));
        window.Promise();
        window.Begin();
        window.Forget();

        Assert.That(window.FreeAt(At(0)), Is.EqualTo(At(0)));
    }

    [Test]
    public void FreeAt_WheneverObeyed_NeverMoreThanTheLimitInAnyPeriod()
    {
        Prop.ForAll(Gen.Choose(1, 30).ToArbitrary(), Gen.Choose(0, 700).ListOf(120).ToArbitrary(), (limit, steps) =>
        {
            var window = new RateWindow(new RateLimit(limit, Period));
            var calls = new List<TimeSpan>();
            var now = TimeSpan.Zero;
            foreach (var step in steps)
            {
                now = window.FreeAt(now + At(step));
                Call(window, now);
                calls.Add(now);
            }
            return MostInAPeriod(calls) <= limit;
        }).QuickCheckThrowOnFailure();
    }

    [Test]
    public void OpensAt_CallsPreparedAheadAndCountedAnywhereInThem_NeverMoreThanTheLimitInAnyPeriodNorAcrossARestart()
    {
        var worlds = from limit in Gen.Choose(1, 12)
                     from hands in Gen.Choose(1, 6)
                     from lead in Gen.Choose(0, 100)
                     from restart in Gen.Choose(500, 3500)
                     from seed in Gen.Choose(0, int.MaxValue)
                     select (limit, hands, lead, restart, seed);
        Prop.ForAll(worlds.ToArbitrary(), world =>
        {
            var counted = new Play(world.limit, world.hands, world.lead, world.seed).Run(world.restart, until: 5000);
            return MostInAPeriod(counted) <= world.limit && counted.Count > world.limit;
        }).QuickCheckThrowOnFailure();
    }

    private static int MostInAPeriod(IReadOnlyList<TimeSpan> counted)
    {
        var sorted = counted.Order().ToList();
        return sorted.Select((call, index) => sorted.Skip(index).TakeWhile(other => other < call + Period).Count()).Max();
    }

    private static TimeSpan At(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static void Call(RateWindow window, TimeSpan at)
    {
        window.Promise();
        window.Begin();
        window.End(at);
    }

    /// <summary>A pump and its network, a millisecond at a time: some hands prepare calls, wait for their turn and make them; the network counts each somewhere between its start and its end.</summary>
    private sealed class Play(int limit, int hands, int lead, int seed)
    {
        private readonly Random _chance = new(seed);
        private readonly List<TimeSpan> _counted = [];
        private readonly List<TimeSpan> _ended = [];
        private readonly List<Hand> _hands = [];
        private RateWindow _window = new(new RateLimit(limit, Period));

        public List<TimeSpan> Run(int restart, int until)
        {
            for (var now = 0; now < until; now++)
            {
                if (now == restart)
                {
                    Restart(At(now));
                }
                Step(At(now));
            }
            return _counted;
        }

        // Killed: what was under way was counted by now at the latest, and the ledger says no end.
        private void Restart(TimeSpan now)
        {
            _window = new(new RateLimit(limit, Period));
            foreach (var hand in _hands.Where(hand => hand.Ends is not null))
            {
                _counted.Add(hand.Counts < now ? hand.Counts : now);
                _ended.Add(now);
            }
            _ended.ForEach(_window.Note);
            _hands.Clear();
        }

        private void Step(TimeSpan now)
        {
            foreach (var hand in _hands.Where(hand => hand.Ends <= now).ToList())
            {
                _window.End(now);
                _ended.Add(now);
                _counted.Add(hand.Counts);
                _hands.Remove(hand);
            }
            if (_hands.Count < hands && _chance.Next(3) > 0 && _window.FreeAt(now) is var free && free < TimeSpan.MaxValue && free - now <= At(lead))
            {
                _window.Promise();
                _hands.Add(new() { Ready = now + At(_chance.Next(2 * lead)), Turn = free });
            }
            foreach (var hand in _hands.Where(hand => hand.Ends is null && hand.Ready <= now).ToList())
            {
                if (_chance.Next(20) == 0)
                {
                    _window.Withdraw();
                    _hands.Remove(hand);
                }
                else if (hand.Turn <= now)
                {
                    if (_window.OpensAt(now) > now)
                    {
                        throw new InvalidOperationException("A call that was promised its turn was made to wait beyond it.");
                    }
                    _window.Begin();
                    var took = _chance.Next(80);
                    hand.Ends = now + At(took);
                    hand.Counts = now + At(_chance.NextDouble() * took);
                }
            }
        }

        private sealed class Hand
        {
            public TimeSpan Ready { get; init; }

            public TimeSpan Turn { get; init; }

            public TimeSpan? Ends { get; set; }

            public TimeSpan Counts { get; set; }
        }
    }
}
