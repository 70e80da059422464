using System.Text;
using System.Text.Json.Nodes;

namespace Relay.Sandbox.Telegram;

/// <summary>The buttons under a message, as strict as the Bot API. Other keyboards are not rehearsed.</summary>
internal static class InlineKeyboard
{
    private const int LongestData = 64;

    /// <summary>The keyboard of a call; null for none.</summary>
    public static JsonObject? Of(TelegramCall call)
    {
        if (call.Object("reply_markup") is not { } markup)
        {
            return null;
        }
        if (markup.Count != 1 || markup["inline_keyboard"] is not JsonArray rows || rows.Any(row => row is not JsonArray))
        {
            throw TelegramErrors.Bad("object expected as reply markup");
        }
        foreach (var button in rows.SelectMany(row => row!.AsArray()))
        {
            Check(button as JsonObject ?? throw TelegramErrors.Bad("can't parse inline keyboard button: Button must be an Object"));
        }
        return rows.All(row => row!.AsArray().Count == 0) ? null : markup;
    }

    /// <summary>What stands on the buttons.</summary>
    public static IReadOnlyList<string> Labels(JsonObject? markup)
        => [.. (markup?["inline_keyboard"] as JsonArray ?? []).SelectMany(row => row!.AsArray()).Select(button => button!["text"]!.GetValue<string>())];

    /// <summary>Where the buttons lead that open a page, by what stands on them.</summary>
    public static IReadOnlyDictionary<string, string> Links(JsonObject? markup)
        => (markup?["inline_keyboard"] as JsonArray ?? []).SelectMany(row => row!.AsArray()).Where(button => button!["url"] is not null)
            .DistinctBy(button => button!["text"]!.GetValue<string>()).ToDictionary(button => button!["text"]!.GetValue<string>(), button => button!["url"]!.GetValue<string>(), StringComparer.Ordinal);

    private static void Check(JsonObject button)
    {
        if (Text(button, "text") is not { Length: > 0 })
        {
            throw TelegramErrors.Bad("can't parse inline keyboard button: Field \"text\" must be of type String");
        }
        var (data, url) = (Text(button, "callback_data"), Text(button, "url"));
        if (button.Count != 2 || (data is null) == (url is null))
        {
            throw TelegramErrors.Bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
        }
        if (data is not null && Encoding.UTF8.GetByteCount(data) is 0 or > LongestData)
        {
            throw TelegramErrors.Bad("BUTTON_DATA_INVALID");
        }
        if (url is not null && !Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            throw TelegramErrors.Bad("BUTTON_URL_INVALID");
        }
    }

    private static string? Text(JsonObject button, string name) => button[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
