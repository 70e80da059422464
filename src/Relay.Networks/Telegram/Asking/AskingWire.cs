using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram.Asking;

// What goes out. Source: core.telegram.org/bots/api, 10.2 of 14 July 2026.
internal sealed record Nothing;

internal sealed record AskChat([property: JsonConverter(typeof(NumberOrText))] string ChatId);

internal sealed record AskAdministrators([property: JsonConverter(typeof(NumberOrText))] string ChatId, bool ReturnBots);

internal sealed record AskMember([property: JsonConverter(typeof(NumberOrText))] string ChatId, long UserId);

internal sealed record GetUpdates(long? Offset, int Limit, int Timeout, IReadOnlyList<string> AllowedUpdates);

internal sealed record SetWebhook(string Url, string SecretToken, int MaxConnections, IReadOnlyList<string> AllowedUpdates);

internal sealed record DeleteWebhook(bool DropPendingUpdates);

internal sealed record AnswerCallbackQuery(string CallbackQueryId, string Text)
{
    /// <summary>Said where the call is the answer to a webhook.</summary>
    public string? Method { get; init; }
}

// What comes back. Everything may be missing; what Relay has no use for is not read at all.
internal sealed record TelegramUpdate(long UpdateId, InboundMessage? Message, InboundMessage? ChannelPost, MemberChange? MyChatMember, CallbackQuery? CallbackQuery)
{
    /// <summary>The whole of it, as Telegram wrote it.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Raw { get; init; }
}

internal sealed record InboundMessage(
    string? MessageId,
    string? MessageThreadId,
    InboundChat? Chat,
    InboundUser? From,
    string? Text,
    TopicName? ForumTopicCreated,
    TopicName? ForumTopicEdited,
    InboundMessage? ReplyToMessage,
    string? MigrateToChatId);

internal sealed record InboundChat(string? Id, string? Type, string? Title, string? Username, bool? IsForum, string? FirstName, string? LastName, string? LinkedChatId, bool? HasProtectedContent);

internal sealed record InboundUser(string? Id, string? FirstName, string? LastName, string? Username, string? LanguageCode, bool? CanJoinGroups, bool? CanReadAllGroupMessages);

internal sealed record TopicName(string? Name);

internal sealed record MemberChange(InboundChat? Chat, InboundMember? NewChatMember);

internal sealed record InboundMember(
    string? Status, InboundUser? User, bool? IsMember, bool? CanPostMessages, bool? CanEditMessages, bool? CanDeleteMessages, bool? CanSendMessages, bool? CanManageTopics);

internal sealed record CallbackQuery(string? Id, InboundUser? From, InboundMessage? Message, string? Data);

internal sealed record WebhookInfo(string? Url, long? PendingUpdateCount, string? LastErrorMessage);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantText), typeof(TolerantFlag)])]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(AskChat))]
[JsonSerializable(typeof(AskAdministrators))]
[JsonSerializable(typeof(AskMember))]
[JsonSerializable(typeof(GetUpdates))]
[JsonSerializable(typeof(SetWebhook))]
[JsonSerializable(typeof(DeleteWebhook))]
[JsonSerializable(typeof(AnswerCallbackQuery))]
[JsonSerializable(typeof(TelegramUpdate))]
[JsonSerializable(typeof(InboundMember[]))]
[JsonSerializable(typeof(WebhookInfo))]
[JsonSerializable(typeof(long))]
internal sealed partial class AskingJson : JsonSerializerContext;
