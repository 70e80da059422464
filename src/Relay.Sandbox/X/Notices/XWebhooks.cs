using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X.Notices;

/// <summary><c>/2/webhooks</c> and <c>/2/activity/subscriptions</c>: where X tells an app what happens to which profile. Thread-safe.</summary>
internal sealed class XWebhooks(XStore store, WireSetting setting)
{
    private const int LongestAddress = 200;

    private static readonly string[] Kinds = ["post.create", "post.delete", "post.mention.create", "post.reply.create", "post.quote.create", "dm.received", "dm.sent"];

    private readonly ConcurrentDictionary<string, XWebhook> _webhooks = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, XSubscription> _subscriptions = new(StringComparer.Ordinal);

    /// <summary>Who wants to hear of a kind of event of a profile.</summary>
    public IEnumerable<(XSubscription Subscription, XWebhook Webhook)> Listening(string kind, string profile)
        => _subscriptions.Values.Where(each => each.Kind == kind && each.Profile == profile).Select(each => (each, _webhooks.GetValueOrDefault(each.Webhook)!)).Where(pair => pair.Item2 is not null);

    /// <summary>Carries out one call of the app.</summary>
    /// <param name="request">The call.</param>
    /// <param name="endpoint">Its name.</param>
    /// <param name="id">Of a webhook or a subscription.</param>
    /// <param name="app">Whose key.</param>
    /// <param name="cancel">Ends the challenge.</param>
    public async Task<WireAnswer> AnswerAsync(WireRequest request, string endpoint, string id, XProfile app, CancellationToken cancel)
    {
        var query = XQuery.Read(request, "webhook_config.fields", "max_results", "pagination_token");
        _ = query.Text("max_results");
        return endpoint switch
        {
            "POST /2/webhooks" => await RegisterAsync(request, app, cancel),
            "GET /2/webhooks" => List(_webhooks.Values.Where(each => each.App == app.ConsumerKey).Select(Write)),
            "PUT /2/webhooks/:id" => await ValidateAsync(id, app, cancel),
            "DELETE /2/webhooks/:id" => Done("deleted", _webhooks.TryRemove(id, out _)),
            "POST /2/activity/subscriptions" => Subscribe(request, app),
            "GET /2/activity/subscriptions" => List(_subscriptions.Values.Select(Write)),
            _ => Done("deleted", _subscriptions.TryRemove(id, out _)),
        };
    }

    private static WireAnswer List(IEnumerable<JsonNode> items)
    {
        JsonNode[] all = [.. items];
        return new(200, new JsonObject { ["data"] = new JsonArray(all), ["meta"] = new JsonObject { ["result_count"] = all.Length } });
    }

    private static WireAnswer Done(string what, bool done) => new(200, new JsonObject { ["data"] = new JsonObject { [what] = done } }) { Accepted = done };

    private static JsonObject Write(XWebhook webhook) => new() { ["id"] = webhook.Id, ["url"] = webhook.Address, ["valid"] = true, ["created_at"] = XJson.Time(webhook.Created) };

    private static JsonObject Write(XSubscription subscription) => new()
    {
        ["subscription_id"] = subscription.Id,
        ["event_type"] = subscription.Kind,
        ["filter"] = new JsonObject { ["user_id"] = subscription.Profile },
        ["tag"] = subscription.Tag,
        ["webhook_id"] = subscription.Webhook,
        ["created_at"] = XJson.Time(subscription.Created),
        ["updated_at"] = XJson.Time(subscription.Created),
    };

