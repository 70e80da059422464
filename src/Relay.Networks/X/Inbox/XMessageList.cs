using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;
using Relay.Core.Texts;

namespace Relay.Networks.X.Inbox;

/// <summary>
/// Reads private messages, <c>GET /2/dm_events</c>: newest first, of the last 30 days, 15 requests in 15 minutes. It takes no mark and bills each message that it tells, though one only once in a UTC
/// day: a look is short, and what is behind it follows in longer pages. Source: docs.x.com, direct-messages/lookup, and getting-started/pricing. Messages that X encrypts (XChat) do not stand in it.
/// </summary>
internal static class XMessageList
{
    /// <summary>Name of its stream.</summary>
    public const string Stream = "dm_events";

    /// <summary>The right that it needs.</summary>
    public const string Right = "dm.read";

    /// <summary>The most messages of one request.</summary>
    public const int Most = 10;

    // What somebody wrote, what we answered, and one that is known.
    private const int Look = 3;
    private const string Fields = "id,text,event_type,created_at,dm_conversation_id";

    /// <summary>What one message may cost, in US dollars: who wrote is read, and billed, beside it.</summary>
    public const decimal Price = XPrices.MessageRead + XPrices.UserRead;

    /// <summary>Parameters of the query.</summary>
    public static List<KeyValuePair<string, string>> Query(PollPlace place, bool isNew)
    {
        List<KeyValuePair<string, string>> query =
        [
            new("max_results", (place.Cursor is null ? Look : Most).ToString(CultureInfo.InvariantCulture)), new("event_types", "MessageCreate"), new("dm_event.fields", isNew ? Fields : $"{Fields},sender_id"), new("expansions", "sender_id"),
        ];
        if (!isNew)
        {
            // Only there stands that a program writes, which is never answered; the newer description has no such field.
            query.Add(new("user.fields", "affiliation"));
        }
        if (place.Cursor is { } token)
        {
            query.Add(new("pagination_token", token));
        }
        return query;
    }

    /// <summary>What an answer gave: messages after the last one known, none from before the first look.</summary>
    public static PollStep.Came Read(XAnswer answer, PollPlace place, DateTimeOffset now)
    {
        var (known, billed) = place.Known?.Split(' ', 2) is [var last, var day] ? (last, day) : (place.Known, null);
        var today = now.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        List<JsonElement> all = answer.Data is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
        List<JsonElement> kept = [.. all.Where(message => known is not null ? IdOf(message) is not { } id || XStreams.IsAfter(id, known) : !(At(message) < place.First))];
        var newest = all.Select(IdOf).OfType<string>().Aggregate(known, (one, other) => one is null || XStreams.IsAfter(other, one) ? other : one);
        return new PollStep.Came(Payload(kept, answer.Body), kept.Count, newest is null ? null : $"{newest} {today}", kept.Count == all.Count && all.Count > 0 ? answer.Meta?.NextToken : null)
        {
            Pause = XStreams.Spread(answer.Rate, now),
            Usd = (place.Cursor is null && billed == today ? kept.Count : all.Count) * Price,
        };
    }

    /// <summary>A refusal in words, where the account lacks the right.</summary>
    public static Outcome.Failed Worded(Account account, Outcome.Failed failure, int status) => failure switch
    {
        { Kind: FailureKind.Misconfigured } when status == 403 => failure with
        {
            Reason = new(
                $"le compte {account.Id} n'a pas le droit de lire ses messages privés ({Right}) : dans le portail de X, donnez à l'application « Read and write and Direct message », puis reliez le compte (relay connect x)",
                $"account {account.Id} has no right to read its private messages ({Right}): in X's portal give the app \"Read and write and Direct message\", then connect the account again (relay connect x)"),
        },
        _ => failure,
    };

    private static ReadOnlyMemory<byte> Payload(List<JsonElement> kept, string body)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var whole = JsonDocument.Parse(body);
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            kept.ForEach(message => writer.WriteRawValue(message.GetRawText()));
            writer.WriteEndArray();
            if (kept.Count > 0 && whole.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("includes", out var includes))
            {
                writer.WritePropertyName("includes");
                writer.WriteRawValue(includes.GetRawText());
            }
            writer.WriteEndObject();
        }
        return bytes.WrittenMemory;
    }

    private static string? IdOf(JsonElement message)
        => message is { ValueKind: JsonValueKind.Object } && message.TryGetProperty("id", out var id) && id.ToString() is { Length: > 0 } text && text.All(char.IsAsciiDigit) ? text : null;

    private static DateTimeOffset? At(JsonElement message)
        => message is { ValueKind: JsonValueKind.Object } && message.TryGetProperty("created_at", out var at) && at.ValueKind is JsonValueKind.String && at.TryGetDateTimeOffset(out var instant) ? instant : null;
}
