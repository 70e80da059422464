using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>A party database that a test changes while Relay reads it: SQLite with the two views as tables. Every title is its own.</summary>
internal sealed class PartyDatabase
{
    /// <summary>How every title begins.</summary>
    public const string TitleStart = "Réunion publique n";

    private const string Schema = """
        CREATE TABLE relay_events (source_id TEXT PRIMARY KEY, created_at TEXT, updated_at TEXT, title TEXT, summary TEXT, territory TEXT, starts_local TEXT,
          zone TEXT, place TEXT, url TEXT, themes TEXT, status TEXT, visibility TEXT);
        CREATE TABLE relay_initiatives (source_id TEXT PRIMARY KEY, created_at TEXT, updated_at TEXT, title TEXT, summary TEXT, territory TEXT,
          url TEXT, themes TEXT, status TEXT, visibility TEXT);
        """;

    private readonly string _connection;

    /// <summary>Makes an empty one.</summary>
    public PartyDatabase(string path)
    {
        Path = path;
        _connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30, Pooling = false }.ConnectionString;
        Execute(Schema);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Adds the table where the party takes what people did, as the documentation has it.</summary>
    public void AddReturn() => Execute(File.ReadAllText(Testing.Repository.PathOf("docs", "sources", "ddl", "return-sqlite.sql")));

    /// <summary>What was returned: its kind, and the name as shown; of who has opposed without the name.</summary>
    public IReadOnlyList<string> Returned()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT kind || ' ' || coalesce(additional_name, '') FROM relay_return ORDER BY written_at";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(reader.GetString(0));
        }
        return rows;
    }

    /// <summary>Adds confirmed events of the coming weeks.</summary>
    /// <param name="count">How many.</param>
    /// <param name="themes">Themes of the event with a number, from 1.</param>
    /// <param name="first">Number of the first.</param>
    public void AddEvents(int count, Func<int, string> themes, int first = 1)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        for (var number = first; number < first + count; number++)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = """
                INSERT INTO relay_events VALUES ($id, $created, $created, $title, 'Venez en parler.', 'DEP-33', $starts, 'Europe/Paris', 'Salle des fêtes',
                  'https://parti.example/e/' || $id, $themes, 'confirmed', 'public')
                """;
            insert.Parameters.AddWithValue("$id", Id(number));
            insert.Parameters.AddWithValue("$title", Title(number));
            insert.Parameters.AddWithValue("$created", Instant(now.AddDays(-2)));
            insert.Parameters.AddWithValue("$starts", now.UtcDateTime.AddDays(4 + (number % 10)).ToString("yyyy-MM-dd'T'18:30:00", CultureInfo.InvariantCulture));
            insert.Parameters.AddWithValue("$themes", themes(number));
            insert.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    /// <summary>Changes events and their change time.</summary>
    /// <param name="set">What, in SQL: <c>status = 'cancelled'</c>.</param>
    /// <param name="where">Which, in SQL.</param>
    public int Change(string set, string where = "1 = 1")
        => Execute($"UPDATE relay_events SET updated_at = '{Instant(TimeProvider.System.GetUtcNow())}', {set} WHERE {where}");

    /// <summary>Takes events out of the list.</summary>
    public int Remove(string where) => Execute($"DELETE FROM relay_events WHERE {where}");

    /// <summary>Id of the event with a number.</summary>
    public static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"e{number}");

    /// <summary>Its title, which is part of no other's.</summary>
    public static string Title(int number) => string.Create(CultureInfo.InvariantCulture, $"{TitleStart}{number:D4}");

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        return connection;
    }

    private int Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}
