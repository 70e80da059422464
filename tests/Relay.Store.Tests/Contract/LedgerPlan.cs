using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerPlan(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Plan_New_IsPlannedAsWanted()
    {
        var wanted = Wanted(1) with { TargetKind = TargetKind.Group, Expires = null, Paced = false, Priority = Priority.Cancellation };

        var tally = await PlanAsync(wanted);

        var publication = await PublicationAsync(wanted);
        Assert.That(tally, Is.EqualTo(new PlanTally(1, 0, 0)));
        Assert.That(publication.State, Is.EqualTo(PublicationState.Planned));
        Assert.That(publication.Plan, Is.EqualTo(wanted with { Items = publication.Plan.Items }));
        Assert.That(publication.Plan.Items, Is.EqualTo(wanted.Items));
    }

    [Test]
    public async Task Plan_TheSameAgain_ChangesNothing()
    {
        await PlanAsync(Wanted(1));
        var entries = (await Audit.VerifyAsync(default)).Entries;

        var tally = await PlanAsync(Wanted(1));

        Assert.That(tally, Is.EqualTo(new PlanTally(0, 0, 0)));
        Assert.That((await Audit.VerifyAsync(default)).Entries, Is.EqualTo(entries));
    }

    [Test]
    public async Task Plan_OtherWindowChannelAndAccount_AreTaken()
    {
        await PlanAsync(Wanted(1));
        var moved = Wanted(1) with { Channel = "renamed", Account = "bot34", From = Now.AddHours(3), Until = Now.AddHours(4), Expires = Now.AddHours(5), Order = Now.AddHours(6) };

        var tally = await PlanAsync(moved);

        var publication = await PublicationAsync(moved);
        Assert.That(tally, Is.EqualTo(new PlanTally(0, 1, 0)));
        Assert.That(publication.Plan, Is.EqualTo(moved with { Items = publication.Plan.Items }));
    }

    [Test]
    public async Task Plan_TwoChannelsOnOneTarget_IsOnePublication()
    {
        var tally = await PlanAsync(Wanted(1), Wanted(1) with { Channel = "second" });
        var again = await PlanAsync(Wanted(1), Wanted(1) with { Channel = "second" });

        Assert.That((tally.New, again.Changed), Is.EqualTo((1, 0)));
        Assert.That((await Ledger.OfItemAsync(EventKey(1), default)).Single().Plan.Channel, Is.EqualTo("gironde"));
    }

    [Test]
    public async Task Plan_NotWantedAnyMore_IsDroppedWithItsReason()
    {
        await PlanAsync(Wanted(1), Wanted(1, moment: "J-1"), Wanted(2));

        var tally = await Ledger.PlanAsync([EventKey(1)], [Wanted(1)], key => $"raison {key.Moment}", Now, default);

        var dropped = await PublicationAsync(Wanted(1, moment: "J-1"));
        Assert.That(tally, Is.EqualTo(new PlanTally(0, 0, 1)));
        Assert.That((dropped.State, dropped.Reason), Is.EqualTo((PublicationState.Dropped, "raison J-1")));
        Assert.That((await PublicationAsync(Wanted(2))).State, Is.EqualTo(PublicationState.Planned));
    }

    [Test]
    public async Task Plan_DroppedAndWantedAgainInTime_IsPlanned()
    {
        await PlanAsync(Wanted(1));
        var id = (await PublicationAsync(Wanted(1))).Id;
        await Ledger.PlanAsync([EventKey(1)], [], _ => "item.missing", Now, default);

        var tally = await PlanAsync(Wanted(1));

        var publication = await PublicationAsync(Wanted(1));
        Assert.That(tally.New, Is.EqualTo(1));
        Assert.That((publication.Id, publication.State, publication.Reason), Is.EqualTo((id, PublicationState.Planned, (string?)null)));
    }

    [Test]
    public async Task Plan_ExpiredAndWantedAgain_OnlyWithAWindowStillOpen()
    {
        await PlanAsync(Wanted(1));
        var late = Wanted(1);
        Time.Advance(TimeSpan.FromDays(3));
        await Ledger.ExpireAsync(Now, default);

        var tooLate = await PlanAsync(late);
        var inTime = await PlanAsync(Wanted(1));

        Assert.That((tooLate.New, inTime.New), Is.EqualTo((0, 1)));
        Assert.That((await PublicationAsync(late)).State, Is.EqualTo(PublicationState.Planned));
    }

    [Test]
    public async Task Plan_Folded_StaysTold()
    {
        await PlanAsync(Wanted(1), Wanted(2));
        await FoldAsync(1, 2);

        var tally = await PlanAsync(Wanted(1), Wanted(2));

        Assert.That(tally, Is.EqualTo(new PlanTally(0, 0, 0)));
        Assert.That((await PublicationAsync(Wanted(1))).State, Is.EqualTo(PublicationState.Folded));
    }

    [Test]
    public async Task Plan_DigestOfAnItemThatWantsNothing_Stays()
    {
        await PlanAsync(Wanted(1), Wanted(2));
        var digest = await FoldAsync(1, 2);

        await Ledger.PlanAsync([EventKey(1), EventKey(2)], [], _ => "plus voulue", Now, default);

        Assert.That((await Ledger.OfItemAsync(EventKey(2), default)).Single(publication => publication.Plan.Key == digest.Key).State, Is.EqualTo(PublicationState.Planned));
    }

    [Test]
    public async Task Plan_Released_IsLeftAlone()
    {
        var delivery = await ReleasedAsync(Wanted(1));

        var other = await PlanAsync(Wanted(1) with { Channel = "renamed", Account = "bot34" });
        var none = await Ledger.PlanAsync([EventKey(1)], [], _ => "plus voulue", Now, default);

        Assert.That((other, none), Is.EqualTo((new PlanTally(0, 0, 0), new PlanTally(0, 0, 0))));
        Assert.That((await FindAsync(delivery.Id)).Account, Is.EqualTo("bot33"));
    }

    [Test]
    public async Task Plan_CalledOffByMistakeAndWantedAgain_IsQueuedAnew()
    {
        var delivery = await ComposedAsync(Wanted(1));
        await Ledger.SetAsync(delivery.Id, DeliveryState.Cancelled, "item.cancelled", null, Now, Actor.System, Now, default);
        Time.Advance(TimeSpan.FromHours(1));

        var tally = await PlanAsync(Wanted(1) with { Account = "bot34", Expires = Now.AddDays(5) });

        var after = await FindAsync(delivery.Id);
        Assert.That(tally.Changed, Is.EqualTo(1));
        Assert.That((after.State, after.Rule, after.Account, after.NextAt, after.Expires), Is.EqualTo((DeliveryState.Queued, (string?)null, "bot34", Now, (DateTimeOffset?)Now.AddDays(5))));
        Assert.That(after.Parts, Is.Empty, "it is put into words anew");
        Assert.That((await PublicationAsync(Wanted(1))).State, Is.EqualTo(PublicationState.Released));
    }

    [Test]
    public async Task Plan_CancelledAfterAPartLeft_IsLeftAlone()
    {
        var (delivery, attempt) = await AttemptingAsync(Wanted(1), parts: 2);
        await Ledger.EndAttemptAsync(Done(delivery.Id, attempt, "7") with { DeliveryTo = DeliveryState.Queued }, default);
        await Ledger.SetAsync(delivery.Id, DeliveryState.Cancelled, "item.cancelled", null, Now, Actor.System, Now, default);

        await PlanAsync(Wanted(1));

        Assert.That((await FindAsync(delivery.Id)).State, Is.EqualTo(DeliveryState.Cancelled));
    }

    [Test]
    public async Task Plan_TenThousand_AreKeptAndFound()
    {
        var wanted = Enumerable.Range(0, 10_000).Select(number => Wanted(number)).ToArray();
        var clock = System.Diagnostics.Stopwatch.StartNew();

        var tally = await PlanAsync(wanted);

        TestContext.Out.WriteLine($"10,000 publications planned in {clock.ElapsedMilliseconds} ms");
        Assert.That(tally.New, Is.EqualTo(10_000));
        Assert.That((await Ledger.TallyAsync(Now, default)).Publications[PublicationState.Planned], Is.EqualTo(10_000));
        Assert.That(await Audit.VerifyAsync(default), Is.EqualTo(new AuditVerdict(10_000, null)));
    }

    [Test]
    public async Task Plan_Abandoned_WritesNothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        Assert.That(() => Ledger.PlanAsync([EventKey(1)], [Wanted(1)], _ => "", Now, cancel.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await Ledger.OfItemAsync(EventKey(1), default), Is.Empty);
    }

    [Test]
    public async Task SeeChannels_FirstSight_IsKept()
    {
        var first = Now;
        await Ledger.SeeChannelsAsync(["gironde"], Now, default);
        Time.Advance(TimeSpan.FromDays(1));

        var seen = await Ledger.SeeChannelsAsync(["gironde", "landes"], Now, default);

        Assert.That(seen, Is.EqualTo(new Dictionary<string, DateTimeOffset> { ["gironde"] = first, ["landes"] = Now }));
    }

    [Test]
    public async Task OfItem_UnusualId_FindsItsOwn()
    {
        var key = new ItemKey("party", ItemKind.Initiative, "42/a'b\"é%_");
        var wanted = Wanted(1) with { Key = Wanted(1).Key with { Subject = key.ToString() }, Items = [key] };

        await PlanAsync(wanted);

        Assert.That((await Ledger.OfItemAsync(key, default)).Single().Plan.Items.Single(), Is.EqualTo(key));
    }

    private async Task<PlannedPublication> FoldAsync(params int[] members)
    {
        var ids = new List<Guid>();
        foreach (var member in members)
        {
            ids.Add((await PublicationAsync(Wanted(member))).Id);
        }
        var digest = Digest(members);
        Assert.That(await Ledger.FoldAsync(digest, ids, Now, default), Is.True);
        return digest;
    }
}
