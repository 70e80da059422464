using System.Text.Json.Nodes;
using Relay.Sandbox.Pictures;

namespace Relay.Sandbox.Telegram;

/// <summary>A message in a chat, of a bot or of a person. <see cref="Text"/> is the caption of one with a picture.</summary>
internal sealed record TelegramMessage(int Id, TelegramChat Chat, TelegramBot? Bot, string Text, IReadOnlyList<MessageEntity> Entities, DateTimeOffset Date)
{
    /// <summary>Who wrote it, when no bot did.</summary>
    public TelegramPerson? Person { get; init; }

    /// <summary>Name of the topic that this service message made; null for any other message.</summary>
    public string? TopicCreated { get; init; }

    /// <summary>Colour of that topic's icon, as RGB.</summary>
    public int TopicColour { get; init; } = 0x6FB9F0;

    /// <summary>The post of a channel, as it came to the group where it is discussed.</summary>
    public bool IsAutomaticForward { get; init; }

    /// <summary>In a discussion, the message that stands there for the post.</summary>
    public int? Thread { get; init; }

    /// <summary>The author's own phone number, given with the button made for it.</summary>
    public string? Phone { get; init; }

    public Picture? Photo { get; init; }

    /// <summary>A file of any kind; then <see cref="Text"/> is its caption.</summary>
    public SentFile? Document { get; init; }

    public int? Topic { get; init; }

    public int? ReplyTo { get; init; }

    public string? MediaGroup { get; init; }

    public JsonObject? LinkPreview { get; init; }

    public JsonObject? ReplyMarkup { get; init; }

    public bool Protected { get; init; }

    public bool CaptionAbove { get; init; }

    /// <summary>The first message that this one is a forward of.</summary>
    public TelegramMessage? ForwardOf { get; init; }

    public DateTimeOffset? Edited { get; init; }

    public bool Deleted { get; init; }
}

/// <summary>A file that was sent.</summary>
internal sealed record SentFile(string Name, string MediaType, byte[] Bytes);

/// <summary>Formatting of a piece of text; offsets in UTF-16 units.</summary>
internal sealed record MessageEntity(string Type, int Offset, int Length, string? Url = null, string? Language = null, string? CustomEmoji = null);
