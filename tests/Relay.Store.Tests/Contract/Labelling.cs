using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Core.Swarm.Labels;

namespace Relay.Store.Tests.Contract;

/// <summary>The numbers on buttons: what is counted for them, and what is kept of them.</summary>
[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Labelling(StoreEngine engine) : StoreContract(engine)
{
    private static readonly PeopleKeys Keys = new([PeopleKey.Create()]);

    private ILabelStore Labels => Temporary.Store.Labels;

    [Test]
    public async Task People_OfSomeItems_CountsThoseAloneAndNotAllThatWasEverAnswered()
    {
        for (var number = 1; number <= 3; number++)
        {
            await SupportAsync($"a{number}", 1);
            await SupportAsync($"b{number}", 2);
        }

        var counted = await Labels.PeopleAsync([EventKey(2), EventKey(3)], default);

        Assert.That(counted.Select(pair => (pair.Key, pair.Value)), Is.EqualTo(new[] { (EventKey(2), 3) }));
        Assert.That(await Labels.PeopleAsync([], default), Is.Empty);
    }

    [Test]
    public async Task Forget_OneLabel_KeepsTheOthers()
    {
        var (one, other) = ((await ConfirmedAsync(Wanted(1), "8")).PublicationId, (await ConfirmedAsync(Wanted(2), "9")).PublicationId);
        await Labels.BeginAsync(one, EventKey(1), Now, default);
        await Labels.BeginAsync(other, EventKey(2), Now, default);

        await Labels.ForgetAsync(one, default);

        Assert.That((await Labels.AllAsync(default)).Keys, Is.EqualTo(new[] { other }));
    }

    [Test]
    public async Task People_SomebodyErased_StayAsManyAndNobodyIsKnown()
    {
        var (claire, paul) = (await MeetAsync(1), await MeetAsync(2));
        foreach (var (interaction, person) in new[] { ("a", claire), ("b", paul), ("c", claire) })
        {
            await SupportAsync(interaction, 1, person);
        }
        await SupportAsync("d", 2, claire);
        await SupportAsync("e", 2, claire, withdrawn: true);
        Time.Advance(TimeSpan.FromHours(1));

        await Temporary.Store.Contacts.MoveAsync(new(claire.Contact, ContactCause.Erasure, Now, _ => Now), Claire, default);

        Assert.That(await Labels.PeopleAsync([EventKey(1), EventKey(2)], default), Is.EqualTo(new Dictionary<ItemKey, int> { [EventKey(1)] = 2 }), "what was taken back is not back");
        Assert.That(await RawAsync<long>($"SELECT count(*) FROM acts WHERE contact_id = '{claire.Contact}'"), Is.Zero);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM acts WHERE contact_id IS NULL AND at % 86400000 = 0 AND purge_after > at"), Is.EqualTo(1), "by the day alone");
    }

    [Test]
    public async Task People_WhoComesAndIsErased_ComesNoMore()
    {
        var claire = await MeetAsync(1);
        await Temporary.Store.Conversations.SettleAsync(Settled("a", new Act.Rsvp(EventKey(1), RsvpAnswer.Yes, 3), claire), default);

        await Temporary.Store.Contacts.MoveAsync(new(claire.Contact, ContactCause.Erasure, Now, _ => Now), Claire, default);

        Assert.That(await Labels.PeopleAsync([EventKey(1)], default), Is.Empty, "the seat is free");
        Assert.That(await RawAsync<long>("SELECT count(*) FROM acts"), Is.Zero);
    }

    [Test]
    public async Task KeepSupports_InitiativeThatStaysOpen_LosesNobodyAfterTwoMonths()
    {
        var (claire, gone) = (await MeetAsync(1), await MeetAsync(2));
        await SupportAsync("a", 1, claire);
        await SupportAsync("b", 1);
        await SupportAsync("c", 2, gone);
        await SupportAsync("d", 1, gone);
        await SupportAsync("e", 1, gone, withdrawn: true);
        Time.Advance(TimeSpan.FromDays(40));

        Assert.That(await Temporary.Store.Contacts.KeepSupportsAsync([EventKey(1)], Now.AddMonths(2), default), Is.EqualTo(2));
        Assert.That(await Temporary.Store.Contacts.KeepSupportsAsync([EventKey(1)], Now.AddMonths(2).AddHours(1), default), Is.Zero, "once a day");
        Time.Advance(TimeSpan.FromDays(40));
        await Temporary.Store.Contacts.PurgeAsync(Now, Now.AddYears(-3), default);
        await Temporary.Store.Conversations.PurgeAsync(Now, default);

        Assert.That(await Labels.PeopleAsync([EventKey(1), EventKey(2)], default), Is.EqualTo(new Dictionary<ItemKey, int> { [EventKey(1)] = 2 }));
        Assert.That(await Temporary.Store.Contacts.FindAsync(claire.Contact, default), Is.Not.Null);
        Assert.That(await Temporary.Store.Contacts.FindAsync(gone.Contact, default), Is.Null);
    }

    private Task<Identity> MeetAsync(int number)
    {
        var point = ContactPoint.OfNetwork("telegram", $"{7000000000L + number}");
        return Temporary.Store.Contacts.MeetAsync(new(point, "Claire D.", "fr", null, Now), Keys.Hashes(point), ContactState.Occasional, Now.AddMonths(2), default);
    }

    private Task<bool> SupportAsync(string interaction, int item, Identity person, bool withdrawn = false)
        => Temporary.Store.Conversations.SettleAsync(Settled(interaction, new Act.Support(EventKey(item), withdrawn), person), default);

    private Settlement Settled(string interaction, Act act, Identity person)
        => new() { Interaction = interaction, Account = "bot33", Outcome = "done", At = Now, Contact = person.Contact, Identity = person.Id, Acts = [new(act, Now.AddMonths(2))] };

    private Task<bool> SupportAsync(string interaction, int item) => Temporary.Store.Conversations.SettleAsync(
        new() { Interaction = interaction, Account = "bot33", Outcome = "applause", At = Now, Acts = [new(new Act.Support(EventKey(item)), Now.AddMonths(2))] }, default);
}
