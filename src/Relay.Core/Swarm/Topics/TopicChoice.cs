namespace Relay.Core.Swarm.Topics;

/// <summary>Which topic a theme is told in. Pure.</summary>
internal static class TopicChoice
{
    /// <summary>How long a topic that was closed, or was deleted on the day when it was made, is left alone.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(1);

    /// <summary>How long it takes until a topic that was refused is asked for again.</summary>
    public static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    /// <summary>The number of its topic; <see cref="TopicPlace.General"/> where it has none for now, null when one is to be made.</summary>
    /// <param name="named">The number that the configuration names; null for none.</param>
    /// <param name="known">What is known of the theme's topic; null for nothing.</param>
    /// <param name="now">The present.</param>
    public static int? Of(int? named, ThemeTopic? known, DateTimeOffset now)
    {
        if (named is { } number)
        {
            // One that a person has named is never made in its place.
            return known is { State: TopicState.Closed or TopicState.Gone } && known.Number == number && now < known.At + Rest ? TopicPlace.General : number;
        }
        return known switch
        {
            null => null,
            { State: TopicState.Made, Number: { } made } => made,
            { State: TopicState.Closed, Number: { } closed } when now >= known.At + Rest => closed,
            { State: TopicState.Gone } when now >= known.At + Rest => null,
            { State: TopicState.Refused } when now >= known.At + AskAgain => null,
            _ => TopicPlace.General,
        };
    }

    /// <summary>Whether what stands in a topic may be followed there.</summary>
    public static bool IsUsable(int number, IReadOnlyDictionary<string, int> named, IReadOnlyList<ThemeTopic> topics, DateTimeOffset now)
        => number == TopicPlace.General
            || (topics.FirstOrDefault(topic => topic.Number == number) is { } known ? known.State == TopicState.Made || now >= known.At + Rest && known.State == TopicState.Closed : named.Values.Contains(number));

    /// <summary>The name of a theme's topic: as people write it, 128 characters at most.</summary>
    public static string Name(string theme)
    {
        var name = char.ToUpperInvariant(theme[0]) + theme[1..];
        return name.Length <= 128 ? name : name[..(char.IsHighSurrogate(name[127]) ? 127 : 128)];
    }
}
