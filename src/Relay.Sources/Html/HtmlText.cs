using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace Relay.Sources.Html;

/// <summary>Reads HTML as text, with its paragraphs, lists and links kept.</summary>
/// <remarks>
/// Works on the token stream of a standard tokenizer and builds no tree: a page of unclosed formatting elements makes a tree of quadratic size, tokens stay as many as characters.
/// </remarks>
internal sealed class HtmlText : IDisposable
{
    private readonly TextFlow _flow = new();
    private readonly HtmlTokenizer _tokens;
    private readonly Uri? _page;
    private (string Address, int Start)? _link;
    private (string Name, int Depth)? _hidden;
    private int _preformatted;

    private HtmlText(string html, Uri? page)
    {
        _tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver) { SkipComments = true, SkipProcessingInstructions = true };
        _page = page;
    }

    /// <summary>Reads a fragment or a document.</summary>
    /// <param name="html">Any text; what is no HTML is taken as it stands.</param>
    /// <param name="page">Where relative links start; null leaves them out.</param>
    /// <returns>The text, or what is hostile about it.</returns>
    public static HtmlReading Read(string html, Uri? page)
    {
        using var reader = new HtmlText(html, page);
        return reader.Run() is { } danger ? new(null, danger) : new(reader._flow.ToString(), null);
    }

    /// <inheritdoc/>
    public void Dispose() => _tokens.Dispose();

    private string? Run()
    {
        for (var token = _tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = _tokens.Get())
        {
            if (token.Type == HtmlTokenType.StartTag && token is HtmlTagToken start && HtmlDangers.Of(start) is { } danger)
            {
                return danger;
            }
            if (_hidden is not null)
            {
                Skip(token);
            }
            else
            {
                Show(token);
            }
            if (_flow.Length > Longest)
            {
                return "more text than its source";
            }
        }
        CloseLink();
        return _hidden is { } open ? $"<{open.Name}> without its end" : null;
    }

    private void Show(HtmlToken token)
    {
        switch (token.Type)
        {
            case HtmlTokenType.Character:
                _flow.Add(token.Data, _preformatted > 0);
                break;
            case HtmlTokenType.StartTag when token is HtmlTagToken tag:
                Start(tag);
                break;
            case HtmlTokenType.EndTag:
                End(token.Name);
                break;
        }
    }

    private void Start(HtmlTagToken tag)
    {
        if (HtmlElements.IsHidden(tag.Name))
        {
            _hidden = tag.IsSelfClosing ? null : (tag.Name, 1);
            _tokens.State = HtmlElements.ModeOf(tag.Name);
            return;
        }
        switch (tag.Name)
        {
            case "a":
                CloseLink();
                _link = Attribute(tag, "href") is { Length: > 0 } address ? (address, _flow.Length) : null;
                break;
            case "br":
                _flow.Line();
                break;
            case "ul" or "menu":
                _flow.OpenList(null);
                break;
            case "ol":
                _flow.OpenList(int.TryParse(Attribute(tag, "start"), out var first) ? first : 1);
                break;
            case "li":
                _flow.Item();
                break;
            case "td" or "th":
                _flow.Cell();
                break;
            case "img" when Attribute(tag, "alt") is { Length: > 0 and <= 16 } sign && !sign.Any(char.IsLetterOrDigit):
                _flow.Add(sign); // an emoji drawn as a picture
                break;
            case "pre":
                _preformatted++;
                _flow.Block(2);
                break;
            default:
                Block(tag.Name);
                break;
        }
    }

    private void End(string name)
    {
        switch (name)
        {
            case "a":
                CloseLink();
                break;
            case "br":
                _flow.Line();
                break;
            case "ul" or "ol" or "menu":
                _flow.CloseList();
                break;
            case "pre":
                _preformatted = Math.Max(0, _preformatted - 1);
                _flow.Block(2);
                break;
            default:
                Block(name);
                break;
        }
    }

    private void Block(string name)
    {
        if (HtmlElements.LinesAround(name) is > 0 and var lines)
        {
            _flow.Block(lines);
        }
    }

    private void CloseLink()
    {
        if (_link is not { } link)
        {
            return;
        }
        _link = null;
        var text = _flow.Since(link.Start);
        if (HtmlLinks.Shown(link.Address, _page) is { } shown && !HtmlLinks.Says(text, shown))
        {
            _flow.Add(text.Length == 0 ? $" {shown} " : $" ({shown})");
        }
    }

    private void Skip(HtmlToken token)
    {
        var (name, depth) = _hidden!.Value;
        if (token.Name == name && token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag)
        {
            depth += token.Type == HtmlTokenType.StartTag ? 1 : -1;
            _hidden = depth > 0 ? (name, depth) : null;
        }
    }

    private static string? Attribute(HtmlTagToken tag, string name)
        => tag.Attributes.Where(attribute => attribute.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(attribute => attribute.Value).FirstOrDefault();

    // Relative links grow when they are resolved; no honest page grows past this.
    private const int Longest = 400_000;
}

/// <summary>Text read from HTML; or, instead, the hostile thing it holds.</summary>
/// <param name="Text">Plain text; null when the page is hostile.</param>
/// <param name="Danger">What was found, in a few words; null when nothing was.</param>
internal sealed record HtmlReading(string? Text, string? Danger);
