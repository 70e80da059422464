using System.Security.Cryptography;
using System.Text;

namespace Relay.Networks.Telegram.Inbox;

/// <summary>Whether Telegram itself brought an update: <c>X-Telegram-Bot-Api-Secret-Token</c> repeats what was given to <c>setWebhook</c>.</summary>
internal static class SecretToken
{
    /// <summary>Compares in a time that tells nothing of the secret, its length included.</summary>
    /// <param name="header">As received; null when missing.</param>
    /// <param name="secret">What was given; never empty.</param>
    public static bool IsRight(string? header, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return header is not null && CryptographicOperations.FixedTimeEquals(Hash(header), Hash(secret));
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
