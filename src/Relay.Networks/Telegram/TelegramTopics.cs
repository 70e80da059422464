using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

/// <summary>Makes topics in forums with <c>createForumTopic</c>. Source: core.telegram.org/bots/api#createforumtopic.</summary>
internal sealed class TelegramTopics(TelegramApi api)
{
    // The only ones that Telegram takes, in its order.
    private static readonly int[] Colours = [0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F];

    /// <summary>Makes one, once. Its colour goes by its name, so that it is the same wherever it is made.</summary>
    public async Task<Outcome> MakeAsync(Account account, Target target, string name, CancellationToken abort)
    {
        var colour = Colours[name.Sum(letter => letter) % Colours.Length];
        var answer = await api.CallAsync(account, Call.Create, "createForumTopic", new CreateForumTopic(target.Value, name, colour), TelegramJson.Default.CreateForumTopic, null, abort);
        return answer switch
        {
            { Failure: { } failure } => failure,
            { Result: { ValueKind: JsonValueKind.Object } result } when Number(result) is { Length: > 0 } number => new Outcome.Done([number]),
            _ => new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new("Telegram a fait le sujet sans donner son numéro.", "Telegram made the topic but gave no number.")),
        };
    }

    private static string? Number(JsonElement result)
    {
        try
        {
            return result.Deserialize(TelegramJson.Default.TelegramTopic)?.MessageThreadId;
        }
        catch (JsonException)
        {
            return null; // unreadable: it may be there, and nobody knows its number
        }
    }
}
