using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Deliveries;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class LedgerSearch(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Search_ByAnyName_FindsThePublication()
    {
        var delivery = await ReleasedAsync(Wanted(1));
        Time.Advance(TimeSpan.FromDays(30));
        await ReleasedAsync(Wanted(2));
        var id = delivery.PublicationId.ToString("D");

        foreach (var text in new[] { id, id[..8], id[..14], id[^8..], id[^14..], id[^14..].Replace("-", "", StringComparison.Ordinal), $" {id.ToUpperInvariant()} ", delivery.Id.ToString("D"), delivery.Id.ToString("D")[^8..], EventKey(1).ToString() })
        {
            Assert.That((await Ledger.SearchAsync(text, 9, default)).Select(publication => publication.Id), Is.EqualTo(new[] { delivery.PublicationId }), text);
        }
    }

    [TestCase("")]
    [TestCase("01234")]
    [TestCase("%")]
    [TestCase("zzzzzzzz")]
    [TestCase("party/event/999")]
    [TestCase("' OR 1=1 --")]
    public async Task Search_NothingOfThatName_IsEmpty(string text)
    {
        await ReleasedAsync(Wanted(1));

        Assert.That(await Ledger.SearchAsync(text, 9, default), Is.Empty);
    }

    [Test]
    public async Task Search_AnItem_NewestFirstWithItsDigests()
    {
        await PlanAsync(Wanted(1), Wanted(2), Wanted(3));
        var members = new List<Guid>();
        foreach (var number in new[] { 1, 2, 3 })
        {
            members.Add((await PublicationAsync(Wanted(number))).Id);
        }
        Time.Advance(TimeSpan.FromHours(1));
        await Ledger.FoldAsync(Digest(1, 2, 3), members, Now, default);

        var found = await Ledger.SearchAsync(EventKey(1).ToString(), 9, default);

        Assert.That(found.Select(publication => publication.Plan.Key.Moment), Is.EqualTo(new[] { "digest", "announce" }));
        Assert.That(await Ledger.SearchAsync(Digest(1, 2, 3).Key.Subject, 9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Find_Unknown_IsNull()
    {
        Assert.That(await Ledger.FindAsync(Guid.CreateVersion7(), default), Is.Null);
        Assert.That(await Ledger.AttemptsAsync(Guid.CreateVersion7(), default), Is.Empty);
    }

    [Test]
    public async Task Planned_InOrderOfWindows()
    {
        await PlanAsync(Wanted(1) with { From = Now.AddDays(2) }, Wanted(2) with { From = Now.AddDays(1) }, Wanted(3) with { From = Now.AddDays(3) });
        await ReleasedAsync(Wanted(4));

        var planned = await Ledger.PlannedAsync(2, default);

        Assert.That(planned.Select(publication => publication.Plan.Key.Subject), Is.EqualTo(new[] { EventKey(2).ToString(), EventKey(1).ToString() }));
    }

    [Test]
    public async Task Tally_CountsWhatStandsWhere()
    {
        await ConfirmedAsync(Wanted(1), "7");
        await UncertainAsync(Wanted(2));
        await ReleasedAsync(Wanted(3));
        var held = await ReleasedAsync(Wanted(4));
        await Ledger.SetAsync(held.Id, DeliveryState.Held, "source.silent", null, Now, Actor.System, Now, default);
        await PlanAsync(Wanted(5), Wanted(6) with { From = Now.AddHours(1) });

        var tally = await Ledger.TallyAsync(Now, default);

        Assert.That(tally.Publications, Is.EquivalentTo(new Dictionary<PublicationState, int> { [PublicationState.Released] = 4, [PublicationState.Planned] = 2 }));
        Assert.That(tally.Deliveries, Is.EquivalentTo(new Dictionary<DeliveryState, int>
        {
            [DeliveryState.Confirmed] = 1,
            [DeliveryState.Uncertain] = 1,
            [DeliveryState.Queued] = 1,
            [DeliveryState.Held] = 1,
        }));
        Assert.That((tally.Due, tally.WindowsOpen, tally.Duplicates), Is.EqualTo((1, 1, 0)));
    }

    [TestCase("UPDATE deliveries SET state = 'teleported'")]
    [TestCase("UPDATE deliveries SET operation = 'teleport'")]
    [TestCase("UPDATE deliveries SET priority = 55")]
    [TestCase("UPDATE parts SET state = 'Planned'")]
    public async Task Find_AStateThatNobodyKnows_IsRefusedAndNotGuessed(string tamper)
    {
        var delivery = await ComposedAsync(Wanted(1));
        await RawAsync<object?>(tamper);

        Assert.That(() => Ledger.FindAsync(delivery.Id, default), Throws.TypeOf<InvalidDataException>());
        if (!tamper.Contains("operation", StringComparison.Ordinal) && !tamper.Contains("priority", StringComparison.Ordinal))
        {
            Assert.That(() => Ledger.BeginAttemptAsync(delivery.Id, 0, Now, default), Throws.TypeOf<InvalidDataException>());
        }
    }
}
