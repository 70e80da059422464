using System.Buffers;
using System.Text.Json.Nodes;
using Relay.Core.Channels;
using Relay.Core.Inbox.Webhooks;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Inbox;

/// <summary>An app's webhook: a challenge every hour and signed notices, both by the consumer secret. Source: docs.x.com/x-api/webhooks.</summary>
internal sealed class XHearing : IHearWebhooks
{
    /// <summary>Name of that secret.</summary>
    public const string Secret = "ConsumerSecret";

    /// <summary>Kept with the account when it has that secret.</summary>
    public const string HasSecret = "HasConsumerSecret";

    private const int LongestToken = 256;

    // Notices are proven by the same hash, and anybody may have a token hashed: nothing that could be read as a notice is.
    private static readonly SearchValues<char> InTokens = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-");

    public string Network => XNetwork.NetworkKey;

    public string Stream => "activity";

    public bool Hears(Account account) => account.Settings.ContainsKey(HasSecret);

    public Greeting? Greet(Account account, Func<string, string?> query) => query("crc_token") is { } token && IsToken(token)
        ? new("application/json", new JsonObject { ["response_token"] = XWebhook.Answer(token, account.Token(Secret)) }.ToJsonString())
        : null;

    public bool IsFromNetwork(Account account, ReadOnlySpan<byte> body, Func<string, string?> header) => XWebhook.IsRight(body, header("x-twitter-webhooks-signature"), account.Token(Secret));

    private static bool IsToken(string token) => token.Length is > 0 and <= LongestToken && !token.AsSpan().ContainsAnyExcept(InTokens);
}
