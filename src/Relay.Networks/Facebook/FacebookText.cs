using Relay.Core.Texts;

namespace Relay.Networks.Facebook;

/// <summary>
/// Posts of a Page: plain text of at most 63,206 characters, with or without photos. The unit is not documented: UTF-16 units never count too few.
/// </summary>
internal sealed class FacebookText : ITextRules
{
    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int Longest = 63_206;

    public string Network => "facebook";

    public string Ellipsis => "…";

    /// <summary>Ten photos may be attached to one post.</summary>
    public int MaximumPictures => 10;

    /// <summary>A Page has no threads.</summary>
    public int MaximumParts => 1;

    public int Limit(bool withPictures) => Longest;

    public int Measure(string text) => text.Length;

    /// <summary>The API links nobody who is written with an @; only <c>@[id]</c> and names that the reader's app completes are broken.</summary>
    public string Escape(string plain, bool links) => PlainWords.WithoutMentions(links ? plain : PlainWords.WithoutLinks(plain));

    public string Plain(string text) => text;

    public Phrase? FindFault(string text) => null;

    public IReadOnlyList<int> CutPoints(string text) => Core.Texts.CutPoints.Of(text);

    public (string Head, string Tail) Cut(string text, int at) => (text[..at], text[at..]);
}
