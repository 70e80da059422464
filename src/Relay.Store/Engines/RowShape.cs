using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Relay.Store.Engines;

/// <summary>How a batch of values becomes rows that one statement can read: one parameter, whatever their number, or, where that is faster, one parameter a value and a row at a time.</summary>
internal sealed class RowShape<T>
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly List<Column> _columns = [];
    private readonly List<Func<T, object?>> _values = [];

    /// <summary>In order.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    public RowShape<T> Text(string name, Func<T, string?> value) => With(new Column(name, "text"), value);

    public RowShape<T> Number(string name, Func<T, long?> value) => With(new Column(name, "bigint"), row => value(row));

    /// <summary>The rows as a table named <c>r</c>.</summary>
    public RowsText In(Dialect dialect) => RowsText.OfTable(dialect.Rows(_columns));

    /// <summary>One row, of its columns' parameters.</summary>
    public RowsText InOne() => RowsText.OfOne($"(SELECT {string.Join(", ", _columns.Select(column => $"{column.Parameter} AS {column.Name}"))}) AS r");

    /// <summary>Gives a row's values to its parameters.</summary>
    public void Fill(DbCommand command, int first, T row)
    {
        for (var index = 0; index < _values.Count; index++)
        {
            command.Parameters[first + index].Value = _values[index](row) ?? DBNull.Value;
        }
    }

    /// <summary>The value of parameter <c>@rows</c>.</summary>
    public string Write(IEnumerable<T> rows)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartObject();
                for (var index = 0; index < _values.Count; index++)
                {
                    Write(json, _columns[index].Name, _values[index](row));
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, (string)value);
                break;
        }
    }

    private RowShape<T> With(Column column, Func<T, object?> value)
    {
        _columns.Add(column);
        _values.Add(value);
        return this;
    }
}

/// <summary>Shapes that several ports use.</summary>
internal static class RowShapes
{
    /// <summary>A list of keys or ids, column <c>key</c>.</summary>
    public static RowShape<string> Keys { get; } = new RowShape<string>().Text("key", key => key);
}
