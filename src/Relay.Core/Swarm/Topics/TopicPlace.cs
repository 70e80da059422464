using Relay.Core.Channels;

namespace Relay.Core.Swarm.Topics;

/// <summary>Where in its target a post goes.</summary>
/// <param name="Target">With its topic where it goes into one.</param>
internal sealed record TopicPlace(Target Target)
{
    /// <summary>Number of the general topic, which takes what has no other.</summary>
    public const int General = 1;

    /// <summary>Whether a topic is chosen for it at all. Default false: it goes to its target as it is.</summary>
    public bool IsChosen { get; init; }

    /// <summary>What the post is about; null where it has no theme, or several.</summary>
    public string? Theme { get; init; }

    /// <summary>The topic of that theme, as it was known; null when nothing is.</summary>
    public ThemeTopic? Known { get; init; }

    /// <summary>Whether the topic has to be made first.</summary>
    public bool IsToMake { get; init; }

    /// <summary>Number of the topic.</summary>
    public int Number { get; init; } = General;

    /// <summary>Whether the other posts of its subject are known to stand there.</summary>
    public bool IsKept { get; init; }
}
