using Relay.Sandbox.Faults;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox;

/// <summary>A rehearsal that runs: its accounts, the faults injected into it, and what was posted. Thread-safe.</summary>
public sealed class LiveWorld
{
    private readonly IReadOnlyList<INetworkWire> _networks;

    internal LiveWorld(SandboxWorld accounts, FaultBoard faults, IReadOnlyList<INetworkWire> networks)
        => (Accounts, Faults, _networks) = (accounts, faults, networks);

    /// <summary>Who exists.</summary>
    public SandboxWorld Accounts { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultBoard Faults { get; }

    /// <summary>Everything accepted so far, oldest first, deleted ones included and flagged; a copy.</summary>
    /// <param name="journal">Whether to include what stands in journal chats.</param>
    public IReadOnlyList<Post> Posts(bool journal = false)
        => [.. _networks.SelectMany(network => network.Posts()).Where(post => journal || !post.Journal).OrderBy(post => post.Time)];
}
