using Relay.Core.Texts;

namespace Relay.Networks.Facebook;

/// <summary>Texts for the network.</summary>
internal sealed class FacebookText : ITextRules
{
    public string Network => "facebook";

    public string Ellipsis => "…";

    public int MaximumPictures => 10;

    public int MaximumParts => 10;

    public int Limit(bool withPictures) => 63206;

    public int Measure(string text) => text.Length;

    public string Escape(string plain, bool links) => plain;

    public string Plain(string text) => text;

    public IReadOnlyList<int> CutPoints(string text) => Core.Texts.CutPoints.Of(text);

    public (string Head, string Tail) Cut(string text, int at) => (text[..at], text[at..]);
}
