using System.Text;

namespace Relay.Store.Inbox;

/// <summary>Bytes of a payload as a column of text: as they are where they are text that every engine can keep, else in base 64.</summary>
internal static class PayloadText
{
    private const char Plain = 't';
    private const char Coded = 'b';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Write(ReadOnlyMemory<byte> payload)
    {
        if (!payload.Span.Contains((byte)0))
        {
            try
            {
                return Plain + Strict.GetString(payload.Span);
            }
            catch (DecoderFallbackException)
            {
                // Not text: base 64 keeps every byte.
            }
        }
        return Coded + Convert.ToBase64String(payload.Span);
    }

    public static ReadOnlyMemory<byte> Read(string column) => column[0] switch
    {
        Plain => Strict.GetBytes(column[1..]),
        Coded => Convert.FromBase64String(column[1..]),
        var other => throw new InvalidDataException($"The store holds a payload of kind '{other}', which this program does not know."),
    };
}
