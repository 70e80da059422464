using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Core.Returns;

/// <summary>Where the party takes what came back: a table or files of its own. Stateless, thread-safe; opens nothing until asked.</summary>
public interface IReturn
{
    /// <summary>Writes acts; one whose id is there already is left as it is. Durable when the task ends; cut off half-way it may be asked again.</summary>
    /// <exception cref="ReturnUnavailableException">When the place can't be written to: nothing is lost, it is tried again.</exception>
    Task WriteAsync(IReadOnlyList<ReturnedAct> acts, CancellationToken cancel);
}

/// <summary>Reads <c>Relay:Return</c>.</summary>
public interface IReturnSetup
{
    /// <summary>Reads where the party takes it. Every fault is added, none thrown; nothing is opened yet.</summary>
    /// <returns>Null when it has faults.</returns>
    IReturn? Read(IConfigurationSection section, string folder, ISecrets secrets, ICollection<Fault> faults);
}

/// <summary>The party's place can't be written to.</summary>
/// <param name="reason">Why, in one sentence free of secrets and of personal data.</param>
public sealed class ReturnUnavailableException(Phrase reason) : Exception(reason.English)
{
    /// <summary>In both languages.</summary>
    public Phrase Reason { get; } = reason;
}
