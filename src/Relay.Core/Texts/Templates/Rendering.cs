using Relay.Core.Channels;
using Relay.Core.Texts.Dates;
using Relay.Core.Texts.Words;

namespace Relay.Core.Texts.Templates;

/// <summary>What holds for every word of one text: the network's rules, the channel's language and zone, and from when “tomorrow” is counted.</summary>
internal sealed class Rendering(ITextRules rules, Channel channel, string moment, DateTimeOffset now)
{
    public ITextRules Rules => rules;

    public Channel Channel => channel;

    public string Moment => moment;

    public DateTimeOffset Now => now;

    public DateWords Dates { get; } = DateWords.In(channel.Language);

    /// <summary>The deep link of the copy; null for none.</summary>
    public Uri? Door { get; init; }

    public bool Links => channel.LinkPolicy == LinkPolicy.InText;

    /// <summary>Any source's words, clean and in the network's markup; null stays null, and nothing but white space becomes null.</summary>
    public string? Say(string? plain)
    {
        var clean = plain is null ? "" : CleanText.Of(PlainWords.WithoutMonsters(plain)).Trim();
        return clean.Length == 0 ? null : rules.Escape(clean, Links);
    }

    /// <summary>An address as it is printed; null when the channel wants no links or when it takes up more than half of a text.</summary>
    public string? Address(Uri? url)
    {
        if (!Links || url is null)
        {
            return null;
        }
        var whole = url.AbsoluteUri;
        var plain = url is { AbsolutePath: "/", Query: "", Fragment: "" } ? whole.TrimEnd('/') : whole;
        var said = rules.Escape(plain, links: true);
        return rules.Measure(said) * 2 > rules.Limit(withPictures: true) ? null : said;
    }
}
