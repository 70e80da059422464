using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;

namespace Relay.Store.Tests.Contract;

/// <content>Every store that was ever in use, brought up to date.</content>
public sealed partial class Migrations
{
    private static readonly string[] Frozen =
    [
        "0001-store.sql", "0002-ledger.sql", "0003-proofs.sql", "0004-settings.sql", "0005-halts.sql", "0006-reading-marks.sql", "0007-hands.sql", "0008-alarms.sql", "0009-planned-channels.sql",
        "0010-fewer-pages.sql", "0011-mirrored-copies.sql", "0012-inbox.sql", "0013-suppressions.sql", "0014-asked-holds.sql", "0015-people.sql", "0016-authors.sql", "0017-conversations.sql", "0018-answers.sql",
        "0020-persons-of-answers.sql", "0022-spread.sql",
    ];

    // Each file to this one holds a whole store, later ones what was added to the one before.
    private const string WholeUpTo = "0003-proofs.sql";

    [TestCaseSource(nameof(Frozen))]
    public async Task Open_StoreOfAnEarlierStep_TakesTheShapeOfANewOne(string frozen)
    {
        var shape = await ShapeAsync();

        await ThawAsync(frozen);
        await Temporary.ReopenAsync();

        Assert.That(await ShapeAsync(), Is.EqualTo(shape));
    }

    [TestCaseSource(nameof(Frozen))]
    public async Task Open_StoreOfAnEarlierStep_PublishesAndAnswersAsANewOne(string frozen)
    {
        await ThawAsync(frozen);
        await Temporary.ReopenAsync();

        var delivery = await ConfirmedAsync(Wanted(1), "8");

        Assert.That((await FindAsync(delivery.Id)).Parts[0].RemoteIds, Is.EqualTo(new[] { "8" }));
        Assert.That((await Items.FindAsync(EventKey(42), default))!.Revision, Is.EqualTo(3));
        Assert.That((await Ledger.NeighboursAsync(Network, ChatKey, Now.AddMinutes(1), default)).Before, Is.EqualTo("8"));
        Assert.That((await Ledger.UseAsync(Network, ChatKey, Now.AddYears(-1), default)).Last, Is.EqualTo(Now));
    }

    [Test]
    public async Task Open_StoreOfStepFour_KeepsItsAccountsAndSecrets()
    {
        await ThawAsync("0004-settings.sql");
        await Temporary.ReopenAsync();

        Assert.That((await Temporary.Settings.SectionsAsync(default)).Single().Values["PageId"], Is.EqualTo("33"));
        Assert.That(Temporary.Store.Secrets.Holds("Relay:Accounts:page33:Token"));
        Assert.That(await Temporary.Store.Halts.AllAsync(default), Is.Empty);
    }

    [Test]
    public async Task Open_StoreOfStepFive_KeepsItsPauses()
    {
        await ThawAsync("0005-halts.sql");
        await Temporary.ReopenAsync();

        var halt = (await Temporary.Store.Halts.AllAsync(default)).Single();

        Assert.That((halt.Scope, halt.Id, halt.By), Is.EqualTo((HaltScope.Channel, "gironde", "coordinator:claire")));
    }

    [Test]
    public async Task Open_StoreOfStepSix_GoesOnReadingWhereItWas()
    {
        await ThawAsync("0006-reading-marks.sql");
        await Temporary.ReopenAsync();

        Assert.That((await Temporary.Store.Marks.FindAsync("telegram:7", default))!.Value, Is.EqualTo("4711"));
    }

    [Test]
    public async Task Open_StoreOfStepSeven_KnowsWhatIsInPeoplesHands()
    {
        await ThawAsync("0007-hands.sql");
        await Temporary.ReopenAsync();

        var handed = (await Ledger.HandedAsync(Now, default)).Single();

        Assert.That((handed.State, handed.Parts[0].Text), Is.EqualTo((DeliveryState.HandedOver, "Réunion publique, à publier")));
        Assert.That(await Temporary.Store.Alarms.OpenAsync(default), Is.Empty);
    }

