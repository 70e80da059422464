using System.Buffers;
using System.Text.Json;

namespace Relay.Networks.Arriving;

/// <summary>
/// Makes a document that can be parsed of one that can't: where it breaks off or is spoilt, everything up to the last complete element of a list near the root is kept, with what is open closed;
/// what is nested deeper than anything a network sends becomes null. One pass, in time and memory that the length bounds (a parser that builds a tree takes their square for depth).
/// </summary>
internal static class Salvage
{
    /// <summary>How deep the result is at most.</summary>
    public const int Deepest = 64;

    // updates of a bot; entry → changes → value of a Page; data → messages → data of a conversation.
    private const int DeepestList = 6;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1 << 24, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The good part, and whether that is all of it.</summary>
    /// <returns>Null when nothing is complete.</returns>
    public static (ReadOnlyMemory<byte> Good, bool IsWhole)? Of(ReadOnlySpan<byte> broken)
    {
        var reader = new Utf8JsonReader(broken, isFinalBlock: false, new JsonReaderState(Options));
        var kept = new Kept();
        try
        {
            while (reader.Read())
            {
                if (!kept.Take(ref reader, broken))
                {
                    break;
                }
            }
        }
        catch (JsonException)
        {
            return kept.Closed(broken, isWhole: false);
        }
        return kept.Closed(broken, reader.BytesConsumed == broken.Length || broken[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8) < 0);
    }

    private sealed class Kept
    {
        private readonly ArrayBufferWriter<byte> _written = new();
        private readonly Stack<byte> _open = new();

        // Up to where the document was written or left out; and the same at the last complete element.
        private int _next;
        private (int Written, int Next, int End, byte[] Closing)? _last;

        /// <summary>Takes in one token; false when the document breaks off inside something that is left out.</summary>
        public bool Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> broken)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray when _open.Count == Deepest:
                    _written.Write(broken[_next..(int)reader.TokenStartIndex]);
                    _written.Write("null"u8);
                    var isThere = reader.TrySkip();
                    _next = (int)reader.BytesConsumed;
                    return isThere;
                case JsonTokenType.StartObject:
                    _open.Push((byte)'}');
                    break;
                case JsonTokenType.StartArray:
                    _open.Push((byte)']');
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _open.Pop();
                    if (_open.Count == 0 || (_open.Count <= DeepestList && _open.Peek() == (byte)']'))
                    {
                        _last = (_written.WrittenCount, _next, (int)reader.BytesConsumed, [.. _open]);
                    }
                    break;
            }
            return true;
        }

        public (ReadOnlyMemory<byte> Good, bool IsWhole)? Closed(ReadOnlySpan<byte> broken, bool isWhole)
        {
            if (_last is not { } last)
            {
                return null;
            }
            var (written, next, end, closing) = last;
            var good = new ArrayBufferWriter<byte>(written + end - next + closing.Length);
            good.Write(_written.WrittenSpan[..written]);
            good.Write(broken[next..end]);
            good.Write(closing);
            return (good.WrittenMemory, isWhole && closing.Length == 0);
        }
    }
}
