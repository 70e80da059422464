using System.Security.Cryptography;
using System.Text;
using Relay.Core.Channels;
using Relay.Core.Inbox.Webhooks;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>A Page's webhook: a handshake by the verify token, notices signed with the app's secret. Source: developers.facebook.com/docs/graph-api/webhooks/getting-started.</summary>
internal sealed class FacebookHearing : IHearWebhooks
{
    /// <summary>Name of the secret that Facebook repeats in its handshake.</summary>
    public const string VerifyToken = "VerifyToken";

    /// <summary>Kept with the account when it has that secret.</summary>
    public const string HasVerifyToken = "HasVerifyToken";

    private const int LongestChallenge = 256;

    public string Network => FacebookNetwork.NetworkKey;

    public string Stream => "page";

    public bool Hears(Account account) => SecretMissing(account) is null;

    /// <summary>Name of the secret that an account still needs to be called; null for none.</summary>
    public static string? SecretMissing(Account account)
        => !account.Settings.ContainsKey(FacebookSetup.HasAppSecret) ? "AppSecret" : account.Settings.ContainsKey(HasVerifyToken) ? null : VerifyToken;

    public Greeting? Greet(Account account, Func<string, string?> query)
        => query("hub.mode") == "subscribe" && query("hub.challenge") is { Length: > 0 and <= LongestChallenge } challenge && query("hub.verify_token") is { } told
            && CryptographicOperations.FixedTimeEquals(Hash(told), Hash(account.Token(VerifyToken)))
            ? new("text/plain", challenge)
            : null;

    public bool IsFromNetwork(Account account, ReadOnlySpan<byte> body, Func<string, string?> header) => FacebookSignature.IsRight(body, header("X-Hub-Signature-256"), account.Token("AppSecret"));

    // Hashed first: the time that comparing takes tells nothing of the length either.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
