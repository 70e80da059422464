using System.Text;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Networks.Tests.Arriving;

/// <summary>A hundred thousand spoilt payloads: nothing throws, no good neighbour is lost, and no payload costs more memory than its length warrants.</summary>
[NonParallelizable]
internal sealed class MutatedArrivalsTests : IDisposable
{
    private const int Each = 8_400;
    private const long Base = 64 * 1024;
    private const long PerByte = 120;

    private static readonly Dictionary<string, (string Before, string After, string[] Seeds, string Good)> Batches = new()
    {
        ["telegram"] = ("""{"ok":true,"result":[""", "]}",
            [
                """{"update_id":1,"message":{"message_id":5,"message_thread_id":4,"date":1700000000,"edit_date":1700000001,"from":{"id":5,"is_bot":false,"first_name":"Ana","last_name":"D","username":"a","language_code":"fr"},"chat":{"id":-100,"type":"supergroup"},"text":"eh @relay_bot","entities":[{"type":"mention","offset":3,"length":10}],"reply_to_message":{"message_id":4,"is_automatic_forward":true,"forward_origin":{"type":"channel","chat":{"id":-200},"message_id":12}},"contact":{"phone_number":"33","user_id":5}}}""",
                """{"update_id":4,"message":{"message_id":6,"date":1,"chat":{"id":1},"from":{"id":5},"rich_message":{"blocks":[{"text":["a",{"text":{"text":"b"}}]},{"items":[{"blocks":[{"text":"c"}]}]},{"cells":[[{"text":"d"}]]}]}}}""",
                """{"update_id":2,"callback_query":{"id":"1","from":{"id":5},"data":"a","message":{"message_id":5,"chat":{"id":1}}}}""",
                """{"update_id":3,"my_chat_member":{"chat":{"id":1,"type":"private"},"from":{"id":5},"date":1700000000,"new_chat_member":{"status":"kicked"}}}""",
            ],
            """{"update_id":9,"message":{"message_id":777,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":5},"text":"bon"}}"""),
        ["facebook"] = ($$"""{"object":"page","entry":[""", "]}",
            [
                """{"id":"1234567890321","time":1700000000,"changes":[{"field":"feed","value":{"item":"comment","verb":"edited","from":{"id":"77","name":"Ana"},"post_id":"1_5","parent_id":"5_4","comment_id":"5_6","created_time":1700000000,"message":"a"}},{"field":"mention","value":{"item":"post","verb":"add","post_id":"1_2","sender_id":4}}]}""",
                """{"id":1234567890321,"time":1700000000123,"messaging":[{"sender":{"id":"77"},"recipient":{"id":"1234567890321"},"timestamp":1700000000123,"message":{"mid":"m_1","text":"a","is_echo":true,"reply_to":{"mid":"m_0"},"quick_reply":{"payload":"p"}}},{"sender":{"id":7},"timestamp":1,"postback":{"payload":"p"}},{"sender":{"id":7},"timestamp":1,"message_edit":{"mid":"m_1","text":"b","num_edit":"3"}}],"standby":[{"sender":{"id":7},"message":{"mid":"m"}}]}""",
            ],
            """{"id":"1234567890321","time":1,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"777","message":"bon"}}]}"""),
        ["x"] = ("""{"data":[""", "]}",
            [
                """{"id":"5","text":"a &amp; b","author_id":"22","conversation_id":"3","created_at":"2026-07-24T21:23:23.000Z","edit_history_tweet_ids":["4","5"],"referenced_posts":[{"type":"replied_to","id":"4"},{"type":"quoted","id":"2"}],"note_post":{"text":"b"},"entities":{"mentions":[{"id":"1","username":"ExampleUser"}]}}""",
                """{"id":"6","event_type":"MessageCreate","text":"a","sender_id":"22","dm_conversation_id":"22-1111111111111111111","created_at":"2026-07-24T21:23:23.000Z"}""",
            ],
            """{"id":"777","text":"bon"}"""),
    };

    private readonly Doors _doors = new();

    public void Dispose() => _doors.Dispose();

    // 4 ways x 8 400 x 3 networks.
    [TestCase("telegram")]
    [TestCase("facebook")]
    [TestCase("x")]
    public void Read_SpoiltNeighbours_LosesNoGoodOneAndNoMemory(string network)
    {
        var (before, after, seeds, good) = Batches[network];
        var mutator = new Mutator(20261121);
        _doors.Read(network, before + good + after);
        for (var time = 0; time < Each; time++)
        {
            var seed = seeds[time % seeds.Length];

            Assert.That(Good(network, $"{before}{good},{mutator.Valid(seed)},{good}{after}"), Is.EqualTo(2));
            Assert.That(Good(network, [.. Encoding.UTF8.GetBytes($"{before}{good},"), .. mutator.Spoilt($"{seed},{good}{after}")]), Is.AtLeast(1));
            Good(network, mutator.Valid(before + seed + after));
            Good(network, mutator.Spoilt(before + seed + after));
        }
    }

    [TestCase("telegram", """{"message_id":1,"date":1,"chat":{"id":1},"text":"deep"}""")]
    [TestCase("facebook", "{}")]
    [TestCase("x", "{}")]
    public void Read_FiveMegabytes_IsReadInTimeAndMemory(string network, string small)
    {
        var (before, after, _, good) = Batches[network];
        var deep = new string('[', 2_000_000) + new string(']', 2_000_000);
        var wide = string.Join(',', Enumerable.Repeat("\"a\":1", 200_000));

        Assert.That(Good(network, $$"""{{before}}{{good}},{"update_id":1,"changes":{{deep}},"message":{{small}} },{"update_id":{{deep}} },{{good}}{{after}}"""), Is.EqualTo(2));
        Assert.That(Good(network, $$"""{{before}}{{good}},{"update_id":1,{{wide}} },{{good}}{{after}}"""), Is.EqualTo(2));
        Assert.That(Good(network, $$"""{{before}}{{good}},"{{new string('é', 2_000_000)}}",{{good}}{{after}}"""), Is.EqualTo(2));
    }

    private int Good(string network, string payload) => Good(network, Encoding.UTF8.GetBytes(payload));

    private int Good(string network, byte[] payload)
    {
        var stream = network == "x" ? "mentions" : "webhook";
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var reading = _doors.Read(network, payload, stream);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(Base + PerByte * payload.Length), () => Encoding.UTF8.GetString(payload.AsSpan(0, Math.Min(payload.Length, 2000))));
        foreach (var unread in reading.Unread)
        {
            Assert.That(unread.Kind, Has.Length.InRange(1, 64));
        }
        return reading.Happenings.OfType<Happening.Said>().Count(said => said.Of.RemoteId == "777" && said.Text == "bon");
    }
}
