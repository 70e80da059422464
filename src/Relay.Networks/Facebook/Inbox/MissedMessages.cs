using System.Text.Json;
using Relay.Core.Channels;
using Relay.Networks.Arriving;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>
/// Counts messages that nobody can read any more: of a conversation Facebook shows the twenty newest alone, so that after a night off older ones are lost to Relay, though not to the Page's own inbox.
/// Ids and times of all are told by <c>GET /{page}/conversations</c> of one person.
/// </summary>
internal sealed class MissedMessages(FacebookApi api)
{
    private const string Fields = "messages.limit(100){id,created_time}";

    /// <summary>How many were written to or by the Page after an instant, in each conversation that is cut off before it; conversations without any are left out.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="list">Conversations as the Page's list tells them.</param>
    /// <param name="since">When the last reading ended.</param>
    /// <param name="abort">Gives up.</param>
    public async Task<IReadOnlyList<int>> CountAsync(Account account, JsonElement list, DateTimeOffset since, CancellationToken abort)
    {
        var (counts, page) = (new List<int>(), account.Settings[FacebookSetup.PageId]);
        foreach (var conversation in list.EnumerateArray())
        {
            if (ConversationPage.MessagesOf(conversation) is { } shown && shown.GetArrayLength() >= ConversationPage.Readable && shown.EnumerateArray().All(message => FacebookStreams.Instant(message, "created_time") > since)
                && shown.EnumerateArray().Select(message => PersonOf(new(message), page)).FirstOrDefault(person => person is not null) is { } with
                && await CountAsync(account, page, with, [.. shown.EnumerateArray().Select(message => new Piece(message)["id"].Id)], since, abort) is > 0 and var count)
            {
                counts.Add(count);
            }
        }
        return counts;
    }

    // Where it does not answer nothing is said: what it would say is of no other use.
    private async Task<int> CountAsync(Account account, string page, string with, HashSet<string?> shown, DateTimeOffset since, CancellationToken abort)
    {
        var answer = await api.CallAsync(account, Call.Collect, HttpMethod.Get, $"{page}/conversations", [new("platform", "messenger"), new("user_id", with), new("fields", Fields)], null, null, abort);
        return answer.Reply?.Data is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray().SelectMany(conversation => ConversationPage.MessagesOf(conversation)?.EnumerateArray().ToList() ?? [])
                .Count(message => FacebookStreams.Instant(message, "created_time") > since && new Piece(message)["id"].Id is { } id && !shown.Contains(id))
            : 0;
    }

    private static string? PersonOf(Piece message, string page) => message["to"]["data"].Elements.Prepend(message["from"]).Select(one => one["id"].Id).FirstOrDefault(id => id is not null && id != page);
}
