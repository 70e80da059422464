using Microsoft.Data.Sqlite;
using Relay.Core.Texts;

namespace Relay.Sources.Sql.Sqlite;

/// <summary>A party's SQLite file, opened for reading only.</summary>
/// <param name="path">The file, in full.</param>
/// <param name="timeout">Longest wait for a writer that holds it.</param>
internal sealed class SqliteDatabase(string path, TimeSpan timeout) : ISqlDatabase
{
    public async Task<ISqlSession> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(timeout.TotalSeconds),
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await using var begin = connection.CreateCommand();
            begin.CommandText = "pragma query_only = on; begin"; // one look: the list and the rows of a pass agree
            await begin.ExecuteNonQueryAsync(cancel);
            return new SqliteSession(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Phrase? Describe(Exception fault) => fault switch
    {
        SqliteException when !File.Exists(path) => new($"Le fichier {path} n'existe pas.", $"The file {path} is not there."),
        SqliteException refused => new(
            $"SQLite refuse de lire {path} ({refused.SqliteErrorCode}) : « {Meant(refused.Message)} ».", $"SQLite refuses to read {path} ({refused.SqliteErrorCode}): {Meant(refused.Message)}"),
        _ => null,
    };

    // The driver wraps what SQLite says: "SQLite Error 1: 'no such table: relay_events'."
    private static string Meant(string message) => message.IndexOf(": '", StringComparison.Ordinal) is > 0 and var start ? message[(start + 3)..].TrimEnd('.', '\'') : message;
}
