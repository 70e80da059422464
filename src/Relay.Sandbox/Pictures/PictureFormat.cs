using System.Buffers.Binary;

namespace Relay.Sandbox.Pictures;

/// <summary>Reads type and size from the head of a PNG, GIF, JPEG or WebP file.</summary>
internal static class PictureFormat
{
    /// <summary>Null when the bytes are no picture.</summary>
    public static (string Type, int Width, int Height)? Read(ReadOnlySpan<byte> file) => file switch
    {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] when file.Length >= 24
            => ("image/png", BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..])),
        [0x47, 0x49, 0x46, 0x38, ..] when file.Length >= 10
            => ("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(file[6..]), BinaryPrimitives.ReadUInt16LittleEndian(file[8..])),
        [0xFF, 0xD8, 0xFF, ..] => Jpeg(file),
        [0x52, 0x49, 0x46, 0x46, ..] when file.Length >= 30 && file[8..12].SequenceEqual("WEBP"u8) => WebP(file),
        _ => null,
    };

    private static (string, int, int)? Jpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return ("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }
            at += marker is 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }
        return null;
    }

    private static (string, int, int)? WebP(ReadOnlySpan<byte> file) => file[15] switch
    {
        (byte)' ' => ("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFF),
        (byte)'L' when BinaryPrimitives.ReadInt32LittleEndian(file[21..]) is var packed => ("image/webp", 1 + (packed & 0x3FFF), 1 + ((packed >> 14) & 0x3FFF)),
        (byte)'X' => ("image/webp", 1 + (file[24] | (file[25] << 8) | (file[26] << 16)), 1 + (file[27] | (file[28] << 8) | (file[29] << 16))),
        _ => null,
    };
}
