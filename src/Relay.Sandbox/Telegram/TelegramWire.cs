using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>The Bot API 10.2: <c>/bot{token}/{method}</c>.</summary>
internal sealed class TelegramWire : INetworkWire
{
    private readonly TelegramStore _store = new();
    private readonly TelegramRoster _roster;
    private readonly TelegramHearing _hearing;
    private readonly TelegramReading _reading;
    private readonly TelegramSending _sending;
    private readonly TelegramEditing _editing;
    private readonly TelegramPeople _people;
    private readonly TelegramMenus _menus = new();
    private readonly TelegramTopics _topics;

    public TelegramWire(WireSetting setting)
    {
        _roster = new TelegramRoster(setting.World);
        _hearing = new TelegramHearing(_roster, _store, Disorder, setting.Callbacks, setting.Clock);
        var chats = new TelegramChats(_roster);
        _reading = new TelegramReading(_roster, chats);
        var discussion = new TelegramDiscussion(_roster, _store, _hearing);
        var flood = new FloodControl(setting.Clock, setting.EnforceLimits);
        _sending = new TelegramSending(_store, chats, new TelegramPhotos(setting.Pictures), flood, discussion, setting.Clock);
        _editing = new TelegramEditing(_store, chats, _roster, _sending, setting.Clock);
        var life = new TelegramLife(_roster, _store, _hearing, discussion, setting.Clock);
        _topics = new TelegramTopics(_roster, chats, life, flood);
        Control = new TelegramControl(_roster, life, _hearing);
        _people = new TelegramPeople(_roster, _store, life, setting.Militants);
    }

    /// <summary>What people do.</summary>
    public TelegramControl Control { get; }

    /// <summary>The chats of now: people make new ones.</summary>
    public IReadOnlyList<TelegramChat> Chats => _roster.Chats;

    public string Network => "telegram";

    public string Operation(string method, string path) => path.Split('/') is [_, _, var name] ? TelegramMethods.Find(name)?.Name ?? name : path;

