using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Relay.Store.Engines;

/// <summary>How a batch of values becomes rows that one statement can read: one parameter, whatever their number.</summary>
internal sealed class RowShape<T>
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly List<(Column Column, Action<Utf8JsonWriter, T> Write)> _columns = [];

    public RowShape<T> Text(string name, Func<T, string?> value)
    {
        _columns.Add((new Column(name, "text"), (json, row) => json.WriteString(name, value(row))));
        return this;
    }

    public RowShape<T> Number(string name, Func<T, long?> value)
    {
        _columns.Add((new Column(name, "bigint"), (json, row) =>
        {
            if (value(row) is { } number)
            {
                json.WriteNumber(name, number);
            }
            else
            {
                json.WriteNull(name);
            }
        }));
        return this;
    }

    /// <summary>The rows as a table named <c>r</c>.</summary>
    public string In(Dialect dialect) => dialect.Rows(_columns.ConvertAll(column => column.Column));

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
                foreach (var (_, write) in _columns)
                {
                    write(json, row);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

/// <summary>Shapes that several ports use.</summary>
internal static class RowShapes
{
    /// <summary>A list of keys or ids, column <c>key</c>.</summary>
    public static RowShape<string> Keys { get; } = new RowShape<string>().Text("key", key => key);
}
