using System.Data.Common;

namespace Relay.Store.Engines;

/// <summary>One command of one connection, with its parameters.</summary>
internal sealed class Statement : IAsyncDisposable
{
    private Arguments? _shape;
    private IReadOnlyList<Column> _columns = [];

    public Statement(DbConnection connection, string sql)
    {
        Command = connection.CreateCommand();
#pragma warning disable CA2100 // texts are constants of this program; values are parameters
        Command.CommandText = sql;
#pragma warning restore CA2100
    }

    public DbCommand Command { get; }

    /// <summary>Gives it the values of an object's properties, and room for the columns of a row after them.</summary>
    /// <returns>Where the columns' parameters begin.</returns>
    public int Fill(object? args, IReadOnlyList<Column> columns)
    {
        var shape = args is null ? Arguments.None : Arguments.Of(args.GetType());
        if (!ReferenceEquals(shape, _shape) || !ReferenceEquals(columns, _columns))
        {
            Command.Parameters.Clear();
            shape.Declare(Command);
            foreach (var column in columns)
            {
                column.Declare(Command);
            }
            (_shape, _columns) = (shape, columns);
        }
        if (args is not null)
        {
            shape.Fill(Command, args);
        }
        return shape.Count;
    }

    public ValueTask DisposeAsync() => Command.DisposeAsync();
}
