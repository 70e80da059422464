using System.Buffers;
using System.Text.Json;

namespace Relay.Networks.Arriving;

/// <summary>Keeps the good part of a document that breaks off or is spoilt: everything up to the last complete element of a list near the root, with what is open closed.</summary>
internal static class Salvage
{
    // updates of a bot; entry → changes → value of a Page; data → messages → data of a conversation.
    private const int DeepestList = 6;

    /// <summary>A document that can be parsed; null when nothing of it is complete.</summary>
    public static ReadOnlyMemory<byte>? Complete(ReadOnlySpan<byte> broken)
    {
        var reader = new Utf8JsonReader(broken, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = 1 << 24, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }));
        var open = new Stack<byte>();
        (long End, byte[] Closing)? last = null;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray when open.Count > DeepestList:
                        if (!reader.TrySkip())
                        {
                            return Closed(broken, last);
                        }
                        break;
                    case JsonTokenType.StartObject:
                        open.Push((byte)'}');
                        continue;
                    case JsonTokenType.StartArray:
                        open.Push((byte)']');
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    default:
                        continue;
                }
                if (open.Count == 0 || open.Peek() == (byte)']')
                {
                    last = (reader.BytesConsumed, [.. open]);
                }
            }
        }
        catch (JsonException)
        {
            return Closed(broken, last);
        }
        return Closed(broken, last);
    }

    private static ReadOnlyMemory<byte>? Closed(ReadOnlySpan<byte> broken, (long End, byte[] Closing)? last)
    {
        if (last is not { } kept)
        {
            return null;
        }
        var whole = new ArrayBufferWriter<byte>((int)kept.End + kept.Closing.Length);
        whole.Write(broken[..(int)kept.End]);
        whole.Write(kept.Closing);
        return whole.WrittenMemory;
    }
}
