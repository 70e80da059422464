using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;

namespace Relay.Core.Items;

/// <summary>How one kind of source reads its part of the configuration. Registered beside the source itself, found by its kind.</summary>
public interface ISourceSetup
{
    /// <summary>The setting <c>Kind</c> that it answers to, lower case: <c>sql</c>.</summary>
    string Kind { get; }

    /// <summary>Reads one source. Every fault is added, none thrown; nothing is opened yet.</summary>
    /// <param name="id">Its id, <c>party</c>.</param>
    /// <param name="section"><c>Relay:Sources:party</c>.</param>
    /// <param name="folder">The configuration file's folder: relative paths start there.</param>
    /// <param name="secrets">Where its secrets are.</param>
    /// <param name="faults">Takes every fault, each naming its setting.</param>
    /// <returns>Null when it has faults.</returns>
    ISource? Read(string id, IConfigurationSection section, string folder, ISecrets secrets, ICollection<Fault> faults);
}
