using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>Verifies OAuth 1.0a signatures with HMAC-SHA1 (RFC 5849 §3.4): freshness, a nonce used once, every signed parameter.</summary>
internal sealed class OAuth1(IReadOnlyList<XProfile> profiles, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _nonces = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset Time, string Nonce)> _order = new();

    /// <summary>The profile that signed; null when nobody did.</summary>
    public XProfile? Verify(WireRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith("OAuth ", StringComparison.OrdinalIgnoreCase) || Parse(header[6..]) is not { } given)
        {
            return null;
        }
        var profile = profiles.FirstOrDefault(known => known.Token == given.GetValueOrDefault("oauth_token"));
        return profile is not null
            && given.GetValueOrDefault("oauth_consumer_key") == profile.ConsumerKey
            && given.GetValueOrDefault("oauth_signature_method") == "HMAC-SHA1"
            && given.GetValueOrDefault("oauth_version", "1.0") == "1.0"
            && given.TryGetValue("oauth_signature", out var signature)
            && Same(signature, Sign(request, given, profile))
            && IsFresh(given.GetValueOrDefault("oauth_timestamp"), given.GetValueOrDefault("oauth_nonce"))
            ? profile
            : null;
    }

    private static Dictionary<string, string>? Parse(string header)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=', 2) is not [var name, ['"', .. var value, '"']]
                || !given.TryAdd(Uri.UnescapeDataString(name), Uri.UnescapeDataString(value)))
            {
                return null;
            }
        }
        return given;
    }

    private static string Sign(WireRequest request, Dictionary<string, string> given, XProfile profile)
    {
        var form = request.Kind == BodyKind.Form ? request.Form : [];
        var signed = given.Where(pair => pair.Key is not ("oauth_signature" or "realm")).Concat(request.Query).Concat(form)
            .Select(pair => (Name: Uri.EscapeDataString(pair.Key), Value: Uri.EscapeDataString(pair.Value)))
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
            .Select(pair => $"{pair.Name}={pair.Value}");
        var address = $"{request.Scheme}://{request.Host}".ToLowerInvariant() + request.Path;
        var text = $"{request.Method.ToUpperInvariant()}&{Uri.EscapeDataString(address)}&{Uri.EscapeDataString(string.Join('&', signed))}";
        var key = $"{Uri.EscapeDataString(profile.ConsumerSecret)}&{Uri.EscapeDataString(profile.TokenSecret)}";
#pragma warning disable CA5350 // OAuth 1.0a is defined with SHA-1
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.ASCII.GetBytes(key), Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5350
    }

    private static bool Same(string given, string expected)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    private bool IsFresh(string? timestamp, string? nonce)
    {
        var now = clock.GetUtcNow();
        if (string.IsNullOrEmpty(nonce) || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(now.ToUnixTimeSeconds() - seconds) > Freshness.TotalSeconds)
        {
            return false;
        }
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && now - oldest.Time > 2 * Freshness)
            {
                _nonces.Remove(_order.Dequeue().Nonce);
            }
            _order.Enqueue((now, $"{seconds} {nonce}"));
            return _nonces.Add($"{seconds} {nonce}");
        }
    }
}
