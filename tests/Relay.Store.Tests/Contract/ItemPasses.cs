using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class ItemPasses(StoreEngine engine) : ItemContract(engine)
{
    [Test]
    public async Task Begin_First_ReadsEverything()
    {
        var first = await Items.BeginPassAsync(Source, false, Now, default);

        Assert.That(first, Is.EqualTo(new HarvestPass(1, Source, true, null)));
    }

    [Test]
    public async Task Begin_ByChange_StartsAtTheWatermark()
    {
        var watermark = Now;
        await PassAsync(1);
        Time.Advance(TimeSpan.FromMinutes(5));

        var byChange = await Items.BeginPassAsync(Source, false, Now, default);
        var full = await Items.BeginPassAsync(Source, true, Now, default);
        var other = await Items.BeginPassAsync("other", false, Now, default);

        Assert.That(byChange, Is.EqualTo(new HarvestPass(2, Source, false, watermark)));
        Assert.That(full, Is.EqualTo(new HarvestPass(3, Source, true, null)));
        Assert.That(other.Number, Is.EqualTo(1));
    }

    [Test]
    public async Task End_NotListed_IsMissingThenWithdrawn()
    {
        await PassAsync(1, 2);
        var seen = new List<ItemPresence>();
        for (var poll = 0; poll < MissedPolls + 1; poll++)
        {
            await PassAsync(1);
            seen.Add(await PresenceAsync(2));
        }
        await PassAsync(1, 2);

        Assert.That(seen, Is.EqualTo(new[] { ItemPresence.Missing, ItemPresence.Missing, ItemPresence.Withdrawn, ItemPresence.Withdrawn }));
        Assert.That((await PresenceAsync(1), await PresenceAsync(2)), Is.EqualTo((ItemPresence.Present, ItemPresence.Present)));
    }

    [Test]
    public async Task End_BackInTime_CountsFromZeroAgain()
    {
        await PassAsync(1, 2);
        await PassAsync(1);
        await PassAsync(1);
        await PassAsync(1, 2);
        await PassAsync(1);

        Assert.That(await PresenceAsync(2), Is.EqualTo(ItemPresence.Missing));
    }

    [Test]
    public async Task End_OnlyListedNotRead_IsPresent()
    {
        await PassAsync(1, 2);
        var pass = await Items.BeginPassAsync(Source, false, Now, default);

        await Items.SeenAsync(pass, [EventKey(1), EventKey(2), EventKey(3)], default);
        var tally = await Items.TallyAsync(pass, default);
        await Items.EndPassAsync(pass, MissedPolls, null, [], null, Now, default);

        Assert.That(tally, Is.EqualTo(new PassTally(2, 0)));
        Assert.That(await PresenceAsync(2), Is.EqualTo(ItemPresence.Present));
        Assert.That(await Items.FindAsync(EventKey(3), default), Is.Null, "a faulty row is listed and not kept");
    }

    [Test]
    public async Task Tally_WhatVanished_AgainstWhatWasLive()
    {
        await PassAsync(1, 2, 3, 4);
        for (var poll = 0; poll < MissedPolls; poll++)
        {
            await PassAsync(1, 2, 3);
        }
        var pass = await Items.BeginPassAsync(Source, true, Now, default);
        await Items.SeenAsync(pass, [EventKey(1)], default);

        Assert.That(await Items.TallyAsync(pass, default), Is.EqualTo(new PassTally(3, 2)));
    }

    [Test]
    public async Task Unlisted_OfAPass_AreTheLiveItemsItHasNotSeen()
    {
        await PassAsync(1, 2, 3, 4, 5);
        for (var poll = 0; poll < MissedPolls; poll++)
        {
            await PassAsync(1, 2, 3, 4);
        }
        var pass = await Items.BeginPassAsync(Source, true, Now, default);
        await Items.SeenAsync(pass, [EventKey(1)], default);

        var (all, two) = (await Items.UnlistedAsync(pass, alsoRefused: true, 100, default), await Items.UnlistedAsync(pass, alsoRefused: true, 2, default));

        Assert.That(all.Select(stored => stored.Item.Key), Is.EqualTo(new[] { EventKey(2), EventKey(3), EventKey(4) }));
        Assert.That(two, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task End_OtherSource_IsUntouched()
    {
        await PassAsync(1);
        var other = await Items.BeginPassAsync("other", true, Now, default);

        await Items.EndPassAsync(other, MissedPolls, null, [], null, Now, default);

        Assert.That(await PresenceAsync(1), Is.EqualTo(ItemPresence.Present));
    }

    [Test]
    public async Task Fail_SourceDown_IsNoEmptySource()
    {
        var good = Now;
        await PassAsync(1);
        Time.Advance(TimeSpan.FromMinutes(5));

        await Items.FailPassAsync(Source, "connexion refusée", Now, default);
        await Items.FailPassAsync("never", "inconnu", Now, default);

        var health = await Items.HealthAsync(default);
        Assert.That(health, Is.EqualTo(new[]
        {
            new SourceHealth("never", null, null, "inconnu", 0, null, 0),
            new SourceHealth(Source, good, good, "connexion refusée", 0, null, 0),
        }));
        Assert.That(await PresenceAsync(1), Is.EqualTo(ItemPresence.Present));
    }

    [Test]
    public async Task End_AfterAFailure_AnswersAgain()
    {
        var firstFull = Now;
        await PassAsync(1);
        await Items.FailPassAsync(Source, "connexion refusée", Now, default);
        Time.Advance(TimeSpan.FromMinutes(5));

        await PassAsync([Version(Meeting(1))], full: false);

        Assert.That((await Items.HealthAsync(default)).Single(), Is.EqualTo(new SourceHealth(Source, Now, firstFull, null, 0, null, 0)));
    }

    [Test]
    public async Task Faults_AFullPass_Replaces()
    {
        await ReportAsync(full: true, Faulty("party/event/7"), Faulty("party/event/8"));
        await ReportAsync(full: false, Faulty("party/event/9"));
        var added = await Items.FaultsAsync(Source, 9, default);
        await ReportAsync(full: true, Faulty("party/event/9"));

        var replaced = await Items.FaultsAsync(Source, 9, default);

        Assert.That(added.Select(row => row.Id), Is.EqualTo(new[] { "party/event/9", "party/event/7", "party/event/8" }), "newest pass first");
        Assert.That(replaced.Single().Faults, Is.EqualTo(Faulty("").Faults));
        Assert.That((await Items.HealthAsync(default)).Single().Faults, Is.EqualTo(1));
    }

    [Test]
    public async Task Faults_FullPassWithoutAny_ClearsThem()
    {
        await ReportAsync(full: true, Faulty("party/event/7"));

        await PassAsync(1);

        Assert.That(await Items.FaultsAsync(Source, 9, default), Is.Empty);
    }

    [TestCase("party/event/7")]
    [TestCase("7")]
    public async Task Faults_GoodRow_Mends(string id)
    {
        await ReportAsync(full: true, Faulty(id), Faulty("party/event/8"));

        await PassAsync([Version(Meeting(7))], full: false);

        Assert.That((await Items.FaultsAsync(Source, 9, default)).Select(row => row.Id), Is.EqualTo(new[] { "party/event/8" }));
    }

    private async Task ReportAsync(bool full, params SourceRow.Faulty[] rows)
    {
        var pass = await Items.BeginPassAsync(Source, full, Now, default);
        await Items.ReportFaultsAsync(pass, rows, default);
        await Items.EndPassAsync(pass, MissedPolls, null, [], Now, Now, default);
    }

    private static SourceRow.Faulty Faulty(string id)
        => new(id, ItemKind.Event, [new RowFault("zone", "'Europe/Pari' is no zone.", "« Europe/Pari » n'est pas un fuseau."), new RowFault("ends_local", "Ends before it starts.")]);
}
