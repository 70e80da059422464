using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;

namespace Relay.Store.Tests.Contract;

/// <summary>Broadcasts: kept once, expanded a page at a time with their place, to whom belongs to the audience at that moment.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Broadcasting(StoreEngine engine) : StoreContract(engine)
{
    private const string Bordeaux = "territory:DEP-33";

    private static readonly PeopleKeys Keys = new([PeopleKey.Create()]);
    private static readonly Audience List = new Audience.Subscribers(Bordeaux);
    private static readonly ItemKey Meeting = new("party", ItemKind.Event, "e1");

    private IBroadcastStore Broadcasts => Temporary.Store.Broadcasts;

    [Test]
    public async Task Keep_TheSameKeyTwice_IsTheFirstOneForEver()
    {
        var first = await Broadcasts.KeepAsync("a", News(), Claire, default);
        await Temporary.ReopenAsync();
        var again = await Broadcasts.KeepAsync("a", News() with { Words = new Dictionary<string, string> { ["fr"] = "Autre" } }, Claire, default);
        var other = await Broadcasts.KeepAsync("b", News() with { MadeAt = Now.AddDays(1) }, Claire, default);

        Assert.That((first.IsNew, again.IsNew, other.IsNew), Is.EqualTo((true, false, true)));
        Assert.That((first.Broadcast.Number, again.Broadcast.Number, other.Broadcast.Number), Is.EqualTo((1L, 1L, 2L)));
        Assert.That(again.Broadcast.Words, Is.EqualTo(News().Words));
        Assert.That((await Broadcasts.RunningAsync(default)).Select(one => one.Number), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That((await Broadcasts.SentSinceAsync(List, Now.AddDays(-1), default)).Count, Is.EqualTo(2));
    }

    [Test]
    public async Task Keep_TwoForOneListAtOnce_KeepsOne()
    {
        Task[] both = [Broadcasts.KeepAsync("a", News(), Claire, default), Broadcasts.KeepAsync("b", News(), Claire, default)];

        Assert.That(async () => await Task.WhenAll(both), Throws.InstanceOf<BroadcastRefusedException>().With.Message.Contains("one a day at most"));
        Assert.That(both.Count(kept => kept.IsCompletedSuccessfully), Is.EqualTo(1));
        Assert.That(await Broadcasts.ListAsync(9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task SentSince_CalledOff_CountsOnlyOnceOneMessageHasLeft()
    {
        await SubscribeAsync(1);
        var (unsent, _) = await WaitingAsync("a");
        await Broadcasts.CancelAsync(unsent, Claire, Now, default);
        var before = await Broadcasts.SentSinceAsync(List, Now.AddDays(-1), default);
        var (number, delivery) = await WaitingAsync("b");
        await Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default);
        await Broadcasts.CancelAsync(number, Claire, Now, default);

        Assert.That(before, Is.Empty);
        Assert.That((await Broadcasts.SentSinceAsync(List, Now.AddDays(-1), default)).Select(one => one.Number), Is.EqualTo(new[] { number }));
    }

    [Test]
    public async Task Recipients_PageByPage_AreEveryCurrentSubscriberOnTheNetworkOfTheYes()
    {
        for (var person = 1; person <= 7; person++)
        {
            await SubscribeAsync(person);
        }
        await SubscribeAsync(8, "territory:DEP-75");
        await SubscribeAsync(9, network: "facebook");
        await Temporary.Store.Contacts.WithdrawAsync((await MeetAsync(3)).Contact, Bordeaux, _ => Now.AddYears(1), Claire, Now, default);

        var seen = new List<string>();
        Guid? after = null;
        while (await Broadcasts.RecipientsAsync(List, after, 2, default) is { Contacts: > 0 } page)
        {
            seen.AddRange(page.Recipients.Select(recipient => $"{recipient.Network} {recipient.ExternalId}"));
            after = page.Last;
        }

        Assert.That(seen, Is.EquivalentTo(new[] { "telegram 7001", "telegram 7002", "telegram 7004", "telegram 7005", "telegram 7006", "telegram 7007", "facebook 7009" }));
        Assert.That(await Broadcasts.CountAsync(List, default), Is.EqualTo(new Dictionary<string, int> { ["telegram"] = 6, ["facebook"] = 1 }));
        Assert.That(await Broadcasts.ListsAsync(default), Is.EqualTo(new Dictionary<string, int> { [Bordeaux] = 7, ["territory:DEP-75"] = 1 }));
    }

    [Test]
    public async Task Recipients_OfAnEvent_AreThoseWhoseLastAnswerIsYesOrMaybe()
    {
        await AnswerAsync(1, RsvpAnswer.Yes);
        await AnswerAsync(2, RsvpAnswer.Maybe);
        await AnswerAsync(3, RsvpAnswer.No);
        await AnswerAsync(4, RsvpAnswer.Yes);
        await AnswerAsync(4, RsvpAnswer.No);
        await AnswerAsync(5, RsvpAnswer.No);
        await AnswerAsync(5, RsvpAnswer.Yes);

        var page = await Broadcasts.RecipientsAsync(new Audience.Attendees(Meeting), null, 100, default);

        Assert.That(page.Recipients.Select(recipient => recipient.ExternalId), Is.EquivalentTo(new[] { "7001", "7002", "7005" }));
        Assert.That(page.Recipients.Select(recipient => recipient.Account).Distinct(), Is.EqualTo(new[] { "bot33" }), "whom they spoke with is kept");
        Assert.That((await Broadcasts.CountAsync(new Audience.Attendees(Meeting), default))["telegram"], Is.EqualTo(3));
    }

    [Test]
    public async Task Recipients_OneWhoseKeyIsGone_AreReadAllTheSame()
    {
        await SubscribeAsync(1);
        await SubscribeAsync(2);
        var lost = (await MeetAsync(1)).Id;
        await RawAsync<long>($"UPDATE identities SET external_id_enc = 'gone' WHERE id = '{lost}'");

        var page = await Broadcasts.RecipientsAsync(List, null, 9, default);

        Assert.That(page.Recipients.Select(recipient => (recipient.ExternalId, recipient.IsUnreadable)), Is.EquivalentTo(new (string?, bool)[] { (null, true), ("7002", false) }));
    }

    [Test]
    public async Task Advance_PageAndPlace_AreWrittenAtOnceAndNobodyTwice()
    {
        await SubscribeAsync(1);
        await SubscribeAsync(2);
        var number = (await Broadcasts.KeepAsync("a", News(), Claire, default)).Broadcast.Number;
        var (one, other) = (await DraftAsync(number, 1), await DraftAsync(number, 2));

        Assert.That(await Broadcasts.AdvanceAsync(new(number, [one], Guid.Parse($"{other.Person}"), 1, false, Now), default), Is.EqualTo(1));
        await Temporary.ReopenAsync();
        Assert.That(await Broadcasts.AdvanceAsync(new(number, [one, other], Guid.Parse($"{other.Person}"), 2, true, Now), default), Is.EqualTo(1), "the first is known");

        var kept = (await Broadcasts.FindAsync(number, default))!;
        Assert.That((kept.State, kept.Drafted, kept.PassedOver, kept.Cursor), Is.EqualTo((BroadcastState.Expanded, 2, 1, other.Person)));
        Assert.That((await Broadcasts.TallyAsync(number, default))[DeliveryState.Queued], Is.EqualTo(2));
        Assert.That(await Broadcasts.WaitingAsync("bot33", Priority.Broadcast, Now, default), Is.EqualTo(1), "the other one's morning has not come");
        Assert.That(await Broadcasts.WaitingAsync("bot33", Priority.Broadcast, Now.AddHours(1), default), Is.EqualTo(2));
        Assert.That(await Broadcasts.AdvanceAsync(new(number, [one], null, 1, true, Now), default), Is.Zero, "it is at its end");
    }

    [Test]
    public async Task Advance_WhoHasLeftSinceThePageWasRead_GetsNothing()
    {
        await SubscribeAsync(1);
        var number = (await Broadcasts.KeepAsync("a", News(), Claire, default)).Broadcast.Number;
        var draft = await DraftAsync(number, 1);
        await Temporary.Store.Contacts.WithdrawAsync((await MeetAsync(1)).Contact, Bordeaux, _ => Now.AddYears(1), Claire, Now, default);

        Assert.That(await Broadcasts.AdvanceAsync(new(number, [draft], null, 1, true, Now), default), Is.Zero);
        Assert.That((await Broadcasts.FindAsync(number, default))!.PassedOver, Is.EqualTo(1));
    }

    [Test]
    public async Task Cancel_LeavesWhatHasLeftAndEndsWhatWaits()
    {
        await SubscribeAsync(1);
        var number = (await Broadcasts.KeepAsync("a", News(), Claire, default)).Broadcast.Number;
        await Broadcasts.AdvanceAsync(new(number, [await DraftAsync(number, 1)], null, 1, true, Now), default);
        var delivery = (await Ledger.DueAsync("bot33", Now, [], 9, default)).Single();

        Assert.That(await Broadcasts.CancelAsync(number, Claire, Now, default), Is.EqualTo(1));
        Assert.That(await Broadcasts.CancelAsync(number, Claire, Now, default), Is.Zero);
        Assert.That(await Broadcasts.CancelAsync(99, Claire, Now, default), Is.Null);

        Assert.That((await Ledger.FindAsync(delivery.Id, default))!.State, Is.EqualTo(DeliveryState.Cancelled));
        Assert.That(await Ledger.SettleAsync(delivery, DeliveryState.Held, "rule", null, Now, Now, default), Is.False, "a rule's verdict on what was read before comes too late");
        Assert.That((await Broadcasts.FindAsync(number, default))!.State, Is.EqualTo(BroadcastState.Cancelled));
    }

    [Test]
    public async Task Membership_OfADelivery_IsAsItStandsNow()
    {
        await SubscribeAsync(1);
        var number = (await Broadcasts.KeepAsync("a", News(), Claire, default)).Broadcast.Number;
        await Broadcasts.AdvanceAsync(new(number, [await DraftAsync(number, 1)], null, 1, true, Now), default);
        var delivery = (await Ledger.DueAsync("bot33", Now, [], 9, default)).Single();
        var contact = (await MeetAsync(1)).Contact;

        var before = await Broadcasts.MembershipAsync(delivery.Id, default);
        await Temporary.Store.Contacts.WithdrawAsync(contact, Bordeaux, _ => Now.AddYears(1), Claire, Now, default);
        var after = await Broadcasts.MembershipAsync(delivery.Id, default);
        await Temporary.Store.Contacts.MoveAsync(new(contact, ContactCause.Erasure, Now, _ => Now), Claire, default);

        Assert.That((before!.IsMember, before.State, before.Broadcast.Number), Is.EqualTo((true, ContactState.Regular, number)));
        Assert.That((after!.IsMember, after.State), Is.EqualTo((false, ContactState.Occasional)));
        Assert.That(await Broadcasts.MembershipAsync(delivery.Id, default), Is.Null, "nothing is known of whoever was erased");
        Assert.That(await RawAsync<long>("SELECT count(*) FROM answers WHERE place IS NOT NULL OR person IS NOT NULL"), Is.Zero);
    }

    private Broadcast News() => new()
    {
        Number = 0, Kind = BroadcastKind.News, Audience = List, Words = new Dictionary<string, string> { ["fr"] = "Réunion « demain »", ["en"] = "Meeting" }, MadeBy = $"{Claire}", MadeAt = Now, Expires = Now.AddDays(3),
    };

    private async Task<(long Number, Delivery Delivery)> WaitingAsync(string key)
    {
        var number = (await Broadcasts.KeepAsync(key, News(), Claire, default)).Broadcast.Number;
        await Broadcasts.AdvanceAsync(new(number, [await DraftAsync(number, 1)], null, 1, true, Now), default);
        return (number, (await Ledger.DueAsync("bot33", Now, [], 9, default)).Single());
    }

    private async Task<AnswerDraft> DraftAsync(long number, int person)
    {
        var identity = await MeetAsync(person);
        return new($"broadcast/{number}/{identity.Contact}", "broadcast", "bot33", "telegram", new($"{7000 + person}", Kind: TargetKind.Private), AnswerForm.PrivateMessage, null, "Réunion", "fr", [], Priority.Broadcast, Now.AddDays(1))
        {
            Person = identity.Id, Broadcast = number, Place = Core.Territories.Territory.Parse("DEP-33"), NotBefore = person == 2 ? Now.AddMinutes(30) : null,
        };
    }

    private async Task SubscribeAsync(int person, string list = Bordeaux, string network = "telegram")
    {
        var identity = await MeetAsync(person, network);
        var consent = new Consent("news", list, network, "Recevoir les nouvelles ?", "fr", ConsentAct.Button, $"press-{person}", Now);
        await Temporary.Store.Contacts.MoveAsync(new(identity.Contact, ContactCause.Subscription, Now, _ => Now.AddYears(3)) { Consent = consent }, new(ActorKind.Person, $"{identity.Id}"), default);
    }

    private async Task AnswerAsync(int person, RsvpAnswer answer)
    {
        var identity = await MeetAsync(person);
        await Temporary.Store.Conversations.SettleAsync(
            new()
            {
                Interaction = $"{Guid.NewGuid()}", Account = "bot33", Outcome = "recorded", At = Now, Contact = identity.Contact, Identity = identity.Id, Acts = [new(new Act.Rsvp(Meeting, answer), Now.AddYears(1))],
            },
            default);
    }

    private Task<Identity> MeetAsync(int person, string network = "telegram")
    {
        var point = ContactPoint.OfNetwork(network, $"{7000 + person}");
        return Temporary.Store.Contacts.MeetAsync(new(point, "Ana", "fr", null, Now), Keys.Hashes(point), ContactState.Occasional, Now.AddYears(3), default);
    }
}