    [Test]
    public async Task Open_StoreOfStepEight_TellsNothingTwice()
    {
        await ThawAsync("0008-alarms.sql");
        await Temporary.ReopenAsync();

        Assert.That((await Temporary.Store.Alarms.OpenAsync(default)).Single().Key, Is.EqualTo("source:party"));
        Assert.That((await Temporary.Store.Alarms.ClaimNewsAsync(default)).IsEmpty);
    }

    [Test]
    public async Task Open_StoreOfStepNine_KeepsWhatItPlannedAndHowEachTargetWasUsed()
    {
        await ThawAsync("0009-planned-channels.sql");
        await Temporary.ReopenAsync();

        var planned = (await Ledger.PlannedAsync(10, default)).Single();
        var use = await Ledger.UseAsync(Network, ChatKey, DateTimeOffset.UnixEpoch, default);
        var textUsed = await Ledger.TextUsedElsewhereAsync(Network, "bot34", "abc", DateTimeOffset.UnixEpoch, default);

        Assert.That(planned.Plan.Key.Moment, Is.EqualTo("J-1"));
        Assert.That((use.Sent, use.Last, use.Outstanding), Is.EqualTo((1, DateTimeOffset.FromUnixTimeMilliseconds(1772352001000), 0)));
        Assert.That(textUsed, Is.True);
        Assert.That(await Ledger.NextDueAsync("bot33", Now, default), Is.Null);
    }

    [Test]
    public async Task Open_StoreOfStepEleven_KnowsWhatCopiesToldAndHasAnEmptyInbox()
    {
        await ThawAsync("0011-mirrored-copies.sql");
        await Temporary.ReopenAsync();

        var publication = (await Ledger.OfItemAsync(EventKey(42), default)).First(one => one.DeliveryId is not null);

        Assert.That((await FindAsync(publication.DeliveryId!.Value)).Parts[0].Facts, Is.EqualTo("{\"title\":\"Réunion publique\"}"));
        Assert.That(await Temporary.Store.Inbox.TallyAsync(default), Is.EqualTo(new Core.Inbox.InboxTally(0, null, 0)));
    }

    [Test]
    public async Task Open_StoreOfStepTwelve_KeepsWhatCameInAndSuppressesNobody()
    {
        await ThawAsync("0012-inbox.sql");
        await Temporary.ReopenAsync();

        Assert.That(await RawAsync<long>("SELECT count(*) FROM arrivals WHERE account = 'page33'"), Is.EqualTo(1));
        Assert.That(await Temporary.Store.Suppressions.KeysInUseAsync(default), Is.Empty);
    }

    [Test]
    public async Task Open_StoreWithAHoldThatANetworkHadAskedFor_StillKnowsWhoAsked()
    {
        await ThawAsync("0012-inbox.sql");
        await RawAsync<object?>("INSERT INTO standings (account, target, strikes, hold_until) VALUES ('bot7', '', 0, 1772439300000), ('bot8', '', 2, 1772439300000)");
        await Temporary.ReopenAsync();

        var held = (await Ledger.StandingsAsync(default)).Where(standing => standing.Account is "bot7" or "bot8").Select(standing => standing.Lifted.HoldUntil);

        Assert.That(held, Is.EqualTo(new DateTimeOffset?[] { DateTimeOffset.FromUnixTimeMilliseconds(1772439300000), null }));
    }

    [Test]
    public async Task Open_StoreOfStepThirteen_StillKnowsWhomNotToWriteTo()
    {
        await ThawAsync("0013-suppressions.sql");
        await Temporary.ReopenAsync();

        Assert.That(await Temporary.Store.Suppressions.KeysInUseAsync(default), Is.EqualTo(new[] { "k1" }));
        Assert.That(await RawAsync<string>("SELECT reason FROM suppressions"), Is.EqualTo("objection"));
        Assert.That(await Temporary.Store.Contacts.FindAsync(Guid.NewGuid(), default), Is.Null);
    }

    [Test]
    public async Task Open_StoreOfStepFourteen_KnowsWhoseHoldItIsAndHasNobodyYet()
    {
        await ThawAsync("0014-asked-holds.sql");
        await Temporary.ReopenAsync();

        Assert.That(await RawAsync<long>("SELECT count(*) FROM contacts"), Is.Zero);
        Assert.That(await Temporary.Store.Suppressions.KeysInUseAsync(default), Is.EqualTo(new[] { "k1" }));
    }

