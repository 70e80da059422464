namespace Relay.Core.Swarm.Topics;

/// <summary>Topics of forums, kept. Each write is durable when its task ends.</summary>
public interface ITopicStore
{
    /// <summary>Every topic of one forum.</summary>
    Task<IReadOnlyList<ThemeTopic>> OfAsync(string network, string target, CancellationToken cancel);

    /// <summary>Every topic in a state, of every forum.</summary>
    Task<IReadOnlyList<ThemeTopic>> InAsync(TopicState state, CancellationToken cancel);

    /// <summary>A topic is about to be asked for.</summary>
    /// <returns>False, with nothing written, when it was asked for before and may be there.</returns>
    Task<bool> BeginAsync(string network, string target, string theme, DateTimeOffset now, CancellationToken cancel);

    /// <summary>What became of a topic.</summary>
    Task EndAsync(ThemeTopic topic, CancellationToken cancel);

    /// <summary>A topic that was asked for was certainly not made.</summary>
    Task ForgetAsync(string network, string target, string theme, CancellationToken cancel);

    /// <summary>Number of the topic in which what is told of a subject stands; null when nothing does.</summary>
    Task<int?> StandsAsync(string network, string target, string subject, CancellationToken cancel);

    /// <summary>What is told of a subject is about to stand in a topic; null when it does in none.</summary>
    Task StandAsync(string network, string target, string subject, int? number, CancellationToken cancel);
}
