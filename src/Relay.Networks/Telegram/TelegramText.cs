using System.Net;
using Relay.Core.Texts;

namespace Relay.Networks.Telegram;

/// <summary>Texts for the network.</summary>
internal sealed class TelegramText : ITextRules
{
    public string Network => "telegram";

    public string Ellipsis => "…";

    public int MaximumPictures => 10;

    public int MaximumParts => 10;

    public int Limit(bool withPictures) => withPictures ? 1024 : 4096;

    public int Measure(string text) => text.Length;

    public string Escape(string plain, bool links) => WebUtility.HtmlEncode(plain);

    public string Plain(string text) => WebUtility.HtmlDecode(text);

    public IReadOnlyList<int> CutPoints(string text) => Core.Texts.CutPoints.Of(text);

    public (string Head, string Tail) Cut(string text, int at) => (text[..at], text[at..]);
}
