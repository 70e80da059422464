namespace Relay.Sandbox.Telegram;

/// <summary>The methods that are rehearsed, and the parameters that each takes (Bot API 10.2).</summary>
internal static class TelegramMethods
{
    private const string Sending = " chat_id:chat message_thread_id:integer disable_notification:boolean protect_content:boolean message_effect_id:string reply_parameters:object";
    private const string Caption = " caption:string parse_mode:string caption_entities:array show_caption_above_media:boolean";

    private static readonly Dictionary<string, (string Name, Dictionary<string, string> Parameters)> All = new[]
    {
        "getMe",
        "getChat chat_id:chat",
        "getChatMember chat_id:chat user_id:long",
        "getChatAdministrators chat_id:chat return_bots:boolean",
        "getChatMemberCount chat_id:chat",
        "getUpdates offset:long limit:integer timeout:integer allowed_updates:texts",
        "getWebhookInfo",
        "setWebhook url:string certificate:file ip_address:string max_connections:integer allowed_updates:texts drop_pending_updates:boolean secret_token:string",
        "deleteWebhook drop_pending_updates:boolean",
        "answerCallbackQuery callback_query_id:string text:string show_alert:boolean url:string cache_time:integer",
        "setMyCommands commands:array scope:object language_code:string",
        "getMyCommands scope:object language_code:string",
        "deleteMyCommands scope:object language_code:string",
        "editMessageReplyMarkup chat_id:chat message_id:integer reply_markup:object",
        "sendMessage text:string parse_mode:string entities:array link_preview_options:object allow_paid_broadcast:boolean reply_markup:object" + Sending,
        "sendDocument document:file thumbnail:file disable_content_type_detection:boolean allow_paid_broadcast:boolean reply_markup:object caption:string parse_mode:string caption_entities:array" + Sending,
        "sendPhoto photo:file has_spoiler:boolean allow_paid_broadcast:boolean reply_markup:object" + Caption + Sending,
        "sendMediaGroup media:array allow_paid_broadcast:boolean" + Sending,
        "editMessageText chat_id:chat message_id:integer text:string parse_mode:string entities:array link_preview_options:object reply_markup:object",
        "editMessageCaption chat_id:chat message_id:integer reply_markup:object" + Caption,
        "editMessageMedia chat_id:chat message_id:integer media:object reply_markup:object",
        "deleteMessage chat_id:chat message_id:integer",
        "deleteMessages chat_id:chat message_ids:array",
        "forwardMessage chat_id:chat message_thread_id:integer from_chat_id:chat message_id:integer disable_notification:boolean protect_content:boolean message_effect_id:string",
        "createForumTopic chat_id:chat name:string icon_color:integer icon_custom_emoji_id:string",
        "copyMessage from_chat_id:chat message_id:integer allow_paid_broadcast:boolean reply_markup:object" + Caption + Sending,
    }.Select(line => line.Split(' ')).ToDictionary(
        words => words[0],
        words => (words[0], words.Skip(1).Select(word => word.Split(':')).ToDictionary(word => word[0], word => word[1], StringComparer.Ordinal)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The method by its name in any letter case; null when it is not rehearsed.</summary>
    public static (string Name, Dictionary<string, string> Parameters)? Find(string name) => All.TryGetValue(name, out var method) ? method : null;
}
