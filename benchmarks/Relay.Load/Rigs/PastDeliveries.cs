using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Relay.Load.Rigs;

/// <summary>Writes deliveries of the past straight into a SQLite store, as confirmed posts leave them: a million through the ledger would take an hour.</summary>
internal static class PastDeliveries
{
    /// <summary>The account of all.</summary>
    public const string Account = "bot33";

    private const int Targets = 40;

    // One row each in five tables, and their two lines of the audit, whose hashes are no chain: nothing here reads it back.
    private const string Rows = """
        CREATE TEMP TABLE past AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $count)
          SELECT i, printf('%08x-0000-7000-8000-%012x', i, i) AS pub, printf('%08x-0001-7000-8000-%012x', i, i) AS del, '@parti_' || (i % $targets) AS target,
            'party/event/' || i AS item, $now - ($count - i) * 60000 AS at FROM n;
        INSERT INTO publications (id, subject, moment, occurrence, network, target, target_kind, channel, account, items, from_at, until_at, expires_at, order_at, priority, paced,
            state, released_at, delivery_id)
          SELECT pub, item, 'announce', '-', 'telegram', target, 'public', 'gironde', $account, '["' || item || '"]', at, at, at, at, 60, 1, 'released', at, del FROM past;
        INSERT INTO publication_items (item, publication_id) SELECT item, pub FROM past;
        INSERT INTO deliveries (id, publication_id, operation, network, target, target_kind, channel, account, priority, paced, state, created_at, next_at, expires_at, left_at,
            strikes, attempts)
          SELECT del, pub, 'create', 'telegram', target, 'public', 'gironde', $account, 60, 1, 'confirmed', at, at, at, at, 0, 1 FROM past;
        INSERT INTO parts (delivery_id, part, network, target, account, state, text, text_hash, images, remote_ids, attempted_at, confirmed_at)
          SELECT del, 0, 'telegram', target, $account, 'confirmed', 'Réunion publique à Bordeaux n° ' || i, printf('%016x', (i * 2654435761) % 4294967291), '[]',
            '["' || i || '"]', at, at FROM past;
        INSERT INTO attempts (delivery_id, number, part, account, target, started_at, ended_at, result, fence) SELECT del, 1, 0, $account, target, at, at, 'done', 1 FROM past;
        INSERT INTO audit (number, at, actor_kind, actor_name, action, subject, hash)
          SELECT 1 + 2 * i, at, 'system', 'relay', 'attempt.began', del, '-' FROM past UNION ALL SELECT 2 + 2 * i, at, 'system', 'relay', 'delivery.confirmed', del, '-' FROM past;
        UPDATE store SET audit_number = 2 * $count;
        DROP TABLE past;
        """;

    /// <summary>The key of a target.</summary>
    public static string Target(int number) => string.Create(CultureInfo.InvariantCulture, $"@parti_{number % Targets}");

    /// <summary>The id of the delivery with a number, from 0.</summary>
    public static string Delivery(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}-0001-7000-8000-{number:x12}");

    /// <summary>Writes so many, the last a minute ago.</summary>
    public static void Write(string path, int count, DateTimeOffset now)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=0");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144; BEGIN; " + Rows + " COMMIT; PRAGMA optimize;";
        command.Parameters.AddWithValue("$count", count);
        command.Parameters.AddWithValue("$targets", Targets);
        command.Parameters.AddWithValue("$account", Account);
        command.Parameters.AddWithValue("$now", now.ToUnixTimeMilliseconds());
        command.ExecuteNonQuery();
    }
}
