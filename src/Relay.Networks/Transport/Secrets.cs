using System.Security.Cryptography;
using System.Text;
using Relay.Core.Channels;

namespace Relay.Networks.Transport;

/// <summary>Reads an account's secrets at the moment of a call.</summary>
internal static class Secrets
{
    /// <summary>A secret that fits in a header and in a path.</summary>
    /// <exception cref="SecretMissingException">When it can't be had, or holds white space or characters that no token has. Never tells the value.</exception>
    public static string Token(this Account account, string setting)
    {
        var value = account.Secret(setting).Trim();
        if (value.Length == 0 || value.Any(letter => letter is <= ' ' or > '~' or '/' or '\\' or '?' or '#' or '"') && setting is "Token")
        {
            throw new SecretMissingException($"{setting} of account {account.Id} is not a token: copy it anew from the network.", $"{setting} du compte {account.Id} n'est pas un jeton : recopiez-le depuis le réseau.");
        }
        return value;
    }

    /// <summary>Whether two accounts have the same secret. Compares in constant time.</summary>
    /// <exception cref="SecretMissingException">When one of them can't be had.</exception>
    public static bool HasSame(this Account one, string setting, Account other)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one.Token(setting)), Encoding.UTF8.GetBytes(other.Token(setting)));
}
