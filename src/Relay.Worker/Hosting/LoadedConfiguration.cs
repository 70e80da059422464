using Relay.Core.Channels;

namespace Relay.Worker.Hosting;

/// <summary>A configuration without a fault, and what it was read from.</summary>
/// <param name="File">The operator's file.</param>
/// <param name="InForce">What it says, together with what the store keeps.</param>
internal sealed record LoadedConfiguration(ConfigurationFile File, ConfigurationInForce InForce)
{
    /// <summary>What the store keeps.</summary>
    public KeptSettings Kept { get; init; } = KeptSettings.None;

    /// <summary>Whether the store waits for a worker of this version to bring it up to date: what it keeps is not known yet.</summary>
    public bool StoreIsOlder { get; init; }
}
