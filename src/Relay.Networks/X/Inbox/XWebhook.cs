using System.Security.Cryptography;
using System.Text;

namespace Relay.Networks.X.Inbox;

/// <summary>What X and its webhook prove to each other, by the app's consumer secret: HMAC-SHA256 in base64. Source: docs.x.com/x-api/webhooks.</summary>
internal static class XWebhook
{
    private const string Scheme = "sha256=";

    /// <summary>Answers the challenge with which X looks, every hour, whether the secret is still known here.</summary>
    /// <param name="token">The query's <c>crc_token</c>.</param>
    /// <param name="consumerSecret">Never empty.</param>
    /// <returns>The value of <c>response_token</c>.</returns>
    public static string Answer(string token, string consumerSecret) => Scheme + Convert.ToBase64String(Hash(Encoding.UTF8.GetBytes(token), consumerSecret));

    /// <summary>Whether X itself sent an event. Compares in constant time.</summary>
    /// <param name="body">Byte for byte as received.</param>
    /// <param name="header"><c>x-twitter-webhooks-signature</c>; null when missing.</param>
    /// <param name="consumerSecret">Never empty.</param>
    public static bool IsRight(ReadOnlySpan<byte> body, string? header, string consumerSecret)
    {
        var right = Scheme + Convert.ToBase64String(Hash(body, consumerSecret));
        return header is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header), Encoding.UTF8.GetBytes(right));
    }

    private static byte[] Hash(ReadOnlySpan<byte> body, string consumerSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(consumerSecret);
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(consumerSecret), body);
    }
}
