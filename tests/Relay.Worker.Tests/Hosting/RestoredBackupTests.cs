using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;
using Relay.Worker.Keys;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Hosting;

/// <summary>The drill of DP-29: yesterday's backup is put back, and whom we erased today is still absent.</summary>
public sealed class RestoredBackupTests
{
    private readonly CliBench _bench = new();

    private string Store => Path.Combine(_bench.Folder, "data", "relay.db");

    private string KeyFolder => Path.Combine(_bench.Folder, "data", "keys");

    private StoreOptions Options => new() { Path = Store, Protection = new KeyRing(KeyFolder) };

    [TearDown]
    public void RemoveFolder() => _bench.Dispose();

    [Test]
    public async Task Start_BackupFromBeforeAnErasure_FindsThePersonStillAbsent()
    {
        var (erased, kept) = (await MeetAsync("7000000001"), await MeetAsync("7000000002"));
        File.Copy(Store, Store + ".yesterday");
        Assert.That(await _bench.RunAsync("contacts", "erase", $"{erased}", "--confirm", $"{erased}"), Is.Zero, _bench.Error);

        Restore();
        await (await StartAsync()).DisposeAsync();

        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(erased, default)), Is.Null);
        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(kept, default)), Is.Not.Null);
        Assert.That(_bench.Error, Does.Contain("1 contacts are erased again"));
    }

    [Test]
    public async Task Meet_AfterTheBackupWasRestored_KeepsNothingOfWhoWasErased()
    {
        var erased = await MeetAsync("7000000001");
        File.Copy(Store, Store + ".yesterday");
        await _bench.RunAsync("contacts", "erase", $"{erased}", "--confirm", $"{erased}");
        Restore();
        await (await StartAsync()).DisposeAsync();

        await using var store = await RelayStore.OpenForWorkAsync(Options, TimeProvider.System, null, CancellationToken.None);
        var list = new SuppressionList(store.Suppressions, new PeopleKeyFile(KeyFolder), TimeProvider.System);
        var book = new ContactBook(store.Contacts, store.Links, list, new RetentionRules(new()), TimeProvider.System);
        var now = TimeProvider.System.GetUtcNow();
        var met = await book.MeetAsync(new(Point("7000000001"), "Élodie", "fr", null, now), new KeptAct.Question(now, null), CancellationToken.None);

        Assert.That(met, Is.Null);
        Assert.That(await list.CheckAsync(ContactPoint.OfMail("7000000001@example.org")!, SuppressionMoment.Import, null, CancellationToken.None), Is.EqualTo(SuppressionReason.Erasure), "nor does the party's database bring the address back");
    }

    [Test]
    public async Task Erase_Whoever_LeavesHashesAndNothingElseInTheLog()
    {
        var erased = await MeetAsync("7000000001");
        await _bench.RunAsync("contacts", "erase", $"{erased}", "--confirm", $"{erased}");

        var path = Path.Combine(KeyFolder, ErasureFile.FileName);
        var log = await File.ReadAllTextAsync(path);
        Assert.That(log, Does.Not.Contain("7000000001").And.Not.Contain("example"));
        Assert.That(new ErasureFile(KeyFolder).Read().Select(one => one.Hash.Channel), Is.EquivalentTo(new[] { "telegram", "email" }));
        if (!OperatingSystem.IsWindows())
        {
            Assert.That(File.GetUnixFileMode(path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [Test]
    public async Task Erase_LogThatCantBeRead_ErasesNobodyAndSaysWhy()
    {
        var person = await MeetAsync("7000000001");
        await File.WriteAllTextAsync(Path.Combine(KeyFolder, ErasureFile.FileName), "nonsense\n");

        Assert.That(await _bench.RunAsync("contacts", "erase", $"{person}", "--confirm", $"{person}"), Is.EqualTo(ExitCode.Configuration));

        Assert.That(await ReadAsync(store => store.Contacts.FindAsync(person, default)), Is.Not.Null);
    }

    private static ContactPoint Point(string id) => ContactPoint.OfNetwork("telegram", id);

    private async Task<Guid> MeetAsync(string id)
    {
        new StoreBench(_bench).Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, TimeProvider.System, null, CancellationToken.None);
        var (now, keys) = (TimeProvider.System.GetUtcNow(), new PeopleKeyFile(KeyFolder).Make());
        var met = await store.Contacts.MeetAsync(new(Point(id), "Élodie", "fr", null, now), keys.Hashes(Point(id)), ContactState.Occasional, now.AddMonths(2), CancellationToken.None);
        await store.Contacts.KeepDetailsAsync(met.Contact, new() { Mail = $"{id}@example.org" }, Actor.System, now, CancellationToken.None);
        return met.Contact;
    }

    // As docs/operations.md has it.
    private void Restore()
    {
        File.Move(Store + ".yesterday", Store, overwrite: true);
        foreach (var left in new[] { "-wal", "-shm", ".owner" })
        {
            File.Delete(Store + left);
        }
    }

    private async Task<WorkerRun> StartAsync()
    {
        var around = _bench.Around();
        var (file, configuration) = await ConfigurationLoader.LoadForWorkAsync(null, around, CancellationToken.None);
        return await WorkerRun.StartAsync(file, configuration, new Screen(around.Output, around.Error, "en", json: false), around, CancellationToken.None);
    }

    private async Task<T> ReadAsync<T>(Func<RelayStore, Task<T>> read)
    {
        await using var store = await RelayStore.OpenReadOnlyAsync(Options, TimeProvider.System, null, CancellationToken.None);
        return await read(store);
    }
}
