using System.Globalization;
using Relay.Core.Deliveries;
using Relay.Networks.Telegram;

namespace Relay.Networks.Tests.Telegram;

/// <summary>Walks through chats made up at random: gaps of deleted messages, service messages, messages of others, days apart.</summary>
[TestFixture]
internal sealed class JournalWalkTests
{
    private static readonly DateTimeOffset Attempt = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Test]
    public void Walk_AnyChat_FindsOurMessageExactlyWhenItIsThere([Range(1, 60)] int seed, [Values] bool there, [Values("before", "after", "both", "none")] string known)
    {
        var random = new Random(seed);
        var chat = new Chat(random, there);
        var search = new Search(
            new Part(Guid.NewGuid(), 0, "a", []), Attempt, known is "before" or "both" ? Text(chat.LastKnown) : null, known is "after" or "both" ? Text(chat.FirstAfter) : null,
            new HashSet<string>(StringComparer.Ordinal) { Text(chat.LastKnown), Text(chat.FirstAfter) });

        var (walk, steps) = Walk(chat, search);

        Assert.That(walk.Found, there ? Is.EqualTo(new[] { chat.Ours }) : Is.Empty, $"seed {seed}");
        Assert.That(steps, Is.LessThan(600), "a look ends");
    }

    [Test]
    public void Walk_LongHistoryAndNothingKnown_IsFoundInFewSteps([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var chat = new Chat(random, there: true, history: 30_000);
        var search = new Search(new Part(Guid.NewGuid(), 0, "a", []), Attempt, null, null, new HashSet<string>(StringComparer.Ordinal));

        var (walk, steps) = Walk(chat, search);

        Assert.That(walk.Found, Is.EqualTo(new[] { chat.Ours }), $"{steps} steps: {walk}");
        Assert.That(steps, Is.LessThan(400));
    }

    [TestCase("")]
    [TestCase("nonsense")]
    [TestCase("Forward;x;0;0;0;;")]
    public void Parse_UnreadableCursor_StartsAnew(string cursor)
    {
        var search = new Search(new Part(Guid.NewGuid(), 0, "a", []), Attempt, "5", null, new HashSet<string>(), cursor);

        Assert.That(JournalWalk.Parse(search).ToString(), Is.EqualTo("Forward;6;0;0;0;;"));
    }

    [Test]
    public void Parse_OwnCursor_GoesOnWhereItWas()
    {
        var walk = new JournalWalk(WalkStage.Halve, 12, 4, 40, 2, [7, 8], [9]);

        var parsed = JournalWalk.Parse(new Search(new Part(Guid.NewGuid(), 0, "a", []), Attempt, "1", null, new HashSet<string>(), walk.ToString()));

        Assert.That(parsed.ToString(), Is.EqualTo(walk.ToString()));
    }

    private static (JournalWalk Walk, int Steps) Walk(Chat chat, Search search)
    {
        var walk = JournalWalk.Parse(search);
        var steps = 0;
        for (; walk.Stage is not WalkStage.End && steps < 2000; steps++)
        {
            walk = chat.Messages.TryGetValue(walk.Next, out var sent)
                ? walk.Next == chat.Ours ? walk.End(walk.Next) : walk.Passed(search, walk.Next % 97 == 1 ? Age.Unknown : sent < Attempt.AddMinutes(-2) ? Age.Older : sent > Attempt.AddMinutes(10) ? Age.Newer : Age.Near)
                : walk.Missed(search);
            walk = JournalWalk.Parse(search with { Cursor = walk.ToString() });
        }
        return (walk, steps);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed class Chat
    {
        public Chat(Random random, bool there, int history = 40)
        {
            var id = random.NextInt64(1, 10);
            var time = Attempt.AddDays(-history);
            for (; time < Attempt.AddMinutes(-3); time += TimeSpan.FromMinutes(random.Next(1, 3000)), id += random.Next(1, 9))
            {
                Messages[id] = time;
                LastKnown = id;
            }
            id += random.Next(0, 5);
            for (var others = random.Next(0, 12); others > 0; others--, id += random.Next(1, 4))
            {
                Messages[id] = Attempt.AddSeconds(random.Next(-100, 0));
            }
            if (there)
            {
                Ours = id;
                Messages[id] = Attempt.AddSeconds(random.Next(0, 220));
            }
            id += random.Next(1, 5);
            FirstAfter = id;
            Messages[id] = Attempt.AddMinutes(random.Next(4, 60));
            for (var others = random.Next(0, 40); others > 0; others--)
            {
                id += random.Next(1, 4);
                Messages[id] = Attempt.AddHours(2);
            }
        }

        public Dictionary<long, DateTimeOffset> Messages { get; } = [];

        public long LastKnown { get; }

        public long Ours { get; } = -1;

        public long FirstAfter { get; }
    }
}
