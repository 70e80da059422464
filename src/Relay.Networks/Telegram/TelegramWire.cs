using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

// What goes out. Source: core.telegram.org/bots/api, 10.2 of 14 July 2026.
internal sealed record SendMessage(
    [property: JsonConverter(typeof(NumberOrText))] string ChatId,
    string Text,
    string? ParseMode,
    LinkPreviewOptions LinkPreviewOptions,
    long? MessageThreadId,
    ReplyParameters? ReplyParameters,
    InlineKeyboard? ReplyMarkup);

internal sealed record SendPhoto(
    [property: JsonConverter(typeof(NumberOrText))] string ChatId,
    string Photo,
    string? Caption,
    string? ParseMode,
    long? MessageThreadId,
    ReplyParameters? ReplyParameters,
    InlineKeyboard? ReplyMarkup);

internal sealed record SendMediaGroup(
    [property: JsonConverter(typeof(NumberOrText))] string ChatId,
    IReadOnlyList<InputMediaPhoto> Media,
    long? MessageThreadId,
    ReplyParameters? ReplyParameters);

internal sealed record InputMediaPhoto(string Type, string Media, string? Caption, string? ParseMode);

internal sealed record LinkPreviewOptions(bool? IsDisabled, string? Url);

internal sealed record ReplyParameters(long MessageId, bool AllowSendingWithoutReply);

internal sealed record EditMessageText(
    [property: JsonConverter(typeof(NumberOrText))] string ChatId,
    long MessageId,
    string Text,
    string ParseMode,
    LinkPreviewOptions LinkPreviewOptions,
    InlineKeyboard? ReplyMarkup);

internal sealed record EditMessageCaption(
    [property: JsonConverter(typeof(NumberOrText))] string ChatId,
    long MessageId,
    string Caption,
    string ParseMode,
    InlineKeyboard? ReplyMarkup);

internal sealed record EditMessageReplyMarkup([property: JsonConverter(typeof(NumberOrText))] string ChatId, long MessageId, InlineKeyboard? ReplyMarkup);

internal sealed record CreateForumTopic([property: JsonConverter(typeof(NumberOrText))] string ChatId, string Name, int IconColor);

internal sealed record InlineKeyboard([property: JsonPropertyName("inline_keyboard")] IReadOnlyList<IReadOnlyList<InlineButton>> Rows);

internal sealed record InlineButton(string Text, string? CallbackData, string? Url);

internal sealed record DeleteMessage([property: JsonConverter(typeof(NumberOrText))] string ChatId, long MessageId);

internal sealed record DeleteMessages([property: JsonConverter(typeof(NumberOrText))] string ChatId, IReadOnlyList<long> MessageIds);

internal sealed record SetMyCommands(IReadOnlyList<BotCommand> Commands, BotCommandScope Scope, string? LanguageCode);

internal sealed record BotCommand(string Command, string Description);

internal sealed record BotCommandScope(string Type);

internal sealed record ForwardMessage(
    [property: JsonConverter(typeof(NumberOrText))] string ChatId,
    [property: JsonConverter(typeof(NumberOrText))] string FromChatId,
    long MessageId,
    bool DisableNotification);

// What comes back. Everything may be missing, null or of a kin type: `ok` is, from some servers.
internal sealed record TelegramReply(bool? Ok, JsonElement? Result, int? ErrorCode, string? Description, TelegramParameters? Parameters);

internal sealed record TelegramParameters(double? RetryAfter, string? MigrateToChatId);

internal sealed record TelegramMessage(string? MessageId, string? Date, string? Text, string? Caption, string? ForwardDate, TelegramOrigin? ForwardOrigin);

internal sealed record TelegramTopic(string? MessageThreadId);

internal sealed record TelegramOrigin(string? Type, string? Date, string? MessageId, TelegramUser? SenderUser);

internal sealed record TelegramUser(string? Id);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantText), typeof(TolerantFlag)])]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(InlineKeyboard))]
[JsonSerializable(typeof(CreateForumTopic))]
[JsonSerializable(typeof(TelegramTopic))]
[JsonSerializable(typeof(SetMyCommands))]
[JsonSerializable(typeof(EditMessageReplyMarkup))]
[JsonSerializable(typeof(SendPhoto))]
[JsonSerializable(typeof(SendMediaGroup))]
[JsonSerializable(typeof(EditMessageText))]
[JsonSerializable(typeof(EditMessageCaption))]
[JsonSerializable(typeof(DeleteMessage))]
[JsonSerializable(typeof(DeleteMessages))]
[JsonSerializable(typeof(ForwardMessage))]
[JsonSerializable(typeof(TelegramReply))]
[JsonSerializable(typeof(TelegramMessage))]
internal sealed partial class TelegramJson : JsonSerializerContext;
