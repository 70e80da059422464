using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Tests.Inbox.Arrivals;

public sealed class InteractionStateTests
{
    private static readonly InteractionKey Comment = new("facebook:1", "1_2", InteractionRealm.Public, "2_3");

    [Test]
    public void With_AnyOrderAndRepetition_GivesTheSameState()
    {
        var stream = Gen.ListOf(Any()).Select(happenings => happenings.ToArray()).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(stream, Any().ToArbitrary(), (Happening[] all, Happening again) =>
        {
            Happening[] forth = [.. all, again];
            Happening[] back = [again, .. forth.Reverse(), .. all];
            return State(forth) == State(back);
        }));
    }

    [Test]
    public void With_AnEditBeforeItsFirstWords_KeepsTheEdit()
    {
        var state = State([Said("je viens à deux", 7), Said("je viens", 0)]);
        Assert.That(state.Words!.Text, Is.EqualTo("je viens à deux"));
    }

    [Test]
    public void With_WordsAfterTheirRemoval_StayRemoved()
    {
        var state = State([new Happening.Removed(Comment, null), Said("je viens", 0)]);
        Assert.Multiple(() =>
        {
            Assert.That(state.Removed, Is.True);
            Assert.That(state.Words!.Text, Is.EqualTo("je viens"));
        });
    }

    [Test]
    public void With_AnEditThatDoesNotTellThePost_KeepsThePost()
    {
        var state = State([Said("je viens", 0) with { Post = "1_2" }, Said("je viens à deux", 7)]);
        Assert.Multiple(() =>
        {
            Assert.That(state.Words!.Post, Is.EqualTo("1_2"));
            Assert.That(state.Words!.Text, Is.EqualTo("je viens à deux"));
        });
    }

    [Test]
    public void With_AMentionThatOneDoorTellsAsAReply_IsOneReply()
    {
        var state = State([Said("je viens", 5) with { Kind = InteractionKind.Reply, InReplyTo = "1" }, Said("je viens", 9) with { Kind = InteractionKind.Mention }]);
        Assert.Multiple(() =>
        {
            Assert.That(state.Words!.Kind, Is.EqualTo(InteractionKind.Reply));
            Assert.That(state.Words!.InReplyTo, Is.EqualTo("1"));
        });
    }

    [Test]
    public void Key_TheSameWordsReadAgain_IsTheSame()
        => Assert.That(Said("je viens", 9).Key, Is.EqualTo(Said("je viens", 5).Key).And.Not.EqualTo(Said("je viens à deux", 5).Key));

    [Test]
    public void ToString_OfWordsAndTheirState_TellsNothingPersonal()
    {
        Happening said = new Happening.Said(Comment with { Chat = "secret-9" }, InteractionKind.PrivateMessage, new("secret-9", "secret"), "secret", null) { SharedPhone = "+33secret" };

        Assert.That($"{said} {InteractionState.Unheard(Comment).With(Said("secret", 0)).Words} {new Core.Inbox.Press("secret", "secret", "secret", "secret", "secret", "fr")}", Does.Not.Contain("secret"));
    }

    [Test]
    public void With_WordsOfAnotherInteraction_Throws()
        => Assert.That(() => InteractionState.Unheard(Comment with { RemoteId = "2_4" }).With(Said("a", 0)), Throws.ArgumentException);

    [Test]
    public void ToString_IdsThatHoldTheSeparator_StayApart()
        => Assert.That(new InteractionKey("x:1", "a|b", InteractionRealm.Public, "c").ToString(), Is.Not.EqualTo(new InteractionKey("x:1", "a", InteractionRealm.Public, "b|c").ToString()));

    private static InteractionState State(IEnumerable<Happening> happenings)
        => happenings.Aggregate(InteractionState.Unheard(Comment), (state, happening) => state.With(happening));

    private static Happening.Said Said(string text, long revision) => new(Comment, InteractionKind.Comment, new("9", "Ana"), text, DateTimeOffset.UnixEpoch, revision);

    private static Gen<Happening> Any()
    {
        var word = Gen.Elements("a", "b", "c");
        var known = Gen.Elements(null, "a", "b");
        var said = from text in word
                   from revision in Gen.Choose(0, 3)
                   from id in known
                   from name in known
                   from post in known
                   from parent in known
                   from minute in Gen.Choose(-1, 3)
                   from kind in Gen.Elements(Enum.GetValues<InteractionKind>())
                   from ours in Gen.Elements(true, false)
                   select (Happening)new Happening.Said(Comment, kind, new(id, name), text, minute < 0 ? null : DateTimeOffset.UnixEpoch.AddMinutes(minute), revision)
                   {
                       Post = post,
                       InReplyTo = parent,
                       IsOurs = ours,
                   };
        return Gen.Frequency((8, said), (1, Gen.Constant<Happening>(new Happening.Removed(Comment, null))));
    }
}
