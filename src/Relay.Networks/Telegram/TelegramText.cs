using System.Text;
using Relay.Core.Texts;

namespace Relay.Networks.Telegram;

/// <summary>
/// Messages with <c>parse_mode=HTML</c>: 4096 characters, a caption 1024, counted after tags and entities are taken away. The server counts code points;
/// UTF-16 units never count too few. Source: core.telegram.org/bots/api#html-style.
/// </summary>
internal sealed class TelegramText : ITextRules
{
    private const int LongestMessage = 4096;
    private const int LongestCaption = 1024;

    public string Network => "telegram";

    public string Ellipsis => "…";

    /// <summary>An album holds ten.</summary>
    public int MaximumPictures => 10;

    /// <summary>Relay's own measure: nobody wants more messages in a row.</summary>
    public int MaximumParts => 5;

    public int Limit(bool withPictures) => withPictures ? LongestCaption : LongestMessage;

    public int Measure(string text)
    {
        var count = 0;
        foreach (var token in TelegramTextHtml.Tokens(text))
        {
            count += token.Shown(text).Length;
        }
        return count;
    }

    public string Escape(string plain, bool links)
    {
        var words = PlainWords.WithoutMentions(links ? plain : PlainWords.WithoutLinks(plain));
        return words.AsSpan().IndexOfAny("<>&\"") < 0
            ? words
            : words.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
                .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
    }

    public string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return text;
        }
        var plain = new StringBuilder(text.Length);
        foreach (var token in TelegramTextHtml.Tokens(text))
        {
            plain.Append(token.Shown(text));
        }
        return plain.ToString();
    }

    public Phrase? FindFault(string text) => TelegramTextHtml.FindFault(text);

    public IReadOnlyList<int> CutPoints(string text)
    {
        if (text.AsSpan().IndexOfAny('<', '&') < 0)
        {
            return Core.Texts.CutPoints.Of(text);
        }
        // Cut points of what is shown, told as places in the markup.
        var places = new List<int>(text.Length);
        var plain = new StringBuilder(text.Length);
        foreach (var token in TelegramTextHtml.Tokens(text))
        {
            var shown = token.Shown(text);
            for (var unit = 0; unit < shown.Length; unit++)
            {
                places.Add(token.Start + (token.Kind == TelegramTextHtml.Kind.Text ? unit : 0));
            }
            plain.Append(shown);
        }
        return [.. Core.Texts.CutPoints.Of(plain.ToString()).Select(point => places[point]).Distinct()];
    }

    public (string Head, string Tail) Cut(string text, int at)
    {
        if (!text.AsSpan(0, at).Contains('<'))
        {
            return (text[..at], text[at..]);
        }
        var open = TelegramTextHtml.OpenTags(text.AsSpan(0, at));
        return (
            text[..at] + string.Concat(Enumerable.Reverse(open).Select(tag => $"</{TelegramTextHtml.Name(tag)}>")),
            string.Concat(open) + text[at..]);
    }
}
