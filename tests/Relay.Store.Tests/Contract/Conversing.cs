using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed partial class Conversing(StoreEngine engine) : StoreContract(engine)
{
    private const string Reader = "telegram:7";

    private static readonly PeopleKeys Keys = new([PeopleKey.Create()]);
    private static readonly ItemKey Meeting = new("party", ItemKind.Event, "e1");

    private IConversationStore Conversations => Temporary.Store.Conversations;

    private IInbox Inbox => Temporary.Store.Inbox;

    [Test]
    public async Task Settle_Twice_WritesOnceForEver()
    {
        var interaction = await HeardAsync("1", "Je viens");
        var person = await MeetAsync(1);

        var first = await Conversations.SettleAsync(Settled(interaction, person, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 3)), default);
        await Temporary.ReopenAsync();
        var second = await Conversations.SettleAsync(Settled(interaction, person, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 3)), default);

        Assert.That((first, second), Is.EqualTo((true, false)));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM acts WHERE kind = 'rsvp' AND heads = 3 AND purge_after > at"), Is.EqualTo(1));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM returns"), Is.EqualTo(1), "for the party in the same commit");
        Assert.That(await Conversations.UnsettledAsync(null, 9, default), Is.Empty);
    }

    [Test]
    public async Task Settle_WhatNobodyWaitsFor_LeavesTheWaitingOfTheInboxAndItsNewWordsAreLookedAtOnceMore()
    {
        var interaction = await HeardAsync("1", "Merci");
        await Conversations.SettleAsync(Settled(interaction, null), default);
        Assert.That(await Conversations.UnsettledAsync(null, 9, default), Is.Empty);

        await HeardAsync("1", "Merci beaucoup", revision: 9);
        await HeardAsync("1", "Merci beaucoup", revision: 9);

        var again = (await Conversations.UnsettledAsync(null, 9, default)).Single();
        Assert.That((again.IsReopened, again.State.Words!.Text), Is.EqualTo((true, "Merci beaucoup")));
        Assert.That(await Conversations.SettleAsync(Settled(again, null), default), Is.False, "what was settled is settled for ever");
        Assert.That(await Conversations.SettleAsync(Settled(again, null) with { Key = $"{again.Id}/9" }, default), Is.True);
        Assert.That(await Conversations.UnsettledAsync(null, 9, default), Is.Empty);
        Assert.That(await Inbox.ListAsync(waiting: true, 9, default), Is.Empty);
    }

    [Test]
    public async Task Settle_ForAPerson_IsOnTheListByItsDeadline()
    {
        var late = await HeardAsync("1", "une question");
        var soon = await HeardAsync("2", "au secours");
        await Conversations.SettleAsync(Settled(late, null) with { Waiting = new(WaitReason.UnknownAnswer, Now.AddDays(1)) }, default);
        await Conversations.SettleAsync(Settled(soon, null) with { Waiting = new(WaitReason.Distress, Now.AddHours(1)) }, default);

        var list = await Conversations.WaitingAsync(9, default);

        Assert.That(list.Select(one => (one.Interaction, one.Waiting.Reason, one.Waiting.Deadline)), Is.EqualTo(new[] { (soon.Id, WaitReason.Distress, Now.AddHours(1)), (late.Id, WaitReason.UnknownAnswer, Now.AddDays(1)) }));
        Assert.That(await Inbox.ListAsync(waiting: true, 9, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Settle_Stop_OpposesAndTellsThePartyBeforeAllElse()
    {
        var person = await MeetAsync(1);
        await Conversations.SettleAsync(Settled(await HeardAsync("1", "Je viens"), person, new Act.Rsvp(Meeting, RsvpAnswer.Yes)), default);
        var stop = Settled(await HeardAsync("2", "STOP"), person, new Act.Opposition()) with
        {
            Move = new(person.Contact, ContactCause.Stop, Now, _ => Now.AddMonths(36)),
        };

        await Conversations.SettleAsync(stop, default);

        Assert.That((await Temporary.Store.Contacts.FindAsync(person.Contact, default))!.State, Is.EqualTo(ContactState.Opposed));
        Assert.That(await RawAsync<string>("SELECT kind FROM returns ORDER BY urgency, number LIMIT 1"), Is.EqualTo("opposition"));
    }

    [Test]
    public async Task Settle_MoveThatNoWayLeadsTo_WritesNothingAtAll()
    {
        var person = await MeetAsync(1);
        var interaction = await HeardAsync("1", "Je viens");
        var impossible = Settled(interaction, person, new Act.Rsvp(Meeting, RsvpAnswer.Yes)) with { Move = new(person.Contact, ContactCause.Release, Now, _ => Now) };

        Assert.That(async () => await Conversations.SettleAsync(impossible, default), Throws.InstanceOf<InvalidOperationException>());

        Assert.That(await RawAsync<long>("SELECT (SELECT count(*) FROM settlements) + (SELECT count(*) FROM acts) + (SELECT count(*) FROM returns)"), Is.Zero);
        Assert.That(await Conversations.UnsettledAsync(null, 9, default), Has.Count.EqualTo(1));
    }

    private static IEnumerable<Dialog> Dialogs()
    {
        var at = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        yield return new(Meeting, null, at);
        yield return new(Meeting, null, at) { By = new(Guid.CreateVersion7(at), new Dictionary<PathStep, string> { [PathStep.Message] = "", [PathStep.Coming] = "party/event/e1" }) };
        yield return new(null, new Question(Asked.Attendance), at);
        foreach (var act in new Act[]
                 {
                     new Act.Rsvp(Meeting, RsvpAnswer.Maybe), new Act.Support(new("party", ItemKind.Initiative, "i1"), true), new Act.Subscription("territory:DEP-33", "Oui ?"), new Act.Volunteer(),
                     new Act.ContactData("claire@example.org", "+33639980001", "33000", "DEP-33"), new Act.Proposal(true, "Un café « citoyen »"),
                 })
        {
            yield return new(null, new Question(new Asked(Intent.GiveContact, [Intent.Support, Intent.None]), act, ActKind.Subscription), at);
        }
    }

    [TestCaseSource(nameof(Dialogs))]
    public async Task Recall_Dialog_IsTheOneThatWasKept(Dialog dialog)
    {
        var person = await MeetAsync(1);
        await Conversations.SettleAsync(Settled(await HeardAsync("1", "x"), person) with { Dialog = dialog }, default);

        var kept = (await Conversations.RecallAsync(Place(1), person.Id, person.Contact, Now, default)).Dialog!;

        Assert.That((kept.Topic, kept.At, kept.Question?.Pending, kept.Question?.For, kept.Question?.Asked.About), Is.EqualTo((dialog.Topic, dialog.At, dialog.Question?.Pending, dialog.Question?.For, dialog.Question?.Asked.About)));
        Assert.That(kept.By?.Copy, Is.EqualTo(dialog.By?.Copy));
        Assert.That(kept.By?.Counted ?? new Dictionary<PathStep, string>(), Is.EquivalentTo(dialog.By?.Counted ?? new Dictionary<PathStep, string>()));
        Assert.That(kept.Question?.Asked.Choices, Is.EqualTo(dialog.Question?.Asked.Choices));
    }

    [Test]
    public async Task Recall_Conduct_CountsWhoWasAnsweredWhereAndForgetsIt()
    {
        await MarkAsync("1", Place(1), ConductMark.Answered);
        await MarkAsync("2", Place(2), ConductMark.Answered, ConductMark.Insult, ConductMark.Quiet);

        var one = await Conversations.RecallAsync(Place(1), null, null, Now, default);
        var two = await Conversations.RecallAsync(Place(2), null, null, Now, default);
        var elsewhere = await Conversations.RecallAsync(Place(2) with { Thread = "t2" }, null, null, Now, default);

        Assert.That((one.AnsweredInThread, one.RepliesOnPost, one.IsQuiet, one.Insults), Is.EqualTo((true, 2, false, 0)));
        Assert.That((two.IsQuiet, two.Insults, elsewhere.IsQuiet, elsewhere.AnsweredInThread), Is.EqualTo((true, 1, false, false)));
        Time.Advance(TimeSpan.FromDays(31));
        await Conversations.PurgeAsync(Now, default);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM conduct"), Is.Zero);
    }

    [Test]
    public async Task Recall_NoPerson_StandsInClearAnywhere()
    {
        await MarkAsync("1", Place(1), ConductMark.Answered);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM conduct WHERE person LIKE '%50001%' OR thread LIKE '%50001%'"), Is.Zero);
    }

    [Test]
    public async Task Heads_LastAnswerOfEachPerson_Counts()
    {
        var (one, two) = (await MeetAsync(1), await MeetAsync(2));
        await Conversations.SettleAsync(Settled(await HeardAsync("1", "x"), one, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 3)), default);
        await Conversations.SettleAsync(Settled(await HeardAsync("2", "x"), two, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 2)), default);
        await Conversations.SettleAsync(Settled(await HeardAsync("3", "x"), one, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 4)), default);
        var before = await Conversations.HeadsAsync(Meeting, null, default);
        await Conversations.SettleAsync(Settled(await HeardAsync("4", "x"), two, new Act.Rsvp(Meeting, RsvpAnswer.No)), default);

        Assert.That((before, await Conversations.HeadsAsync(Meeting, null, default), await Conversations.HeadsAsync(Meeting, one.Contact, default)), Is.EqualTo((6, 4, 0)));
        Assert.That((await Conversations.RecallAsync(Place(1), null, one.Contact, Now, default)).Standing, Is.EqualTo(new Act[] { new Act.Rsvp(Meeting, RsvpAnswer.Yes, 4) }));
    }

    [Test]
    public async Task Recall_OfferOfHelpForNothingInParticular_IsAmongWhatIsKept()
    {
        var one = await MeetAsync(1);
        await Conversations.SettleAsync(Settled(await HeardAsync("1", "x"), one, new Act.Volunteer()), default);

        Assert.That((await Conversations.RecallAsync(Place(1), null, one.Contact, Now, default)).Standing, Is.EqualTo(new Act[] { new Act.Volunteer() }));
    }

    [Test]
    public async Task Settle_ActOfAPassage_IsCountedWithoutThePersonAndNotForTheParty()
    {
        await Conversations.SettleAsync(Settled(await HeardAsync("1", "Je soutiens"), null, new Act.Support(new("party", ItemKind.Initiative, "i1"))), default);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM acts WHERE contact_id IS NULL"), Is.EqualTo(1));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM returns"), Is.Zero);
    }

    [Test]
    public async Task Erasure_OfThePerson_TakesActsDialogAndPlaceOnTheList()
    {
        var person = await MeetAsync(1);
        await Conversations.SettleAsync(
            Settled(await HeardAsync("1", "x"), person, new Act.Rsvp(Meeting, RsvpAnswer.Yes)) with { Dialog = new(Meeting, null, Now), Waiting = new(WaitReason.Human, Now.AddDays(1)) }, default);

        await Temporary.Store.Contacts.MoveAsync(new(person.Contact, ContactCause.Erasure, Now, _ => Now), Claire, default);

        Assert.That(await RawAsync<long>("SELECT (SELECT count(*) FROM acts) + (SELECT count(*) FROM dialogs) + (SELECT count(*) FROM waiting)"), Is.Zero);
    }

    [Test]
    public async Task FindPost_ByTheIdOfItsNetwork_TellsItsItems()
    {
        await ConfirmedAsync(Wanted(1), "77");
        await ConfirmedAsync(Wanted(2, "@parti_64"), "77");
        await ConfirmedAsync(Wanted(3), "78");

        Assert.That((await Conversations.FindPostAsync(Network, ["12", "78"], null, default))!.Items, Is.EqualTo(new[] { EventKey(3) }));
        Assert.That((await Conversations.FindPostAsync(Network, ["77"], [ChatKey], default))!.Items, Is.EqualTo(new[] { EventKey(1) }));
        Assert.That(await Conversations.FindPostAsync(Network, ["77"], null, default), Is.Null, "it could be either");
    }

    [Test]
    public async Task FindButton_WordsOfAButtonThatTheLastMessageShowed_IsWhatItHeld()
    {
        var draft = Some.Answer(1, Now) with { Buttons = [new("Oui", "r:first"), new("Voir", Link: new("https://parti.example/e/1"))] };
        var first = await AnsweredAsync(draft);
        Task<string?> FindAsync(string words, string person = "7000000001") => Conversations.FindButtonAsync("bot33", person, words, default);
        Assert.That(await FindAsync("Oui"), Is.Null, "it has not left");

        await Ledger.BeginAttemptAsync(first.Id, 0, Now, default);
        Assert.That((await FindAsync(" oui"), await FindAsync("Voir"), await FindAsync("Non"), await FindAsync("Oui", "7000000002")), Is.EqualTo(("r:first", (string?)null, (string?)null, (string?)null)));
        var second = await AnsweredAsync(draft with { Subject = "answer/2", Buttons = [new("1. Oui", "r:second"), new("Non", "r:no")] });
        await Ledger.BeginAttemptAsync(second.Id, 0, Now.AddSeconds(1), default);

        Assert.That((await FindAsync("1"), await FindAsync("Non"), await FindAsync("Oui")), Is.EqualTo(("r:second", "r:no", (string?)null)), "the last, and nothing older");
        var third = await AnsweredAsync(draft with { Subject = "answer/3", Buttons = [] });
        await Ledger.BeginAttemptAsync(third.Id, 0, Now.AddSeconds(2), default);

        Assert.That((await FindAsync("1"), await FindAsync("Non")), Is.EqualTo(((string?)null, (string?)null)), "the last shows none");
    }

    [Test]
    public async Task Settle_ActThatOutlivesThePerson_IsKeptForThePartyNoLongerThanThePerson()
    {
        var person = await MeetAsync(1);
        var end = (await Temporary.Store.Contacts.FindAsync(person.Contact, default))!.PurgeAfter;

        await Conversations.SettleAsync(Settled(await HeardAsync("1", "x"), person) with { Acts = [new(new Act.ContactData(Mail: "claire@example.org"), Now.AddMonths(36)), new(new Act.Volunteer(), Now.AddDays(1))] }, default);

        Assert.That(await RawAsync<long>("SELECT max(purge_after) FROM returns"), Is.EqualTo(end.ToUnixTimeMilliseconds()));
        Assert.That(await RawAsync<long>("SELECT min(purge_after) FROM returns"), Is.EqualTo(Now.AddDays(1).ToUnixTimeMilliseconds()));
    }

    [Test]
    public async Task SigningKey_AfterARestart_IsTheSame()
    {
        var key = await Conversations.SigningKeyAsync(Now, default);
        await Conversations.NameAsync(Meeting, default);
        await Temporary.ReopenAsync();

        Assert.That(await Conversations.SigningKeyAsync(Now, default), Is.EqualTo(key).And.Length.EqualTo(32));
        Assert.That(await Conversations.FindNamedAsync(Core.Conversations.Buttons.Tokens.RefOf(Meeting), default), Is.EqualTo(Meeting));
    }

    private Settlement Settled(Interaction interaction, Identity? person, params Act[] acts) => new()
    {
        Interaction = interaction.Id, Account = "bot33", Outcome = "test", At = Now, Contact = person?.Contact, Identity = person?.Id, Acts = [.. acts.Select(act => new KeptActOfPerson(act, Now.AddMonths(2)))],
    };

    private static ConductPlace Place(int person) => new($"telegram:5000{person}", "t1", "p1");

    private async Task MarkAsync(string id, ConductPlace place, params ConductMark[] marks)
        => await Conversations.SettleAsync(Settled(await HeardAsync(id, "x"), null) with { Place = place, Marks = marks }, default);

    private Task<Identity> MeetAsync(int number)
    {
        var point = ContactPoint.OfNetwork("telegram", $"5000{number}");
        return Temporary.Store.Contacts.MeetAsync(new(point, "Claude", "fr", null, Now), Keys.Hashes(point), ContactState.Occasional, new RetentionRules(new()).Of(new KeptAct.Question(Now, null)), default);
    }

    private async Task<Interaction> HeardAsync(string id, string text, long revision = 1)
    {
        var key = new InteractionKey(Reader, "50001", InteractionRealm.Private, id);
        await Inbox.KeepAsync(new([new Arrival("bot33", Door.Poll, "updates", new byte[] { 1 }, Now)]), default);
        var number = (await Inbox.WaitingAsync(0, 99, default))[^1].Number;
        await Inbox.KeepUnderstoodAsync([new(number, "bot33", new([new Happening.Said(key, InteractionKind.PrivateMessage, new Author("50001"), text, Now, revision)], []))], Now, default);
        return (await Inbox.FindAsync(key, default))!;
    }
}
