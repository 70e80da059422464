using System.Security.Cryptography;
using System.Text;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>Whether Meta itself sent a notice: <c>X-Hub-Signature-256: sha256=</c> and the HMAC-SHA256 of the body in hex, by the app's secret.</summary>
internal static class FacebookSignature
{
    private const string Scheme = "sha256=";

    /// <summary>Compares in constant time.</summary>
    /// <param name="body">Byte for byte as received: Meta signs its own escapes, which reading and writing again would lose.</param>
    /// <param name="header">As received; null when missing.</param>
    /// <param name="appSecret">Never empty.</param>
    public static bool IsRight(ReadOnlySpan<byte> body, string? header, string appSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(appSecret);
        Span<byte> told = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return header is not null
            && header.StartsWith(Scheme, StringComparison.Ordinal)
            && header.Length == Scheme.Length + 2 * HMACSHA256.HashSizeInBytes
            && Convert.FromHexString(header.AsSpan(Scheme.Length), told, out _, out _) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(told, HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), body));
    }
}
