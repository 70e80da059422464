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

    public string Network => XNetwork.NetworkKey;

    public string Stream => "activity";

    public bool Hears(Account account) => account.Settings.ContainsKey(HasSecret);

    public Greeting? Greet(Account account, Func<string, string?> query) => query("crc_token") is { Length: > 0 and <= LongestToken } token
        ? new("application/json", new JsonObject { ["response_token"] = XWebhook.Answer(token, account.Token(Secret)) }.ToJsonString())
        : null;

    public bool IsFromNetwork(Account account, ReadOnlySpan<byte> body, Func<string, string?> header) => XWebhook.IsRight(body, header("x-twitter-webhooks-signature"), account.Token(Secret));
}
