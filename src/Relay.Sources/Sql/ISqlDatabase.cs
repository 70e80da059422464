using System.Data.Common;
using Relay.Core.Texts;

namespace Relay.Sources.Sql;

/// <summary>A database of one engine. Stateless, thread-safe; opens nothing until asked.</summary>
internal interface ISqlDatabase
{
    /// <summary>Opens a look at the database that cannot write.</summary>
    Task<ISqlSession> OpenAsync(CancellationToken cancel);

    /// <summary>Why the database could not be read, in one sentence free of secrets; null when the fault is not the database's.</summary>
    Phrase? Describe(Exception fault);
}

/// <summary>One look at a database, and how its engine says things. Every value is asked for as text: what types a party's database uses is its own affair.</summary>
internal interface ISqlSession : IAsyncDisposable
{
    /// <summary>The columns of a view.</summary>
    Task<IReadOnlyList<ViewColumn>> ColumnsAsync(string view, CancellationToken cancel);

    /// <summary>An expression for a column's first characters as text, times in ISO form and UTC, arrays joined by semicolons.</summary>
    string AsText(ViewColumn column, int most);

    /// <summary>A condition for rows changed at or after an instant, with its parameter <c>@since</c>; null when the column's type can't be compared and every row must be read.</summary>
    (string Condition, object Value)? ChangedSince(ViewColumn column, DateTimeOffset since);

    /// <summary>An expression that sorts by a column of instants.</summary>
    string InOrder(ViewColumn column);

    /// <summary>Runs a query; the reader stands on each row in turn. Rows are streamed.</summary>
    IAsyncEnumerable<DbDataReader> QueryAsync(string sql, string? parameter, object? value, CancellationToken cancel);
}

/// <summary>A column as the database names and types it.</summary>
internal sealed record ViewColumn(string Name, string Type)
{
    /// <summary>Its name for use in SQL. Only names that Relay knows are used, so none holds a quote.</summary>
    public string Quoted => $"\"{Name}\"";
}
