using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Telegram;

/// <summary>The Bot API 10.2: <c>/bot{token}/{method}</c>.</summary>
internal sealed class TelegramWire : INetworkWire
{
    private readonly SandboxWorld _world;
    private readonly TelegramStore _store = new();
    private readonly TelegramChats _chats;
    private readonly TelegramSending _sending;
    private readonly TelegramEditing _editing;

    public TelegramWire(WireSetting setting)
    {
        _world = setting.World;
        _chats = new TelegramChats(setting.World.Chats);
        _sending = new TelegramSending(_store, _chats, new TelegramPhotos(setting.Pictures), new FloodControl(setting.Clock, setting.EnforceLimits), setting.Clock);
        _editing = new TelegramEditing(_store, _chats, _sending, setting.Clock);
    }

    public string Network => "telegram";

    public string Operation(string method, string path) => path.Split('/') is [_, _, var name] ? TelegramMethods.Find(name)?.Name ?? name : path;

    public async ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancel)
    {
        if (request.Path.Split('/') is not ["", ['b', 'o', 't', .. var token], var name] || !IsToken(token))
        {
            return TelegramErrors.Error(404, "Not Found");
        }
        if (_world.Bots.FirstOrDefault(known => known.Token == token) is not { } bot)
        {
            return TelegramErrors.Unauthorized();
        }
        if (TelegramMethods.Find(name) is not { } method)
        {
            return TelegramErrors.Error(404, "Not Found: method not found");
        }
        var result = await ResultAsync(TelegramCall.Read(request, method, bot), cancel);
        return new WireAnswer(200, new JsonObject { ["ok"] = true, ["result"] = result }) { Accepted = method.Name is not ("getMe" or "getChat") };
    }

    public WireAnswer Unreadable(string reason) => TelegramErrors.Error(400, "Bad Request: can't parse the request body: " + reason);

    public WireAnswer Throttled(TimeSpan retryAfter) => TelegramErrors.TooMany(retryAfter);

    public WireAnswer Revoked() => TelegramErrors.Unauthorized();

    public WireAnswer Broken() => TelegramErrors.Error(500, "Internal Server Error");

    public IReadOnlyList<Post> Posts() => [.. _store.All().Select(message => new Post(
        Network, message.Chat.Id.ToString(CultureInfo.InvariantCulture), message.Text, message.Date, message.Id.ToString(CultureInfo.InvariantCulture))
    {
        TargetName = message.Chat.Username is { } username && message.Chat.Kind != ChatKind.Private ? "@" + username : message.Chat.Title,
        Topic = message.Topic?.ToString(CultureInfo.InvariantCulture),
        ReplyTo = message.ReplyTo?.ToString(CultureInfo.InvariantCulture),
        Journal = message.Chat.Journal,
        Edited = message.Edited,
        Deleted = message.Deleted,
        Pictures = message.Photo is { } photo ? [new PostPicture(photo.Key, null)] : [],
    })];

    private static bool IsToken(string token)
        => token.Split(':') is [{ Length: > 0 } digits, { Length: >= 30 } secret]
            && digits.All(char.IsAsciiDigit) && secret.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-');

    private async Task<JsonNode> ResultAsync(TelegramCall call, CancellationToken cancel) => call.Method switch
    {
        "getMe" => TelegramJson.Me(call.Bot),
        "getChat" => TelegramJson.FullChat(_chats.Open(call)),
        "sendMessage" => _sending.Text(call),
        "sendPhoto" => await _sending.PhotoAsync(call, cancel),
        "sendMediaGroup" => await _sending.AlbumAsync(call, cancel),
        "forwardMessage" => _sending.Forward(call),
        "copyMessage" => _sending.Copy(call),
        "editMessageText" => _editing.Text(call),
        "editMessageCaption" => _editing.Caption(call),
        "editMessageMedia" => await _editing.MediaAsync(call, cancel),
        "deleteMessage" => _editing.Delete(call),
        "deleteMessages" => _editing.DeleteSeveral(call),
        _ => throw new InvalidOperationException($"{call.Method} is listed but not rehearsed."),
    };
}
