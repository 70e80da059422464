using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Relay.Networks.X.Access;

/// <summary>
/// Signs a request in the name of a user: OAuth 1.0a with HMAC-SHA1 (RFC 5849 §3.4). Such tokens live until they are revoked. JSON and multipart bodies are not part of what is signed.
/// </summary>
/// <param name="ConsumerKey">Names the app.</param>
/// <param name="ConsumerSecret">Proves the app.</param>
/// <param name="Token">Names the user's consent; empty before there is one.</param>
/// <param name="TokenSecret">Proves it.</param>
internal sealed record XSignature(string ConsumerKey, string ConsumerSecret, string Token, string TokenSecret) : XCredential
{
    public override IReadOnlyList<string> Secrets => [ConsumerKey, ConsumerSecret, Token, TokenSecret];

    /// <summary>A further parameter of the header, while a consent is being asked for: <c>oauth_callback</c> or <c>oauth_verifier</c>.</summary>
    public (string Name, string Value)? Step { get; init; }

    public override string Authorization(HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>> query, DateTimeOffset at, string nonce)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["oauth_consumer_key"] = ConsumerKey,
            ["oauth_nonce"] = nonce,
            ["oauth_signature_method"] = "HMAC-SHA1",
            ["oauth_timestamp"] = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["oauth_version"] = "1.0",
        };
        if (Token.Length > 0)
        {
            signed["oauth_token"] = Token;
        }
        if (Step is var (name, value))
        {
            signed[name] = value;
        }
        var header = new SortedDictionary<string, string>(signed, StringComparer.Ordinal) { ["oauth_signature"] = Sign(method, address, signed.Concat(query)) };
        return "OAuth " + string.Join(", ", header.Select(parameter => $"{Escape(parameter.Key)}=\"{Escape(parameter.Value)}\""));
    }

    /// <summary>Never the secrets.</summary>
    public override string ToString() => nameof(XSignature);

    private string Sign(HttpMethod method, Uri address, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        // Sorted by the escaped name, then by the escaped value (§3.4.1.3.2).
        var normal = string.Join('&', parameters
            .Select(parameter => (Name: Escape(parameter.Key), Value: Escape(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}"));
        var text = $"{method.Method.ToUpperInvariant()}&{Escape(address.GetLeftPart(UriPartial.Path))}&{Escape(normal)}";
        var key = $"{Escape(ConsumerSecret)}&{Escape(TokenSecret)}";
#pragma warning disable CA5350 // The one method that X offers for OAuth 1.0a; HMAC does not depend on what SHA-1 is broken for.
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5350
    }

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
