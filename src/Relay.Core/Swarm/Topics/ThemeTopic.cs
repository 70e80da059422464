using Relay.Core.Texts;

namespace Relay.Core.Swarm.Topics;

/// <summary>The topic of one theme in one forum, as far as it is known.</summary>
/// <param name="Network">Key of the network.</param>
/// <param name="Target">Key of the forum.</param>
/// <param name="Theme">In lower case.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Number">Its number on the network; null while none is known.</param>
/// <param name="Reason">What the network said against it, as <see cref="Phrase.Kept"/>; null for nothing.</param>
/// <param name="At">Since when; of one that is gone, when it was made.</param>
public sealed record ThemeTopic(string Network, string Target, string Theme, TopicState State, int? Number, string? Reason, DateTimeOffset At);

/// <summary>Where a topic stands.</summary>
public enum TopicState
{
    /// <summary>Asked for; without an answer it may be there.</summary>
    Asked,

    /// <summary>It is there.</summary>
    Made,

    /// <summary>It may be there, and nothing tells: it is never asked for again, and a person has been told.</summary>
    Doubtful,

    /// <summary>Not made: the group is no forum, or the bot may not. Asked for again later.</summary>
    Refused,

    /// <summary>There, and closed by hand. Tried again later.</summary>
    Closed,

    /// <summary>It was deleted by hand.</summary>
    Gone,
}
