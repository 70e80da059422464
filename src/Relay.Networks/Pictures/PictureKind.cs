namespace Relay.Networks.Pictures;

/// <summary>What a file is, told by its first bytes and not by its name or what a server says of it.</summary>
/// <param name="MediaType"><c>image/jpeg</c>.</param>
/// <param name="Extension"><c>jpg</c>.</param>
internal sealed record PictureKind(string MediaType, string Extension)
{
    private static readonly PictureKind Jpeg = new("image/jpeg", "jpg");
    private static readonly PictureKind Png = new("image/png", "png");
    private static readonly PictureKind Gif = new("image/gif", "gif");
    private static readonly PictureKind WebP = new("image/webp", "webp");

    /// <summary>The kind of a picture; null when it is none that networks take.</summary>
    public static PictureKind? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF]) ? Jpeg
        : bytes.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? Gif
        : bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? WebP
        : null;
}
