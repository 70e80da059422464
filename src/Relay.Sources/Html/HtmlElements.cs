using System.Collections.Frozen;
using AngleSharp.Html.Parser;

namespace Relay.Sources.Html;

/// <summary>How elements look to a reader.</summary>
internal static class HtmlElements
{
    private static readonly FrozenSet<string> Paragraphs = new[]
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "figure", "hr", "address", "fieldset", "details", "dl",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Lines = new[]
    {
        "div", "section", "article", "aside", "header", "footer", "main", "nav", "tr", "dt", "dd", "li", "figcaption", "caption", "summary", "center", "legend",
        "thead", "tbody", "tfoot", "body", "html", "form", "hgroup",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Hidden = new[]
    {
        "style", "title", "template", "noscript", "textarea", "select", "datalist", "svg", "math", "audio", "video", "canvas", "xmp", "noembed", "noframes",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether its content is no text of the page.</summary>
    public static bool IsHidden(string name) => Hidden.Contains(name);

    /// <summary>How the tokenizer must read its content, as a browser's tree builder would tell it.</summary>
    public static HtmlParseMode ModeOf(string name) => name switch
    {
        "style" or "xmp" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        _ => HtmlParseMode.PCData,
    };

    /// <summary>2 for a paragraph, 1 for a line of its own, 0 for what stands in a line.</summary>
    public static int LinesAround(string name) => Paragraphs.Contains(name) ? 2 : Lines.Contains(name) ? 1 : 0;
}
