using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Access;

/// <summary>The pair of tokens an account has at the moment. A pair that the operator provides by environment or file is where renewals start from; the store holds what came after it.</summary>
/// <param name="Access">Signs calls.</param>
/// <param name="Refresh">Brings the next pair, once.</param>
/// <param name="Expires">When the access token ends; null when not known.</param>
/// <param name="Origin">Fingerprint of the provided refresh token that the pair descends from.</param>
internal sealed record XKeptTokens(string Access, string Refresh, DateTimeOffset? Expires, string Origin)
{
    /// <summary>Names of the secrets.</summary>
    public const string AccessToken = "AccessToken", RefreshToken = "RefreshToken", AccessTokenExpires = "AccessTokenExpires";

    private const string RefreshTokenOrigin = "RefreshTokenOrigin";
    private const string RenewalBegun = "RenewalBegun";

    private string Account { get; init; } = "";

    /// <summary>Whether an account has tokens of OAuth 2.0; otherwise it has keys of OAuth 1.0a.</summary>
    public static bool AreUsedBy(Account account) => account.Settings.ContainsKey(XSetup.ClientId);

    /// <summary>The tokens now.</summary>
    /// <exception cref="SecretMissingException">When one can't be had.</exception>
    public static XKeptTokens Read(Account account, ISecretStore? store)
    {
        var given = account.Token(RefreshToken);
        var kept = Find(store, account.Id, RefreshToken);
        var isDescendant = kept is not null && (kept == given || Find(store, account.Id, RefreshTokenOrigin) == Fingerprint(given));
        string? Kept(string name) => isDescendant ? Find(store, account.Id, name) : null;
        return new XKeptTokens(
            Kept(AccessToken) ?? account.Token(AccessToken),
            isDescendant ? kept! : given,
            Time(Kept(AccessTokenExpires) ?? Optional(account, AccessTokenExpires)),
            Fingerprint(given))
        { Account = account.Id };
    }

    /// <summary>A secret that an account may go without.</summary>
    public static string? Optional(Account account, string name)
    {
        try
        {
            return account.Secret(name).Trim() is { Length: > 0 } value ? value : null;
        }
        catch (SecretMissingException)
        {
            return null; // what is missing in truth, X will say
        }
    }

    /// <summary>A time as it is kept.</summary>
    public static string Written(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What to keep before X is asked: that this refresh token may be spent from now on.</summary>
    public IReadOnlyDictionary<string, string> Begun() => new Dictionary<string, string> { [RenewalBegun] = Fingerprint(Refresh) };

    /// <summary>Whether X was asked with this refresh token before, and no answer was kept.</summary>
    public bool WasBegun(ISecretStore? store) => Find(store, Account, RenewalBegun) == Fingerprint(Refresh);

    /// <summary>The pair that follows this one. X may leave the refresh token as it is.</summary>
    public XKeptTokens After(XTokenAnswer.Granted granted) => this with { Access = granted.AccessToken, Refresh = granted.RefreshToken ?? Refresh, Expires = granted.Expires };

    /// <summary>All that is to be kept, in one step.</summary>
    public IReadOnlyDictionary<string, string> ToSecrets() => new Dictionary<string, string>
    {
        [AccessToken] = Access,
        [RefreshToken] = Refresh,
        [AccessTokenExpires] = Expires is { } ends ? Written(ends) : "-",
        [RefreshTokenOrigin] = Origin,
        [RenewalBegun] = "-",
    };

    /// <summary>Never the tokens.</summary>
    public override string ToString() => nameof(XKeptTokens);

    private static string? Find(ISecretStore? store, string account, string name) => store?.Find($"Relay:Accounts:{account}:{name}");

    private static DateTimeOffset? Time(string? written)
        => DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Fingerprint(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..32];
}
