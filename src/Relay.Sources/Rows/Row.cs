using System.Data.Common;
using Relay.Core.Items;

namespace Relay.Sources.Rows;

/// <summary>One row as it came: every value as text; and what was found wrong with it so far.</summary>
/// <param name="values">By column; those that the view does not have are absent.</param>
internal sealed class Row(IReadOnlyDictionary<string, string?> values)
{
    private readonly List<RowFault> _faults = [];

    /// <summary>What is wrong with it; each column once at most, the first fault counts.</summary>
    public IReadOnlyList<RowFault> Faults => _faults;

    /// <summary>A value without the spaces around it; null when it is null, blank or absent.</summary>
    public string? this[string column] => values.TryGetValue(column, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Reads the row on which a reader stands.</summary>
    public static Row Of(IReadOnlyList<string> columns, DbDataReader reader)
    {
        var values = new Dictionary<string, string?>(columns.Count, StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            values[columns[i]] = reader.IsDBNull(i) ? null : reader.GetString(i);
        }
        return new Row(values);
    }

    /// <summary>The value exactly as it is; null when it is null or absent.</summary>
    public string? Exactly(string column) => values.GetValueOrDefault(column);

    /// <summary>Whether the view has such a column at all.</summary>
    public bool Has(string column) => values.ContainsKey(column);

    /// <summary>Notes that a column is wrong.</summary>
    public void Add(string column, string english, string french)
    {
        if (!_faults.Exists(fault => fault.Column == column))
        {
            _faults.Add(new RowFault(column, english, french));
        }
    }
}
