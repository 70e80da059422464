using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Store;

namespace Relay.Testing;

/// <summary>A store of a test's own, in a folder or a database of its own: open for work, to be closed and opened again, gone at the end.</summary>
public sealed class TemporaryStore : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> SharedDatabase = new(Postgres.DatabaseAsync);
    private static int _schemas;
    private readonly string? _folder;
    private RelayStore? _open;

    private TemporaryStore(StoreOptions options, TimeProvider time, string? folder) => (Options, Time, _folder) = (options, time, folder);

    /// <summary>How to open it.</summary>
    public StoreOptions Options { get; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The open store.</summary>
    public RelayStore Store => _open ?? throw new InvalidOperationException("The test has closed this store.");

    /// <inheritdoc cref="RelayStore.Ledger"/>
    public ILedger Ledger => Store.Ledger;

    /// <inheritdoc cref="RelayStore.Items"/>
    public IItemStore Items => Store.Items;

    /// <inheritdoc cref="RelayStore.Settings"/>
    public ISettingsStore Settings => Store.Settings;

    /// <inheritdoc cref="RelayStore.Secrets"/>
    public ISecretStore Secrets => Store.Secrets;

    /// <inheritdoc cref="RelayStore.Audit"/>
    public IAudit Audit => Store.Audit;

    /// <summary>A new SQLite store. The assembly's set-up has called <see cref="SqliteLibrary.Use"/>.</summary>
    public static Task<TemporaryStore> SqliteAsync(TimeProvider time) => OpenAsync(StoreEngine.Sqlite, time);

    /// <summary>A new PostgreSQL store; ignores the test where PostgreSQL is not installed.</summary>
    public static Task<TemporaryStore> PostgreSqlAsync(TimeProvider time) => OpenAsync(StoreEngine.PostgreSql, time);

    /// <summary>A new store of an engine.</summary>
    public static async Task<TemporaryStore> OpenAsync(StoreEngine engine, TimeProvider time)
    {
        var store = await CreateAsync(engine, time);
        await store.ReopenAsync();
        return store;
    }

    /// <summary>A place for a store, with nothing in it yet.</summary>
    public static async Task<TemporaryStore> CreateAsync(StoreEngine engine, TimeProvider time)
    {
        if (engine == StoreEngine.PostgreSql)
        {
            // One database for all, a schema for each: making a database takes longer than most tests.
            var connection = await SharedDatabase.Value;
            var schema = string.Create(CultureInfo.InvariantCulture, $"relay_{Interlocked.Increment(ref _schemas)}");
            return new TemporaryStore(new StoreOptions { Engine = engine, ConnectionString = () => connection, Schema = schema, Protection = new ReversedSecrets() }, time, null);
        }
        var folder = Directory.CreateTempSubdirectory("relay-store-").FullName;
        return new TemporaryStore(new StoreOptions { Path = Path.Combine(folder, "relay.db"), Protection = new ReversedSecrets() }, time, folder);
    }

    /// <summary>Ends the worker in good order and starts another.</summary>
    public async Task<RelayStore> ReopenAsync()
    {
        await CloseAsync();
        _open = await RelayStore.OpenForWorkAsync(Options, Time, null, CancellationToken.None);
        return _open;
    }

    /// <summary>Ends the worker in good order.</summary>
    public async Task CloseAsync()
    {
        if (_open is { } open)
        {
            _open = null;
            await open.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
