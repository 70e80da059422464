using System.Globalization;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Swarm;

/// <summary>The <i>Relayer</i> row: links by which anybody passes an item on to friends, in an application of their own and under their own name. No network is called, nobody is known by it. Pure.</summary>
public static class ShareLinks
{
    /// <summary>What stands above the row.</summary>
    public static readonly Phrase Title = new("Relayer", "Pass it on");

    /// <summary>Longest link: Telegram refuses a message with a button whose address is too long.</summary>
    private const int LongestLink = 1900;

    /// <summary>Most characters of the words: with two links there is room for them on X.</summary>
    private const int LongestWords = 180;

    /// <summary>The links, by the name of the network; empty where there is neither a page nor a deep link to pass on.</summary>
    /// <param name="item">What is passed on, as it is now.</param>
    /// <param name="door">The deep link of the copy; null where there is none.</param>
    /// <param name="language"><c>fr</c> or <c>en</c>: of dates and of the few words of ours.</param>
    public static IReadOnlyList<(string Network, Uri Link)> Of(StoredItem item, Uri? door, string language)
    {
        ArgumentNullException.ThrowIfNull(item);
        var page = item.Face.Url is { } url && url.IsAbsoluteUri && url.Scheme is "https" or "http" ? item.Face.Url : null;
        if ((page ?? door) is not { } link)
        {
            return [];
        }
        // Where both are passed on, the page is what is previewed, and the deep link says what it is for.
        var words = Short(ItemWords.Line(item, language));
        return Of(page is not null && door is not null ? $"{words}\n{Label(item).In(language)}{(language == "fr" ? "\u00A0:" : ":")} {door.AbsoluteUri}" : words, link);
    }

    /// <summary>The links, for words of ours and one page.</summary>
    internal static IReadOnlyList<(string Network, Uri Link)> Of(string said, Uri link)
    {
        var (words, page) = (Said(said), Said(link.AbsoluteUri));
        return
        [
            .. new (string Network, string Link)[]
            {
                ("WhatsApp", $"https://wa.me/?text={words}%0A{page}"),
                ("Facebook", $"https://www.facebook.com/sharer/sharer.php?u={page}"),
                ("X", $"https://x.com/intent/post?text={words}&url={page}"),
                ("Telegram", $"https://t.me/share/url?url={page}&text={words}"),
            }.Where(one => one.Link.Length <= LongestLink).Select(one => (one.Network, new Uri(one.Link))),
        ];
    }

    /// <summary>What the deep link of an item is for.</summary>
    internal static Phrase Label(StoredItem item) => item.Face is Event ? AttendanceWords.Come : SupportWords.Support;

    private static string Said(string text) => Uri.EscapeDataString(text);

    // At a word's end, and never in the middle of a character.
    private static string Short(string words)
    {
        if (words.Length <= LongestWords)
        {
            return words;
        }
        var starts = StringInfo.ParseCombiningCharacters(words);
        var at = starts.Last(start => start < LongestWords);
        var space = words.LastIndexOf(' ', at);
        return $"{words[..(space > at / 2 ? space : at)].TrimEnd()}…";
    }
}
