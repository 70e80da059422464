using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Testing;

namespace Relay.Core.Tests.Contacts;

public sealed class ContactBookTests
{
    private static readonly ContactPoint Telegram = ContactPoint.OfNetwork("telegram", "7000000001");
    private static readonly ContactPoint Facebook = ContactPoint.OfNetwork("facebook", "9");
    private static readonly ContactPoint Mail = ContactPoint.OfMail("claire@example.org")!;

    private readonly ManualTime _time = new(Some.Now);
    private readonly KeysInMemory _keys = new();
    private TemporaryStore _store = null!;

    private SuppressionList List => new(_store.Store.Suppressions, _keys, _time);

    private ContactBook Book => new(_store.Store.Contacts, _store.Store.Links, List, new(new()), _time);

    [SetUp]
    public async Task OpenAsync() => _store = await TemporaryStore.SqliteAsync(_time);

    [TearDown]
    public async Task CloseAsync() => await _store.DisposeAsync();

    [Test]
    public async Task Meet_Question_IsKeptForItsTwoMonthsAndFoundAgain()
    {
        var identity = (await MeetAsync(Telegram))!;

        Assert.That(await Book.FindAsync(Telegram, default), Is.EqualTo(identity));
        Assert.That(await Book.FindAsync(Facebook, default), Is.Null);
        Assert.That((await _store.Store.Contacts.FindAsync(identity.Contact, default))!.PurgeAfter, Is.EqualTo(Some.Now.AddMonths(2)));
    }

    [Test]
    public async Task Find_AfterAChangeOfKeys_KnowsThePerson()
    {
        var identity = await MeetAsync(Telegram);
        _keys.Rotate();

        Assert.That(await Book.FindAsync(Telegram, default), Is.EqualTo(identity));
        Assert.That((await MeetAsync(Telegram))!.Id, Is.EqualTo(identity!.Id));
    }

    [Test]
    public async Task Meet_ErasedPersonWrites_IsNotResurrected()
    {
        var identity = (await MeetAsync(Telegram))!;
        await Book.MoveAsync(identity.Contact, ContactCause.Erasure, [], null, Actor.System, default);

        Assert.That(await MeetAsync(Telegram), Is.Null);
        Assert.That(await Book.FindAsync(Telegram, default), Is.Null);
        Assert.That(await List.CheckAsync(Telegram, SuppressionMoment.Import, null, default), Is.EqualTo(SuppressionReason.Erasure));
    }

    [Test]
    public async Task Meet_WhoObjectedBeforeWeKnewThem_IsMetAsOpposed()
    {
        await List.AddAsync([Telegram], SuppressionReason.Objection, Actor.System, default);

        var identity = (await MeetAsync(Telegram))!;

        Assert.That((await _store.Store.Contacts.FindAsync(identity.Contact, default))!.State, Is.EqualTo(ContactState.Opposed));
        Assert.That((identity.ExternalId, identity.DisplayName), Is.EqualTo(((string?)null, (string?)null)));
    }

    [Test]
    public async Task Move_Stop_CoversTheAddressOfALinkedAccount()
    {
        var (telegram, facebook) = ((await MeetAsync(Telegram))!, (await MeetAsync(Facebook))!);
        await _store.Store.Contacts.KeepDetailsAsync(facebook.Contact, new() { Mail = Mail.Value }, Actor.System, Some.Now, default);
        await _store.Store.Links.LinkAsync(telegram.Id, facebook.Id, Relay.Core.Contacts.Links.LinkGesture.Code, Actor.System, Some.Now, default);

        await Book.MoveAsync(telegram.Contact, ContactCause.Stop, [], null, Actor.System, default);

        Assert.That((await List.CheckAsync([Telegram, Facebook, Mail], SuppressionMoment.Enqueue, MessageKind.Subscribed, default)).Keys, Is.EquivalentTo(new[] { Telegram, Facebook, Mail }));
    }

    [Test]
    public async Task Meet_MessageReadAgainFromAHistory_MakesNobodyNewWhoWasForgotten()
    {
        var at = _time.GetUtcNow().AddMonths(-2);

        Assert.That(await Book.MeetAsync(new(Telegram, "Claire D.", "fr", null, at), new KeptAct.Question(at, null), default), Is.Null);
        Assert.That(await Book.FindAsync(Telegram, default), Is.Null);
    }

    [Test]
    public async Task Leave_PersonBlocksUs_IsAnOppositionUnlessThePersonHasWrittenSince()
    {
        var contact = (await MeetAsync(Telegram))!.Contact;

        await Book.LeaveAsync(Telegram, _time.GetUtcNow().AddSeconds(-1), default);
        Assert.That((await _store.Store.Contacts.FindAsync(contact, default))!.State, Is.EqualTo(ContactState.Occasional), "an old block, read again");
        await Book.LeaveAsync(Telegram, _time.GetUtcNow(), default);
        await Book.LeaveAsync(Telegram, _time.GetUtcNow(), default);

        Assert.That((await _store.Store.Contacts.FindAsync(contact, default))!.State, Is.EqualTo(ContactState.Opposed));
        Assert.That((await _store.Store.Contacts.IdentitiesAsync(contact, default)).Single().IsBlockedByPerson);
        Assert.That(await List.CheckAsync(Telegram, SuppressionMoment.Enqueue, MessageKind.Subscribed, default), Is.EqualTo(SuppressionReason.Objection));
    }

    [Test]
    public async Task Leave_SomebodyUnknown_LeavesNothing()
    {
        await Book.LeaveAsync(Telegram, _time.GetUtcNow(), default);

        Assert.That(await List.CheckAsync(Telegram, SuppressionMoment.Enqueue, null, default), Is.Null);
    }

    [Test]
    public async Task Meet_KeyLost_KeepsNobodyUnderAnother()
    {
        await MeetAsync(Telegram);
        _keys.Lose();

        Assert.That(() => MeetAsync(Facebook), Throws.TypeOf<PeopleKeyException>());
        Assert.That(_keys.Read(), Is.Null);
    }

    private Task<Identity?> MeetAsync(ContactPoint point)
        => Book.MeetAsync(new(point, "Claire D.", "fr", null, _time.GetUtcNow()), new KeptAct.Question(_time.GetUtcNow(), null), default);
}
