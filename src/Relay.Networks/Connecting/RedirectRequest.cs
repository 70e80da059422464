using System.Text;

namespace Relay.Networks.Connecting;

/// <summary>Reads what a browser, or anybody else on this machine, sends to the redirect's address.</summary>
internal static class RedirectRequest
{
    /// <summary>Most that the head of a request may measure, in bytes: browsers send one or two thousand.</summary>
    public const int LongestHead = 16 * 1024;

    private const int MostParameters = 32;

    /// <summary>Reads to the empty line that ends the head; empty when it is too long, or ends before.</summary>
    public static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new byte[LongestHead];
        for (var length = 0; length < head.Length;)
        {
            var read = await stream.ReadAsync(head.AsMemory(length), cancel);
            if (read == 0)
            {
                return "";
            }
            length += read;
            if (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                return Encoding.ASCII.GetString(head, 0, end);
            }
        }
        return "";
    }

    /// <summary>The query of a GET to <paramref name="address"/>; null for any other request, and for one that can be read in two ways.</summary>
    public static IReadOnlyDictionary<string, string>? Query(string head, Uri address)
    {
        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not ["GET", var target, "HTTP/1.1" or "HTTP/1.0"] || target.Split('?', 2) is not [var path, .. var rest] || path != address.AbsolutePath
            || !lines.Skip(1).Any(line => line.Equals($"Host: {address.Authority}", StringComparison.OrdinalIgnoreCase))) // another name that leads here is not ours
        {
            return null;
        }
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in rest.SelectMany(text => text.Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            var pair = parameter.Split('=', 2);
            if (query.Count >= MostParameters || !query.TryAdd(Text(pair[0]), pair.Length == 2 ? Text(pair[1]) : ""))
            {
                return null;
            }
        }
        return query;
    }

    private static string Text(string escaped) => Uri.UnescapeDataString(escaped.Replace('+', ' '));
}
