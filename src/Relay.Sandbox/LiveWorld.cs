using System.Text.Json.Nodes;
using Relay.Sandbox.Faults;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Telegram;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox;

/// <summary>A rehearsal that runs: its accounts, the faults injected into it, and what was posted. Thread-safe.</summary>
public sealed class LiveWorld
{
    private readonly SandboxWorld _accounts;
    private readonly IReadOnlyList<INetworkWire> _networks;

    private readonly MilitantRoster _militants;
    private readonly Callbacks _callbacks;

    internal LiveWorld(WireSetting setting, FaultBoard faults, IReadOnlyList<INetworkWire> networks)
        => (_accounts, _militants, _callbacks, Faults, _networks) = (setting.World, setting.Militants, setting.Callbacks, faults, networks);

    /// <summary>Who exists now.</summary>
    public SandboxWorld Accounts => _accounts with { Chats = _networks.OfType<TelegramWire>().Single().Chats };

    /// <summary>What people do on Telegram.</summary>
    internal TelegramControl Telegram => _networks.OfType<TelegramWire>().Single().Control;

    /// <summary>Who is there to be.</summary>
    internal IReadOnlyList<Militant> People => _militants.All;

    /// <summary>Posts of channels as they stand in the groups where they are discussed.</summary>
    internal IReadOnlyList<Post> Brought() => _networks.OfType<TelegramWire>().Single().Brought();

    /// <summary>What people can do on a network.</summary>
    internal IReadOnlyList<string> Deeds(string network) => Wire(network)?.Deeds ?? [];

    /// <summary>What disturbs what a network tells; null for no network.</summary>
    internal DisorderBoard? Disorder(string network) => Wire(network)?.Disorder;

    /// <summary>Lets a public address stand for one on this machine, as a reverse proxy would.</summary>
    /// <exception cref="ArgumentException">The second is not on this machine.</exception>
    public void Stand(Uri from, Uri to) => _callbacks.Stand(from, to);

    /// <summary>Somebody of the public does something; null for what nobody can do there.</summary>
    internal JsonNode? Do(string network, Deed deed)
    {
        if (deed.Maybe("language") is { } language && deed.Maybe("person") is { } person)
        {
            _militants.Introduce(person, language);
        }
        return Wire(network)?.Do(deed);
    }

    /// <summary>What goes wrong on purpose.</summary>
    public FaultBoard Faults { get; }

    /// <summary>Everything accepted so far, oldest first, deleted ones included and flagged; a copy.</summary>
    /// <param name="journal">Whether to include what stands in journal chats.</param>
    public IReadOnlyList<Post> Posts(bool journal = false)
        => [.. _networks.SelectMany(network => network.Posts()).Where(post => journal || !post.Journal).OrderBy(post => post.Time)];

    /// <summary>Everything that the public wrote, on every network, oldest first, deleted ones included and flagged; a copy.</summary>
    public IReadOnlyList<Post> Heard() => [.. _networks.SelectMany(network => network.Heard()).OrderBy(post => post.Time)];

    private INetworkWire? Wire(string network) => _networks.FirstOrDefault(wire => wire.Network == network);
}
