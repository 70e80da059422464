using Relay.Core.Texts;

namespace Relay.Core.Tests.Texts;

/// <summary>A network without markup that counts UTF-16 units.</summary>
internal sealed class PlainRules(int limit, int parts) : ITextRules
{
    public string Network => "plain";

    public string Ellipsis => "…";

    public int MaximumPictures => 1;

    public int MaximumParts => parts;

    public int Limit(bool withPictures) => withPictures ? limit / 2 : limit;

    public int Measure(string text) => text.Length;

    public string Escape(string plain, bool links) => links ? plain : PlainWords.WithoutLinks(plain);

    public string Plain(string text) => text;

    public Phrase? FindFault(string text) => null;

    public IReadOnlyList<int> CutPoints(string text) => Core.Texts.CutPoints.Of(text);

    public (string Head, string Tail) Cut(string text, int at) => (text[..at], text[at..]);
}
