using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>What a signature is worth.</summary>
internal enum Signed
{
    /// <summary>Signed with those secrets, just now, once.</summary>
    Well,

    /// <summary>Not signed with those secrets, or not for the first time.</summary>
    Badly,

    /// <summary>Signed on a clock that is off.</summary>
    AtAnotherTime,
}

/// <summary>Verifies OAuth 1.0a signatures with HMAC-SHA1 (RFC 5849 §3.4): freshness, a nonce used once, every signed parameter.</summary>
internal sealed class OAuth1(TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Time, string Nonce)> _order = new();

    /// <summary>The parameters of the header; null when there is no such header, or it can't be read.</summary>
    public static IReadOnlyDictionary<string, string>? Read(WireRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[6..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is not [var name, ['"', .. var value, '"']]
                || !given.TryAdd(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value)))
            {
                return null;
            }
        }
        return given;
    }

    /// <summary>Whether a request was signed with these secrets.</summary>
    /// <param name="request">The request.</param>
    /// <param name="given">Its header, read.</param>
    /// <param name="consumerSecret">Of the app.</param>
    /// <param name="tokenSecret">Of the token; empty where there is none yet.</param>
    public Signed Verify(WireRequest request, IReadOnlyDictionary<string, string> given, string consumerSecret, string tokenSecret)
    {
        if (given.GetValueOrDefault("oauth_signature_method") != "HMAC-SHA1"
            || given.GetValueOrDefault("oauth_version", "1.0") != "1.0"
            || !given.TryGetValue("oauth_signature", out var signature)
            || !Same(signature, Sign(request, given, consumerSecret, tokenSecret))
            || given.GetValueOrDefault("oauth_nonce") is not { Length: > 0 } nonce
            || !long.TryParse(given.GetValueOrDefault("oauth_timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return Signed.Badly;
        }
        return Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > Freshness.TotalSeconds ? Signed.AtAnotherTime : IsFirst($"{seconds} {nonce}") ? Signed.Well : Signed.Badly;
    }

    private static string Sign(WireRequest request, IReadOnlyDictionary<string, string> given, string consumerSecret, string tokenSecret)
    {
        var form = request.Kind == BodyKind.Form ? request.Form : [];
        var signed = given.Where(pair => pair.Key is not ("oauth_signature" or "realm")).Concat(request.Query).Concat(form)
            .Select(pair => (Name: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var address = $"{request.Scheme}://{request.Host}".ToLowerInvariant() + request.Path;
        var text = $"{request.Method.ToUpperInvariant()}&{Uri.EscapeDataString(address)}&{Uri.EscapeDataString(string.Join('&', signed))}";
        var key = $"{Uri.EscapeDataString(consumerSecret)}&{Uri.EscapeDataString(tokenSecret)}";
#pragma warning disable CA5350 // OAuth 1.0a is defined with SHA-1
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5350
    }

    private static bool Same(string given, string expected)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private bool IsFirst(string nonce)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && now - oldest.Time > 2 * Freshness)
            {
                _nonces.Remove(_order.Dequeue().Nonce);
            }
            _order.Enqueue((now, nonce));
            return _nonces.Add(nonce);
        }
    }
}
