using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Networks.Transport;

namespace Relay.Networks.X;

// What goes out. Source: X API v2, OpenAPI 2.166 and 2.167, whose requests are the same here.
internal sealed record CreatePost(string Text, PostMedia? Media, PostReply? Reply);

internal sealed record PostMedia(IReadOnlyList<string> MediaIds);

internal sealed record PostReply(string InReplyToTweetId);

internal sealed record CreateMessage(string Text);

internal sealed record MediaMetadata(string Id, MediaDescription Metadata);

internal sealed record MediaDescription(MediaAltText AltText);

internal sealed record MediaAltText(string Text);

internal sealed record CreateWebhook(string Url);

internal sealed record CreateSubscription(string EventType, XSubscriptionFilter Filter, string Tag, string WebhookId);

internal sealed record XSubscriptionFilter(string? UserId);

// What comes back, in both vocabularies: only names that they share are read.
internal sealed record XReply(string? Id, JsonElement? Data, JsonElement? Errors, XMeta? Meta, string? Title, string? Detail, string? Type, string? Error);

internal sealed record XMeta(string? NextToken);

internal sealed record XError(string? Code, string? Message, string? Detail, string? Title, string? Type);

internal sealed record XEntity(string? Id, string? Text, bool? Deleted, string? Username, string? Name, string? DmEventId);

internal sealed record XWebhookRead(string? Id, string? Url, bool? Valid);

internal sealed record XSubscriptionRead(string? SubscriptionId, string? EventType, XSubscriptionFilter? Filter, string? Tag, string? WebhookId);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantText), typeof(TolerantFlag)])]
[JsonSerializable(typeof(CreatePost))]
[JsonSerializable(typeof(CreateMessage))]
[JsonSerializable(typeof(MediaMetadata))]
[JsonSerializable(typeof(CreateWebhook))]
[JsonSerializable(typeof(CreateSubscription))]
[JsonSerializable(typeof(XWebhookRead))]
[JsonSerializable(typeof(XSubscriptionRead))]
[JsonSerializable(typeof(XReply))]
[JsonSerializable(typeof(XEntity))]
[JsonSerializable(typeof(XError))]
internal sealed partial class XJson : JsonSerializerContext;
