using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed partial class Peopling(StoreEngine engine) : StoreContract(engine)
{
    private static readonly PeopleKeys Keys = new([PeopleKey.Create(), PeopleKey.Create()]);
    private static readonly RetentionRules Rules = new(new());
    private static readonly Actor Person = new(ActorKind.Person, "telegram");

    private IContactStore Contacts => Temporary.Store.Contacts;

    private ISuppressionStore Suppressions => Temporary.Store.Suppressions;

    [Test]
    public async Task Meet_FirstTime_IsFoundByItsHashAfterARestart()
    {
        var met = await MeetAsync(1);

        await Temporary.ReopenAsync();

        var identity = (await Contacts.FindIdentityAsync(Keys.Hashes(Point(1)), default))!;
        var contact = (await Contacts.FindAsync(identity.Contact, default))!;
        Assert.That(identity, Is.EqualTo(met));
        Assert.That((identity.Network, identity.ExternalId, identity.DisplayName), Is.EqualTo(("telegram", "7000000001", "Claire D.")));
        Assert.That((contact.State, contact.PurgeAfter, contact.LastActAt, contact.Basis), Is.EqualTo((ContactState.Occasional, Now.AddMonths(2), Now, LegalBasis.Request)));
        Assert.That(await Contacts.FindIdentityAsync(Keys.Hashes(Point(2)), default), Is.Null);
        Assert.That(await Suppressions.KeysInUseAsync(default), Is.EqualTo(new[] { Keys.Ids.Last() }));
    }

    [Test]
    public async Task Meet_KeptByAnOlderKey_IsTheSamePerson()
    {
        var first = await Contacts.MeetAsync(Correspondent(1), [Keys.Hashes(Point(1))[^1]], ContactState.Occasional, Now, default);

        var again = await MeetAsync(1);

        Assert.That(again.Id, Is.EqualTo(first.Id));
        Assert.That((await Contacts.FindIdentityAsync([Keys.Hash(Point(1))], default))!.Id, Is.EqualTo(first.Id), "by the newest key from now on, as what is written");
        Assert.That(await RawAsync<long>("SELECT count(*) FROM contacts"), Is.EqualTo(1));
    }

    [Test]
    public async Task Meet_IdOfAPerson_IsNowhereInClear()
    {
        await MeetAsync(1);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM identities WHERE external_id_enc LIKE '%7000000001%' OR hmac LIKE '%7000000001%'"), Is.Zero);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM audit WHERE subject LIKE '%7000000001%' OR detail LIKE '%7000000001%' OR detail LIKE '%Claire%' OR subject LIKE '%Claire%'"), Is.Zero);
    }

    [Test]
    public async Task KeepDetails_WhatThePersonTold_IsKept()
    {
        var contact = (await MeetAsync(1)).Contact;
        var details = new ContactDetails
        {
            GivenName = "Claire", Language = "en", Territory = Territory.Parse("DEP-33"), TerritorySource = TerritorySource.PostalCode, PostalCode = "33000", Mail = "claire@example.org", Phone = "+33612345678",
            Age = AgeBand.From17,
        };

        Assert.That(await Contacts.KeepDetailsAsync(contact, details, Person, Now, default));

        Assert.That((await Contacts.FindAsync(contact, default))!.Details, Is.EqualTo(details));
    }

    [Test]
    public async Task Move_Subscription_KeepsTheWordsThatWereShownAndThreeYears()
    {
        var contact = await SubscribedAsync(1);

        var consent = (await Contacts.ConsentsAsync(contact, default)).Single();
        Assert.That(consent, Is.EqualTo(Yes()));
        Assert.That(await StateAsync(contact), Is.EqualTo((ContactState.Regular, Now.AddMonths(36), LegalBasis.Consent)));
    }

    [Test]
    public async Task Move_SubscriptionWithoutItsProof_IsRefused()
    {
        var contact = (await MeetAsync(1)).Contact;

        Assert.That(() => Contacts.MoveAsync(Move(contact, ContactCause.Subscription), Person, default), Throws.ArgumentException);
        Assert.That(() => Contacts.MoveAsync(Move(contact, ContactCause.Request) with { Consent = Yes() }, Person, default), Throws.ArgumentException);
    }

    [Test]
    public async Task Move_Stop_LeavesAHashAndNothingToWriteTo()
    {
        var contact = await SubscribedAsync(1);
        await Contacts.KeepDetailsAsync(contact, new() { GivenName = "Claire", Mail = "claire@example.org" }, Person, Now, default);
        var mail = Keys.Hash(ContactPoint.OfMail("claire@example.org")!);

        await Contacts.MoveAsync(Move(contact, ContactCause.Stop) with { Points = [mail] }, Person, default);

        var identity = (await Contacts.IdentitiesAsync(contact, default)).Single();
        Assert.That((identity.ExternalId, identity.DisplayName), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That((await Contacts.FindAsync(contact, default))!.Details, Is.EqualTo(new ContactDetails()));
        Assert.That((await Contacts.ConsentsAsync(contact, default)).Single().WithdrawnAt, Is.EqualTo(Now));
        Assert.That((await Suppressions.FindAsync([Keys.Hash(Point(1)), mail], default)).Select(row => row.Reason), Is.EqualTo(new[] { SuppressionReason.Objection, SuppressionReason.Objection }));
        Assert.That(await StateAsync(contact), Is.EqualTo((ContactState.Opposed, Now.AddMonths(36), LegalBasis.Objection)));
    }

    [Test]
    public async Task Move_ImportOfWhoSaidStop_BringsNothingBack()
    {
        var contact = await SubscribedAsync(1);
        await Contacts.MoveAsync(Move(contact, ContactCause.Stop), Person, default);
        var before = await StateAsync(contact);
        Time.Advance(TimeSpan.FromDays(30));

        await Contacts.MoveAsync(Move(contact, ContactCause.Import), Actor.System, default);
        await Contacts.MoveAsync(Move(contact, ContactCause.Membership), Actor.System, default);

        Assert.That(await StateAsync(contact), Is.EqualTo(before));
        Assert.That(await Contacts.KeepDetailsAsync(contact, new() { GivenName = "Claire" }, Actor.System, Now, default), Is.False);
    }

    [Test]
    public async Task Meet_WhoSaidStopWritesAgain_IsKnownAndNoMoreIsKept()
    {
        var contact = await SubscribedAsync(1);
        await Contacts.MoveAsync(Move(contact, ContactCause.Stop), Person, default);

        var again = await MeetAsync(1);

        Assert.That((again.Contact, again.ExternalId, again.DisplayName), Is.EqualTo((contact, (string?)null, (string?)null)));
    }

    [Test]
    public async Task Move_NewYesOfWhoSaidStop_TakesThePersonOffTheList()
    {
        var contact = await SubscribedAsync(1);
        await Contacts.MoveAsync(Move(contact, ContactCause.Stop), Person, default);
        Time.Advance(TimeSpan.FromDays(1));

        await Contacts.MoveAsync(Move(contact, ContactCause.Subscription) with { Consent = Yes() }, Person, default);
        await MeetAsync(1);

        Assert.That(await Suppressions.FindAsync(Keys.Hashes(Point(1)), default), Is.Empty);
        Assert.That((await Contacts.ConsentsAsync(contact, default)).Select(consent => consent.WithdrawnAt is null), Is.EqualTo(new[] { false, true }));
        Assert.That((await Contacts.FindIdentityAsync(Keys.Hashes(Point(1)), default))!.ExternalId, Is.EqualTo("7000000001"));
    }

    [Test]
    public async Task Move_Erasure_LeavesAHashOnTheListAndNoRow()
    {
        var contact = await SubscribedAsync(1);

        Assert.That(await Contacts.MoveAsync(Move(contact, ContactCause.Erasure), Person, default), Is.EqualTo(ContactState.Erased));

        foreach (var table in new[] { "contacts", "identities", "consents" })
        {
            Assert.That(await RawAsync<long>($"SELECT count(*) FROM {table}"), Is.Zero, table);
        }
        Assert.That((await Suppressions.FindAsync([Keys.Hash(Point(1))], default)).Single().Reason, Is.EqualTo(SuppressionReason.Erasure));
        Assert.That(await Contacts.MoveAsync(Move(contact, ContactCause.Import), Actor.System, default), Is.Null);
        Assert.That((await Audit.VerifyAsync(default)).BrokenAt, Is.Null);
    }

    [Test]
    public async Task Move_Erasure_TakesEverythingThatThePersonWroteInTheInboxAlong()
    {
        var contact = (await MeetAsync(1)).Contact;
        var (older, newer) = (Keys.Hashes(Point(1))[1], Keys.Hash(Point(1)));
        var words = new[] { (older, "1"), (newer, "2"), (Keys.Hash(Point(2)), "3") }.Select(
            one => new Happening.Said(new("telegram:7", "-100", InteractionRealm.Public, one.Item2), InteractionKind.Comment, new Author(null, "Claire D.") { Key = one.Item1 }, "Bravo", Now));
        await Temporary.Store.Inbox.KeepAsync(new([new("bot33", Door.Poll, "updates", new byte[] { 1 }, Now)]), default);
        await Temporary.Store.Inbox.KeepUnderstoodAsync([new(1, "bot33", new([.. words], []))], Now, default);

        await Contacts.MoveAsync(Move(contact, ContactCause.Erasure) with { Accounts = [older, newer] }, Person, default);

        Assert.That((await Temporary.Store.Inbox.ListAsync(waiting: false, 9, default)).Select(one => one.State.Of.RemoteId), Is.EqualTo(new[] { "3" }));
    }

    [Test]
    public async Task Move_Erasure_ForgetsWhatThePersonWasAnsweredAndCallsOffWhatWaits()
    {
        var contact = (await MeetAsync(1)).Contact;
        var hers = await AnsweredAsync(Some.Answer(1, Now) with { Target = new("7000000001", Kind: Core.Channels.TargetKind.Private) });
        var other = await AnsweredAsync(Some.Answer(2, Now));

        await Contacts.MoveAsync(Move(contact, ContactCause.Erasure), Person, default);

        var forgotten = await FindAsync(hers.Id);
        Assert.That((forgotten.State, forgotten.Target.Value, forgotten.Parts.Single().Text), Is.EqualTo((Core.Deliveries.DeliveryState.Expired, "purged", "")));
        Assert.That((await Ledger.DueAsync("bot33", Now, [], 9, default)).Select(delivery => delivery.Id), Is.EqualTo(new[] { other.Id }));
    }

    [Test]
    public async Task Meet_NameThatNoEngineCanKeep_IsKeptWithoutIt()
    {
        var met = await Contacts.MeetAsync(Correspondent(1) with { DisplayName = "Cl\0aire \ud83d" }, Keys.Hashes(Point(1)), ContactState.Occasional, Now.AddMonths(2), default);

        Assert.That(met.DisplayName, Is.EqualTo("Claire \ufffd"));
    }

    [Test]
    public async Task Meet_EarlierMessageComesLate_ShortensNoWindow()
    {
        await MeetAsync(1);

        var again = await Contacts.MeetAsync(Correspondent(1) with { WritableUntil = Now.AddHours(3), At = Now.AddHours(-21) }, Keys.Hashes(Point(1)), ContactState.Occasional, Now.AddMonths(2), default);

        Assert.That(again.WritableUntil, Is.EqualTo(Now.AddHours(24)));
    }

    [Test]
    public async Task Move_EndOfAMembershipOfWhoSubscribedToNothing_ErasesAndLetsThePersonComeBack()
    {
        var contact = (await MeetAsync(1)).Contact;
        await Contacts.MoveAsync(Move(contact, ContactCause.Membership), Actor.System, default);

        await Contacts.MoveAsync(Move(contact, ContactCause.MembershipEnd), Actor.System, default);

        Assert.That(await Contacts.FindAsync(contact, default), Is.Null);
        Assert.That(await Suppressions.FindAsync(Keys.Hashes(Point(1)), default), Is.Empty);
    }

    [Test]
    public async Task Move_PauseAndRelease_ChangesNothingElse()
    {
        var contact = await SubscribedAsync(1);
        var before = await StateAsync(contact);
        Time.Advance(TimeSpan.FromDays(1));

        await Contacts.MoveAsync(Move(contact, ContactCause.Doubt), Actor.System, default);
        var paused = await StateAsync(contact);
        await Contacts.MoveAsync(Move(contact, ContactCause.Release), Claire, default);

        Assert.That(paused, Is.EqualTo(before with { State = ContactState.Paused }));
        Assert.That((await StateAsync(contact)).State, Is.EqualTo(ContactState.Regular));
    }

    [Test]
    public async Task Withdraw_LastYes_MakesAnOccasionalContactOfARegularOne()
    {
        var contact = await SubscribedAsync(1);
        await Contacts.MoveAsync(Move(contact, ContactCause.Subscription) with { Consent = Yes() with { List = "theme:housing" } }, Person, default);

        Assert.That(await Contacts.WithdrawAsync(contact, "theme:housing", Until, Person, Now, default), Is.EqualTo(1));
        Assert.That((await StateAsync(contact)).State, Is.EqualTo(ContactState.Regular));

        Assert.That(await Contacts.WithdrawAsync(contact, null, Until, Person, Now, default), Is.EqualTo(1));
        Assert.That(await StateAsync(contact), Is.EqualTo((ContactState.Occasional, Now.AddMonths(2), LegalBasis.Request)));
        Assert.That(await Suppressions.FindAsync(Keys.Hashes(Point(1)), default), Is.Empty, "leaving a list is no STOP");
    }

    [Test]
    public async Task Find_UnderAnotherController_SeesNobody()
    {
        var met = await MeetAsync(1);
        var other = new StoreOptions { Engine = Engine, Path = Temporary.Options.Path, ConnectionString = Temporary.Options.ConnectionString, Schema = Temporary.Options.Schema, Protection = Temporary.Options.Protection, Controller = "other" };
        await using var reader = await RelayStore.OpenReadOnlyAsync(other, Time, null, default);

        Assert.That(await reader.Contacts.FindAsync(met.Contact, default), Is.Null);
        Assert.That(await reader.Contacts.FindIdentityAsync(Keys.Hashes(Point(1)), default), Is.Null);
        Assert.That(await reader.Contacts.IdentitiesAsync(met.Contact, default), Is.Empty);
    }

    private static ContactPoint Point(int number) => ContactPoint.OfNetwork("telegram", $"{7000000000L + number}");

    private Correspondent Correspondent(int number) => new(Point(number), "Claire D.", "fr", Now.AddHours(24), Now);

    private Task<Identity> MeetAsync(int number) => Contacts.MeetAsync(Correspondent(number), Keys.Hashes(Point(number)), ContactState.Occasional, Now.AddMonths(2), default);

    private async Task<Guid> SubscribedAsync(int number)
    {
        var contact = (await MeetAsync(number)).Contact;
        await Contacts.MoveAsync(Move(contact, ContactCause.Subscription) with { Consent = Yes() }, Person, default);
        return contact;
    }

    private Consent Yes() => new("news", "territory:DEP-33", "telegram", "Oui, je veux les nouvelles de la Gironde.", "fr", ConsentAct.Button, "cb-1", Now, "https://t.me/parti_33/7");

    private ContactMove Move(Guid contact, ContactCause cause) => new(contact, cause, Now, Until);

    private DateTimeOffset Until(ContactState state) => Rules.Until(state, Now, []);

    private async Task<(ContactState State, DateTimeOffset PurgeAfter, LegalBasis Basis)> StateAsync(Guid contact)
    {
        var found = (await Contacts.FindAsync(contact, default))!;
        return (found.State, found.PurgeAfter, found.Basis);
    }
}
