using System.Text;
using System.Text.Unicode;

namespace Relay.Store.Inbox;

/// <summary>Bytes of a payload as a column of text: as they are where they are text that every engine can keep, else in base 64.</summary>
internal static class PayloadText
{
    private const char Plain = 't';

    /// <summary>The first character of a column in base 64.</summary>
    public const char Coded = 'b';

    public static string Write(ReadOnlyMemory<byte> payload) => !payload.Span.Contains((byte)0) && Utf8.IsValid(payload.Span)
        ? Plain + Encoding.UTF8.GetString(payload.Span)
        : Coded + Convert.ToBase64String(payload.Span);

    public static ReadOnlyMemory<byte> Read(string column) => column[0] switch
    {
        Plain => Encoding.UTF8.GetBytes(column[1..]),
        Coded => Convert.FromBase64String(column[1..]),
        var other => throw new InvalidDataException($"The store holds a payload of kind '{other}', which this program does not know."),
    };
}
