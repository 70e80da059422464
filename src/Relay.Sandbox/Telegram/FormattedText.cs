using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Relay.Sandbox.Telegram;

/// <summary>A text after its entities were parsed, trimmed as the server trims it, with the links it finds by itself.</summary>
internal sealed partial record FormattedText(string Text, IReadOnlyList<MessageEntity> Entities)
{
    public const int LongestText = 4096;
    public const int LongestCaption = 1024;

    private static readonly string[] Types =
    [
        "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold", "italic", "underline", "strikethrough", "spoiler",
        "blockquote", "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji", "date_time",
    ];

    /// <summary>The text of a message: 1 to 4096 UTF-16 units after parsing.</summary>
    public static FormattedText OfMessage(string? text, string? mode, JsonArray? entities)
    {
        var formatted = Parse(text ?? "", mode, entities);
        return formatted.Text.Length switch
        {
            0 => throw TelegramErrors.Bad("message text is empty"),
            > LongestText => throw TelegramErrors.Bad("message is too long"),
            _ => formatted,
        };
    }

    /// <summary>The caption of a picture: at most 1024 UTF-16 units after parsing.</summary>
    public static FormattedText OfCaption(string? text, string? mode, JsonArray? entities)
    {
        var formatted = Parse(text ?? "", mode, entities);
        return formatted.Text.Length <= LongestCaption ? formatted : throw TelegramErrors.Bad("message caption is too long");
    }

    private static FormattedText Parse(string text, string? mode, JsonArray? entities)
    {
        var (parsed, found) = mode?.ToLowerInvariant() switch
        {
            null or "" or "none" => (text, Given(entities, text)),
            "html" => HtmlText.Parse(text),
            _ => throw TelegramErrors.Bad("unsupported parse_mode"),
        };
        var trimmed = parsed.TrimEnd();
        var shift = trimmed.Length - trimmed.TrimStart().Length;
        trimmed = trimmed[shift..];
        var kept = found.Select(entity => Move(entity, shift, trimmed.Length)).Where(entity => entity.Length > 0).ToList();
        kept.AddRange(Links().Matches(trimmed).Select(Found).Where(link => !kept.Exists(entity => entity.Type is "text_link" or "code" or "pre" && Overlap(entity, link))));
        return new FormattedText(trimmed, [.. kept.OrderBy(entity => entity.Offset).ThenByDescending(entity => entity.Length)]);
    }

    /// <summary>The links, names and tags that the server finds by itself.</summary>
    public static IEnumerable<MessageEntity> Found(string text) => Links().Matches(text).Select(Found);

    private static MessageEntity Found(Match link)
        => new(link.Value[0] switch { '#' => "hashtag", '@' => "mention", _ => "url" }, link.Index, link.Length);

    private static bool Overlap(MessageEntity first, MessageEntity second)
        => first.Offset < second.Offset + second.Length && second.Offset < first.Offset + first.Length;

    private static MessageEntity Move(MessageEntity entity, int shift, int length)
    {
        var start = Math.Max(0, entity.Offset - shift);
        var end = Math.Min(length, entity.Offset + entity.Length - shift);
        return entity with { Offset = start, Length = end - start };
    }

    private static IReadOnlyList<MessageEntity> Given(JsonArray? entities, string text)
    {
        try
        {
            return [.. (entities ?? []).Select(entity => new MessageEntity(
                entity!["type"]!.GetValue<string>(), entity["offset"]!.GetValue<int>(), entity["length"]!.GetValue<int>(), entity["url"]?.GetValue<string>(),
                entity["language"]?.GetValue<string>(), entity["custom_emoji_id"]?.GetValue<string>())).Select(entity => Check(entity, text))];
        }
        catch (Exception fault) when (fault is NullReferenceException or InvalidOperationException or FormatException or JsonException)
        {
            throw TelegramErrors.Bad("can't parse MessageEntity: an Object with type, offset and length is expected");
        }
    }

    private static MessageEntity Check(MessageEntity entity, string text)
        => !Types.Contains(entity.Type) ? throw TelegramErrors.Bad("can't parse MessageEntity: unsupported type specified")
            : entity.Offset < 0 || entity.Length <= 0 || entity.Offset > text.Length - entity.Length
                ? throw TelegramErrors.Bad("entity bounds are outside of the text")
            : Splits(text, entity.Offset) || Splits(text, entity.Offset + entity.Length)
                ? throw TelegramErrors.Bad("entity begins or ends in a middle of a UTF-16 symbol")
            : entity;

    private static bool Splits(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]);

    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)»]|(?<![\w/@])[@#][\p{L}_][\p{L}\p{N}_]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Links();
}
