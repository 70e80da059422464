using System.Text;
using System.Text.Unicode;

namespace Relay.Networks.Arriving;

/// <summary>Makes JSON of any bytes readable as text, without moving what is right.</summary>
internal static class HostileText
{
    private static readonly byte[] Replacement = "\\ufffd"u8.ToArray();

    /// <summary>The same bytes where nothing is wrong; otherwise a copy with U+FFFD for bytes that are no UTF-8, for escaped halves of surrogate pairs and for escaped nulls (no database takes those).</summary>
    public static ReadOnlyMemory<byte> Clean(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }
        if (!Utf8.IsValid(bytes.Span))
        {
            bytes = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
        }
        return bytes.Span.IndexOf("\\u"u8) < 0 ? bytes : Unescaped(bytes);
    }

    private static ReadOnlyMemory<byte> Unescaped(ReadOnlyMemory<byte> bytes)
    {
        byte[]? copy = null;
        var span = bytes.Span;
        for (var at = 0; at < span.Length - 1; at++)
        {
            if (span[at] != (byte)'\\')
            {
                continue;
            }
            if (Unit(span[at..]) is not { } unit)
            {
                at++; // another escape: its second byte, itself perhaps a backslash, begins nothing
                continue;
            }
            if (char.IsHighSurrogate(unit) && Unit(span[(at + 6)..]) is { } low && char.IsLowSurrogate(low))
            {
                at += 11;
                continue;
            }
            if (char.IsSurrogate(unit) || unit == '\0')
            {
                copy ??= bytes.ToArray();
                Replacement.CopyTo(copy.AsSpan(at));
            }
            at += 5;
        }
        return copy ?? bytes;
    }

    private static char? Unit(ReadOnlySpan<byte> escape)
    {
        if (escape.Length < 6 || escape[0] != (byte)'\\' || escape[1] != (byte)'u')
        {
            return null;
        }
        var unit = 0;
        foreach (var digit in escape[2..6])
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return null;
            }
            unit = unit * 16 + (digit <= (byte)'9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        return (char)unit;
    }
}
