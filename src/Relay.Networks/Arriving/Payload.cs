using System.Text;
using System.Text.Json;

namespace Relay.Networks.Arriving;

/// <summary>
/// What came in, as JSON that can be walked without a surprise: bytes that are no UTF-8 and halves of surrogate pairs are replaced first, since asking a name or a text that holds one throws.
/// What is nested too deep is not there. Where the document breaks off or is spoilt, what stands complete before that place is still there.
/// </summary>
internal sealed class Payload : IDisposable
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Salvage.Deepest, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly JsonDocument? _document;

    private Payload(JsonDocument? document, bool isWhole)
    {
        _document = document;
        IsWhole = isWhole;
    }

    /// <summary>Its root; a missing piece when nothing could be read.</summary>
    public Piece Root => _document is null ? default : new(_document.RootElement);

    /// <summary>Nothing of it was lost.</summary>
    public bool IsWhole { get; }

    /// <summary>Reads; never throws because of what it reads.</summary>
    public static Payload Read(ReadOnlyMemory<byte> bytes)
    {
        var clean = HostileText.Clean(bytes);
        if (Parsed(clean) is { } whole)
        {
            return new(whole, true);
        }
        return Salvage.Of(clean.Span) is var (good, isWhole) ? new(Parsed(good), isWhole) : new(null, false);
    }

    public void Dispose() => _document?.Dispose();

    private static JsonDocument? Parsed(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
