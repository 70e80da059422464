using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Relay.Sandbox;

namespace Relay.EndToEnd.Tests.Harness;

/// <summary>Looks into the worker's SQLite store from outside, beside a running worker or without one.</summary>
internal sealed class StoreReader(string path, SandboxWorld world)
{
    /// <summary>Deliveries by state.</summary>
    public Task<IReadOnlyDictionary<string, int>> DeliveriesAsync() => CountAsync("SELECT state, count(*) FROM deliveries GROUP BY state");

    /// <summary>Publications by state.</summary>
    public Task<IReadOnlyDictionary<string, int>> PublicationsAsync() => CountAsync("SELECT state, count(*) FROM publications GROUP BY state");

    /// <summary>How many attempts ever ended without an answer that settles them: cut off, lost, or said to be a duplicate.</summary>
    public async Task<int> DoubtsEverAsync()
        => (await CountAsync("SELECT 'doubts', count(*) FROM attempts WHERE result IS NULL OR result IN ('unknown', 'duplicate')"))["doubts"];

    /// <summary>The posts that the store believes to stand, named as the sandbox names them.</summary>
    public async Task<IReadOnlyList<RemotePost>> ConfirmedAsync()
    {
        var rows = await ReadAsync("SELECT network, target, remote_ids FROM parts WHERE state = 'confirmed'");
        return [.. rows.SelectMany(row => JsonSerializer.Deserialize<string[]>(row[2])!.Select(id => new RemotePost(row[0], Place(row[0], row[1]), id)))];
    }

    /// <summary>Rows of text.</summary>
    public async Task<IReadOnlyList<string[]>> ReadAsync(string sql)
    {
        if (!File.Exists(path))
        {
            return [];
        }
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, DefaultTimeout = 30, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string[]>();
        while (await reader.ReadAsync())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString() ?? "")]);
        }
        return rows;
    }

    private async Task<IReadOnlyDictionary<string, int>> CountAsync(string sql)
        => (await ReadAsync(sql)).ToDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    // The sandbox lists profiles and chats by their numbers, and a topic with its chat.
    private string Place(string network, string target) => (network, target.Split('#')[0]) switch
    {
        ("x", var handle) => world.Profiles.First(profile => "@" + profile.Username == handle).Id,
        ("telegram", ['@', ..] handle) => world.Chats.First(chat => "@" + chat.Username == handle).Id.ToString(CultureInfo.InvariantCulture),
        var (_, place) => place,
    };
}

/// <summary>A post by its place and id.</summary>
internal sealed record RemotePost(string Network, string Target, string Id);
