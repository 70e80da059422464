namespace Relay.Store.Engines;

/// <summary>
/// The words in which a statement names the rows it is given: the columns of a table <c>r</c> where they all come at once, plain parameters where the statement runs once a
/// row. With parameters SQLite finds its one row and writes it, without a table in between and without copying pages for the case that a later row fails.
/// </summary>
internal sealed class RowsText
{
    private readonly string _table;
    private readonly bool _isOne;

    private RowsText(string table, bool isOne) => (_table, _isOne) = (table, isOne);

    /// <summary>What follows an <c>UPDATE … SET …</c>: where the rows come from.</summary>
    public string From => _isOne ? "" : $"FROM {_table}";

    /// <summary>The value of a column.</summary>
    public string this[string column] => _isOne ? Column.ParameterOf(column) : $"r.{column}";

    public static RowsText OfTable(string table) => new(table, isOne: false);

    public static RowsText OfOne(string table) => new(table, isOne: true);

    /// <summary>What follows an <c>INSERT INTO … (…)</c>, in the order of its columns.</summary>
    public string Values(params IEnumerable<string> values)
    {
        var list = string.Join(", ", values);
        return _isOne ? $"VALUES ({list})" : $"SELECT {list} FROM {_table}";
    }

    /// <summary>The rows as a table named <c>r</c>, for a statement that joins them.</summary>
    public override string ToString() => _table;
}
