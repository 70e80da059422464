using Relay.Core.Audit;

namespace Relay.Core.Channels.Connecting;

/// <summary>Accounts, channels and secrets made at run time, kept in the store. Same shape and same validator as those of the file; an id in both is a fault. Thread-safe.</summary>
public interface ISettingsStore
{
    /// <summary>Every section that is kept, by kind and id.</summary>
    Task<IReadOnlyList<KeptSection>> SectionsAsync(CancellationToken cancel);

    /// <summary>Makes a change whole or not at all, with its line in the audit (names of settings, never values of secrets); durable when the task ends.</summary>
    Task ChangeAsync(SettingsChange change, Actor actor, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Secrets that are kept, to be read. Thread-safe.</summary>
public interface IKeptSecrets
{
    /// <summary>The secret now, by the full name of its setting, <c>Relay:Accounts:bot33:Token</c>, letter case aside; null when none is kept.</summary>
    /// <exception cref="SecretMissingException">When it is kept and its key is not there any more.</exception>
    string? Find(string setting);

    /// <summary>Whether a secret is kept under that name; needs no key.</summary>
    bool Holds(string setting);
}

/// <summary>The encrypted secret store: what <c>relay connect</c> wrote and rotated tokens. Its keys stand outside the database. Thread-safe.</summary>
public interface ISecretStore : IKeptSecrets
{
    /// <summary>Keeps some secrets in one step, in place of earlier ones; durable when the task ends. For tokens that a network rotates.</summary>
    Task KeepAsync(IReadOnlyDictionary<string, string> secrets, Actor actor, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>One account or channel made at run time.</summary>
/// <param name="Kind">Which of the two.</param>
/// <param name="Id">Its stable id.</param>
/// <param name="Values">Its settings by their names within the section (<c>Slots:0</c>), as the file would hold them; never a secret.</param>
public sealed record KeptSection(SectionKind Kind, string Id, IReadOnlyDictionary<string, string> Values);

/// <summary>What may be made at run time.</summary>
public enum SectionKind
{
    /// <summary>Under <c>Relay:Accounts</c>.</summary>
    Account,

    /// <summary>Under <c>Relay:Channels</c>.</summary>
    Channel,
}

/// <summary>A change of what is kept.</summary>
/// <param name="Keep">Sections to write, in place of earlier ones with their ids.</param>
/// <param name="Remove">Sections to take away; an account's secrets go with it.</param>
/// <param name="Secrets">Secrets to keep, by the full names of their settings.</param>
public sealed record SettingsChange(
    IReadOnlyList<KeptSection> Keep,
    IReadOnlyList<(SectionKind Kind, string Id)> Remove,
    IReadOnlyDictionary<string, string> Secrets)
{
    /// <summary>Secrets to take away, by the full names of their settings; what is not kept is passed over.</summary>
    public IReadOnlyList<string> Forget { get; init; } = [];

    /// <summary>Never the secrets.</summary>
    public override string ToString() => $"{Keep.Count} kept, {Remove.Count} removed, {Secrets.Count} secrets";
}
