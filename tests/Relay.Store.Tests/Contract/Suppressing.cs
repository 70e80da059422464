using NUnit.Framework;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed class Suppressing(StoreEngine engine) : StoreContract(engine)
{
    private static readonly PeopleKeys Keys = new([PeopleKey.Create(), PeopleKey.Create()]);

    private ISuppressionStore Suppressions => Temporary.Store.Suppressions;

    [Test]
    public async Task Keep_AfterARestart_IsFoundByItsHashAlone()
    {
        await KeepAsync(1, SuppressionReason.Objection);

        await Temporary.ReopenAsync();

        var found = await Suppressions.FindAsync([.. Keys.Hashes(Person(1)), .. Keys.Hashes(Person(2))], default);
        Assert.That(found, Is.EqualTo(new[] { new Suppression(Keys.Hash(Person(1)), SuppressionReason.Objection, Now) }));
        Assert.That(await Suppressions.KeysInUseAsync(default), Is.EqualTo(new[] { Keys.Ids.Last() }));
    }

    [Test]
    public async Task Keep_Again_StaysSinceItWasWithTheStrongerReason()
    {
        var since = Now;
        await KeepAsync(1, SuppressionReason.Erasure);
        Time.Advance(TimeSpan.FromDays(1));

        await KeepAsync(1, SuppressionReason.Objection);

        var row = (await Suppressions.FindAsync([Keys.Hash(Person(1))], default)).Single();
        Assert.That((row.Reason, row.Since, row.LastHit), Is.EqualTo((SuppressionReason.Erasure, since, (DateTimeOffset?)Now)));
    }

    [Test]
    public async Task Keep_Person_IsNowhereInTheStoreInClear()
    {
        await KeepAsync(77001122, SuppressionReason.Objection);

        Assert.That(await RawAsync<long>("SELECT count(*) FROM suppressions WHERE hmac LIKE '%77001122%' OR channel LIKE '%77001122%'"), Is.Zero);
        Assert.That(await RawAsync<long>("SELECT count(*) FROM audit WHERE subject LIKE '%77001122%' OR detail LIKE '%77001122%'"), Is.Zero);
        Assert.That((await Audit.ReadAsync(null, 9, default)).Single().Action, Is.EqualTo("suppression.kept"));
    }

    [Test]
    public async Task Columns_OfTheList_AreTheSixOfTheRuleAndNoMore()
    {
        var columns = await RawAsync<string>(Engine == StoreEngine.Sqlite
            ? "SELECT group_concat(name, ' ') FROM pragma_table_info('suppressions')"
            : "SELECT string_agg(column_name, ' ' ORDER BY ordinal_position) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = 'suppressions'");

        Assert.That(columns, Is.EqualTo("channel hmac key_id reason since last_hit"));
    }

    [Test]
    public async Task Find_ManyAtOnce_FindsEach()
    {
        await Suppressions.KeepAsync([.. Enumerable.Range(0, 1200).Select(number => new Suppression(Keys.Hash(Person(number)), SuppressionReason.Objection, Now))], Claire, default);

        var found = await Suppressions.FindAsync([.. Enumerable.Range(600, 1200).Select(number => Keys.Hash(Person(number)))], default);

        Assert.That(found, Has.Count.EqualTo(600));
    }

    [Test]
    public async Task Lift_ObjectionOnly_LeavesTheRest()
    {
        await KeepAsync(1, SuppressionReason.Objection);
        await KeepAsync(2, SuppressionReason.Deceased);

        Assert.That(await Suppressions.LiftAsync([Keys.Hash(Person(1)), Keys.Hash(Person(2))], Claire, Now, default), Is.EqualTo(1));
        Assert.That((await Suppressions.FindAsync([Keys.Hash(Person(1)), Keys.Hash(Person(2))], default)).Single().Reason, Is.EqualTo(SuppressionReason.Deceased));
    }

    private static ContactPoint Person(int number) => ContactPoint.OfNetwork("telegram", $"{number}");

    private Task KeepAsync(int number, SuppressionReason reason) => Suppressions.KeepAsync([new(Keys.Hash(Person(number)), reason, Now)], Claire, default);
}
