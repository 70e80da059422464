using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class ItemKeeping(StoreEngine engine) : ItemContract(engine)
{
    [Test]
    public async Task OpenItems_EventsOfYears_LeavesOutWhatIsOverAndNothingElse()
    {
        var now = DateTime.SpecifyKind(Now.UtcDateTime, DateTimeKind.Unspecified);
        Event At(int number, TimeSpan starts, TimeSpan? ends = null, string zone = "Europe/Paris")
            => Meeting(number) with { StartsLocal = now + starts, EndsLocal = ends is { } end ? now + end : null, Zone = zone, Status = EventStatus.Confirmed };
        await PassAsync(
        [
            Version(At(1, TimeSpan.FromDays(-400))), Version(At(2, TimeSpan.FromDays(-10), TimeSpan.FromDays(-9))), // over
            Version(At(3, TimeSpan.FromDays(-10), TimeSpan.FromDays(5))), // a festival
            Version(At(4, TimeSpan.FromHours(-11), zone: "Pacific/Marquesas")), // still on there
            Version(At(5, TimeSpan.FromHours(2))), Version(At(6, TimeSpan.FromDays(300))), Version(Some.Initiative("7")),
        ]);

        var open = await Temporary.Store.Conversations.OpenItemsAsync(Now, default);

        Assert.That(open.Select(item => item.Item.Key.Id), Is.EquivalentTo(new[] { "3", "4", "5", "6", "7" }));
    }

    [Test]
    public async Task Keep_EveryFieldOfAnEvent_ComesBack()
    {
        var item = Meeting(1) with
        {
            Summary = "Un résumé « à lire » 🎉",
            Body = "Un\n\n- deux\n- trois https://exemple.fr/é?a=b&c=d",
            Themes = ["écologie", "santé"],
            Section = "Pessac",
            Organiser = "Claire D'Arc",
            OrganiserCertified = true,
            Place = "Salle \"des fêtes\"",
            PostalCode = "01000",
            Coordinates = new Coordinates(-21.115141, 0),
            Url = new Uri("https://exemple.fr/e/1?x=%20y"),
            Image = new Image(new Uri("https://exemple.fr/i.jpg"), "Une salle"),
            Visibility = Visibility.Members,
            EndsLocal = new DateTime(2026, 3, 30, 0, 0, 0),
            Zone = "Indian/Reunion",
            Address = "1 rue de l'Église",
            OnlineUrl = new Uri("https://visio.exemple.fr/1"),
            Capacity = 0,
            Registrations = 12,
            Status = EventStatus.Postponed,
            Territory = Territory.Parse("DEP-974"),
        };

        await PassAsync([Version(item)]);

        var stored = (await Items.FindAsync(item.Key, default))!;
        Assert.That(stored.Item, Is.EqualTo(item with { Themes = stored.Item.Themes }));
        Assert.That(stored.Item.Themes, Is.EqualTo(item.Themes));
        Assert.That((stored.Version, stored.Revision, stored.FirstSeen, stored.Presence), Is.EqualTo(("v1", 1, Now, ItemPresence.Present)));
    }

    [Test]
    public async Task Keep_EveryFieldOfAnInitiative_ComesBack()
    {
        var item = new Initiative
        {
            Key = new ItemKey(Source, ItemKind.Initiative, "a/b c"),
            Title = "Jardin partagé",
            Territory = Territory.National,
            ClosesOn = new DateOnly(2026, 12, 31),
            Supporters = 250,
            Status = InitiativeStatus.Closed,
            UpdatedAt = Now,
            CreatedAt = Now,
        };

        await PassAsync([Version(item)]);

        var stored = (await Items.FindAsync(item.Key, default))!;
        Assert.That(stored.Item, Is.EqualTo(item with { Themes = stored.Item.Themes }));
    }

    [Test]
    public async Task Keep_Rows_TellsWhatHappenedToEach()
    {
        await PassAsync([Version(Meeting(1)), Version(Meeting(2))]);
        var pass = await Items.BeginPassAsync(Source, true, Now, default);

        var changes = await Items.KeepAsync(pass, [Version(Meeting(3)), Version(Meeting(2) with { Title = "Autre" }, "v2"), Version(Meeting(1) with { Registrations = 5 })], Now, default);

        Assert.That(changes, Is.EqualTo(new[] { ItemChange.New, ItemChange.Edited, ItemChange.None }));
        Assert.That((await Items.FindAsync(EventKey(2), default))!.Revision, Is.EqualTo(2));
        Assert.That(((Event)(await Items.FindAsync(EventKey(1), default))!.Item).Registrations, Is.EqualTo(5));
        Assert.That((await Items.FindAsync(EventKey(1), default))!.Revision, Is.EqualTo(1));
    }

    [Test]
    public async Task Keep_OneRowTwiceInABatch_LastOneStands()
    {
        var pass = await Items.BeginPassAsync(Source, true, Now, default);

        var changes = await Items.KeepAsync(pass, [Version(Meeting(1)), Version(Meeting(1) with { Title = "Autre" }, "v2")], Now, default);

        var stored = (await Items.FindAsync(EventKey(1), default))!;
        Assert.That(changes, Is.EqualTo(new[] { ItemChange.New, ItemChange.Edited }));
        Assert.That((stored.Item.Title, stored.Version, stored.Revision), Is.EqualTo(("Autre", "v2", 2)));
    }

    [Test]
    public async Task Keep_InAPassThatIsOver_IsRefused()
    {
        var old = await Items.BeginPassAsync(Source, true, Now, default);
        await Items.BeginPassAsync(Source, true, Now, default);

        Assert.That(() => Items.KeepAsync(old, [Version(Meeting(1))], Now, default), Throws.InvalidOperationException);
        Assert.That(() => Items.SeenAsync(old, [EventKey(1)], default), Throws.InvalidOperationException);
        Assert.That(() => Items.EndPassAsync(old, MissedPolls, null, [], null, Now, default), Throws.InvalidOperationException);
        Assert.That(await Items.FindAsync(EventKey(1), default), Is.Null);
    }

    [Test]
    public async Task Keep_TwoKindsWithOneId_AreTwoItems()
    {
        var initiative = new Initiative { Key = new ItemKey(Source, ItemKind.Initiative, "1"), Title = "Jardin", Territory = Territory.National };

        await PassAsync([Version(Meeting(1)), Version(initiative)]);

        Assert.That(await Items.CountAsync(default), Is.EqualTo(new[] { new ItemCount(ItemKind.Event, 1, 1), new ItemCount(ItemKind.Initiative, 1, 1) }));
    }

    [Test]
    public async Task ToPlan_NewEditedMissingAndReturned_UntilPlanned()
    {
        await PassAsync(1, 2);
        var asNew = await ToPlanAsync();
        await PlanAllAsync();
        var afterPlanning = await ToPlanAsync();
        await PassAsync([Version(Meeting(1) with { Title = "Autre" }, "v2")]);
        var afterEdit = await ToPlanAsync();
        await PlanAllAsync();
        await PassAsync([Version(Meeting(1) with { Title = "Autre" }, "v2")]);
        var stillMissing = await ToPlanAsync();
        await PassAsync([Version(Meeting(1) with { Title = "Autre" }, "v2"), Version(Meeting(2))]);
        var returned = await ToPlanAsync();

        Assert.That(asNew, Is.EqualTo(new[] { "1", "2" }));
        Assert.That(afterPlanning, Is.Empty);
        Assert.That(afterEdit, Is.EquivalentTo(new[] { "1", "2" }));
        Assert.That(stillMissing, Is.Empty, "one more missed poll is no change of presence");
        Assert.That(returned, Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public async Task ToPlan_AnotherGeneration_IsEverything()
    {
        await PassAsync(1, 2, 3);
        await PlanAllAsync("g2");

        Assert.That(await ToPlanAsync("g2"), Is.Empty);
        Assert.That(await ToPlanAsync("g3"), Has.Count.EqualTo(3));
        Assert.That(await ToPlanAsync("g1"), Has.Count.EqualTo(3), "yesterday's configuration is another one too");
        Assert.That(await Items.ToPlanAsync("g3", 2, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Planned_ChangedSinceItWasRead_IsPlannedAgain()
    {
        await PassAsync(1);
        var read = await Items.ToPlanAsync("g1", 9, default);
        await PassAsync([Version(Meeting(1) with { Title = "Autre" }, "v2")]);

        await Items.PlannedAsync("g1", read, default);

        Assert.That(await ToPlanAsync(), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task ToPlan_Volatile_IsNoChange()
    {
        await PassAsync(1);
        await PlanAllAsync();

        await PassAsync([Version(Meeting(1) with { Registrations = 99 })]);

        Assert.That(await ToPlanAsync(), Is.Empty);
    }

    [Test]
    public async Task Keep_ThousandsInBatches_IsQuick()
    {
        var pass = await Items.BeginPassAsync(Source, true, Now, default);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        foreach (var batch in Enumerable.Range(0, 2000).Chunk(200))
        {
            await Items.SeenAsync(pass, [.. batch.Select(EventKey)], default);
            await Items.KeepAsync(pass, [.. batch.Select(number => Version(Meeting(number) with { Body = new string('é', 1000) }))], Now, default);
        }
        await Items.EndPassAsync(pass, MissedPolls, null, [], Now, Now, default);

        TestContext.Out.WriteLine($"2,000 rows kept in batches of 200 in {clock.ElapsedMilliseconds} ms");
        Assert.That((await Items.CountAsync(default)).Single().Present, Is.EqualTo(2000));
    }
}
