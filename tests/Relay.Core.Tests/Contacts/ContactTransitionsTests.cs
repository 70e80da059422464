using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Relay.Core.Contacts;

namespace Relay.Core.Tests.Contacts;

public sealed class ContactTransitionsTests
{
    private static readonly ContactState[] Footings = [ContactState.Occasional, ContactState.Regular, ContactState.Member];

    // What each winning state may still become: its own, or one that holds less.
    private static readonly Dictionary<ContactState, ContactState[]> Fewer = new()
    {
        [ContactState.Opposed] = [ContactState.Opposed, ContactState.Minor, ContactState.Deceased, ContactState.Erased, ContactState.Regular],
        [ContactState.Minor] = [ContactState.Minor, ContactState.Deceased, ContactState.Erased],
        [ContactState.Deceased] = [ContactState.Deceased, ContactState.Erased],
        [ContactState.Erased] = [ContactState.Erased],
    };

    [Test]
    public void After_AnythingAWinningStateMeets_NeverTakesThePersonBack()
    {
        foreach (var from in Fewer.Keys)
        {
            foreach (var (cause, footing, to) in Ways(from))
            {
                Assert.That(Fewer[from], Does.Contain(to), $"{from} by {cause} on {footing}");
                Assert.That(from != ContactState.Opposed || to != ContactState.Regular || cause == ContactCause.Subscription, $"{from} by {cause}");
            }
        }
    }

