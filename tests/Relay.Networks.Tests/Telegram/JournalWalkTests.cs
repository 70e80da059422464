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
    public void Walk_AnyChat_FindsOurMessageExactlyWhenItIsThere([Range(1, 60)] int seed, [Values] Place place, [Values("before", "after", "both", "none")] string known)
    {
        var random = new Random(seed);
        var chat = new Chat(random, place);
        var search = new Search(
            new Part(Guid.NewGuid(), 0, "a", []), Attempt, known is "before" or "both" ? Text(chat.LastKnown) : null, known is "after" or "both" ? Text(chat.FirstAfter) : null,
            new HashSet<string>(StringComparer.Ordinal) { Text(chat.LastKnown), Text(chat.FirstAfter) });

        var (walk, steps) = Walk(chat, search);

        Assert.That(walk.Found, place is Place.Nowhere ? Is.Empty : Is.EqualTo(new[] { chat.Ours }), $"seed {seed}");
        Assert.That(steps, Is.LessThan(600), "a look ends");
    }

    [Test]
    public void Walk_LongHistoryAndNothingKnown_IsFoundInFewSteps([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        var chat = new Chat(random, Place.InItsTurn, history: 30_000);
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
                ? walk.Next == chat.Ours ? walk.End(walk.Next) : walk.Passed(search, walk.Next % 97 == 1 ? Age.Unknown : sent < Attempt.AddMinutes(-30) ? Age.Older : sent > Attempt.AddMinutes(40) ? Age.Newer : Age.Near)
                : walk.Missed(search);
            walk = JournalWalk.Parse(search with { Cursor = walk.ToString() });
        }
        return (walk, steps);
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where our message stands.</summary>
    public enum Place
    {
        Nowhere,
        InItsTurn,
        AfterALaterOne,
    }

    private sealed class Chat
    {
        private readonly Random _random;
        private long _id;
        private DateTimeOffset _at;

        public Chat(Random random, Place place, int history = 40)
        {
            (_random, _id, _at) = (random, random.NextInt64(1, 10), Attempt.AddDays(-history));
            for (var step = TimeSpan.FromMinutes(1); _at + step < Attempt.AddMinutes(-3); step = TimeSpan.FromMinutes(random.Next(1, 3000)))
            {
                LastKnown = Add(gap: 9, step);
            }
            _at = Attempt.AddMinutes(-1);
            Several(12, gap: 4, TimeSpan.FromSeconds(5));
            _at = Attempt;
            Ours = place is Place.InItsTurn ? Add(gap: 3, TimeSpan.FromSeconds(40)) : -1;
            FirstAfter = Add(gap: 3, TimeSpan.FromSeconds(20));
            Ours = place is Place.AfterALaterOne ? Add(gap: 3, TimeSpan.FromSeconds(100)) : Ours;
            _at = Attempt.AddHours(2);
            Several(40, gap: 4, TimeSpan.FromMinutes(5));
        }

        public Dictionary<long, DateTimeOffset> Messages { get; } = [];

        public long LastKnown { get; }

        public long Ours { get; }

        public long FirstAfter { get; }

        private void Several(int most, int gap, TimeSpan apart)
        {
            for (var others = _random.Next(0, most); others > 0; others--)
            {
                Add(gap, apart);
            }
        }

        private long Add(int gap, TimeSpan later)
        {
            _id += _random.Next(1, gap);
            Messages[_id] = _at += later;
            return _id;
        }
    }
}
