using Relay.Core.Texts;

namespace Relay.Networks.X;

/// <summary>Texts for the network.</summary>
internal sealed class XText : ITextRules
{
    public string Network => "x";

    public string Ellipsis => "…";

    public int MaximumPictures => 4;

    public int MaximumParts => 10;

    public int Limit(bool withPictures) => 280;

    public int Measure(string text) => text.Length;

    public string Escape(string plain, bool links) => plain;

    public string Plain(string text) => text;

    public IReadOnlyList<int> CutPoints(string text) => Core.Texts.CutPoints.Of(text);

    public (string Head, string Tail) Cut(string text, int at) => (text[..at], text[at..]);
}
