using Relay.Core.Channels;
using Relay.Testing;

namespace Relay.Core.Tests.Engine;

/// <summary>Channels that a test changes between two rounds, as a new configuration does.</summary>
internal sealed class SwitchableChannels : IChannels
{
    public IReadOnlyDictionary<string, Channel> Channels { get; private set; } = new Dictionary<string, Channel>();

    public IReadOnlyDictionary<string, Account> Accounts { get; private set; } = new Dictionary<string, Account>();

    /// <summary>Limits of every account; null for none.</summary>
    public AccountLimits? Limits { get; set; }

    /// <summary>Further settings of every account.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void Use(params Channel[] channels)
    {
        Channels = channels.ToDictionary(channel => channel.Id, StringComparer.Ordinal);
        Accounts = channels.DistinctBy(channel => channel.Account).ToDictionary(channel => channel.Account, channel => Limited(Some.Account(channel.Account, channel.Network) with { Settings = Settings }), StringComparer.Ordinal);
    }

    private Account Limited(Account account) => Limits is { } limits ? account with { Limits = limits } : account;
}
