using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Tests.Arriving;

namespace Relay.Networks.Tests.Telegram.Inbox;

/// <summary>What people do in private chats, groups, topics and discussions.</summary>
internal sealed class TelegramArrivalsTests : IDisposable
{
    private const string Ana = """{"id":5000000000000000001,"is_bot":false,"first_name":"Ana","last_name":"Durand","username":"ana_d","language_code":"fr-FR"}""";
    private const string Group = """{"id":-1001000,"type":"supergroup","title":"Section 33"}""";
    private const string Channel = """{"id":-1002000,"type":"channel","title":"Parti 33","username":"parti33"}""";
    private const string ForwardedPost = $$"""{"message_id":70,"date":1,"chat":{{Group}},"sender_chat":{{Channel}},"is_automatic_forward":true,"forward_origin":{"type":"channel","chat":{{Channel}},"message_id":12,"date":1},"text":"Réunion"}""";

    private readonly Doors _doors = new();

    public void Dispose() => _doors.Dispose();

    [Test]
    public void Read_PrivateMessage_TellsWhoWhatAndWhen()
    {
        var said = Message($$"""{"message_id":9,"date":1700000000,"from":{{Ana}},"chat":{"id":5000000000000000001,"type":"private"},"text":"/start ev_42"}""");

        Assert.That(said.Of, Is.EqualTo(new InteractionKey("telegram:7000000001", "5000000000000000001", InteractionRealm.Private, "9")));
        Assert.That(said.Author, Is.EqualTo(new Author("5000000000000000001", "Ana Durand", "ana_d", false, "fr")));
        Assert.That((said.Kind, said.Text, said.At, said.IsOurs), Is.EqualTo((InteractionKind.PrivateMessage, "/start ev_42", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), false)));
    }

    [Test]
    public void Read_ChannelPostInItsGroup_LinksTheThreadToThePost()
    {
        var said = Message(ForwardedPost);

        Assert.That((said.Kind, said.IsOurs, said.Post, said.PostChat, said.Thread), Is.EqualTo((InteractionKind.Post, true, "12", "-1002000 @parti33", "70")));
        Assert.That(said.Author.Automated, Is.True);
    }

    [Test]
    public void Read_CommentUnderAChannelPost_TellsThePost()
    {
        var said = Message($$"""{"message_id":71,"message_thread_id":70,"date":2,"chat":{{Group}},"from":{{Ana}},"reply_to_message":{{ForwardedPost}},"text":"Je viens"}""");

        Assert.That((said.Kind, said.Post, said.PostChat, said.Thread, said.InReplyTo, said.IsOurs), Is.EqualTo((InteractionKind.Comment, "12", "-1002000 @parti33", "70", "70", false)));
    }

    [TestCase("""{"text":"merci","reply_to_message":{"message_id":3,"from":{"id":7000000001,"is_bot":true}}}""", InteractionKind.Reply)]
    [TestCase("""{"text":"eh @Relay_Bot quand ?","entities":[{"type":"mention","offset":3,"length":10}]}""", InteractionKind.Mention)]
    [TestCase("""{"text":"🎉🎉 @relay_bot","entities":[{"type":"mention","offset":5,"length":10}]}""", InteractionKind.Mention)]
    [TestCase("""{"text":"/aide@relay_bot","entities":[{"type":"bot_command","offset":0,"length":15}]}""", InteractionKind.Mention)]
    [TestCase("""{"text":"le robot","entities":[{"type":"text_mention","offset":0,"length":8,"user":{"id":7000000001}}]}""", InteractionKind.Mention)]
    [TestCase("""{"caption":"@relay_bot","caption_entities":[{"type":"mention","offset":0,"length":10}],"photo":[]}""", InteractionKind.Mention)]
    [TestCase("""{"text":"@other_bot","entities":[{"type":"mention","offset":0,"length":10}]}""", InteractionKind.GroupMessage)]
    [TestCase("""{"text":"@relay_bot","entities":[{"type":"mention","offset":9223372036854775807,"length":2}]}""", InteractionKind.GroupMessage)]
    [TestCase("""{"text":"d'accord","reply_to_message":{"message_id":3,"from":{"id":8}}}""", InteractionKind.GroupMessage)]
    public void Read_GroupMessage_KnowsWhomItIsFor(string message, InteractionKind kind)
        => Assert.That(Message($$"""{"message_id":5,"date":1,"chat":{{Group}},"from":{{Ana}},{{message[1..]}}""").Kind, Is.EqualTo(kind));

    [Test]
    public void Read_MessageInBlocks_TellsItsWords()
    {
        const string Rich = """{"blocks":[{"type":"heading","text":"Réunion"},{"type":"paragraph","text":["je ",{"type":"bold","text":{"type":"italic","text":"viens"}}," à 2"]},{"type":"list","items":[{"label":"1","blocks":[{"type":"paragraph","text":"oui"}]}]},{"type":"table","cells":[[{"text":"a"},{"text":"b"}]]}]}""";

        Assert.That(Message($$"""{"message_id":5,"date":1,"chat":{{Group}},"from":{{Ana}},"rich_message":{{Rich}} }""").Text, Is.EqualTo("Réunion\nje viens à 2\noui\na\nb"));
    }

    [Test]
    public void Read_MessagesThatPassAway_AreNotTakenForOne()
    {
        var reading = _doors.Read("telegram", $$"""{"update_id":1,"message":{"message_id":0,"ephemeral_message_id":7,"date":1,"chat":{{Group}},"from":{{Ana}},"text":"a"} }""");

        Assert.That(reading.Happenings, Is.Empty);
        Assert.That(reading.Unread.Single(), Is.EqualTo(new Unread("ephemeral_message", false, "Relay makes no use of this.")));
    }

    [Test]
    public void Read_MessageOfATopic_TellsTheTopicAndNoThread()
    {
        var said = Message($$"""{"message_id":5,"date":1,"chat":{{Group}},"from":{{Ana}},"is_topic_message":true,"message_thread_id":4,"text":"a"}""");

        Assert.That((said.Topic, said.Thread), Is.EqualTo(("4", default(string))));
    }

    [Test]
    public void Read_EditOfTheSameSecond_CountsMoreThanTheFirstWords()
    {
        var first = Message($$"""{"message_id":5,"date":100,"chat":{{Group}},"from":{{Ana}},"text":"z"}""");
        var edit = _doors.Said("telegram", $$"""{"update_id":1998,"edited_message":{"message_id":5,"date":100,"edit_date":100,"chat":{{Group}},"from":{{Ana}},"text":"a"} }""");

        Assert.That(edit.Of, Is.EqualTo(first.Of));
        Assert.That(InteractionState.Unheard(edit.Of).With(edit).With(first).Words!.Text, Is.EqualTo("a"));
    }

    [TestCase("""{"id":7,"is_bot":true}""", "")]
    [TestCase(Ana, ""","via_bot":{"id":8,"is_bot":true}""")]
    [TestCase("""{"id":136817688,"is_bot":false}""", $$""","sender_chat":{{Channel}}""")]
    public void Read_WhatNoPersonWrote_IsAutomated(string from, string more)
        => Assert.That(Message($$"""{"message_id":5,"date":1,"chat":{{Group}},"from":{{from}},"text":"a"{{more}}}""").Author.Automated, Is.True);

    [TestCase("""{"phone_number":"33 6 12-34-56-78","user_id":5000000000000000001}""", "", "+33612345678")]
    [TestCase("""{"phone_number":"+33612345678","user_id":8}""", "", null)]
    [TestCase("""{"phone_number":"+33612345678"}""", "", null)]
    [TestCase("""{"phone_number":"+33612345678","user_id":5000000000000000001}""", ""","forward_origin":{"type":"user"}""", null)]
    public void Read_Contact_IsTakenFromItsOwnPersonOnly(string contact, string more, string? phone)
        => Assert.That(Message($$"""{"message_id":5,"date":1,"chat":{"id":1,"type":"private"},"from":{{Ana}},"contact":{{contact}}{{more}}}""").SharedPhone, Is.EqualTo(phone));

    [Test]
    public void Read_Press_TellsItsDataAndWhere()
    {
        var reading = _doors.Read("telegram", $$"""{"update_id":1,"callback_query":{"id":"77","from":{{Ana}},"data":"rsvp:1","chat_instance":"4","message":{"message_id":6,"date":0,"chat":{{Group}} } } }""");

        var pressed = (Happening.Pressed)reading.Happenings.Single();
        Assert.That(pressed.Press, Is.EqualTo(new Core.Inbox.Press("77", "rsvp:1", "5000000000000000001", "-1001000", "6", "fr")));
        Assert.That(pressed.Of.Realm, Is.EqualTo(InteractionRealm.Press));
    }

    [TestCase("kicked", "private", false, true)]
    [TestCase("member", "private", true, true)]
    [TestCase("left", "supergroup", false, false)]
    [TestCase("administrator", "channel", true, false)]
    public void Read_MembershipOfTheBot_TellsWhetherItCanWrite(string status, string type, bool reachable, bool isPrivate)
    {
        var reading = _doors.Read("telegram", $$"""{"update_id":1,"my_chat_member":{"chat":{"id":5,"type":"{{type}}"},"from":{{Ana}},"date":1700000000,"new_chat_member":{"status":"{{status}}"} } }""");

        var reach = (Happening.Reach)reading.Happenings.Single();
        Assert.That((reach.Reachable, reach.IsPrivate, reach.Author.Id, reach.At), Is.EqualTo((reachable, isPrivate, "5000000000000000001", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000))));
    }

    [TestCase("\"message\":7", true)]
    [TestCase("\"message\":{\"message_id\":5,\"text\":\"a\",\"chat\":{\"id\":null}}", true)]
    [TestCase("\"message\":{\"message_id\":1.5,\"text\":\"a\",\"chat\":{\"id\":1}}", true)]
    [TestCase("\"callback_query\":{\"id\":\"1\"}", true)]
    [TestCase("\"my_chat_member\":{\"chat\":{\"id\":1}}", true)]
    [TestCase("\"message_reaction\":{}", false)]
    [TestCase("\"message\":{\"message_id\":5,\"chat\":{\"id\":1},\"pinned_message\":{}}", false)]
    public void Read_WhatItCannotRead_IsKeptBesideItsNeighbours(string middle, bool isBroken)
    {
        var good = $$"""{"message_id":5,"date":1,"chat":{{Group}},"from":{{Ana}},"text":"a"}""";

        var reading = _doors.Read("telegram", $$"""{"ok":true,"result":[{"update_id":1,"message":{{good}}},{"update_id":2,{{middle}}},{"update_id":3,"message":{{good}}}]}""");

        Assert.That(reading.Happenings, Has.Count.EqualTo(2));
        Assert.That(reading.Unread.Single().Broken, Is.EqualTo(isBroken));
    }

    [TestCase("""{"update_id":"17x","message":{"message_id":5,"date":1,"chat":{"id":1},"text":"a"}}""")]
    [TestCase("""{"message":{"message_id":5,"date":1,"chat":{"id":1},"text":"a"}}""")]
    public void Read_UpdateWithoutANumber_IsReadAndTold(string update)
    {
        var reading = _doors.Read("telegram", update);

        Assert.That(reading.Happenings, Has.Count.EqualTo(1));
        Assert.That(reading.Unread.Single().Broken, Is.True);
    }

    [TestCase("""{"message_id":5,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":5},"text":"a"}""")]
    [TestCase("""{"ok":true,"result":{"message_id":5,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":5},"text":"a"}}""")]
    [TestCase("""[{"update_id":3,"message":{"message_id":5,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":5},"text":"a"}}]""")]
    public void Read_MessageInAnotherEnvelope_IsRead(string payload)
        => Assert.That(_doors.Said("telegram", payload).Of, Is.EqualTo(new InteractionKey("telegram:7000000001", "1", InteractionRealm.Private, "5")));

    [TestCase("""{"file_id":"a","size":{"w":1}}""")]
    [TestCase("7")]
    public void Read_WhatIsNoUpdate_IsToldOnceAsBroken(string payload)
        => Assert.That(_doors.Read("telegram", payload).Unread.Count(unread => unread.Broken), Is.EqualTo(1));

    [Test]
    public void Read_NothingNew_IsNothing() => Assert.That(_doors.Read("telegram", """{"ok":true,"result":[]}""").Unread, Is.Empty);

    private Happening.Said Message(string message) => _doors.Said("telegram", $$"""{"update_id":17,"message":{{message}}}""");
}
