using AngleSharp.Html.Parser.Tokens;

namespace Relay.Sources.Html;

/// <summary>Finds what has no place in a text that the public reads: a page that carries it was tampered with, or was never meant to be published.</summary>
internal static class HtmlDangers
{
    private static readonly HashSet<string> Elements = new(StringComparer.Ordinal) { "script", "iframe", "frame", "frameset", "object", "embed", "applet", "base" };

    private static readonly HashSet<string> Addresses = new(StringComparer.Ordinal) { "href", "src", "action", "formaction", "xlink:href", "data", "poster", "background" };

    /// <summary>What is dangerous about a start tag, in a few words that quote no content; null when nothing is.</summary>
    public static string? Of(HtmlTagToken tag)
    {
        if (Elements.Contains(tag.Name))
        {
            return $"<{tag.Name}>";
        }
        foreach (var attribute in tag.Attributes)
        {
            var name = attribute.Name.ToLowerInvariant();
            if (IsHandler(name, attribute.Value))
            {
                return $"{name}=";
            }
            if (name == "srcdoc" || (Addresses.Contains(name) && HtmlLinks.IsHostile(attribute.Value, tag.Name is "img" or "source")))
            {
                return $"{name}=\"{attribute.Value.TrimStart().Split(':')[0].ToLowerInvariant().Trim() switch { "vbscript" => "vbscript:", "data" => "data:", _ => "javascript:" }}\"";
            }
            if (name == "style" && IsActiveStyle(attribute.Value))
            {
                return "style=\"expression\"";
            }
            if (tag.Name == "meta" && name == "http-equiv" && attribute.Value.Trim().Equals("refresh", StringComparison.OrdinalIgnoreCase))
            {
                return "<meta http-equiv=\"refresh\">";
            }
        }
        return null;
    }

    // A quote that was never closed leaves words as attributes: "ont" is one, "onload" with a value is not.
    private static bool IsHandler(string name, string? value)
        => name.Length >= 5 && name.StartsWith("on", StringComparison.Ordinal) && name.All(char.IsAsciiLetter) && !string.IsNullOrWhiteSpace(value);

    private static bool IsActiveStyle(string style)
        => style.Contains("expression(", StringComparison.OrdinalIgnoreCase) || style.Contains("javascript:", StringComparison.OrdinalIgnoreCase);
}
