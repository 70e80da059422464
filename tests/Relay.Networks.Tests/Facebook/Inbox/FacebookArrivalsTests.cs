using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Tests.Arriving;

namespace Relay.Networks.Tests.Facebook.Inbox;

/// <summary>What people do on a Page and in its inbox, told by a notice or read from an edge.</summary>
internal sealed class FacebookArrivalsTests : IDisposable
{
    private const string Page = Doors.Page;
    private readonly Doors _doors = new();

    public void Dispose() => _doors.Dispose();

    [Test]
    public void Read_CommentOnAPost_TellsWhoWhatWhenAndWhere()
    {
        var said = Feed("""{"item":"comment","verb":"add","from":{"id":"77","name":"Ana"},"post_id":"1234567890321_5","parent_id":"1234567890321_5","comment_id":"5_6","created_time":1700000000,"message":"Je viens \u00e0 deux"}""");

        Assert.That(said.Of, Is.EqualTo(new InteractionKey($"facebook:{Page}", "", InteractionRealm.Public, "5_6")));
        Assert.That(said.Author, Is.EqualTo(new Author("77", "Ana")));
        Assert.That((said.Kind, said.Text, said.At, said.Post, said.Thread, said.IsOurs),
            Is.EqualTo((InteractionKind.Comment, "Je viens à deux", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "1234567890321_5", "5_6", false)));
    }

    [Test]
    public void Read_AnswerToAComment_TellsTheComment()
    {
        var said = Feed("""{"item":"comment","verb":"add","from":{"id":77,"name":"Ana"},"post_id":"1234567890321_5","parent_id":"5_6","comment_id":"5_7","created_time":1700000000,"message":"a"}""");

        Assert.That((said.Kind, said.InReplyTo, said.Post, said.Thread, said.Author.Id), Is.EqualTo((InteractionKind.Reply, "5_6", "1234567890321_5", "5_6", "77")));
    }

    [Test]
    public void Read_OurOwnComment_IsOurs()
        => Assert.That(Feed($$"""{"item":"comment","verb":"add","from":{"id":{{Page}},"name":"Parti"},"post_id":"1_5","comment_id":"5_7","message":"Merci"}""").IsOurs, Is.True);

    [Test]
    public void Read_CommentWithoutItsAuthor_IsWithheld()
        => Assert.That(Feed("""{"item":"comment","verb":"add","post_id":"1_5","comment_id":"5_7","message":"a"}""").Author, Is.EqualTo(Author.Withheld));

    [TestCase("edited", false)]
    [TestCase("remove", true)]
    [TestCase("hide", true)]
    public void Read_ChangeOfAComment_IsFollowed(string verb, bool isRemoved)
    {
        var first = Feed("""{"item":"comment","verb":"add","from":{"id":"77"},"post_id":"1_5","comment_id":"5_6","created_time":1700000000,"message":"zz"}""");
        var reading = _doors.Read("facebook", Notice($$"""{"item":"comment","verb":"{{verb}}","from":{"id":"77"},"post_id":"1_5","comment_id":"5_6","created_time":1700000000,"message":"aa"}""", 1_700_000_060));

        var state = InteractionState.Unheard(first.Of).With(reading.Happenings.Single()).With(first);
        Assert.That((state.Removed, state.Words!.Text), Is.EqualTo((isRemoved, isRemoved ? "zz" : "aa")));
    }

    [Test]
    public void Read_EditThatOnlyAPollSaw_IsTaken()
    {
        var first = Feed("""{"item":"comment","verb":"add","from":{"id":"77"},"post_id":"1_5","comment_id":"5_6","created_time":1700000000,"message":"zz"}""");
        var later = Poll("comments:1_5", """{"data":[{"id":"5_6","message":"aa","created_time":"2023-11-14T22:13:20+0000"}]}""");

        Assert.That(later.Of, Is.EqualTo(first.Of));
        Assert.That(later.At, Is.EqualTo(first.At));
        var state = InteractionState.Unheard(first.Of).With(later).With(first);
        Assert.That((state.Words!.Text, state.Words!.Author.Id, state.Words!.Post), Is.EqualTo(("aa", "77", "1_5")));
    }

    [Test]
    public void Read_CommentsWithTheirAnswers_TellsBothLevels()
    {
        var reading = _doors.Read("facebook", """{"data":[{"id":"5_6","message":"a","from":{"id":"77","name":"Ana"},"comments":{"data":[{"id":"5_7","message":"b","from":{"id":"1234567890321"}}]}},{"id":"5_8","message":"c","parent":{"id":"5_6"},"is_hidden":true}],"paging":{"cursors":{"after":"x"}}}""", "comments:1_5", Door.Poll);

        var said = reading.Happenings.OfType<Happening.Said>().ToList();
        Assert.That(said.Select(each => (each.Of.RemoteId, each.Kind, each.InReplyTo, each.Post, each.IsOurs)), Is.EqualTo(new[]
        {
            ("5_6", InteractionKind.Comment, "1_5", "1_5", false),
            ("5_7", InteractionKind.Reply, "5_6", "1_5", true),
            ("5_8", InteractionKind.Reply, "5_6", "1_5", false),
        }));
        Assert.That(reading.Happenings.OfType<Happening.Removed>().Single().Of.RemoteId, Is.EqualTo("5_8"));
    }

    [Test]
    public void Read_PostWithItsComments_TellsBoth()
    {
        var reading = _doors.Read("facebook", """{"data":[{"id":"1234567890321_5","message":"Bonjour","from":{"id":"77"},"created_time":"2023-11-14T22:13:20+0000","comments":{"data":[{"id":"5_6","message":"a"}]}}]}""", "feed", Door.Poll);

        var said = reading.Happenings.Cast<Happening.Said>().ToList();
        Assert.That(said.Select(each => (each.Of.RemoteId, each.Kind, each.Post)), Is.EqualTo(new[] { ("1234567890321_5", InteractionKind.Post, null), ("5_6", InteractionKind.Comment, "1234567890321_5") }));
    }

