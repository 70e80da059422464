using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Relay.Sandbox.X.Access;

/// <summary>What people have granted to apps: codes, tokens, PINs. Lives as long as the rehearsal. Thread-safe.</summary>
internal sealed class XGrants(SandboxWorld world, TimeProvider clock)
{
    /// <summary>A code of OAuth 2.0 lives this long.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromSeconds(30);

    /// <summary>An access token of OAuth 2.0 lives this long.</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromHours(2);

    private static readonly TimeSpan RequestLife = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, XCode> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XToken> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XToken> _refresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XRequestToken> _requests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, XKeys> _readOnly = new(StringComparer.Ordinal);

    /// <summary>A value that nobody guesses.</summary>
    public static string NewValue() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(33)).Replace('+', 'A').Replace('/', 'B');

    /// <summary>Keeps a code of OAuth 2.0.</summary>
    public XCode Keep(XCode code)
    {
        lock (_gate)
        {
            return _codes[code.Value] = code;
        }
    }

    /// <summary>A code, once; null when there is none, or it is too old.</summary>
    public XCode? Take(string code)
    {
        lock (_gate)
        {
            return _codes.Remove(code, out var found) && found.Expires > clock.GetUtcNow() ? found : null;
        }
    }

    /// <summary>A new pair. The refresh token is empty where <c>offline.access</c> was not granted.</summary>
    public XToken Issue(string clientId, XProfile profile, IReadOnlySet<string> scopes)
    {
        var token = new XToken(NewValue(), scopes.Contains("offline.access") ? NewValue() : "", clientId, profile, scopes, clock.GetUtcNow() + AccessLife);
        lock (_gate)
        {
            _access[token.Access] = token;
            if (token.Refresh.Length > 0)
            {
                _refresh[token.Refresh] = token;
            }
        }
        return token;
    }

    /// <summary>The pair of a refresh token, which dies with this, and its access token with it; null when it is dead already, or another app's.</summary>
    public XToken? Spend(string refresh, string clientId)
    {
        lock (_gate)
        {
            if (!_refresh.TryGetValue(refresh, out var token) || token.ClientId != clientId)
            {
                return null;
            }
            _refresh.Remove(refresh);
            _access.Remove(token.Access);
            return token;
        }
    }

    /// <summary>Ends whatever the token belongs to.</summary>
    public void Revoke(string token, string clientId)
    {
        lock (_gate)
        {
            if ((_access.GetValueOrDefault(token) ?? _refresh.GetValueOrDefault(token)) is { } pair && pair.ClientId == clientId)
            {
                _access.Remove(pair.Access);
                _refresh.Remove(pair.Refresh);
            }
        }
    }

    /// <summary>The pair of an access token that still lives.</summary>
    public XToken? Access(string access)
    {
        lock (_gate)
        {
            return _access.GetValueOrDefault(access) is { } token && token.Expires > clock.GetUtcNow() ? token : null;
        }
    }

    /// <summary>A request token of OAuth 1.0a.</summary>
    public XRequestToken Request(string consumerKey)
    {
        var token = new XRequestToken(NewValue(), NewValue(), consumerKey, clock.GetUtcNow() + RequestLife);
        lock (_gate)
        {
            return _requests[token.Value] = token;
        }
    }

    /// <summary>A request token that still lives.</summary>
    public XRequestToken? FindRequest(string? value)
    {
        lock (_gate)
        {
            return value is not null && _requests.GetValueOrDefault(value) is { } token && token.Expires > clock.GetUtcNow() ? token : null;
        }
    }

    /// <summary>Somebody said yes: the PIN that she reads.</summary>
    public string Accept(XRequestToken token, XProfile profile, bool readOnly)
    {
        var pin = RandomNumberGenerator.GetInt32(1_000_000, 10_000_000).ToString(CultureInfo.InvariantCulture);
        lock (_gate)
        {
            _requests[token.Value] = token with { Pin = pin, Profile = profile, ReadOnly = readOnly };
        }
        return pin;
    }

    /// <summary>Ends a request token; the keys that it brings. As at X, the same person and app get the same keys while the permissions stay.</summary>
    public XKeys Finish(XRequestToken token)
    {
        var profile = token.Profile!;
        lock (_gate)
        {
            _requests.Remove(token.Value);
            if (!token.ReadOnly)
            {
                return new XKeys(profile.Token, profile.TokenSecret, profile, profile.Level);
            }
            var keys = new XKeys($"{profile.Id}-{NewValue()}", NewValue(), profile, "read");
            return _readOnly[keys.Token] = keys;
        }
    }

    /// <summary>An app's own token, for <c>Authorization: Basic</c> with its consumer key and secret; null for another.</summary>
    public string? App(string header) => world.Profiles.FirstOrDefault(profile => header == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{profile.ConsumerKey}:{profile.ConsumerSecret}"))) is { } app ? OwnToken(app) : null;

    /// <summary>Whose app has that token of its own.</summary>
    public XProfile? OfApp(string token) => world.Profiles.FirstOrDefault(profile => OwnToken(profile) == token);

    private static string OwnToken(XProfile app) => "AAAAAAAAAAAAAAAAAAAAAREHEARSAL" + app.ConsumerKey;

    /// <summary>The keys of a token of OAuth 1.0a.</summary>
    public XKeys? Keys(string? token)
    {
        if (world.Profiles.FirstOrDefault(profile => profile.Token == token) is { } profile)
        {
            return new XKeys(profile.Token, profile.TokenSecret, profile, profile.Level);
        }
        lock (_gate)
        {
            return token is null ? null : _readOnly.GetValueOrDefault(token);
        }
    }
}

/// <summary>A code on its way from the consent to the token.</summary>
internal sealed record XCode(string Value, string ClientId, XProfile Profile, string Redirect, string Challenge, string Method, IReadOnlySet<string> Scopes, DateTimeOffset Expires);

/// <summary>A pair of OAuth 2.0.</summary>
internal sealed record XToken(string Access, string Refresh, string ClientId, XProfile Profile, IReadOnlySet<string> Scopes, DateTimeOffset Expires);

/// <summary>A request token of OAuth 1.0a; with a PIN once somebody said yes.</summary>
internal sealed record XRequestToken(string Value, string Secret, string ConsumerKey, DateTimeOffset Expires)
{
    public string? Pin { get; init; }

    public XProfile? Profile { get; init; }

    public bool ReadOnly { get; init; }
}

/// <summary>Keys of OAuth 1.0a and what they allow.</summary>
internal sealed record XKeys(string Token, string Secret, XProfile Profile, string Level);
