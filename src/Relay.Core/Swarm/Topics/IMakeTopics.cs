using Relay.Core.Channels;
using Relay.Core.Deliveries;

namespace Relay.Core.Swarm.Topics;

/// <summary>Makes topics in forums. Implemented by networks that can.</summary>
public interface IMakeTopics
{
    /// <summary>Makes a topic, once. Its number is the one remote id of what is done.</summary>
    /// <param name="account">Which may manage topics there.</param>
    /// <param name="target">The forum.</param>
    /// <param name="name">As people see it, 1 to 128 characters.</param>
    /// <param name="abort">Aborts the call.</param>
    Task<Outcome> MakeTopicAsync(Account account, Target target, string name, CancellationToken abort);
}
