using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Links;
using Relay.Core.Contacts.Suppressions;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Linking(StoreEngine engine) : StoreContract(engine)
{
    private static readonly KeysInMemory File = new();
    private static readonly PeopleKeys Keys = File.Make();

    private ILinkStore Links => Temporary.Store.Links;

    private ContactBook Book => new(Temporary.Store.Contacts, Links, new SuppressionList(Temporary.Store.Suppressions, File, Time), new(new()), Time);

    private LinkCodes Codes => new(Links, Book, Time);

    [Test]
    public async Task Redeem_CodeTypedOnAnotherNetwork_LinksBothOnceAndCountsLinksAsOne()
    {
        var (telegram, facebook) = (await MeetAsync("telegram", "7"), await MeetAsync("facebook", "9"));
        var code = await Codes.IssueAsync(telegram.Id, default);

        var link = await Codes.RedeemAsync(facebook, $"  {code.ToLowerInvariant()} ", default);

        Assert.That((link!.One, link.Other, link.Gesture), Is.EqualTo((telegram.Id, facebook.Id, LinkGesture.Code)));
        Assert.That(await Codes.RedeemAsync(facebook, code, default), Is.Null, "a code holds once");
        Assert.That(await Links.ReachAsync(telegram.Contact, default), Is.EquivalentTo(new[] { telegram.Contact, facebook.Contact }));
        Assert.That((await Links.LinkAsync(facebook.Id, telegram.Id, LinkGesture.Code, Actor.System, Now, default))!.Id, Is.EqualTo(link.Id));
    }

    [Test]
    public async Task Redeem_LateReplacedForeignOrOwnCode_LinksNothing()
    {
        var (telegram, facebook) = (await MeetAsync("telegram", "7"), await MeetAsync("facebook", "9"));
        var late = await Codes.IssueAsync(telegram.Id, default);
        Time.Advance(LinkCodes.Life);
        Assert.That(await Codes.RedeemAsync(facebook, late, default), Is.Null);

        var replaced = await Codes.IssueAsync(telegram.Id, default);
        var own = await Codes.IssueAsync(telegram.Id, default);

        Assert.That(await Codes.RedeemAsync(facebook, replaced, default), Is.Null);
        Assert.That(await Codes.RedeemAsync(facebook, "7KQF-2MXA", default), Is.Null);
        Assert.That(await Codes.RedeemAsync(facebook, "je suis Claire \ud83d\ude00", default), Is.Null);
        Assert.That(await Codes.RedeemAsync(telegram, own, default), Is.Null);
        Assert.That(await Links.ReachAsync(telegram.Contact, default), Is.EqualTo(new[] { telegram.Contact }));
    }

    [Test]
    public async Task Issue_Code_IsInTheStoreAsAHashAlone()
    {
        var code = await Codes.IssueAsync((await MeetAsync("telegram", "7")).Id, default);

        Assert.That(await RawAsync<string>("SELECT hash FROM link_codes"), Has.Length.EqualTo(64).And.Not.Contains(code.Replace("-", "", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Undo_Link_LeavesEachAsItWas()
    {
        var (telegram, facebook) = (await MeetAsync("telegram", "7"), await MeetAsync("facebook", "9"));
        var before = (await Temporary.Store.Contacts.FindAsync(facebook.Contact, default), await Temporary.Store.Contacts.IdentitiesAsync(facebook.Contact, default));
        var link = (await Links.LinkAsync(telegram.Id, facebook.Id, LinkGesture.SharedContact, Actor.System, Now, default))!;

        Assert.That((await Links.UndoAsync(link.Id, Claire, Now, default), await Links.UndoAsync(link.Id, Claire, Now, default)), Is.EqualTo((true, false)));

        Assert.That(await Links.ReachAsync(telegram.Contact, default), Is.EqualTo(new[] { telegram.Contact }));
        Assert.That(await Temporary.Store.Contacts.FindAsync(facebook.Contact, default), Is.EqualTo(before.Item1));
        Assert.That(await Temporary.Store.Contacts.IdentitiesAsync(facebook.Contact, default), Is.EqualTo(before.Item2));
        Assert.That((await Links.OfAsync(facebook.Contact, default)).Single().UndoneAt, Is.EqualTo(Now));
    }

    [Test]
    public async Task Stop_OnOneNetwork_ReachesEveryLinkedAccountAndNoOther()
    {
        var people = new[] { await MeetAsync("telegram", "7"), await MeetAsync("facebook", "9"), await MeetAsync("x", "11"), await MeetAsync("x", "12") };
        await Links.LinkAsync(people[0].Id, people[1].Id, LinkGesture.Code, Actor.System, Now, default);
        await Links.LinkAsync(people[2].Id, people[1].Id, LinkGesture.Code, Actor.System, Now, default);

        await Temporary.Store.Contacts.MoveAsync(new(people[0].Contact, ContactCause.Stop, Now, _ => Now.AddYears(3)), Actor.System, default);

        var states = new List<ContactState>();
        foreach (var person in people)
        {
            states.Add((await Temporary.Store.Contacts.FindAsync(person.Contact, default))!.State);
        }
        Assert.That(states, Is.EqualTo(new[] { ContactState.Opposed, ContactState.Opposed, ContactState.Opposed, ContactState.Occasional }));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM suppressions WHERE reason = 'objection'"), Is.EqualTo(3));
    }

    [Test]
    public async Task Erase_OnOneNetwork_TakesEveryLinkedAccountWithIt()
    {
        var (telegram, facebook) = (await MeetAsync("telegram", "7"), await MeetAsync("facebook", "9"));
        await Links.LinkAsync(telegram.Id, facebook.Id, LinkGesture.Code, Actor.System, Now, default);
        await Codes.IssueAsync(telegram.Id, default);

        await Temporary.Store.Contacts.MoveAsync(new(facebook.Contact, ContactCause.Erasure, Now, _ => Now), Actor.System, default);

        Assert.That(await RawAsync<long>("SELECT (SELECT count(*) FROM contacts) + (SELECT count(*) FROM identities) + (SELECT count(*) FROM identity_links) + (SELECT count(*) FROM link_codes)"), Is.Zero);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM suppressions WHERE reason = 'erasure'"), Is.EqualTo(2));
    }

    [TestCase(ContactCause.Stop, ContactState.Opposed, "objection")]
    [TestCase(ContactCause.Death, ContactState.Deceased, "deceased")]
    [TestCase(ContactCause.MinorAge, ContactState.Minor, null)]
    [TestCase(ContactCause.Doubt, ContactState.Paused, null)]
    public async Task Redeem_AccountLinkedAfterAStopThatWasWrittenToAllTheSame_HoldsForEveryLinkedAccountBothWays(ContactCause cause, ContactState state, string? reason)
    {
        foreach (var isTyping in new[] { true, false })
        {
            var (said, other, third) = (await MeetAsync("telegram", $"7{isTyping}"), await MeetAsync("facebook", $"9{isTyping}"), await MeetAsync("x", $"11{isTyping}"));
            await Links.LinkAsync(other.Id, third.Id, LinkGesture.Code, Actor.System, Now, default);
            await Temporary.Store.Contacts.MoveAsync(new(said.Contact, cause, Now, _ => Now.AddYears(3)), Actor.System, default);
            var (giver, typer) = isTyping ? (other, said) : (said, other);

            Assert.That(await Codes.RedeemAsync(typer, await Codes.IssueAsync(giver.Id, default), default), Is.Not.Null);

            foreach (var person in new[] { said, other, third })
            {
                Assert.That((await Temporary.Store.Contacts.FindAsync(person.Contact, default))!.State, Is.EqualTo(state), person.Network);
            }
        }
        Assert.That(await RawAsync<long>($"SELECT count(*) FROM suppressions WHERE reason = '{reason}'"), Is.EqualTo(reason is null ? 0 : 6));
    }

    [Test]
    public async Task Link_AccountThatIsOnTheListAlone_PutsTheOtherThereToo()
    {
        var (telegram, facebook) = (await MeetAsync("telegram", "7"), await MeetAsync("facebook", "9"));
        await Temporary.Store.Suppressions.KeepAsync([new(Keys.Hash(ContactPoint.OfNetwork("telegram", "7")), SuppressionReason.Objection, Now)], Actor.System, default);

        await Links.LinkAsync(telegram.Id, facebook.Id, LinkGesture.Code, Actor.System, Now, default);

        Assert.That((await Temporary.Store.Contacts.FindAsync(facebook.Contact, default))!.State, Is.EqualTo(ContactState.Opposed));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM suppressions WHERE reason = 'objection'"), Is.EqualTo(2));
    }

    [Test]
    public async Task Redeem_LinkThatStoodAndWasCutOffBeforeItWasTold_IsFoundAgain()
    {
        var (telegram, facebook) = (await MeetAsync("telegram", "7"), await MeetAsync("facebook", "9"));
        var link = (await Links.LinkAsync(telegram.Id, facebook.Id, LinkGesture.Code, Actor.System, Now, default))!;
        Time.Advance(TimeSpan.FromDays(1));
        var code = await Codes.IssueAsync(telegram.Id, default);

        Assert.That((await Codes.RedeemAsync(facebook, code, Now, default))!.Id, Is.EqualTo(link.Id));
        Assert.That((await Codes.RedeemAsync(facebook, code, Now, default))!.Id, Is.EqualTo(link.Id));
    }

    private Task<Identity> MeetAsync(string network, string id)
    {
        var point = ContactPoint.OfNetwork(network, id);
        return Temporary.Store.Contacts.MeetAsync(new(point, "Claire D.", null, null, Now), Keys.Hashes(point), ContactState.Occasional, Now.AddMonths(2), default);
    }
}
