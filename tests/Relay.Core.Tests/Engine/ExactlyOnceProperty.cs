using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>Whatever a network does to us, everything stands on it exactly once in the end.</summary>
[CancelAfter(120_000)]
public sealed class ExactlyOnceProperty
{
    [Test]
    public async Task Deliver_NetworkFailingAtRandom_EndsWithEachPostExactlyOnce(CancellationToken cancel)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed} (RELAY_SEED takes one)");
        var random = new Random(seed);
        await using var rig = await EngineRig.StartAsync(Some.Channel("a", target: "@a"), Some.Channel("b", target: "@b"), Some.Channel("c", target: "@c"));
        await rig.HarvestAsync([.. Enumerable.Range(1, 40).Select(number => Some.Event($"e{number}"))]);
        await rig.PlanAndSlotAsync();
        rig.Words.Parts = 2;
        // The engine asks under the network's own lock: one random source is enough.
        rig.Telegram.Script = _ => random.Next(10) switch
        {
            0 => (true, Failed(FailureKind.Unknown)),
            1 => (false, Failed(FailureKind.Unknown)),
            2 => (false, Failed(FailureKind.Throttled, FailureScope.Target)),
            3 => (false, Failed(FailureKind.Unavailable, FailureScope.Delivery)),
            _ => (true, null),
        };
        // A new post may be shown late, but is by the third look.
        var looks = new Dictionary<(Guid, int), int>();
        rig.Telegram.Looking = search =>
        {
            var key = (search.Part.DeliveryId, search.Part.Index);
            looks[key] = looks.GetValueOrDefault(key) + 1;
            return looks[key] % 3 != 0 && random.Next(2) == 0 ? new Finding.NotSeen() : null;
        };

        for (var start = 0; start < 4; start++)
        {
            var wanted = rig.Telegram.Calls + 40;
            await rig.DeliverAsync(tally => Task.FromResult(EngineRig.Open(tally) == 0 || rig.Telegram.Calls >= wanted), cancel);
            await rig.RestartAsync();
        }
        await rig.DeliverAsync(cancel);

        var posts = rig.Telegram.Posts.GroupBy(post => (post.Target, post.Text)).ToList();
        Assert.That(posts.Select(group => group.Count()), Is.All.EqualTo(1));
        Assert.That(posts, Has.Count.EqualTo(40 * 2 * 3));
        Assert.That((await rig.Store.Audit.VerifyAsync(cancel)).BrokenAt, Is.Null);
    }

    private static Outcome.Failed Failed(FailureKind kind, FailureScope scope = FailureScope.Delivery) => new(kind, scope, Phrase.Said("at random"));
}
