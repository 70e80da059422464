using Relay.Core.Inbox.Arrivals;

namespace Relay.Networks.Tests.Arriving;

/// <summary>Whatever comes twice, late or out of order, and through whichever door: what is known in the end is the same.</summary>
internal sealed class ShuffledArrivalsTests : IDisposable
{
    private static readonly Dictionary<string, (string Stream, Door Door, string Payload)[]> Streams = new()
    {
        ["telegram"] =
        [
            ("updates", Door.Poll, """{"ok":true,"result":[{"update_id":7,"message":{"message_id":5,"date":100,"chat":{"id":-1,"type":"supergroup"},"from":{"id":9,"first_name":"Ana"},"text":"je viens"}},{"update_id":8,"edited_message":{"message_id":5,"date":100,"edit_date":160,"chat":{"id":-1,"type":"supergroup"},"from":{"id":9,"first_name":"Ana"},"text":"z"}}]}"""),
            ("webhook", Door.Webhook, """{"update_id":9,"edited_message":{"message_id":5,"date":100,"edit_date":160,"chat":{"id":-1,"type":"supergroup"},"from":{"id":9,"first_name":"Ana"},"text":"@relay_bot je viens à 2","entities":[{"type":"mention","offset":0,"length":10}]}}"""),
            ("webhook", Door.Webhook, """{"update_id":10,"message":{"message_id":6,"date":101,"chat":{"id":-1,"type":"supergroup"},"from":{"id":9},"text":"moi aussi"}}"""),
        ],
        ["facebook"] =
        [
            ("page", Door.Webhook, """{"object":"page","entry":[{"id":"1234567890321","time":100,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"5_6","post_id":"1_5","from":{"id":"9","name":"Ana"},"created_time":100,"message":"je viens"}}]}]}"""),
            ("page", Door.Webhook, """{"object":"page","entry":[{"id":"1234567890321","time":160,"changes":[{"field":"feed","value":{"item":"comment","verb":"edited","comment_id":"5_6","post_id":"1_5","created_time":100,"message":"z"}}]}]}"""),
            ("comments:1_5", Door.Poll, """{"data":[{"id":"5_6","message":"je viens à 2","created_time":"1970-01-01T00:01:40+0000"},{"id":"5_7","message":"non"}]}"""),
            ("page", Door.Webhook, """{"object":"page","entry":[{"id":"1234567890321","time":170,"changes":[{"field":"feed","value":{"item":"comment","verb":"remove","comment_id":"5_7"}}]}]}"""),
        ],
        ["x"] =
        [
            ("mentions", Door.Poll, """{"data":[{"id":"5","text":"@ExampleUser je viens","edit_history_tweet_ids":["5"]}]}"""),
            ("search", Door.Poll, """{"data":[{"id":"7","text":"@ExampleUser je viens à 2","author_id":"9","edit_history_post_ids":["5","7"],"referenced_posts":[{"type":"replied_to","id":"4"}],"conversation_id":"4"},{"id":"8","text":"non","author_id":"9"}]}"""),
            ("activity", Door.Webhook, """{"data":{"filter":{"user_id":"1111111111111111111"},"event_type":"post.mention.create","payload":{"id":"5","text":"@ExampleUser je viens","author_id":"9"},"includes":{"users":[{"id":"9","username":"ana"}]}}}"""),
            ("activity", Door.Webhook, """{"data":{"filter":{"user_id":"1111111111111111111"},"event_type":"post.delete","payload":{"id":"8","author_id":"9"}}}"""),
        ],
    };

    private readonly Doors _doors = new();

    public void Dispose() => _doors.Dispose();

    [TestCase("telegram", "@relay_bot je viens à 2")]
    [TestCase("facebook", "je viens à 2")]
    [TestCase("x", "@ExampleUser je viens à 2")]
    public void Read_AnyOrderAndRepetition_EndsInTheSameState(string network, string words)
    {
        var random = new Random(20261121);
        var stream = Streams[network];
        var expected = Ends(network, stream);
        for (var time = 0; time < 300; time++)
        {
            var more = stream.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => stream[random.Next(stream.Length)])).ToArray();
            random.Shuffle(more);

            Assert.That(Ends(network, more), Is.EquivalentTo(expected));
        }
        Assert.That(expected, Has.Count.EqualTo(2));
        Assert.That(expected.Select(state => state.Words?.Text), Has.Member(words));
    }

    private List<InteractionState> Ends(string network, IEnumerable<(string Stream, Door Door, string Payload)> arrivals)
        => [.. arrivals.SelectMany(arrival => _doors.Read(network, arrival.Payload, arrival.Stream, arrival.Door).Happenings)
            .GroupBy(happening => happening.Of).Select(told => told.Aggregate(InteractionState.Unheard(told.Key), (state, happening) => state.With(happening)))];
}
