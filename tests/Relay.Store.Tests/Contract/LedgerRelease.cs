using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;
using Relay.Core.Planning;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerRelease(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Release_Planned_MakesADelivery()
    {
        var wanted = Wanted(1);
        await PlanAsync(wanted);
        var publication = await PublicationAsync(wanted);

        var released = await Ledger.ReleaseAsync([publication.Id], Claire, Now, default);

        var after = await PublicationAsync(wanted);
        var delivery = await FindAsync(after.DeliveryId!.Value);
        Assert.That(released, Is.EqualTo(new[] { publication.Id }));
        Assert.That((after.State, after.ReleasedAt), Is.EqualTo((PublicationState.Released, (DateTimeOffset?)Now)));
        Assert.That(
            (delivery.PublicationId, delivery.Key, delivery.Operation, delivery.State, delivery.Channel, delivery.Account, delivery.NextAt, delivery.Expires, delivery.Paced),
            Is.EqualTo((publication.Id, wanted.Key, Operation.Create, DeliveryState.Queued, "gironde", "bot33", Now, wanted.Expires, true)));
        Assert.That((delivery.Target.Key, delivery.Target.Kind, delivery.Priority), Is.EqualTo((ChatKey, wanted.TargetKind, wanted.Priority)));
        Assert.That(delivery.Items, Is.EqualTo(wanted.Items));
        Assert.That(delivery.Parts, Is.Empty);
        Assert.That((await Audit.ReadAsync(publication.Id.ToString("D"), 1, default)).Single().Actor, Is.EqualTo(Claire));
    }

    [Test]
    public async Task Release_ManyAskAtOnce_OneDelivery()
    {
        await PlanAsync(Wanted(1));
        var id = (await PublicationAsync(Wanted(1))).Id;

        var all = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Ledger.ReleaseAsync([id, id], Actor.System, Now, default)));

        Assert.That(all.Sum(released => released.Count), Is.EqualTo(1));
        Assert.That((await Ledger.TallyAsync(Now, default)).Deliveries[DeliveryState.Queued], Is.EqualTo(1));
    }

    [Test]
    public async Task Release_UnknownOrDropped_IsPassedOver()
    {
        await PlanAsync(Wanted(1), Wanted(2));
        var ids = new[] { (await PublicationAsync(Wanted(1))).Id, Guid.CreateVersion7(), (await PublicationAsync(Wanted(2))).Id };
        await Ledger.PlanAsync([EventKey(1)], [], _ => "plus voulue", Now, default);

        Assert.That(await Ledger.ReleaseAsync(ids, Actor.System, Now, default), Is.EqualTo(new[] { ids[2] }));
    }

    [Test]
    public async Task DropMisplaced_DigestMeantForTheShadow_IsDroppedAndItsMembersPlannedAgain()
    {
        const string shadow = "shadow:" + ChatKey;
        PlannedPublication[] members = [Wanted(1, shadow), Wanted(2, shadow)];
        await PlanAsync(members);
        var ids = new[] { (await PublicationAsync(members[0])).Id, (await PublicationAsync(members[1])).Id };
        var digest = Digest(1, 2) with { Key = Digest(1, 2).Key with { Target = shadow } };
        await Ledger.FoldAsync(digest, ids, Now, default);
        await PlanAsync(Wanted(3));

        var dropped = await Ledger.DropMisplacedAsync([("gironde", ChatKey)], Now, default);

        Assert.That((dropped, await Ledger.DropMisplacedAsync([("gironde", ChatKey)], Now, default)), Is.EqualTo((1, 0)));
        var after = await PublicationAsync(digest);
        Assert.That((after.State, after.Reason), Is.EqualTo((PublicationState.Dropped, Rules.StageChanged)));
        Assert.That((await PublicationAsync(members[0])).State, Is.EqualTo(PublicationState.Planned));
        Assert.That((await PublicationAsync(Wanted(3))).State, Is.EqualTo(PublicationState.Planned), "what is no digest is for planning to judge");
    }

    [Test]
    public async Task DropMisplaced_DigestWhereItsChannelPublishes_Stays()
    {
        await PlanAsync(Wanted(1), Wanted(2));
        await Ledger.FoldAsync(Digest(1, 2), [(await PublicationAsync(Wanted(1))).Id, (await PublicationAsync(Wanted(2))).Id], Now, default);

        Assert.That(await Ledger.DropMisplacedAsync([("gironde", ChatKey)], Now, default), Is.Zero);
        Assert.That(await Ledger.DropMisplacedAsync([("gironde", "@elsewhere")], Now, default), Is.EqualTo(1));
        Assert.That((await PublicationAsync(Digest(1, 2))).Reason, Is.EqualTo(Rules.ChannelGone));
    }

    [Test]
    public async Task Release_Shadow_IsTalliedApartAndKeepsItsMark()
    {
        var shown = await ConfirmedAsync(Wanted(1, "shadow:-100123#7"), "1001");
        await ConfirmedAsync(Wanted(1), "7");

        var tally = await Ledger.TallyAsync(Now, default);

        Assert.That((shown.Target.IsShadow, shown.Target.Real.Key, shown.Target.Key), Is.EqualTo((true, "-100123#7", "shadow:-100123#7")));
        Assert.That((tally.Deliveries[DeliveryState.Confirmed], tally.Shadows[DeliveryState.Confirmed], tally.Shadows.Count), Is.EqualTo((2, 1, 1)));
    }

    [Test]
    public async Task TextUsedElsewhere_OnlyShownInTheShadow_DoesNotCount()
    {
        var shown = await ConfirmedAsync(Wanted(1, "shadow:" + ChatKey), "1001");

        Assert.That(await Ledger.TextUsedElsewhereAsync(Network, "another", shown.Parts[0].TextHash, Now.AddDays(-7), default), Is.False);
        await ConfirmedAsync(Wanted(1), "7");
        Assert.That(await Ledger.TextUsedElsewhereAsync(Network, "another", shown.Parts[0].TextHash, Now.AddDays(-7), default), Is.True);
    }

    [Test]
    public async Task Schema_SecondCreateDelivery_IsImpossible()
    {
        var delivery = await ReleasedAsync(Wanted(1));

        Assert.That(
            () => RawAsync<long>($"""
                INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, strikes, attempts)
                SELECT 'other', publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, strikes, attempts
                FROM deliveries WHERE id = '{delivery.Id:D}'
                """),
            Throws.InstanceOf<System.Data.Common.DbException>());
    }

    [Test]
    public async Task Schema_SecondPublicationOfOneKey_IsImpossible()
    {
        await PlanAsync(Wanted(1));

        Assert.That(
            () => RawAsync<long>("""
                INSERT INTO publications (id, subject, moment, occurrence, network, target, target_kind, channel, account, items, from_at, until_at, order_at, priority, paced, state)
                SELECT 'other', subject, moment, occurrence, network, target, target_kind, channel, account, items, from_at, until_at, order_at, priority, paced, state FROM publications
                """),
            Throws.InstanceOf<System.Data.Common.DbException>());
    }

    [Test]
    public async Task Fold_PlannedMembers_ArePartOfTheDigest()
    {
        await PlanAsync(Wanted(1), Wanted(2), Wanted(3));
        var members = await IdsAsync(1, 2, 3);

        var folded = await Ledger.FoldAsync(Digest(1, 2, 3), members, Now, default);

        var digest = (await Ledger.OfItemAsync(EventKey(2), default)).Single(publication => publication.Plan.Key.Moment == "digest");
        Assert.That(folded, Is.True);
        Assert.That((digest.State, digest.Plan.Items), Is.EqualTo((PublicationState.Planned, Digest(1, 2, 3).Items)));
        Assert.That((await PublicationAsync(Wanted(3))).State, Is.EqualTo(PublicationState.Folded));
        Assert.That(await Ledger.FoldAsync(Digest(1, 2, 3), members, Now, default), Is.False, "once is enough");
    }

    [Test]
    public async Task Fold_OneMemberNoLongerPlanned_NothingHappens()
    {
        await PlanAsync(Wanted(1), Wanted(2));
        var members = await IdsAsync(1, 2);
        await Ledger.ReleaseAsync([members[1]], Actor.System, Now, default);

        var folded = await Ledger.FoldAsync(Digest(1, 2), members, Now, default);

        Assert.That(folded, Is.False);
        Assert.That((await PublicationAsync(Wanted(1))).State, Is.EqualTo(PublicationState.Planned));
        Assert.That(await Ledger.OfItemAsync(EventKey(1), default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Expire_UseIsOver_EndsWithAReason()
    {
        await PlanAsync(Wanted(1), Wanted(2) with { Expires = Now.AddDays(9) }, Wanted(3) with { Expires = null });
        Time.Advance(TimeSpan.FromDays(2));

        var ended = await Ledger.ExpireAsync(Now, default);

        var expired = await PublicationAsync(Wanted(1));
        Assert.That(ended, Is.EqualTo(1));
        Assert.That((expired.State, expired.Reason), Is.EqualTo((PublicationState.Expired, "past")));
        Assert.That((await PublicationAsync(Wanted(3))).State, Is.EqualTo(PublicationState.Planned));
    }

    [Test]
    public async Task DropOrphans_ChannelGone_DropsWhatIsPlanned()
    {
        var sent = await ReleasedAsync(Wanted(3) with { Channel = "gone" });
        await PlanAsync(Wanted(1), Wanted(2) with { Channel = "gone" });

        var dropped = await Ledger.DropOrphansAsync(["gironde", "landes"], Now, default);

        var orphan = await PublicationAsync(Wanted(2));
        Assert.That(dropped, Is.EqualTo(1));
        Assert.That((orphan.State, orphan.Reason), Is.EqualTo((PublicationState.Dropped, "channel.gone")));
        Assert.That((await PublicationAsync(Wanted(1))).State, Is.EqualTo(PublicationState.Planned));
        Assert.That((await FindAsync(sent.Id)).State, Is.EqualTo(DeliveryState.Queued));
    }

    [Test]
    public async Task DropOrphans_NoChannelAtAll_DropsAll()
    {
        await PlanAsync(Wanted(1), Wanted(2));

        Assert.That(await Ledger.DropOrphansAsync([], Now, default), Is.EqualTo(2));
    }

    [Test]
    public async Task Expire_DigestWithoutASlot_ItsOtherMembersWaitAgain()
    {
        await PlanAsync(Wanted(1), Wanted(2) with { Expires = Now.AddDays(9) });
        await Ledger.FoldAsync(Digest(1, 2), await IdsAsync(1, 2), Now, default);
        Time.Advance(TimeSpan.FromDays(2));

        var ended = await Ledger.ExpireAsync(Now, default);

        Assert.That(ended, Is.EqualTo(2), "the digest and the member that is over");
        Assert.That((await AnnouncementAsync(1)).State, Is.EqualTo(PublicationState.Expired));
        Assert.That((await AnnouncementAsync(2)).State, Is.EqualTo(PublicationState.Planned));
    }

    [Test]
    public async Task DropOrphans_ChannelRenamedWhileItsDigestWaits_MembersCanBePlannedAgain()
    {
        await PlanAsync(Wanted(1), Wanted(2));
        await Ledger.FoldAsync(Digest(1, 2), await IdsAsync(1, 2), Now, default);

        await Ledger.DropOrphansAsync(["gironde-sud"], Now, default);
        var tally = await PlanAsync(Wanted(1) with { Channel = "gironde-sud" }, Wanted(2) with { Channel = "gironde-sud" });

        Assert.That(tally.New, Is.EqualTo(2));
        Assert.That(((await AnnouncementAsync(1)).State, (await AnnouncementAsync(2)).State), Is.EqualTo((PublicationState.Planned, PublicationState.Planned)));
    }

    [TestCase(DeliveryState.Expired)]
    [TestCase(DeliveryState.Cancelled)]
    public async Task Set_DigestEndsInItsQueue_MembersWaitAgain(DeliveryState end)
    {
        await PlanAsync(Wanted(1), Wanted(2));
        await Ledger.FoldAsync(Digest(1, 2), await IdsAsync(1, 2), Now, default);
        var digest = (await Ledger.OfItemAsync(EventKey(1), default)).Single(publication => publication.Plan.Key.Moment == "digest");
        await Ledger.ReleaseAsync([digest.Id], Actor.System, Now, default);
        var delivery = (await Ledger.OfItemAsync(EventKey(1), default)).Single(publication => publication.Id == digest.Id).DeliveryId!.Value;

        await Ledger.SetAsync(delivery, end, "past", null, Now, Actor.System, Now, default);

        Assert.That(((await AnnouncementAsync(1)).State, (await AnnouncementAsync(2)).State), Is.EqualTo((PublicationState.Planned, PublicationState.Planned)));
    }

    private async Task<Publication> AnnouncementAsync(int number)
        => (await Ledger.OfItemAsync(EventKey(number), default)).Single(publication => publication.Plan.Key.Moment == "announce");

    private async Task<List<Guid>> IdsAsync(params int[] numbers)
    {
        var ids = new List<Guid>();
        foreach (var number in numbers)
        {
            ids.Add((await PublicationAsync(Wanted(number))).Id);
        }
        return ids;
    }
}
