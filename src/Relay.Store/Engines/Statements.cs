using System.Data.Common;

namespace Relay.Store.Engines;

/// <summary>The commands of one connection, kept: a statement that runs again is neither read nor planned anew, which costs SQLite more than running it. Not thread-safe.</summary>
internal sealed class Statements(DbConnection connection) : IAsyncDisposable
{
    private static readonly IReadOnlyList<Column> NoColumns = [];

    private readonly Dictionary<string, Statement> _known = new(StringComparer.Ordinal);

    public DbConnection Connection { get; } = connection;

    /// <summary>The statement of a text; texts are few, since values are parameters.</summary>
    public Statement Of(string sql)
    {
        if (!_known.TryGetValue(sql, out var statement))
        {
            _known[sql] = statement = new Statement(Connection, sql);
        }
        return statement;
    }

    /// <summary>The command of a text, its parameters holding the values of an object's properties.</summary>
    public DbCommand Of(string sql, object? args)
    {
        var statement = Of(sql);
        statement.Fill(args, NoColumns);
        return statement.Command;
    }

    /// <summary>Forgets the commands, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var statement in _known.Values)
        {
            await statement.DisposeAsync();
        }
        _known.Clear();
        await Connection.DisposeAsync();
    }
}
