using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Channels.Connecting;
using Relay.Core.Items;
using Relay.Store.Engines;
using Relay.Testing;

namespace Relay.Store.Tests.Contract;

[TestFixture(StoreEngine.Sqlite)]
[TestFixture(StoreEngine.PostgreSql)]
public sealed partial class Migrations(StoreEngine engine) : StoreContract(engine)
{
    [Test]
    public async Task Open_StoreOfStepOne_KeepsWhatItHeld()
    {
        await ThawAsync("0001-store.sql");

        await Temporary.ReopenAsync();

        var stored = (await Items.FindAsync(EventKey(42), default))!;
        var item = (Event)stored.Item;
        Assert.That((stored.Revision, stored.Presence, stored.Version), Is.EqualTo((3, ItemPresence.Missing, "abc")));
        Assert.That((item.Title, item.Territory.Code, item.StartsLocal, item.Capacity, item.Status), Is.EqualTo(("Réunion publique", "DEP-2A", new DateTime(2026, 3, 29, 18, 30, 0), (int?)40, EventStatus.Confirmed)));
        Assert.That(Temporary.Store.Fence, Is.EqualTo(8));
        Assert.That((await Items.BeginPassAsync("party", false, Now, default)).Number, Is.EqualTo(13));
        Assert.That((await Items.ToPlanAsync("g1", 9, default)).Single().Item.Key, Is.EqualTo(EventKey(42)));
        Assert.That((await Audit.VerifyAsync(default)).BrokenAt, Is.Null);
    }

    [Test]
    public async Task Open_StoreOfStepOne_WorksLikeANewOne()
    {
        await ThawAsync("0001-store.sql");
        await Temporary.ReopenAsync();

        var delivery = await ConfirmedAsync(Wanted(1), "7");

        Assert.That((await FindAsync(delivery.Id)).Parts[0].RemoteIds, Is.EqualTo(new[] { "7" }));
    }

    [Test]
    public async Task Open_StoreOfStepTwo_KeepsWhatWasPublished()
    {
        await ThawAsync("0002-ledger.sql");

        await Temporary.ReopenAsync();

        var publication = (await Ledger.OfItemAsync(EventKey(42), default)).Single();
        var delivery = await FindAsync(publication.DeliveryId!.Value);
        Assert.That((publication.State, delivery.State), Is.EqualTo((PublicationState.Released, DeliveryState.Confirmed)));
        Assert.That((delivery.Parts[0].Text, delivery.Parts[0].RemoteIds[0]), Is.EqualTo(("Réunion publique", "7")));
        Assert.That(await Temporary.Store.Proofs.AllAsync(default), Is.Empty);
        Assert.That(await Temporary.Store.Marks.FindAsync("telegram:7", default), Is.Null);
    }

    [Test]
    public async Task Open_StoreOfStepThree_KeepsItsProofsAndTakesAccounts()
    {
        await ThawAsync("0003-proofs.sql");
        await Temporary.ReopenAsync();
        var bot = new KeptSection(SectionKind.Account, "bot33", new Dictionary<string, string> { ["Network"] = "telegram" });

        await Temporary.Settings.ChangeAsync(new([bot], [], new Dictionary<string, string> { ["Relay:Accounts:bot33:Token"] = "s3cret" }), Claire, Now, default);

        Assert.That((await Temporary.Store.Proofs.AllAsync(default)).Single().Account, Is.EqualTo("bot33"));
        Assert.That((await Temporary.Settings.SectionsAsync(default)).Single().Id, Is.EqualTo("bot33"));
    }

    [Test]
    public void All_Steps_AreNumberedWithoutGaps()
    {
        Assert.That(Migration.All.Select(step => step.Number), Is.EqualTo(Enumerable.Range(1, Migration.All.Count)));
        Assert.That(Migration.All.Select(step => step.Name), Is.Unique);
    }

    [Test]
    public void Checksum_LineEndings_DontCount()
    {
        var step = new Migration(1, "0001-x", "CREATE TABLE a (\n  b bigint\n);\n");

        Assert.That(new Migration(1, "0001-x", step.Sql.ReplaceLineEndings("\r\n")).Checksum, Is.EqualTo(step.Checksum));
        Assert.That(new Migration(1, "0001-x", step.Sql + "-- more").Checksum, Is.Not.EqualTo(step.Checksum));
    }

    [Test]
    public async Task Apply_StepThatFails_LeavesNothingOfIt()
    {
        await using var empty = await TemporaryStore.CreateAsync(Engine, Time);
        await using var made = RelayStore.Create(empty.Options);
        await using var connection = new Statements(await made.OpenWriterAsync(default));
        Migration[] steps = [new(1, "0001-good", "CREATE TABLE good (id bigint)"), new(2, "0002-bad", "CREATE TABLE half (id bigint); CREATE TABEL oops (id bigint)")];

        Assert.That(
            () => new Migrator("here", made.Dialect, Time, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, steps).ApplyAsync(connection, default),
            Throws.InstanceOf<System.Data.Common.DbException>());

        var session = new Session(connection, made.Dialect, default);
        Assert.That(await session.CountAsync("SELECT max(number) FROM migrations"), Is.EqualTo(1));
        Assert.That(await session.CountAsync(made.Dialect.TableExists, new { name = "good" }), Is.EqualTo(1));
        Assert.That(await session.CountAsync(made.Dialect.TableExists, new { name = "half" }), Is.Zero);
    }

    private static async Task<string> ReadAsync(string frozen)
    {
        await using var stream = typeof(Migrations).Assembly.GetManifestResourceStream($"Relay.Store.Tests.Frozen.{frozen}")!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Puts a frozen store where the test's own was.</summary>
    private async Task ThawAsync(string name)
    {
        var frozen = string.Concat(await Task.WhenAll(Frozen.SkipWhile(step => step != name && string.CompareOrdinal(step, WholeUpTo) < 0).TakeWhile(step => string.CompareOrdinal(step, name) <= 0).Select(ReadAsync)));
        await Temporary.CloseAsync();
        if (Engine == StoreEngine.Sqlite)
        {
            File.Delete(Temporary.Options.Path);
            File.Delete(Temporary.Options.Path + ".owner");
        }
        else
        {
            await RawAsync<object?>($"DROP SCHEMA {Temporary.Options.Schema} CASCADE; CREATE SCHEMA {Temporary.Options.Schema}");
        }
        await RawAsync<object?>(frozen);
    }
}
