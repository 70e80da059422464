using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Tests.Arriving;

namespace Relay.Networks.Tests.X.Inbox;

/// <summary>What people write to a profile, in both vocabularies and through every door.</summary>
internal sealed class XArrivalsTests : IDisposable
{
    private const string Own = Doors.Profile;
    private readonly Doors _doors = new();

    public void Dispose() => _doors.Dispose();

    [TestCase("referenced_posts", "note_post", "posts", "edit_history_post_ids")]
    [TestCase("referenced_tweets", "note_tweet", "tweets", "edit_history_tweet_ids")]
    public void Read_ReplyInBothVocabularies_TellsWhoWhatWhenAndWhere(string references, string note, string posts, string history)
    {
        var said = Poll("search", $$"""
            {"data":[{"id":"2080765813578191303","{{history}}":["2080765813578191303"],"text":"Je viens &amp; …","{{note}}":{"text":"Je viens &amp; j'amène &lt;Zoé&gt; &eacute;"},"author_id":"2222222222222222222","conversation_id":"2080000000000000000",
            "created_at":"2026-07-24T21:23:23.000Z","{{references}}":[{"type":"replied_to","id":"2080000000000000001"}]}],
            "includes":{"users":[{"id":"2222222222222222222","name":"Ana","username":"ana_d"}],"{{posts}}":[{"id":"2080000000000000001","author_id":"{{Own}}"}]} }
            """);

        Assert.That(said.Of, Is.EqualTo(new InteractionKey($"x:{Own}", "", InteractionRealm.Public, "2080765813578191303")));
        Assert.That(said.Author, Is.EqualTo(new Author("2222222222222222222", "Ana", "ana_d")));
        Assert.That((said.Kind, said.Text, said.InReplyTo, said.Post, said.Thread), Is.EqualTo((InteractionKind.Reply, "Je viens & j'amène <Zoé> &eacute;", "2080000000000000001", "2080000000000000000", "2080000000000000000")));
        Assert.That(said.At, Is.EqualTo(new DateTimeOffset(2026, 7, 24, 21, 23, 23, TimeSpan.Zero)));
    }

    [Test]
    public void Read_EditThatHasANumberOfItsOwn_IsTheSamePost()
    {
        var first = Poll("mentions", """{"data":[{"id":"5","text":"zz","edit_history_tweet_ids":["5"]}]}""");
        var edit = Poll("mentions", """{"data":[{"id":"7","text":"aa","edit_history_tweet_ids":["5","6","7"]}]}""");

        Assert.That(InteractionState.Unheard(first.Of).With(edit).With(first).Words!.Text, Is.EqualTo("aa"));
    }

    [TestCase("post.mention.create", "", InteractionKind.Mention)]
    [TestCase("post.quote.create", ""","referenced_posts":[{"type":"quoted","id":"4"}]""", InteractionKind.Quote)]
    [TestCase("post.reply.create", ""","referenced_posts":[{"type":"replied_to","id":"4"}]""", InteractionKind.Reply)]
    [TestCase("post.mention.create", ""","referenced_posts":[{"type":"replied_to","id":"4"}]""", InteractionKind.Reply)]
    public void Read_ActivityEvent_KnowsWhatItIs(string type, string more, InteractionKind kind)
    {
        var said = _doors.Said("x", Activity(type, $$"""{"id":"5","text":"@ExampleUser oui","author_id":"22"{{more}} }"""));

        Assert.That((said.Kind, said.IsOurs), Is.EqualTo((kind, false)));
    }

    [TestCase(Own, true)]
    [TestCase("33", false)]
    public void Read_ReplyThatNamesSomebody_TellsWhetherItIsUs(string named, bool us)
    {
        var said = Poll("mentions", $$"""{"data":[{"id":"5","text":"@x c'est où ?","author_id":"22","referenced_tweets":[{"type":"replied_to","id":"4"}],"entities":{"mentions":[{"id":"{{named}}","username":"x"}]} }]}""");

        Assert.That((said.Kind, said.NamesUs), Is.EqualTo((InteractionKind.Reply, us)));
    }

    [Test]
    public void Read_OurOwnPost_IsOurs()
    {
        var said = _doors.Said("x", Activity("post.create", $$"""{"id":"5","text":"Réunion","author_id":"{{Own}}"}"""));

        Assert.That((said.Kind, said.IsOurs), Is.EqualTo((InteractionKind.Post, true)));
    }

    [Test]
    public void Read_Repost_CreatesNothing()
    {
        var reading = _doors.Read("x", Activity("post.repost.create", """{"id":"5","text":"RT @a: b","author_id":"22","referenced_tweets":[{"type":"retweeted","id":"4"}]}"""));

        Assert.That(reading.Happenings, Is.Empty);
        Assert.That(reading.Unread.Single().Broken, Is.False);
    }

    [Test]
    public void Read_AccountLabelledAutomated_IsAutomated()
    {
        var reading = _doors.Read("x", """{"data":{"filter":{"user_id":"1111111111111111111"},"event_type":"post.mention.create","payload":{"id":"5","text":"a","author_id":"22"},"includes":{"users":[{"data":{"id":"22","username":"robot","affiliation":{"description":"Automated by @ana"}}}]}}}""");

        Assert.That(((Happening.Said)reading.Happenings.Single()).Author, Is.EqualTo(new Author("22", null, "robot", Automated: true)));
    }

