using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Relay.Testing.Http;

namespace Relay.Testing.Specs;

/// <summary>Reads a multipart body into its fields; a file is a text of its size.</summary>
internal static class FormBody
{
    public static Dictionary<string, string> Read(RecordedRequest request)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType!.ToString()).Boundary).Value!;
        var text = System.Text.Encoding.Latin1.GetString(request.Body!);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split("--" + boundary)[1..^1])
        {
            var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var head = part[..end];
            var body = part[(end + 4)..^2];
            var disposition = ContentDispositionHeaderValue.Parse(head.Split("\r\n").First(line => line.StartsWith("Content-Disposition:", StringComparison.OrdinalIgnoreCase))[20..].Trim());
            fields.Add(HeaderUtilities.RemoveQuotes(disposition.Name).Value!, disposition.IsFileDisposition() ? $"file of {body.Length}" : body);
        }
        return fields;
    }
}
