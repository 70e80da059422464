using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Sources.Rows;

namespace Relay.Sources.Sql;

/// <summary>One view as it stands in the database, and the queries it is asked.</summary>
internal sealed class SqlView
{
    private readonly ISqlSession _session;
    private readonly string _name;
    private readonly Dictionary<string, ViewColumn> _columns;

    private SqlView(ISqlSession session, string name, Dictionary<string, ViewColumn> columns)
    {
        (_session, _name, _columns) = (session, name, columns);
        Columns = [.. columns.Keys];
    }

    /// <summary>Names of the columns that it has and Relay reads, in the order of <see cref="Rows"/>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The query for keys: one column.</summary>
    public string Ids => $"select {Id} from {_name}";

    /// <summary>The query for keys that several rows share: one column.</summary>
    public string SharedIds => $"select {Id} from {_name} group by {Id} having count(*) > 1";

    /// <summary>The query for the row of a key, with its parameter <c>@id</c>.</summary>
    public string RowOf => $"{Rows} where {Id} = @id";

    private string Id => _session.AsText(_columns["source_id"], RowColumns.Limit("source_id"));

    private string Rows => $"select {string.Join(", ", _columns.Select(column => _session.AsText(column.Value, RowColumns.Limit(column.Key))))} from {_name}";

    /// <summary>Looks at a view.</summary>
    /// <exception cref="SourceUnavailableException">When it lacks a column that Relay can't do without.</exception>
    public static async Task<SqlView> OpenAsync(ISqlSession session, ItemKind kind, string name, CancellationToken cancel)
    {
        var there = (await session.ColumnsAsync(name, cancel)).ToLookup(column => column.Name, StringComparer.OrdinalIgnoreCase);
        var missing = RowColumns.Required(kind).Where(column => !there.Contains(column)).ToList();
        if (missing.Count > 0)
        {
            throw new SourceUnavailableException(new Phrase(
                $"Il manque à la vue {name} : {string.Join(", ", missing)} ; voyez docs/sources/sql.md.", $"The view {name} lacks {string.Join(", ", missing)}: see docs/sources/sql.md."));
        }
        return new SqlView(session, name, RowColumns.Of(kind).Where(there.Contains).ToDictionary(column => column, column => there[column].First(), StringComparer.Ordinal));
    }

    /// <summary>The query for rows changed at or after an instant, oldest change first; every row when it is null or the view does not tell.</summary>
    public (string Sql, object? Since) Changed(DateTimeOffset? since)
    {
        if (!_columns.TryGetValue("updated_at", out var updated))
        {
            return (Rows, null);
        }
        var change = since is { } from ? _session.ChangedSince(updated, from) : null;
        var where = change is { } asked ? $" where {asked.Condition}" : "";
        return ($"{Rows}{where} order by {_session.InOrder(updated)}", change?.Value);
    }
}