    [Test]
    public async Task Open_StoreOfStepFifteen_KeepsPeopleAndNoPayloadThatWasUnderstood()
    {
        await ThawAsync("0015-people.sql");
        await Temporary.ReopenAsync();

        Assert.That(await RawAsync<string>("SELECT state FROM contacts"), Is.EqualTo("regular"));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM arrivals WHERE number = 90"), Is.Zero);
        Assert.That((await Temporary.Store.Inbox.WaitingAsync(90, 9, default)).Single().Number, Is.EqualTo(91));
    }

    [Test]
    public async Task Open_StoreOfStepSixteen_HasEverythingStillToSettle()
    {
        await ThawAsync("0016-authors.sql");
        await Temporary.ReopenAsync();

        Assert.That((await Temporary.Store.Conversations.UnsettledAsync(null, 99, default)).Select(one => one.Id), Does.Contain("kept-at-16"));
        Assert.That(await Temporary.Store.Conversations.WaitingAsync(9, default), Is.Empty);
    }

    [Test]
    public async Task Open_StoreOfStepSeventeen_KeepsItsActsAndHasAnsweredNobody()
    {
        await ThawAsync("0017-conversations.sql");
        await Temporary.ReopenAsync();

        Assert.That(await RawAsync<long>("SELECT count(*) FROM acts"), Is.Zero);
        Assert.That(await Temporary.Store.Answers.ShutOutsAsync(10, default), Is.Empty);
    }

    [Test]
    public async Task Open_StoreOfStepEighteen_KeepsItsInboxOpenForThreads()
    {
        await ThawAsync("0018-answers.sql");
        await Temporary.ReopenAsync();

        var kept = (await Temporary.Store.Inbox.ListAsync(waiting: false, 9, default)).Single(one => one.Id == "kept-at-16");

        Assert.That((kept.State.Words!.Text, kept.IsWaiting), Is.EqualTo(("Bonjour", false)));
    }

    [Test]
    public async Task Open_StoreOfStepTwenty_KeepsItsAnswersWithoutFiles()
    {
        await ThawAsync("0020-persons-of-answers.sql");
        await Temporary.ReopenAsync();

        Assert.That(await RawAsync<long>("SELECT count(*) FROM answers WHERE subject = 'answer/kept-at-20' AND file IS NULL AND person IS NOT NULL"), Is.EqualTo(1));
        Assert.That(await RawAsync<string>("SELECT account || ' ' || language || ' ' || facts || '/' || told FROM guests WHERE item = 'party/event/42'"), Is.EqualTo("bot33 fr /0"), "its guests are told of what changes from now on");
    }

    [Test]
    public async Task Open_StoreOfStepTwentyTwo_KeepsItsAnswersAndHasBroadcastNothing()
    {
        await ThawAsync("0022-spread.sql");
        await Temporary.ReopenAsync();

        Assert.That(await RawAsync<long>("SELECT count(*) FROM answers WHERE subject = 'answer/kept-at-20' AND file = '{}' AND broadcast IS NULL AND place IS NULL"), Is.EqualTo(1));
        Assert.That(await RawAsync<long>("SELECT count(*) FROM identities WHERE hmac = 'kept-at-20' AND account IS NULL"), Is.EqualTo(1));
        Assert.That(await Temporary.Store.Broadcasts.ListAsync(9, default), Is.Empty);
    }

    /// <summary>Tables with their columns, and indexes, as the engine tells of them.</summary>
    private Task<string?> ShapeAsync() => RawAsync<string>(Engine == StoreEngine.Sqlite
        ? """
          SELECT group_concat(line, char(10)) FROM (
            SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS line FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'
            UNION ALL SELECT name || ' ' || sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1)
          """
        : """
          SELECT string_agg(line, chr(10) ORDER BY line) FROM (
            SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line FROM information_schema.columns WHERE table_schema = current_schema()
            UNION ALL SELECT replace(indexdef, current_schema() || '.', '') FROM pg_indexes WHERE schemaname = current_schema()) AS shape
          """);
}
