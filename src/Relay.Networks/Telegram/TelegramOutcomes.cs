using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

/// <summary>
/// What Telegram's errors mean. Codes and words from the Bot API server's source (tdlib/telegram-bot-api); words are searched for, letter case aside, since they carry
/// prefixes and details. The first row that fits counts.
/// </summary>
internal static class TelegramOutcomes
{
    private static readonly Verdict Text = new(FailureKind.Refused, FailureScope.Delivery);
    private static readonly Verdict Picture = new(FailureKind.Refused, FailureScope.Delivery, PictureAtFault: true);
    private static readonly Verdict Person = new(FailureKind.Refused, FailureScope.Target);
    private static readonly Verdict Chat = new(FailureKind.Misconfigured, FailureScope.Target);
    private static readonly Verdict Gone = new(FailureKind.Gone, FailureScope.Delivery);

    /// <summary>Rows of the table: code, words in the description, meaning.</summary>
    public static readonly IReadOnlyList<(int Code, string Words, Verdict Meaning)> Rows =
    [
        (400, "message to edit not found", Gone),
        (400, "message to delete not found", Gone),
        (400, "message_id_invalid", Gone),
        (400, "chat not found", Chat),
        (400, "chat_id is empty", Chat),
        (400, "upgraded to a supergroup", Chat),
        (400, "message thread not found", Chat),
        (400, "topic_closed", Chat),
        (400, "topic_deleted", Chat),
        (400, "not enough rights", Chat),
        (400, "have no rights", Chat),
        (400, "need administrator rights", Chat),
        (400, "chat_admin_required", Chat),
        (400, "chat_write_forbidden", Chat),
        (400, "chat_send_", Chat),
        (400, "user_banned_in_channel", Chat),
        (400, "peer_id_invalid", Chat),
        (400, "http url", Picture), // "failed to get HTTP URL content", "wrong HTTP URL specified"
        (400, "wrong type of the web page content", Picture),
        (400, "wrong file identifier", Picture),
        (400, "webpage_", Picture), // WEBPAGE_CURL_FAILED, WEBPAGE_MEDIA_EMPTY
        (400, "photo_", Picture), // PHOTO_INVALID_DIMENSIONS, PHOTO_EXT_INVALID
        (400, "image_process_failed", Picture),
        (400, "media_empty", Picture),
        (400, "file is too big", Picture),
        (403, "kicked", Chat),
        (403, "not a member", Chat),
        (403, "chat was deleted", Chat),
        (403, "not enough rights", Chat),
        (403, "need administrator rights", Chat),
    ];

    /// <summary>What an error means for an operation.</summary>
    /// <param name="call">What was tried.</param>
    /// <param name="code">Telegram's <c>error_code</c>, or the HTTP status where the body has none.</param>
    /// <param name="description">Telegram's words; empty when there are none.</param>
    public static Verdict Classify(Call call, int code, string description)
    {
        foreach (var (rowCode, words, meaning) in Rows)
        {
            if (rowCode == code && description.Contains(words, StringComparison.OrdinalIgnoreCase))
            {
                return meaning.Kind is FailureKind.Gone && call is not (Call.Edit or Call.Delete) ? Text : meaning;
            }
        }
        return code switch
        {
            400 => Text,
            401 or 404 => new(FailureKind.Unauthorized, FailureScope.Account), // a token in a wrong form answers 404
            403 => Person, // blocked, deactivated, never started: this person alone
            413 => Picture,
            429 => new(FailureKind.Throttled, FailureScope.Target), // the chat's or the bot's limit, it does not say: two chats at once tell the pump
            _ => Verdict.OfForeign(code),
        };
    }

    /// <summary>What Telegram's words say of the topic that a message was to stand in.</summary>
    public static TopicFault TopicAtFault(string description)
        => description.Contains("topic_closed", StringComparison.OrdinalIgnoreCase) ? TopicFault.Closed
            : description.Contains("message thread not found", StringComparison.OrdinalIgnoreCase) || description.Contains("topic_deleted", StringComparison.OrdinalIgnoreCase) ? TopicFault.Gone
            : TopicFault.None;

    /// <summary>Whether an edit changed nothing because the message is so already.</summary>
    public static bool IsDoneAlready(Call call, int code, string description)
        => call is Call.Edit && code == 400 && description.Contains("message is not modified", StringComparison.OrdinalIgnoreCase);
}
