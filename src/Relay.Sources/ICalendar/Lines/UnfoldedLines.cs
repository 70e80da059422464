using System.Text;

namespace Relay.Sources.ICalendar.Lines;

/// <summary>Undoes the folding of RFC 5545 §3.1 on octets, before any decoding: a fold may fall inside a letter.</summary>
internal static class UnfoldedLines
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads logical lines; blank ones are left out. Lines may end in CRLF, LF or CR.</summary>
    public static IEnumerable<IcalLine> Read(ReadOnlyMemory<byte> bytes)
    {
        var at = bytes.Span.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        using var logical = new MemoryStream();
        var (number, begun) = (0, 1);
        while (at < bytes.Length)
        {
            var end = EndOf(bytes.Span, at);
            number++;
            var isFolded = number > 1 && end > at && bytes.Span[at] is (byte)' ' or (byte)'\t';
            if (!isFolded)
            {
                if (logical.Length > 0)
                {
                    yield return Decode(begun, logical);
                }
                logical.SetLength(0);
                begun = number;
            }
            logical.Write(bytes.Span[(isFolded ? at + 1 : at)..end]);
            at = end + (bytes.Span[end..].StartsWith("\r\n"u8) ? 2 : 1);
        }
        if (logical.Length > 0)
        {
            yield return Decode(begun, logical);
        }
    }

    private static int EndOf(ReadOnlySpan<byte> bytes, int from)
    {
        var length = bytes[from..].IndexOfAny((byte)'\r', (byte)'\n');
        return length < 0 ? bytes.Length : from + length;
    }

    private static IcalLine Decode(int number, MemoryStream line)
    {
        try
        {
            return new IcalLine(number, Strict.GetString(line.GetBuffer(), 0, (int)line.Length));
        }
        catch (DecoderFallbackException)
        {
            return new IcalLine(number, null); // refused by its number where its property is read
        }
    }
}

/// <summary>A logical line.</summary>
/// <param name="Number">Of its first physical line, counted from 1.</param>
/// <param name="Text">Null when it is not UTF-8.</param>
internal sealed record IcalLine(int Number, string? Text);