    private async Task<WireAnswer> RegisterAsync(WireRequest request, XProfile app, CancellationToken cancel)
    {
        var address = XBody.Text(XBody.Json(request, "url"), "url") ?? throw XBody.Refuse("$.url", null, "$.url: is missing but it is required");
        if (address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var given) || (!given.IsLoopback && (given.Scheme != "https" || !given.IsDefaultPort)))
        {
            throw XBody.Refuse("url", address, "The webhook URL must use https, name no port and be at most 200 characters long");
        }
        if (_webhooks.Values.Any(each => each.App == app.ConsumerKey))
        {
            throw new RefusedException(XProblems.Forbidden("Too many resources already created."));
        }
        await ChallengeAsync(address, app, cancel);
        var webhook = new XWebhook(store.NextId(), address, app.ConsumerKey, app.ConsumerSecret, setting.Now);
        _webhooks[webhook.Id] = webhook;
        return new WireAnswer(200, new JsonObject { ["data"] = Write(webhook) }) { Accepted = true };
    }

    private async Task<WireAnswer> ValidateAsync(string id, XProfile app, CancellationToken cancel)
    {
        if (_webhooks.GetValueOrDefault(id) is not { } webhook)
        {
            return XProblems.Missing("webhook", "webhook_id", id);
        }
        await ChallengeAsync(webhook.Address, app, cancel);
        return Done("valid", true);
    }

    /// <summary>The challenge: whoever answers knows the app's consumer secret.</summary>
    private async Task ChallengeAsync(string address, XProfile app, CancellationToken cancel)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var right = Sign(Encoding.UTF8.GetBytes(token), app.ConsumerSecret);
        if (await setting.Callbacks.AskAsync(address, $"crc_token={token}", cancel) is not (200, var answer) || Told(answer) != right)
        {
            throw XBody.Refuse("url", address, "CRC check failed: the webhook did not answer the challenge within 10 seconds with the right response_token");
        }
    }

    /// <summary>What X and its webhook prove to each other.</summary>
    public static string Sign(byte[] body, string consumerSecret) => "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(consumerSecret), body));

    private static string? Told(string answer)
    {
        try
        {
            return (JsonNode.Parse(answer) as JsonObject)?["response_token"]?.ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private WireAnswer Subscribe(WireRequest request, XProfile app)
    {
        var body = XBody.Json(request, "event_type", "filter", "tag", "webhook_id");
        var kind = XBody.Text(body, "event_type");
        if (kind is null || !Kinds.Contains(kind))
        {
            throw XBody.Refuse("$.event_type", kind, $"$.event_type: of these are rehearsed: {string.Join(", ", Kinds)}");
        }
        var filter = XBody.Only(XBody.Object(body, "filter") ?? throw XBody.Refuse("$.filter", null, "$.filter: is missing but it is required"), "$.filter", "user_id", "direction", "keyword");
        var profile = XBody.Id(filter, "user_id") ?? throw XBody.Refuse("$.filter.user_id", null, "$.filter.user_id: is missing but it is required");
        var webhook = XBody.Id(body, "webhook_id") ?? _webhooks.Values.FirstOrDefault(each => each.App == app.ConsumerKey)?.Id;
        if (webhook is null || !_webhooks.ContainsKey(webhook) || setting.World.Profiles.All(known => known.Id != profile))
        {
            throw XBody.Refuse("webhook_id", webhook, "There is no such webhook, or no such user");
        }
        if (_subscriptions.Values.Any(each => each.Kind == kind && each.Profile == profile))
        {
            throw new RefusedException(XProblems.Forbidden("DuplicateSubscriptionFailed: a subscription like this exists."));
        }
        var subscription = new XSubscription(store.NextId(), kind, profile, XBody.Text(body, "tag") ?? "", webhook, setting.Now);
        _subscriptions[subscription.Id] = subscription;
        return new WireAnswer(200, new JsonObject { ["data"] = new JsonObject { ["subscription"] = Write(subscription) } }) { Accepted = true };
    }
}

/// <summary>An address of an app.</summary>
internal sealed record XWebhook(string Id, string Address, string App, string Secret, DateTimeOffset Created);

/// <summary>One kind of event of one profile.</summary>
internal sealed record XSubscription(string Id, string Kind, string Profile, string Tag, string Webhook, DateTimeOffset Created);
