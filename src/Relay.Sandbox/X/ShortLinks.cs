using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.X;

/// <summary>Turns a text as sent into the text as X gives it back: links become t.co, pictures add one, <c>&amp;</c>, <c>&lt;</c>, <c>&gt;</c> are escaped.</summary>
internal static class ShortLinks
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <param name="text">As sent.</param>
    /// <param name="salt">Id of the post: the same link is another t.co in another post.</param>
    /// <param name="photos">Address of the first picture's page and the media keys, when there are pictures.</param>
    public static (string Text, JsonObject? Entities) Rewrite(string text, string salt, (string Page, IReadOnlyList<string> Keys)? photos)
    {
        var shown = new StringBuilder();
        var urls = new JsonArray();
        var at = 0;
        foreach (var span in UrlScanner.Scan(text))
        {
            shown.Append(Escape(text[at..span.Start]));
            var url = text.Substring(span.Start, span.Length);
            var full = url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url;
            urls.Add((JsonNode)Entity(shown, Shorten(full, salt), full, Display(full)));
            at = span.End;
        }
        shown.Append(Escape(text[at..]));
        if (photos is { } attached)
        {
            shown.Append(shown.Length == 0 ? "" : " ");
            var (start, link) = (shown.Length, Shorten(attached.Page, salt));
            foreach (var key in attached.Keys)
            {
                shown.Length = start; // one link in the text stands for all pictures
                var entity = Entity(shown, link, attached.Page, "pic.x.com/" + link[^10..]);
                entity["media_key"] = key;
                urls.Add((JsonNode)entity);
            }
        }
        return (shown.ToString(), urls.Count == 0 ? null : new JsonObject { ["urls"] = urls });
    }

    private static string Escape(string text)
        => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static JsonObject Entity(StringBuilder shown, string link, string full, string display)
    {
        var start = CodePoints(shown);
        shown.Append(link);
        return new JsonObject { ["start"] = start, ["end"] = start + link.Length, ["url"] = link, ["expanded_url"] = full, ["display_url"] = display };
    }

    private static int CodePoints(StringBuilder text) => text.Length - text.ToString().Count(char.IsLowSurrogate);

    private static string Shorten(string url, string salt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{salt} {url}"));
        return "https://t.co/" + string.Concat(hash.Take(10).Select(value => Letters[value % Letters.Length]));
    }

    private static string Display(string url)
    {
        var bare = WebUtility.UrlDecode(url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..]);
        bare = bare.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? bare[4..] : bare;
        var elements = new StringInfo(bare);
        return elements.LengthInTextElements <= 26 ? bare : elements.SubstringByTextElements(0, 26) + "…";
    }
}
