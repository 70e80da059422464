using System.Buffers;
using System.Text.Json;
using Relay.Core.Inbox.Polling;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>
/// What is asked of a Page's conversations, <c>GET /{page}/conversations</c>, and what of an answer is kept. Source: developers.facebook.com, Messenger Platform, conversations: the list has the
/// last that moved first, takes no time, and tells the twenty newest messages of each.
/// </summary>
internal static class ConversationPage
{
    /// <summary>How many messages of a conversation are told.</summary>
    public const int Readable = 20;

    /// <summary>Name under which it stands with what is kept how many messages could not be read.</summary>
    public const string Missed = "missed_messages";

    // Twenty messages each: more at once is refused as too much data.
    private const string PageSize = "10";
    private const string Fields = "id,updated_time,messages.limit(20){id,created_time,from,to,message,reply_to}";

    /// <summary>Parameters of the query.</summary>
    public static List<KeyValuePair<string, string>> Query() => [new("platform", "messenger"), new("fields", Fields), new("limit", PageSize)];

    /// <summary>
    /// Leaves out conversations that did not move since the last reading, and messages from before the first: what people wrote before Relay listened is not its business and not kept.
    /// A conversation that moves while the list is read stands on top of the next reading with all that it holds: nothing slips between two pages.
    /// </summary>
    /// <param name="list">The conversations of one answer.</param>
    /// <param name="place">Where the reading stands.</param>
    /// <param name="since">Conversations that moved from then on.</param>
    /// <param name="missed">How many messages of a conversation could not be read, for each where some could not.</param>
    /// <returns>What is kept, in the form of the answer, and how many messages stand in it.</returns>
    public static (ReadOnlyMemory<byte> Payload, int Count) Keep(JsonElement list, PollPlace place, DateTimeOffset since, IReadOnlyList<int> missed)
    {
        var kept = new ArrayBufferWriter<byte>();
        var count = 0;
        using (var writer = new Utf8JsonWriter(kept))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (var conversation in list.EnumerateArray().Where(one => !(FacebookStreams.Instant(one, "updated_time") < since)))
            {
                count += Write(writer, conversation, place.First - FacebookStreams.Overlap);
            }
            foreach (var number in missed)
            {
                writer.WriteStartObject();
                writer.WriteNumber(Missed, number);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return (kept.WrittenMemory, count);
    }

    private static int Write(Utf8JsonWriter writer, JsonElement conversation, DateTimeOffset since)
    {
        if (conversation.ValueKind is JsonValueKind.Object && !conversation.TryGetProperty("messages", out _))
        {
            return 0; // it holds nothing, or nothing that may be read
        }
        if (MessagesOf(conversation) is not { } list)
        {
            writer.WriteRawValue(conversation.GetRawText()); // of an unknown form: the reader sets it aside, to be seen
            return 1;
        }
        List<JsonElement> messages = [.. list.EnumerateArray().Where(message => !(FacebookStreams.Instant(message, "created_time") < since))];
        if (messages.Count == 0)
        {
            return 0;
        }
        writer.WriteStartObject();
        writer.WriteStartObject("messages");
        writer.WriteStartArray("data");
        messages.ForEach(message => writer.WriteRawValue(message.GetRawText()));
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        return messages.Count;
    }

    /// <summary>The messages of one conversation, the newest first; null where it is in an unknown form.</summary>
    public static JsonElement? MessagesOf(JsonElement conversation)
        => conversation is { ValueKind: JsonValueKind.Object } && conversation.TryGetProperty("messages", out var nested) && nested is { ValueKind: JsonValueKind.Object }
            && nested.TryGetProperty("data", out var list) && list.ValueKind is JsonValueKind.Array ? list : null;
}