    [Test]
    public void Read_MessageByBothDoors_IsOneMessage()
    {
        var told = Messenger("""{"sender":{"id":"77"},"recipient":{"id":"1234567890321"},"timestamp":1700000000123,"message":{"mid":"m_1","text":"Bonjour","reply_to":{"mid":"m_0"}}}""");
        var read = Poll("conversations", """{"data":[{"id":"t_1","participants":{"data":[{"id":"77"},{"id":"1234567890321"}]},"messages":{"data":[{"id":"m_1","message":"Bonjour","created_time":"2023-11-14T22:13:20+0000","from":{"id":"77","name":"Ana"},"to":{"data":[{"id":"1234567890321"}]}}]}}]}""");

        Assert.That(read.Of, Is.EqualTo(told.Of));
        Assert.That(read.Key, Is.EqualTo(told.Key));
        Assert.That((told.Kind, told.Of.Chat, told.InReplyTo, told.At), Is.EqualTo((InteractionKind.PrivateMessage, "77", "m_0", DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123))));
    }

    [Test]
    public void Read_EchoOfOurAnswer_IsOursInThePersonsConversation()
    {
        var echo = Messenger("""{"sender":{"id":"1234567890321"},"recipient":{"id":"77"},"timestamp":1700000000123,"message":{"mid":"m_2","is_echo":true,"app_id":1,"text":"Merci"}}""");

        Assert.That((echo.IsOurs, echo.Of.Chat, echo.Author.Automated), Is.EqualTo((true, "77", true)));
    }

    [Test]
    public void Read_EditedMessage_CountsMoreThanTheFirstWords()
    {
        var first = Messenger("""{"sender":{"id":"77"},"recipient":{"id":"1234567890321"},"timestamp":1700000000123,"message":{"mid":"m_1","text":"zz"}}""");
        var edit = Messenger("""{"sender":{"id":"77"},"recipient":{"id":"1234567890321"},"timestamp":1700000000123,"message_edit":{"mid":"m_1","text":"aa","num_edit":"1"}}""");

        Assert.That(InteractionState.Unheard(first.Of).With(edit).With(first).Words!.Text, Is.EqualTo("aa"));
    }

    [Test]
    public void Read_ConversationInOtherHands_IsOverheard()
    {
        var reading = _doors.Read("facebook", $$"""{"object":"page","entry":[{"id":"{{Page}}","standby":[{"sender":{"id":"77"},"recipient":{"id":"{{Page}}"},"timestamp":1,"message":{"mid":"m_1","text":"a"} }]}]}""");

        Assert.That(((Happening.Said)reading.Happenings.Single()).IsOverheard, Is.True);
    }

    [Test]
    public void Read_Buttons_TellTheirPayload()
    {
        var reply = Messenger("""{"sender":{"id":"77"},"recipient":{"id":"1234567890321"},"timestamp":1,"message":{"mid":"m_1","text":"Oui","quick_reply":{"payload":"rsvp:1"}}}""");
        var press = (Happening.Pressed)_doors.Read("facebook", Entry("""{"sender":{"id":"77"},"recipient":{"id":"1234567890321"},"timestamp":1700000000123,"postback":{"mid":"m_2","title":"Je viens","payload":"rsvp:2"}}""")).Happenings.Single();

        Assert.That(reply.Button, Is.EqualTo("rsvp:1"));
        Assert.That(press.Press, Is.EqualTo(new Core.Inbox.Press("m_2", "rsvp:2", "77", "77", "", "fr")));
    }

    [TestCase("""{"field":"feed","value":{"item":"comment","verb":"add"}}""", true)]
    [TestCase("""{"field":"feed","value":7}""", true)]
    [TestCase("""{"field":"feed","value":{"item":"comment","comment_id":{},"verb":"add"}}""", true)]
    [TestCase("""7""", false)]
    [TestCase("""{"field":"feed","value":{"item":"reaction","verb":"add"}}""", false)]
    [TestCase("""{"field":"\ud800feed"}""", false)]
    public void Read_ChangeThatItCannotRead_IsKeptBesideItsNeighbours(string change, bool isBroken)
    {
        const string Good = """{"field":"feed","value":{"item":"comment","verb":"add","comment_id":"5_6","message":"a"}}""";

        var reading = _doors.Read("facebook", $$"""{"object":"page","entry":[{"id":"{{Page}}","time":1,"changes":[{{Good}},{{change}},{{Good}}]},7,{"id":"8","changes":[{{Good}}]}]}""");

        Assert.That(reading.Happenings.Select(happening => happening.Of.Reader), Is.EqualTo(new[] { $"facebook:{Page}", $"facebook:{Page}", "facebook:8" }));
        Assert.That(reading.Unread.Select(unread => unread.Broken), Is.EqualTo(new[] { isBroken, true }));
    }

    private static string Notice(string value, long time = 1_700_000_000) => $$"""{"object":"page","entry":[{"id":"{{Page}}","time":{{time}},"changes":[{"field":"feed","value":{{value}} }]}]}""";

    private static string Entry(string messaging) => $$"""{"object":"page","entry":[{"id":"{{Page}}","time":1,"messaging":[{{messaging}}]}]}""";

    private Happening.Said Feed(string value) => _doors.Said("facebook", Notice(value));

    private Happening.Said Messenger(string messaging) => _doors.Said("facebook", Entry(messaging));

    private Happening.Said Poll(string stream, string answer) => _doors.Said("facebook", answer, stream, Door.Poll);
}
