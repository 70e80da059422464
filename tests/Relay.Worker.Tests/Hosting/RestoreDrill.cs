using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Audit;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;
using Relay.Worker.Keys;
using Relay.Worker.Tests.Cli;

namespace Relay.Worker.Tests.Hosting;

/// <summary>A store that is copied, worked with and put back.</summary>
public abstract class RestoreDrill
{
    private protected CliBench Bench { get; } = new();

    private protected string Store => Path.Combine(Bench.Folder, "data", "relay.db");

    private protected string KeyFolder => Path.Combine(Bench.Folder, "data", "keys");

    private protected StoreOptions Options => new() { Path = Store, Protection = new KeyRing(KeyFolder) };

    [TearDown]
    public void RemoveFolder() => Bench.Dispose();

    private protected static ContactPoint Point(string id) => ContactPoint.OfNetwork("telegram", id);

    private protected async Task<Guid> MeetAsync(string id)
    {
        new StoreBench(Bench).Configure();
        await using var store = await RelayStore.OpenForWorkAsync(Options, TimeProvider.System, null, CancellationToken.None);
        var (now, keys) = (TimeProvider.System.GetUtcNow(), new PeopleKeyFile(KeyFolder).Make());
        var met = await store.Contacts.MeetAsync(new(Point(id), "Élodie", "fr", null, now), keys.Hashes(Point(id)), ContactState.Occasional, now.AddMonths(2), CancellationToken.None);
        await store.Contacts.KeepDetailsAsync(met.Contact, new() { Mail = $"{id}@example.org" }, Actor.System, now, CancellationToken.None);
        return met.Contact;
    }

    private protected ContactBook Book(RelayStore store)
    {
        var list = new SuppressionList(store.Suppressions, new PeopleKeyFile(KeyFolder), TimeProvider.System);
        var journal = new LeftAloneJournal(new LeftAloneFile(KeyFolder), store.Records, store.Links, NullLogger<LeftAloneJournal>.Instance);
        return new(store.Contacts, store.Links, list, new RetentionRules(new()), TimeProvider.System, journal);
    }

    private protected async Task<ContactState?> StateAsync(Guid person) => (await ReadAsync(store => store.Contacts.FindAsync(person, default)))?.State;

    private protected async Task<T> WorkAsync<T>(Func<RelayStore, Task<T>> work)
    {
        await using var store = await RelayStore.OpenForWorkAsync(Options, TimeProvider.System, null, CancellationToken.None);
        return await work(store);
    }

    // As docs/operations.md has it.
    private protected void Restore()
    {
        File.Move(Store + ".yesterday", Store, overwrite: true);
        foreach (var left in new[] { "-wal", "-shm", ".owner" })
        {
            File.Delete(Store + left);
        }
    }

    private protected async Task<WorkerRun> StartAsync()
    {
        var around = Bench.Around();
        var (file, configuration) = await ConfigurationLoader.LoadForWorkAsync(null, around, CancellationToken.None);
        return await WorkerRun.StartAsync(file, configuration, new Screen(around.Output, around.Error, "en", json: false), around, CancellationToken.None);
    }

    private protected async Task<T> ReadAsync<T>(Func<RelayStore, Task<T>> read)
    {
        await using var store = await RelayStore.OpenReadOnlyAsync(Options, TimeProvider.System, null, CancellationToken.None);
        return await read(store);
    }
}
