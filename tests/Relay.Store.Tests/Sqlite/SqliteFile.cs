using Microsoft.Data.Sqlite;
using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Deliveries;
using Relay.Store.Engines;
using Relay.Store.Sqlite;
using Relay.Store.Tests.Contract;

namespace Relay.Store.Tests.Sqlite;

public sealed class SqliteFile() : StoreContract(StoreEngine.Sqlite)
{
    private string PathOf => Temporary.Options.Path;

    [Test]
    public async Task OpenWriter_Settings_AreDurable()
    {
        await Temporary.CloseAsync();
        await using var engine = new SqliteEngine(PathOf);
        await using var connection = new Statements(await engine.OpenWriterAsync(default));
        var session = new Session(connection, Dialect.Sqlite, default);

        Assert.That(await session.FirstAsync<string>("PRAGMA journal_mode"), Is.EqualTo("wal"));
        Assert.That(await session.CountAsync("PRAGMA synchronous"), Is.EqualTo(2), "FULL");
        Assert.That(await session.CountAsync("PRAGMA foreign_keys"), Is.EqualTo(1));
        Assert.That(await session.CountAsync("PRAGMA busy_timeout"), Is.EqualTo(5000));
    }

    [Test]
    public async Task OpenReader_CannotWrite()
    {
        await using var engine = new SqliteEngine(PathOf);
        await using var connection = await engine.RentReaderAsync(default);
        var session = new Session(connection, Dialect.Sqlite, default);

        Assert.That(() => session.ExecuteAsync("DELETE FROM audit"), Throws.TypeOf<SqliteException>());
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Create_File_IsForItsOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(PathOf), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Erase_Somebody_LeavesNoByteInTheFileNorInItsLog()
    {
        var (contacts, point) = (Temporary.Store.Contacts, ContactPoint.OfNetwork("telegram", "7000000001"));
        var keys = new PeopleKeys([PeopleKey.Create()]);
        var met = await contacts.MeetAsync(new(point, "Zoraïde", "fr", null, Now), keys.Hashes(point), ContactState.Occasional, Now.AddMonths(2), default);
        await contacts.KeepDetailsAsync(met.Contact, new() { Mail = "zoraide@example.org" }, Claire, Now, default);
        Assert.That(new FileInfo(PathOf + "-wal").Length, Is.Positive, "the log holds what was written");

        await contacts.MoveAsync(new(met.Contact, ContactCause.Erasure, Now, _ => Now), Claire, default);

        Assert.That(new FileInfo(PathOf + "-wal").Length, Is.Zero);
        await Temporary.CloseAsync(); // whoever closes a file of SQLite's in this process takes its locks away
        Assert.That(System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(PathOf)), Does.Not.Contain("zoraide@example.org").And.Not.Contain("Zoraïde").And.Contain("contact.moved"));
    }

    [Test]
    public async Task Close_Files_OnlyTheDatabaseAndItsLockStay()
    {
        await PlanAsync(Wanted(1));
        await Temporary.CloseAsync();

        Assert.That(Directory.GetFiles(Path.GetDirectoryName(PathOf)!).Select(Path.GetFileName), Is.EquivalentTo(new[] { "relay.db", "relay.db.lock", "relay.db.owner" }));
    }

    [Test]
    public async Task Open_YesterdaysCopy_IsRefusedSinceItWouldPublishTwice()
    {
        var copy = await CopyAsync();
        await ConfirmedAsync(Wanted(1), "7");
        await Temporary.ReopenAsync();
        await Temporary.CloseAsync();

        File.Move(copy, PathOf, overwrite: true);

        var refused = await Assert.ThrowsAsync<StoreRolledBackException>(() => RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default));
        Assert.That(refused!.Message, Does.Contain(PathOf + ".owner"));
        await using var reader = await RelayStore.OpenReadOnlyAsync(Temporary.Options, Time, null, default);
        Assert.That(await reader.Ledger.OfItemAsync(EventKey(1), default), Is.Empty, "it may be looked at");
    }

    [Test]
    public async Task Open_CopyOfTheSameStart_IsRefusedToo()
    {
        var copy = await CopyAsync();
        await PlanAsync(Wanted(1));
        await Temporary.CloseAsync();
        File.Move(copy, PathOf, overwrite: true);

        Assert.That(() => RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreRolledBackException>().With.Message.Contains("0 entries").And.Message.Contains("1 were written"));
    }

    [Test]
    public async Task Open_CopyThatLacksNothing_GoesOnWithANewFence()
    {
        await PlanAsync(Wanted(1));
        var copy = await CopyAsync();
        await Temporary.ReopenAsync();
        await Temporary.CloseAsync();
        File.Move(copy, PathOf, overwrite: true);

        Assert.That((await Temporary.ReopenAsync()).Fence, Is.EqualTo(3));
    }

    [Test]
    public async Task Open_YesterdaysCopyByDecision_GoesOn()
    {
        var copy = await CopyAsync();
        await Temporary.ReopenAsync();
        await Temporary.CloseAsync();
        File.Move(copy, PathOf, overwrite: true);

        File.Delete(PathOf + ".owner");

        Assert.That((await Temporary.ReopenAsync()).Fence, Is.EqualTo(2));
    }

    [Test]
    public async Task Open_DatabaseTakenAway_MakesANewOne()
    {
        await Temporary.ReopenAsync();
        await Temporary.CloseAsync();
        File.Delete(PathOf);

        Assert.That((await Temporary.ReopenAsync()).Fence, Is.EqualTo(1));
    }

    [Test]
    public async Task Open_UnreadableOwnerFile_IsNoObstacle()
    {
        await Temporary.CloseAsync();
        await File.WriteAllTextAsync(PathOf + ".owner", "½ \0 nonsense");

        Assert.That((await Temporary.ReopenAsync()).Fence, Is.EqualTo(2));
    }

    [Test]
    public async Task Open_NoDatabaseAtAll_SaysWhatItIs()
    {
        await Temporary.CloseAsync();
        File.Delete(PathOf + ".owner");
        await File.WriteAllTextAsync(PathOf, "this is a letter to a friend, and no database at all, however long it may be");

        Assert.That(() => RelayStore.OpenForWorkAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreEngineException>().With.Message.Contains(PathOf));
        Assert.That(() => RelayStore.OpenReadOnlyAsync(Temporary.Options, Time, null, default), Throws.TypeOf<StoreEngineException>());
    }

    [Test]
    public async Task Read_WhileTheWriterIsInTheMiddle_SeesWhatWasCommitted()
    {
        await PlanAsync(Wanted(1));
        var writes = Enumerable.Range(2, 40).Select(number => Ledger.PlanAsync([EventKey(number)], [Wanted(number)], _ => "", Now, default)).ToList();

        for (var i = 0; i < 50; i++)
        {
            var tally = await Ledger.TallyAsync(Now, default);
            Assert.That(tally.Publications[PublicationState.Planned], Is.EqualTo(tally.WindowsOpen), "one moment in all its parts");
        }

        await Task.WhenAll(writes);
    }

    /// <summary>A copy as an operator's backup makes it.</summary>
    private async Task<string> CopyAsync()
    {
        var copy = PathOf + ".yesterday";
        await RawAsync<object?>($"VACUUM INTO '{copy}'");
        return copy;
    }
}