    [Test]
    public void After_AnyHistoryWithAnErasure_EndsErased()
    {
        var history = Gen.ListOf(Gen.Elements(Enum.GetValues<ContactCause>())).Select(causes => causes.ToArray()).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(history, history, (ContactCause[] before, ContactCause[] after) =>
            Run([.. before, ContactCause.Erasure, .. after]) == ContactState.Erased));
    }

    [Test]
    public void After_AnyHistoryWithAStop_IsReachableAgainByANewYesAlone()
    {
        var history = Gen.ListOf(Gen.Elements(Enum.GetValues<ContactCause>().Where(cause => cause != ContactCause.Subscription))).Select(causes => causes.ToArray()).ToArbitrary();
        Check.QuickThrowOnFailure(Prop.ForAll(history, history, (ContactCause[] before, ContactCause[] after) =>
            !Receivable.May(Run([ContactCause.Request, .. before, ContactCause.Stop, .. after]), MessageKind.Subscribed)));
    }

    [Test]
    public void After_Comments_NeverYieldMoreThanAPassage()
    {
        Assert.That(ContactTransitions.After(ContactState.Passage, ContactCause.Comment), Is.EqualTo(ContactState.Passage));
    }

    [TestCase(ContactState.Passage, ContactCause.Request, ContactState.Occasional, ContactState.Occasional)]
    [TestCase(ContactState.Occasional, ContactCause.Subscription, ContactState.Occasional, ContactState.Regular)]
    [TestCase(ContactState.Occasional, ContactCause.Request, ContactState.Occasional, ContactState.Occasional)]
    [TestCase(ContactState.Regular, ContactCause.Membership, ContactState.Regular, ContactState.Member)]
    [TestCase(ContactState.Regular, ContactCause.Unsubscription, ContactState.Occasional, ContactState.Occasional)]
    [TestCase(ContactState.Member, ContactCause.MembershipEnd, ContactState.Regular, ContactState.Regular)]
    [TestCase(ContactState.Member, ContactCause.MembershipEnd, ContactState.Occasional, ContactState.Erased)]
    [TestCase(ContactState.Member, ContactCause.Doubt, ContactState.Member, ContactState.Paused)]
    [TestCase(ContactState.Paused, ContactCause.Subscription, ContactState.Regular, ContactState.Paused)]
    [TestCase(ContactState.Paused, ContactCause.Release, ContactState.Regular, ContactState.Regular)]
    [TestCase(ContactState.Paused, ContactCause.Stop, ContactState.Regular, ContactState.Opposed)]
    [TestCase(ContactState.Opposed, ContactCause.Request, ContactState.Occasional, ContactState.Opposed)]
    [TestCase(ContactState.Opposed, ContactCause.Import, ContactState.Member, ContactState.Opposed)]
    [TestCase(ContactState.Opposed, ContactCause.Subscription, ContactState.Occasional, ContactState.Regular)]
    [TestCase(ContactState.Erased, ContactCause.Subscription, ContactState.Occasional, ContactState.Erased)]
    [TestCase(ContactState.Blocked, ContactCause.Release, ContactState.Occasional, ContactState.Occasional)]
    [TestCase(ContactState.Blocked, ContactCause.Stop, ContactState.Occasional, ContactState.Opposed)]
    public void After_Cause_LeadsWhereTheTableSays(ContactState from, ContactCause cause, ContactState footing, ContactState to)
    {
        Assert.That(ContactTransitions.After(from, cause, footing), Is.EqualTo(to));
    }

    [TestCase(ContactState.Passage, ContactCause.Import)]
    [TestCase(ContactState.Passage, ContactCause.Membership)]
    [TestCase(ContactState.Passage, ContactCause.Doubt)]
    [TestCase(ContactState.Regular, ContactCause.Release)]
    [TestCase(ContactState.Opposed, ContactCause.Release)]
    [TestCase(ContactState.Occasional, ContactCause.MembershipEnd)]
    public void After_WayThatIsNotInTheTable_Throws(ContactState from, ContactCause cause)
    {
        Assert.That(() => ContactTransitions.After(from, cause), Throws.InvalidOperationException.With.Message.Contains($"{from}").And.Message.Contains($"{cause}"));
    }

    [Test]
    public void After_FootingThatIsNone_Throws() => Assert.That(() => ContactTransitions.After(ContactState.Paused, ContactCause.Release, ContactState.Opposed), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void May_EveryState_ReceivesOnlyWhatIsNamed()
    {
        MessageKind[] Received(ContactState state) => [.. Enum.GetValues<MessageKind>().Where(kind => Receivable.May(state, kind))];

        Assert.Multiple(() =>
        {
            Assert.That(Received(ContactState.Passage), Is.EqualTo(new[] { MessageKind.Answer }));
            Assert.That(Received(ContactState.Occasional), Is.EqualTo(new[] { MessageKind.Answer, MessageKind.OwnEvent, MessageKind.Invitation }));
            Assert.That(Received(ContactState.Regular), Is.EqualTo(new[] { MessageKind.Answer, MessageKind.OwnEvent, MessageKind.Subscribed }));
            Assert.That(Received(ContactState.Paused), Is.EqualTo(new[] { MessageKind.Answer }));
            Assert.That(Received(ContactState.Opposed), Is.EqualTo(new[] { MessageKind.Answer, MessageKind.StopConfirmation }));
            Assert.That(Received(ContactState.Minor), Is.EqualTo(new[] { MessageKind.NeutralReply }));
            Assert.That(new[] { ContactState.Erased, ContactState.Deceased, ContactState.Blocked }.SelectMany(Received), Is.Empty);
        });
    }

    private static IEnumerable<(ContactCause Cause, ContactState Footing, ContactState To)> Ways(ContactState start)
        => from cause in Enum.GetValues<ContactCause>()
           from footing in Footings
           let to = TryAfter(start, cause, footing)
           where to is not null
           select (cause, footing, to.Value);

    private static ContactState Run(IEnumerable<ContactCause> causes) => causes.Aggregate(ContactState.Passage, (state, cause) => TryAfter(state, cause, ContactState.Regular) ?? state);

    private static ContactState? TryAfter(ContactState from, ContactCause cause, ContactState footing)
    {
        try
        {
            return ContactTransitions.After(from, cause, footing);
        }
        catch (InvalidOperationException)
        {
            return null; // no such way: the person stays where it was
        }
    }
}
