using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Core.Returns;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Returning(StoreEngine engine) : StoreContract(engine)
{
    private static readonly PeopleKeys Keys = new([PeopleKey.Create()]);
    private static readonly ItemKey Meeting = new("party", ItemKind.Event, "42");

    private int _settled;

    private IReturnStore Returns => Temporary.Store.Returns;

    [Test]
    public async Task Waiting_OfSeveral_HasOppositionsFirstAndWhoItWas()
    {
        var (one, two) = (await MeetAsync(1), await MeetAsync(2));
        await Temporary.Store.Contacts.KeepDetailsAsync(one.Contact, new() { GivenName = "Claire", Mail = "claire@example.org" }, Actor.System, Now, default);
        await SettleAsync(one, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 3));
        await Temporary.Store.Contacts.MoveAsync(Move(two, ContactCause.Stop), Claire, default);

        var waiting = await Returns.WaitingAsync(9, default);

        Assert.That(waiting.Select(act => (act.Person, act.Act, act.Reason)), Is.EqualTo(new (Guid, Act, string?)[] { (two.Contact, new Act.Opposition(), "objection"), (one.Contact, new Act.Rsvp(Meeting, RsvpAnswer.Yes, 3), null) }));
        Assert.That(waiting[0].Told, Is.Null, "nothing is told of who is left alone");
        Assert.That((waiting[1].Told!.GivenName, waiting[1].Told!.Mail, waiting[1].Told!.ShownName, waiting[1].Told!.Network), Is.EqualTo(("Claire", "claire@example.org", "Claire D.", "telegram")));
    }

    [Test]
    public async Task Take_WhatThePartyHas_LeavesTheRest()
    {
        var person = await MeetAsync(1);
        await SettleAsync(person, new Act.Rsvp(Meeting, RsvpAnswer.Yes));
        var first = await Returns.WaitingAsync(9, default);
        await SettleAsync(person, new Act.Rsvp(Meeting, RsvpAnswer.No));

        await Returns.TakeAsync(first, Now, default);
        await Temporary.ReopenAsync();

        var rest = await Returns.WaitingAsync(9, default);
        Assert.That(rest.Single().Act, Is.EqualTo(new Act.Rsvp(Meeting, RsvpAnswer.No)));
        Assert.That(rest.Single().Id, Is.Not.EqualTo(first.Single().Id));
    }

    [Test]
    public async Task Stop_SaidAndMoved_IsToldThePartyOnce()
    {
        var person = await MeetAsync(1);

        await SettleAsync(person, new Act.Opposition(), ContactCause.Stop);

        Assert.That(await Returns.WaitingAsync(9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Erasure_OfWhatWaits_LeavesNothingButThatThePartyMustErase()
    {
        var person = await MeetAsync(1);
        await SettleAsync(person, new Act.ContactData(Mail: "claire@example.org"));

        await Temporary.Store.Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);

        var left = (await Returns.WaitingAsync(9, default)).Single();
        Assert.That((left.Person, left.Reason, left.Told), Is.EqualTo((person.Contact, "erasure", (ReturnedPerson?)null)));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM returns WHERE body LIKE '%example.org%'"), Is.Zero);
    }

    [Test]
    public async Task Id_OfANumberThatComesAgain_IsAnother()
    {
        var person = await MeetAsync(1);
        await SettleAsync(person, new Act.Rsvp(Meeting, RsvpAnswer.Yes));
        var before = (await Returns.WaitingAsync(9, default)).Single();
        await Temporary.Store.Contacts.MoveAsync(Move(person, ContactCause.Erasure), Claire, default);
        Time.Advance(TimeSpan.FromSeconds(1));

        await SettleAsync(await MeetAsync(2), new Act.Rsvp(Meeting, RsvpAnswer.Yes));

        Assert.That((await Returns.WaitingAsync(9, default)).Select(act => act.Id), Has.None.EqualTo(before.Id).And.Unique);
    }

    private Task<Identity> MeetAsync(int who)
    {
        var point = ContactPoint.OfNetwork("telegram", $"700000000{who}");
        return Temporary.Store.Contacts.MeetAsync(new(point, "Claire D.", "fr", null, Now), Keys.Hashes(point), ContactState.Occasional, Now.AddMonths(2), default);
    }

    private ContactMove Move(Identity person, ContactCause cause) => new(person.Contact, cause, Now, _ => Now.AddMonths(36));

    private Task<bool> SettleAsync(Identity person, Act act, ContactCause? cause = null) => Temporary.Store.Conversations.SettleAsync(
        new()
        {
            Interaction = $"i{++_settled}", Account = "bot33", Outcome = "done", At = Now, Contact = person.Contact, Identity = person.Id, Acts = [new(act, Now.AddMonths(2))],
            Move = cause is { } why ? Move(person, why) : null,
        },
        default);
}
