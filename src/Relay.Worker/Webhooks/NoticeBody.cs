namespace Relay.Worker.Webhooks;

/// <summary>Reads the body of a notice, byte for byte, up to a size.</summary>
internal static class NoticeBody
{
    /// <summary>Longest body, in bytes: Facebook sends up to a thousand changes at once.</summary>
    public const int Longest = 2 * 1024 * 1024;

    private const int Step = 16 * 1024;

    /// <summary>The body; null when it is longer.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > Longest)
        {
            return null;
        }
        // Memory grows with what has come, not with what was promised.
        var bytes = new byte[Math.Min(request.ContentLength + 1 ?? Step, Step)];
        var length = 0;
        while (await request.Body.ReadAsync(bytes.AsMemory(length), cancel) is > 0 and var read)
        {
            length += read;
            if (length > Longest)
            {
                return null;
            }
            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, Math.Min(2 * bytes.Length, Longest + 1));
            }
        }
        Array.Resize(ref bytes, length);
        return bytes;
    }
}
