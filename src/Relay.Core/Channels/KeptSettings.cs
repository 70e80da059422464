using Relay.Core.Channels.Connecting;

namespace Relay.Core.Channels;

/// <summary>What the store holds beside the operator's file.</summary>
/// <param name="Sections">Accounts and channels made at run time.</param>
/// <param name="Secrets">The secret store; null while there is no store.</param>
public sealed record KeptSettings(IReadOnlyList<KeptSection> Sections, IKeptSecrets? Secrets)
{
    /// <summary>Nothing is kept.</summary>
    public static KeptSettings None { get; } = new([], null);

    /// <summary>The same after a change.</summary>
    public KeptSettings After(SettingsChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var gone = change.Remove.Concat(change.Keep.Select(section => (section.Kind, section.Id))).ToHashSet();
        return new([.. Sections.Where(section => !gone.Contains((section.Kind, section.Id))), .. change.Keep], new SecretsToKeep(change.Secrets, Secrets, change.Forget));
    }
}