    public async ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancel)
    {
        if (request.Path.Split('/') is not ["", ['b', 'o', 't', .. var token], var name] || !IsToken(token))
        {
            return TelegramErrors.Error(404, "Not Found");
        }
        if (_roster.Bots.FirstOrDefault(known => known.Token == token) is not { } bot)
        {
            return TelegramErrors.Unauthorized();
        }
        if (TelegramMethods.Find(name) is not { } method)
        {
            return TelegramErrors.Error(404, "Not Found: method not found");
        }
        var result = await ResultAsync(TelegramCall.Read(request, method, bot), cancel);
        return new WireAnswer(200, new JsonObject { ["ok"] = true, ["result"] = result }) { Accepted = !method.Name.StartsWith("get", StringComparison.Ordinal) };
    }

    public WireAnswer Unreadable(string reason) => TelegramErrors.Error(400, "Bad Request: can't parse the request body: " + reason);

    public WireAnswer Throttled(TimeSpan retryAfter) => TelegramErrors.TooMany(retryAfter);

    public WireAnswer Revoked() => TelegramErrors.Unauthorized();

    public WireAnswer Broken() => TelegramErrors.Error(500, "Internal Server Error");

    public IReadOnlyList<Post> Posts() => [.. _store.All().Where(message => message is { Bot: not null, TopicCreated: null }).Select(message => new Post(
        Network, message.Chat.Id.ToString(CultureInfo.InvariantCulture), message.Text, message.Date, message.Id.ToString(CultureInfo.InvariantCulture))
    {
        TargetName = message.Chat.Username is { } username && message.Chat.Kind != ChatKind.Private ? "@" + username : message.Chat.Title,
        Topic = message.Topic?.ToString(CultureInfo.InvariantCulture),
        ReplyTo = message.ReplyTo?.ToString(CultureInfo.InvariantCulture),
        Journal = message.Chat.Journal,
        Edited = message.Edited,
        Deleted = message.Deleted,
        Buttons = InlineKeyboard.Labels(message.ReplyMarkup),
        Links = InlineKeyboard.Links(message.ReplyMarkup),
        File = message.Document is { } file ? new(file.Name, System.Text.Encoding.UTF8.GetString(file.Bytes)) : null,
        Pictures = message.Photo is { } photo ? [new PostPicture(photo.Key, null)] : [],
    })];

    public DisorderBoard Disorder { get; } = new();

    public IReadOnlyList<string> Deeds => TelegramPeople.Deeds;

    public JsonNode? Do(Deed deed) => _people.Do(deed);

    public IReadOnlyList<Post> Heard() => [.. _store.All().Where(message => message is { Person: not null, TopicCreated: null }).Select(message => new Post(
        Network, message.Chat.Id.ToString(CultureInfo.InvariantCulture), message.Phone ?? message.Text, message.Date, message.Id.ToString(CultureInfo.InvariantCulture))
    {
        TargetName = message.Chat.Title,
        Author = message.Chat.Kind == ChatKind.Channel ? message.Chat.Title : message.Person!.Name,
        PrivateWith = message.Chat.Kind == ChatKind.Private ? message.Chat.Title : null,
        Topic = message.Topic?.ToString(CultureInfo.InvariantCulture),
        ReplyTo = message.ReplyTo?.ToString(CultureInfo.InvariantCulture),
        Journal = message.Chat.Journal,
        Edited = message.Edited,
        Deleted = message.Deleted,
    })];

    /// <summary>Posts of channels where they are discussed.</summary>
    public IReadOnlyList<Post> Brought() => [.. _store.All().Where(message => message.IsAutomaticForward).Select(message => new Post(
        Network, message.Chat.Id.ToString(CultureInfo.InvariantCulture), message.Text, message.Date, message.Id.ToString(CultureInfo.InvariantCulture))
    {
        TargetName = message.Chat.Title,
        Author = message.ForwardOf!.Chat.Title,
        IsBrought = true,
    })];

    private static bool IsToken(string token)
        => token.Split(':') is [{ Length: > 0 } digits, { Length: >= 30 } secret]
            && digits.All(char.IsAsciiDigit) && secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private async Task<JsonNode> ResultAsync(TelegramCall call, CancellationToken cancel) => call.Method switch
    {
        "getMe" => TelegramJson.Me(call.Bot),
        "getChat" => _reading.Chat(call),
        "getChatMember" => _reading.Member(call),
        "getChatAdministrators" => _reading.Administrators(call),
        "getChatMemberCount" => _reading.Count(call),
        "getUpdates" => await _hearing.Of(call.Bot).TakeAsync(call, cancel),
        "getWebhookInfo" => _hearing.Of(call.Bot).Info(),
        "setWebhook" or "deleteWebhook" => _hearing.Of(call.Bot).Set(call),
        "answerCallbackQuery" => _hearing.Answer(call),
        "createForumTopic" => _topics.Make(call),
        "setMyCommands" => _menus.Set(call),
        "getMyCommands" => _menus.Get(call),
        "deleteMyCommands" => _menus.Delete(call),
        "sendMessage" => _sending.Text(call),
        "sendPhoto" => await _sending.PhotoAsync(call, cancel),
        "sendDocument" => _sending.Document(call),
        "sendMediaGroup" => await _sending.AlbumAsync(call, cancel),
        "forwardMessage" => _sending.Forward(call),
        "copyMessage" => _sending.Copy(call),
        "editMessageText" => _editing.Text(call),
        "editMessageCaption" => _editing.Caption(call),
        "editMessageMedia" => await _editing.MediaAsync(call, cancel),
        "editMessageReplyMarkup" => _editing.Buttons(call),
        "deleteMessage" => _editing.Delete(call),
        "deleteMessages" => _editing.DeleteSeveral(call),
        _ => throw new InvalidOperationException($"{call.Method} is listed but not rehearsed."),
    };
}
