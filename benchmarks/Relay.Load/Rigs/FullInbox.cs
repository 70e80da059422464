using System.Globalization;
using Microsoft.Data.Sqlite;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Rigs;

/// <summary>An inbox of so many interactions, and so many people who wrote. Some are written as the worker writes them, and asked for; the rest are their rows again under other keys.</summary>
internal sealed class FullInbox : IAsyncDisposable
{
    private const int Real = 200;

    private readonly WorkFolder _folder;
    private readonly RelayStore _store;

    private FullInbox(WorkFolder folder, RelayStore store) => (_folder, _store) = (folder, store);

    public static async Task<FullInbox> CreateAsync(int interactions, int people)
    {
        var folder = new WorkFolder();
        var options = new StoreOptions { Path = folder.File("relay.db"), Protection = new ReversedSecrets() };
        await using (var store = await RelayStore.OpenForWorkAsync(options, TimeProvider.System, logger: null, CancellationToken.None))
        {
            await WriteAsync(store);
        }
        Multiply(options.Path, interactions, people);
        return new(folder, await RelayStore.OpenForWorkAsync(options, TimeProvider.System, logger: null, CancellationToken.None));
    }

    /// <summary>Looks up one interaction and who wrote it; whether both are there.</summary>
    public async Task<bool> AskAsync(int number)
        => await _store.Inbox.FindAsync(KeyOf(number % Real), CancellationToken.None) is not null
            && await _store.Contacts.FindIdentityAsync([HashOf(number % Real)], CancellationToken.None) is { } identity
            && await _store.Contacts.FindAsync(identity.Contact, CancellationToken.None) is not null;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task WriteAsync(RelayStore store)
    {
        var now = TimeProvider.System.GetUtcNow();
        await store.Inbox.KeepAsync(new([.. Enumerable.Range(0, Real).Select(_ => new Arrival("bot33", Door.Webhook, "updates", "{}"u8.ToArray(), now))]), CancellationToken.None);
        var waiting = await store.Inbox.WaitingAsync(0, Real, CancellationToken.None);
        await store.Inbox.KeepUnderstoodAsync(
            [.. waiting.Select((kept, number) => new UnderstoodArrival(kept.Number, "bot33", new([new Happening.Said(KeyOf(number), InteractionKind.PrivateMessage, new Author(null, "Ana") { Key = HashOf(number) }, "Je viens !", now)], [])))],
            now, CancellationToken.None);
        for (var number = 0; number < Real; number++)
        {
            var writer = new Correspondent(ContactPoint.OfNetwork("telegram", string.Create(CultureInfo.InvariantCulture, $"{number}")), "Ana", "fr", null, now);
            await store.Contacts.MeetAsync(writer, [HashOf(number)], ContactState.Occasional, now.AddDays(60), CancellationToken.None);
        }
    }

    private static InteractionKey KeyOf(int number) => new("telegram:7000000001", string.Create(CultureInfo.InvariantCulture, $"{number}"), InteractionRealm.Private, "1");

    private static KeyedHash HashOf(int number) => new("telegram", string.Create(CultureInfo.InvariantCulture, $"{number:x32}"), "k1");

    private static void Multiply(string path, int interactions, int people)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=0");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -262144; BEGIN");
        Copy(connection, "interactions", interactions, new() { ["key"] = "lower(hex(randomblob(16)))", ["author_key"] = "lower(hex(randomblob(16)))", ["heard_at"] = "heard_at - i" });
        Copy(connection, "heard", 2 * interactions, new() { ["key"] = "lower(hex(randomblob(16)))" });
        Copy(connection, "contacts", people, new() { ["id"] = "printf('%08x-0000-7000-8000-%012x', i, i)" });
        Copy(connection, "identities", people, new()
        {
            ["id"] = "printf('%08x-0001-7000-8000-%012x', i, i)", ["contact_id"] = "printf('%08x-0000-7000-8000-%012x', i, i)", ["hmac"] = "lower(hex(randomblob(16)))",
        });
        Execute(connection, "COMMIT; PRAGMA optimize;");
    }

    /// <summary>Writes one row of a table so many times, some of its columns anew.</summary>
    private static void Copy(SqliteConnection connection, string table, int count, Dictionary<string, string> anew)
    {
        using var ask = connection.CreateCommand();
        ask.CommandText = $"SELECT name FROM pragma_table_info('{table}')";
        var columns = new List<string>();
        using (var rows = ask.ExecuteReader())
        {
            while (rows.Read())
            {
                columns.Add(rows.GetString(0));
            }
        }
        Execute(connection, string.Create(CultureInfo.InvariantCulture,
            $"""
             INSERT INTO {table} ({string.Join(", ", columns)})
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count - Real})
             SELECT {string.Join(", ", columns.Select(column => anew.GetValueOrDefault(column, column)))} FROM n, (SELECT * FROM {table} LIMIT 1)
             """));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
