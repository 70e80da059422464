using Relay.Core.Items;
using Relay.Core.Territories;

namespace Relay.Core.Channels;

/// <summary>A rule for one target reached through an account. Its id survives renaming of everything else.</summary>
public sealed record Channel
{
    /// <summary>The stable id.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }

    /// <summary>Key of the account's network.</summary>
    public required string Network { get; init; }

    /// <summary>Where its publications go once it is live.</summary>
    public required Target Target { get; init; }

    /// <summary>Only a live channel publishes.</summary>
    public required Stage Stage { get; init; }

    /// <summary>Where its publications go at its stage: the target, or its shadow.</summary>
    public Target Place => Stage == Stage.Shadow ? Target.Shadow : Target;

    /// <summary>Under which name its first sight is kept. Each stage has its own: what counts as backlog when it goes live is counted from then on.</summary>
    public string Sight => Stage switch { Stage.Live => Id, Stage.Shadow => $"shadow:{Id}", _ => $"draft:{Id}" };

    /// <summary>Which kinds of items it takes; at least one.</summary>
    public required IReadOnlySet<ItemKind> Kinds { get; init; }

    /// <summary>Which territories it takes, with all that lies in them; empty takes all.</summary>
    public IReadOnlyList<Territory> Territories { get; init; } = [];

    /// <summary>Which themes it takes, lower case; empty takes all.</summary>
    public IReadOnlySet<string> Themes { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Keys of its moments, <c>announce</c>, <c>J-1</c>, <c>cancelled</c>.</summary>
    public required IReadOnlyList<string> Moments { get; init; }

    /// <summary>Network whose rules of writing apply instead of those of its own; null for its own.</summary>
    public string? TextLike { get; init; }

    /// <summary>Key of the network whose rules of writing apply.</summary>
    public string Writing => TextLike ?? Network;

    /// <summary><c>fr</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "fr";

    /// <summary>IANA zone of its readers.</summary>
    public string Zone { get; init; } = "Europe/Paris";

    /// <summary>When it may publish, in its zone.</summary>
    public required WeeklySlots Slots { get; init; }

    /// <summary>Least time between two publications; zero for none. Default 20 min.</summary>
    public TimeSpan MinimumGap { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Most announcements and digests in one day of its zone. Default 6.</summary>
    public int MaximumPerDay { get; init; } = 6;

    /// <summary>Where the link goes.</summary>
    public LinkPolicy LinkPolicy { get; init; }

    /// <summary>What becomes of a text that is too long.</summary>
    public LongText LongText { get; init; }

    /// <summary>Whether pictures are shown. Default true.</summary>
    public bool Images { get; init; } = true;

    /// <summary>Whether its copies invite: each leads to the private chat with a bot and can be passed on by the <i>Relayer</i> row. Default true.</summary>
    public bool Invite { get; init; } = true;

    /// <summary>Whether each theme has a topic of its own in the forum it goes to. Default false: everything goes to <see cref="Target"/> as it is.</summary>
    public bool TopicPerTheme { get; init; }

    /// <summary>Numbers of topics that stand already, by the theme that is told there; other themes are given topics that Relay makes.</summary>
    public IReadOnlyDictionary<string, int> TopicNumbers { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>How far ahead the backlog of a new channel reaches. Default 21 days.</summary>
    public TimeSpan Backlog { get; init; } = TimeSpan.FromDays(21);

    /// <summary>Whether the channel takes <paramref name="item"/> at all.</summary>
    public bool Takes(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return Kinds.Contains(item.Key.Kind)
            && (Territories.Count == 0 || Territories.Any(territory => territory.Holds(item.Territory)))
            && (Themes.Count == 0 || item.Themes.Any(Themes.Contains));
    }
}

/// <summary>How far a channel has come.</summary>
public enum Stage
{
    /// <summary>Planned and listed, never sent anywhere.</summary>
    Draft,

    /// <summary>With the real source and account, each publication shown to the coordinator and never to the public. The stage of a new channel.</summary>
    Shadow,

    /// <summary>Publishes.</summary>
    Live,
}

/// <summary>Where the link goes.</summary>
public enum LinkPolicy
{
    /// <summary>At the end of the text.</summary>
    InText,

    /// <summary>Nowhere: on X a post with a link costs thirteen times as much.</summary>
    None,
}

/// <summary>What becomes of a text that is too long for the network.</summary>
public enum LongText
{
    /// <summary>Shortened at a word, the link kept.</summary>
    Shorten,

    /// <summary>Told in a thread of several posts.</summary>
    Thread,
}