    [Test]
    public void Read_OldEventWithNumbersThatLostDigits_KeepsTheTexts()
    {
        var said = _doors.Said("x", """
            {"for_user_id":"1111111111111111111","user_has_blocked":"false","tweet_create_events":[{"created_at":"Mon May 19 14:01:46 +0000 2025","id":1924465506158879000,"id_str":"1924465506158878979",
            "text":"@ExampleUser The…","truncated":true,"extended_tweet":{"full_text":"@ExampleUser The whole"},"user":{"id":222,"id_str":"222","name":"Ana","screen_name":"ana_d"},
            "in_reply_to_status_id":1924465506158800000,"in_reply_to_status_id_str":"1924465506158800001"}]}
            """);

        Assert.That((said.Of.RemoteId, said.Text, said.Kind, said.InReplyTo), Is.EqualTo(("1924465506158878979", "@ExampleUser The whole", InteractionKind.Reply, "1924465506158800001")));
        Assert.That(said.Author, Is.EqualTo(new Author("222", "Ana", "ana_d")));
        Assert.That(said.At, Is.EqualTo(new DateTimeOffset(2025, 5, 19, 14, 1, 46, TimeSpan.Zero)));
    }

    [Test]
    public void Read_DirectMessageByBothDoors_IsOneMessage()
    {
        var told = _doors.Said("x", $$"""{"for_user_id":"{{Own}}","direct_message_events":[{"type":"message_create","id":"954491830116155396","created_timestamp":"1784928224372","message_create":{"target":{"recipient_id":"{{Own}}"},"sender_id":"22","message_data":{"text":"a &gt; b"} } }]}""");
        var read = Poll("dm_events", $$"""{"data":[{"id":954491830116155396,"event_type":"MessageCreate","text":"a &gt; b","sender_id":"22","dm_conversation_id":"22-{{Own}}","created_at":"2026-07-24T21:23:44.372Z"}]}""");

        Assert.That(read.Of, Is.EqualTo(told.Of));
        Assert.That(read.Key, Is.EqualTo(told.Key));
        Assert.That((read.Text, read.Thread, read.At, read.IsOurs), Is.EqualTo(("a > b", told.Thread, told.At, false)));
    }

    [Test]
    public void Read_DirectMessageOfOurs_IsOursInTheOthersConversation()
    {
        var said = Poll("dm_events", $$"""{"data":[{"id":"9","event_type":"MessageCreate","text":"Merci","sender_id":"{{Own}}","dm_conversation_id":"22-{{Own}}"}]}""");

        Assert.That((said.IsOurs, said.Thread), Is.EqualTo((true, "22")));
    }

    [TestCase("""{"for_user_id":"1111111111111111111","tweet_delete_events":[{"status":{"id":"5","user_id":"22"},"timestamp_ms":"1432228155593"}]}""")]
    [TestCase("""{"data":{"filter":{"user_id":"1111111111111111111"},"event_type":"post.delete","payload":{"id":"5","author_id":"22"}}}""")]
    public void Read_Deletion_TakesThePostAway(string payload)
    {
        var removed = (Happening.Removed)_doors.Read("x", payload).Happenings.Single();

        Assert.That(removed.Of, Is.EqualTo(Poll("mentions", """{"data":[{"id":"5","text":"a"}]}""").Of));
    }

    [TestCase("""{"id":"9","text":"oui","sender_id":"22","dm_conversation_id":"22-1111111111111111111"}""")]
    [TestCase("""{"data":{"id":"9","text":"oui","sender_id":"22"}}""")]
    public void Read_MessageEventInTheNewForm_IsTheSameMessage(string payload)
    {
        var said = _doors.Said("x", Activity("dm.received", payload));

        Assert.That((said.Of, said.Text, said.Author.Id, said.Thread), Is.EqualTo((new InteractionKey($"x:{Own}", "", InteractionRealm.Private, "9"), "oui", "22", "22")));
    }

    [Test]
    public void Read_EncryptedMessage_IsShownAsOne()
        => Assert.That(_doors.Read("x", Activity("chat.received", """{"id":"e4","sender_id":"22"}""")).Unread.Single().Reason, Does.Contain("encrypted"));

    [TestCase("7", true)]
    [TestCase("""{"id":{},"text":"a"}""", true)]
    [TestCase("""{"id":"6"}""", true)]
    [TestCase("""{"id":"6","text":"RT","referenced_tweets":[{"type":"retweeted","id":"4"}]}""", false)]
    public void Read_PostThatItCannotRead_IsKeptBesideItsNeighbours(string post, bool isBroken)
    {
        var reading = _doors.Read("x", $$"""{"data":[{"id":"5","text":"a"},{{post}},{"id":"7","text":"b"}],"meta":{"result_count":3} }""", "mentions", Door.Poll);

        Assert.That(reading.Happenings.Select(happening => happening.Of.RemoteId), Is.EqualTo(new[] { "5", "7" }));
        Assert.That(reading.Unread.Single().Broken, Is.EqualTo(isBroken));
    }

    [Test]
    public void Read_NothingNew_IsNothing() => Assert.That(_doors.Read("x", """{"meta":{"result_count":0}}""", "mentions", Door.Poll).Unread, Is.Empty);

    private static string Activity(string type, string payload) => $$"""{"data":{"event_uuid":"-6850472171600526495","filter":{"user_id":"{{Own}}"},"event_type":"{{type}}","payload":{{payload}} } }""";

    private Happening.Said Poll(string stream, string answer) => _doors.Said("x", answer, stream, Door.Poll);
}
