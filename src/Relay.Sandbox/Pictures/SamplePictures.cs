namespace Relay.Sandbox.Pictures;

/// <summary>The pictures that the sample party's items show, drawn when asked for: <c>/pictures/{1…}.png</c>.</summary>
internal static class SamplePictures
{
    /// <summary>How many there are; a higher number is the picture that is missing.</summary>
    public const int Count = 24;

    private const int Width = 640;
    private const int Height = 360;

    private static readonly Lazy<byte[]>[] Drawn = [.. Enumerable.Range(0, Count).Select(number => new Lazy<byte[]>(() => Draw(number)))];

    /// <summary>Stands for a picture at an address that a rehearsal does not visit.</summary>
    public static byte[] Elsewhere { get; } = PngWriter.Write(320, 180, static (x, y) => ((x + y) % 40) < 20 ? ((byte)200, (byte)200, (byte)206) : ((byte)222, (byte)222, (byte)228));

    /// <summary>The file at a path such as <c>/pictures/7.png</c>; null when there is none.</summary>
    public static byte[]? At(string path)
        => path.StartsWith("/pictures/", StringComparison.Ordinal) && path.EndsWith(".png", StringComparison.Ordinal)
            && int.TryParse(path.AsSpan(10, path.Length - 14), out var number) && number is >= 1 and <= Count
            ? Drawn[number - 1].Value
            : null;

    /// <summary>Two hills under a sky with a sun; the number decides colours and shapes.</summary>
    private static byte[] Draw(int number)
    {
        var (sunX, sunY) = (90 + (number * 61 % 460), 60 + (number * 37 % 70));
        var (first, second) = (200 + (number * 13 % 40), 250 + (number * 29 % 40));
        return PngWriter.Write(Width, Height, (x, y) =>
        {
            if (y > second + (26 * Math.Sin((x + (number * 70)) / 90.0)))
            {
                return ((byte)(30 + (number * 5 % 50)), (byte)(92 + (number * 11 % 50)), (byte)(62 + (number * 3 % 30)));
            }
            if (y > first + (34 * Math.Sin((x + (number * 110)) / 130.0)))
            {
                return ((byte)(84 + (number * 7 % 60)), (byte)(140 + (number * 5 % 40)), (byte)(96 + (number * 9 % 40)));
            }
            var sun = ((x - sunX) * (x - sunX)) + ((y - sunY) * (y - sunY)) < 34 * 34;
            return sun ? ((byte)252, (byte)214, (byte)110) : ((byte)(150 + (y / 4)), (byte)(196 + (y / 8)), (byte)(232 - (number * 3 % 40)));
        });
    }
}
