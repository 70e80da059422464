using System.Data.Common;
using Microsoft.Data.Sqlite;
using Relay.Core.Texts;

namespace Relay.Sources.Returns;

/// <summary>A party's SQLite file, which is never made: its table is the party's to make.</summary>
/// <param name="path">The file, in full.</param>
internal sealed class SqliteReturnDatabase(string path) : IReturnDatabase
{
    private const int Constraint = 19;

    public async Task<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Cache = SqliteCacheMode.Private, Pooling = false, DefaultTimeout = 30 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public DbParameter Parameter(string name, object? value) => new SqliteParameter(name, value switch
    {
        null => DBNull.Value,
        DateTimeOffset at => ReturnRow.Text(at),
        bool said => said ? 1L : 0L,
        _ => value,
    });

    // What SQLite says of a constraint names columns, never values.
    public Phrase? Describe(Exception fault) => fault switch
    {
        SqliteException when !File.Exists(path) => new($"Le fichier {path} n'existe pas : Relay ne crée pas la base du parti.", $"The file {path} is not there: Relay does not make the party's database."),
        SqliteException { SqliteErrorCode: Constraint } refused => new($"La table de retour de {path} refuse une ligne : {refused.Message}", $"The return table in {path} refuses a row: {refused.Message}"),
        SqliteException refused => new($"SQLite refuse d'écrire dans {path} : {refused.Message}", $"SQLite refuses to write to {path}: {refused.Message}"),
        _ => null,
    };
}
