using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Store.Tests.Contract;

/// <content>People who have had their time.</content>
public sealed partial class Peopling
{
    [Test]
    public async Task Purge_WhoHasHadTheirTime_IsGoneWithAllThatHangsOnThemAndTheAuditCounts()
    {
        await SubscribedAsync(1);
        var (one, two) = ((await MeetAsync(2)).Contact, (await MeetAsync(3)).Contact);
        Time.Advance(Now.AddMonths(2).AddSeconds(1) - Now);
        var later = (await MeetAsync(4)).Contact;

        var due = await Contacts.DueAsync(Now, Now.AddYears(-3), default);
        var purged = await Contacts.PurgeAsync(Now, Now.AddYears(-3), default);

        Assert.That(due.Contacts, Is.EqualTo(new Dictionary<ContactState, int> { [ContactState.Occasional] = 2 }));
        Assert.That(purged.Contacts, Is.EqualTo(due.Contacts));
        Assert.That((await Contacts.FindAsync(one, default), await Contacts.FindAsync(two, default)), Is.EqualTo(((Contact?)null, (Contact?)null)));
        Assert.That(await Contacts.FindAsync(later, default), Is.Not.Null);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM identities"), Is.EqualTo(2));
        Assert.That((await Audit.ReadAsync("contacts", 9, default)).Select(line => (line.Action, line.Detail)), Is.EqualTo(new[] { ("contacts.purged", "2 occasional") }));
        Assert.That((await Contacts.PurgeAsync(Now, Now.AddYears(-3), default)).Total, Is.Zero);
    }

    [Test]
    public async Task Purge_WhoOpposed_StaysOnTheListWhichIsLeftToAPerson()
    {
        var contact = await SubscribedAsync(1);
        await Contacts.MoveAsync(Move(contact, ContactCause.Stop), Person, default);
        Time.Advance(Now.AddMonths(36).AddSeconds(1) - Now);

        var purged = await Contacts.PurgeAsync(Now, Rules.SuppressionsBefore(Now), default);

        Assert.That((purged.Contacts[ContactState.Opposed], purged.OppositionsToReview), Is.EqualTo((1, 1)));
        Assert.That((await Suppressions.FindAsync(Keys.Hashes(Point(1)), default)).Single().Reason, Is.EqualTo(SuppressionReason.Objection));
    }

    [Test]
    public async Task Purge_Child_TakesItsWordsAlong()
    {
        var contact = (await MeetAsync(1)).Contact;
        await Temporary.Store.Inbox.KeepAsync(new([new("bot33", Door.Poll, "updates", new byte[] { 1 }, Now)]), default);
        await Temporary.Store.Inbox.KeepUnderstoodAsync(
            [new(1, "bot33", new([new Happening.Said(new("telegram:7", "1", InteractionRealm.Private, "1"), InteractionKind.PrivateMessage, new Author(null, "C.") { Key = Keys.Hash(Point(1)) }, "J'ai 13 ans", Now)], []))], Now, default);
        await Contacts.MoveAsync(Move(contact, ContactCause.MinorAge), Person, default);
        Time.Advance(TimeSpan.FromSeconds(1));

        await Contacts.PurgeAsync(Now, Now.AddYears(-3), default);

        Assert.That(await Contacts.FindAsync(contact, default), Is.Null);
        Assert.That(await Temporary.Store.Inbox.ListAsync(waiting: false, 9, default), Is.Empty);
    }
}
