using Relay.Core.Texts;

namespace Relay.Core.Channels.Connecting;

/// <summary>The step by which an account is mended: a command for what <c>relay connect</c> keeps, a setting for what stands in the operator's file, which no command changes.</summary>
public static class NextStep
{
    /// <summary>How to give it a new secret or permission.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="secret">Name of the setting with the secret.</param>
    public static Phrase ToRenew(Account account, string secret = "Token")
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Provisioned is { } place
            ? new($"mettez la nouvelle valeur là où {place.French} la prend ({secret} ou {secret}File), puis redémarrez Relay",
                $"put the new value where {place.English} takes it from ({secret} or {secret}File), then start Relay again")
            : new($"relay connect {account.Network} --name {account.Id}", $"relay connect {account.Network} --name {account.Id}");
    }

    /// <summary>How to give it a setting that connecting would find.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="setting">Its name.</param>
    public static Phrase ToSet(Account account, string setting)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Provisioned is { } place
            ? new($"écrivez {setting} dans {place.French}, puis redémarrez Relay", $"write {setting} in {place.English}, then start Relay again")
            : new($"relay connect {account.Network} --name {account.Id} le fait avec vous", $"relay connect {account.Network} --name {account.Id} makes it with you");
    }
}
