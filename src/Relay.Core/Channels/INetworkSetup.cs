using Microsoft.Extensions.Configuration;

namespace Relay.Core.Channels;

/// <summary>How one network reads its part of the configuration. Registered beside the network itself, found by its key.</summary>
public interface INetworkSetup
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>Every setting of an account but <c>Network</c> itself, by name (<c>PageId</c>, <c>Timeout</c>), secrets included: any other name in the file is a fault.</summary>
    IReadOnlyCollection<string> AccountSettings { get; }

    /// <summary>Those of <see cref="AccountSettings"/> that are secrets (<c>Token</c>): each has a <c>TokenFile</c> twin, and its value may never stand in the file.</summary>
    IReadOnlyCollection<string> SecretSettings { get; }

    /// <summary>Whether its groups may be forums, in which a topic can be made for each theme. Default false.</summary>
    bool HasTopics => false;

    /// <summary>Reads one account. Every fault is added, none thrown.</summary>
    /// <param name="id">Its id, <c>bot33</c>.</param>
    /// <param name="section"><c>Relay:Accounts:bot33</c>.</param>
    /// <param name="secrets">Where its secrets are.</param>
    /// <param name="faults">Takes every fault, each naming its setting.</param>
    /// <returns>Null when it has faults.</returns>
    Account? ReadAccount(string id, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults);

    /// <summary>Reads a channel's target into the network's canonical form, so that one place has one name.</summary>
    /// <param name="account">The channel's account.</param>
    /// <param name="section"><c>Relay:Channels:gironde</c>, with <c>Target</c>, <c>Topic</c> and <c>TargetKind</c>.</param>
    /// <param name="faults">Takes every fault.</param>
    /// <returns>Null when it has faults.</returns>
    Target? ReadTarget(Account account, IConfigurationSection section, ICollection<Fault> faults);

    /// <summary>Name of the secret that an account has for nothing but being called by its network (<c>WebhookSecret</c>); null when it has none.</summary>
    string? SecretOfCalls(Account account) => null;
}

/// <summary>Where secrets are: the environment, a file, the service manager's credentials, the secret store. Never <c>appsettings.json</c>.</summary>
public interface ISecrets
{
    /// <summary>A way to read a secret when it is needed; null when nobody holds it. Files are read anew each time, so that a rotated one counts.</summary>
    /// <param name="setting">Full name of the setting, <c>Relay:Accounts:bot33:Token</c>.</param>
    /// <param name="faults">Takes a fault when the secret stands where it must not, or its file can't be read.</param>
    Func<string>? Find(string setting, ICollection<Fault> faults);

    /// <summary>Whether secrets are left unread until they are used, since the command at hand may need none: their form can't be judged then. Default false.</summary>
    bool WhenUsed => false;

    /// <summary>A way to read a secret that something can't do without, where secrets are read when they are used: one that nobody holds fails then, and is no fault before. Null as <see cref="Find"/> otherwise.</summary>
    Func<string>? FindRequired(string setting, ICollection<Fault> faults)
        => Find(setting, faults) ?? (WhenUsed ? () => throw new SecretMissingException($"{setting} is not set.", $"{setting} n'est pas donné.") : null);
}
