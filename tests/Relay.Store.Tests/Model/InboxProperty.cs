using NUnit.Framework;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store.Tests.Contract;

namespace Relay.Store.Tests.Model;

/// <summary>A stream of happenings, some of them lost for a while, many twice, in any order, with the worker cut off between any two commits: in the end the same is known.</summary>
[TestFixture(StoreEngine.Sqlite, 30)]
[TestFixture(StoreEngine.PostgreSql, 6)]
public sealed class InboxProperty(StoreEngine engine, int rounds) : StoreContract(engine)
{
    [Test]
    public async Task Streams_AnyOrderDuplicationAndCut_EndInTheSameState()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("RELAY_SEED"), out var given) ? given : Random.Shared.Next();
        await TestContext.Out.WriteLineAsync($"seed {seed} (RELAY_SEED takes one): {rounds} streams");
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            // Each round has ids of its own in the same store: what was heard before must not matter.
            var stream = Enumerable.Range(0, random.Next(1, 25)).Select(_ => RandomHappening(random, round)).ToArray();
            var expected = stream.GroupBy(happening => happening.Of).ToDictionary(
                group => group.Key, group => group.Aggregate(new Interaction("", "bot33", InteractionState.Unheard(group.Key), null, Now), (state, happening) => state.With("bot33", happening)));
            var arriving = stream.Concat(stream.Where(_ => random.Next(3) == 0)).Concat(stream.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(arriving);

            await LiveAsync(random, arriving);

            var inbox = Temporary.Store.Inbox;
            foreach (var (key, state) in expected)
            {
                Assert.That(await inbox.FindAsync(key, default) is { } kept ? kept with { Id = "", HeardAt = Now } : null, Is.EqualTo(state), $"round {round} of seed {seed}");
            }
            Assert.That((await inbox.TallyAsync(default)).Unread, Is.Zero);
        }
        Assert.That((await Audit.VerifyAsync(default)).BrokenAt, Is.Null);
    }

    /// <summary>Doors and reader at work on arrivals that name their happening; what is in memory only is lost at each cut, and the network tells again what was not marked.</summary>
    private async Task LiveAsync(Random random, Happening[] arriving)
    {
        var read = new Dictionary<long, Happening>();
        var position = 0;
        while (true)
        {
            if (random.Next(12) == 0)
            {
                await Temporary.ReopenAsync();
            }
            var inbox = Temporary.Store.Inbox;
            var waiting = await inbox.WaitingAsync(0, random.Next(1, 8), default);
            if (position < arriving.Length && (waiting.Count == 0 || random.Next(2) == 0))
            {
                // A page, of which the network was told nothing yet when the worker was cut off: it comes again.
                var page = arriving[position..Math.Min(arriving.Length, position + random.Next(1, 6))];
                await inbox.KeepAsync(new([.. page.Select((_, index) => new Arrival("bot33", Door.Poll, "updates", BitConverter.GetBytes(position + index), Now))], ("telegram:7", new($"{position}", Now))), default);
                position += random.Next(4) == 0 ? 0 : page.Length;
                continue;
            }
            if (waiting.Count == 0)
            {
                return;
            }
            foreach (var one in waiting)
            {
                read[one.Number] = arriving[BitConverter.ToInt32(one.Arrival.Payload.Span)];
            }
            UnderstoodArrival[] understood = [.. waiting.Select(one => new UnderstoodArrival(one.Number, "bot33", new([read[one.Number]], [])))];
            await inbox.KeepUnderstoodAsync(understood, Now, default);
            if (random.Next(3) == 0)
            {
                Assert.That(await inbox.KeepUnderstoodAsync(understood, Now, default), Is.Zero, "kept once is kept");
            }
        }
    }

    private Happening RandomHappening(Random random, int round)
    {
        var author = new Author(null, random.Next(2) == 0 ? null : "Dominique", Automated: random.Next(6) == 0) { Key = random.Next(4) == 0 ? null : new("telegram", $"{random.Next(3)}", "k1") };
        var key = new InteractionKey("telegram:7", $"{round}", (InteractionRealm)random.Next(4), $"{random.Next(5)}");
        DateTimeOffset? at = random.Next(4) == 0 ? null : Now.AddSeconds(random.Next(3));
        return key.Realm switch
        {
            InteractionRealm.Press => new Happening.Pressed(key, author, new Press(key.RemoteId, "hand:1", "", "1", $"{random.Next(2)}", "fr")) { At = at },
            InteractionRealm.Membership => new Happening.Reach(key, author, random.Next(2) == 0, at) { IsPrivate = random.Next(2) == 0 },
            _ when random.Next(6) == 0 => new Happening.Removed(key, at),
            _ => new Happening.Said(key, (InteractionKind)random.Next(7), author, $"texte {random.Next(3)}", at, random.Next(3))
            {
                Post = random.Next(2) == 0 ? null : $"{random.Next(2)}",
                InReplyTo = random.Next(2) == 0 ? null : $"{random.Next(2)}",
                IsOurs = random.Next(5) == 0,
            },
        };
    }
}
