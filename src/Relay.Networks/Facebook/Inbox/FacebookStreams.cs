using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>
/// Asks for the comments under our posts, <c>GET /{post}/comments</c>, answers to comments among them, and for what people write to the Page in private (<see cref="ConversationPage"/>), newest
/// first. Source: the Graph API's reference of these edges. The newest page is asked for whole each time: what was changed or hidden in it is heard as well. The address of the next page, in which
/// Facebook writes the token, is never kept.
/// </summary>
internal sealed partial class FacebookStreams(FacebookApi api, TimeProvider clock, ILogger<FacebookStreams> logger) : IPollStreams
{
    private const string Comments = "comments";
    private const string Conversations = "conversations";
    private const string PageSize = "50";
    private const string Fields = "id,message,created_time,from,parent{id},permalink_url,is_hidden";

    /// <summary>What was held back and shown later, or stood in another order: so far behind the last one known a reading goes.</summary>
    internal static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Once so much of the rate is used up, in percent, the rest is for posts.</summary>
    private const int Spare = 25;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    public string Network => FacebookNetwork.NetworkKey;

    public TimeSpan Usual { get; } = TimeSpan.FromMinutes(2);

    public IReadOnlyList<PollStream> StreamsOf(Account account) => PostsOf(account) is null ? [] : [new(Conversations)];

    public string? PostsOf(Account account) => account.Settings.GetValueOrDefault(FacebookSetup.PageId);

    public PollStream? StreamOf(Account account, OwnPost post) => new($"{Comments}:{post.RemoteId}", post.At);

    public async Task<PollStep> ReadAsync(Account account, PollStream stream, PollPlace place, CancellationToken abort)
    {
        var isPrivate = stream.Name == Conversations;
        var query = isPrivate ? ConversationPage.Query() : [new("filter", "stream"), new("order", "reverse_chronological"), new("fields", Fields), new("limit", PageSize)];
        if (place.Cursor is { } after)
        {
            query.Add(new("after", after));
        }
        var edge = isPrivate ? $"{PostsOf(account)}/conversations" : $"{stream.Name[(Comments.Length + 1)..]}/comments";
        var answer = await api.CallAsync(account, Call.Collect, HttpMethod.Get, edge, query, null, null, abort);
        if (answer.Failure is { } failure)
        {
            return new PollStep.Failed(failure);
        }
        if (answer.Reply?.Data is not { ValueKind: JsonValueKind.Array } list)
        {
            return new PollStep.Failed(new(FailureKind.Unavailable, FailureScope.Account, new("La réponse de Facebook ne contient pas de liste.", "Facebook's answer holds no list.")));
        }
        List<DateTimeOffset> moved = [.. list.EnumerateArray().Select(one => Instant(one, isPrivate ? "updated_time" : "created_time")).OfType<DateTimeOffset>()];
        var newest = moved.Count == 0 ? (DateTimeOffset?)null : moved.Max();
        // Ids do not count up: what is known is known by its time. Of messages none is asked for that is older than the first reading.
        var known = (Seconds(place.Known) ?? (isPrivate ? place.First : null)) - Overlap;
        var reached = known is { } last && moved.Count > 0 && moved.Min() < last;
        var next = answer.Reply.Paging is { Next: not null, Cursors.After: { Length: > 0 } further } && list.GetArrayLength() > 0 && !reached ? further : null;
        var missed = isPrivate ? await MissedAsync(account, list, Seconds(place.Known) ?? place.First, abort) : [];
        var (payload, count) = isPrivate ? ConversationPage.Keep(list, place, known ?? place.First, missed) : (Encoding.UTF8.GetBytes($$"""{"data":{{list.GetRawText()}}}"""), list.GetArrayLength());
        return new PollStep.Came(payload, count, newest?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), next)
        {
            Rest = answer.Rate is { Remaining: < Spare } rate ? Wait(rate) : null,
        };
    }

    // Where Facebook calls, it brings each message by itself, and again after a night off.
    private async Task<IReadOnlyList<int>> MissedAsync(Account account, JsonElement list, DateTimeOffset since, CancellationToken abort)
    {
        var missed = account.Settings.ContainsKey(FacebookHearing.HasVerifyToken) ? [] : await new MissedMessages(api).CountAsync(account, list, since, abort);
        foreach (var count in missed)
        {
            Log.Missed(logger, count, account.Id);
        }
        return missed;
    }

    private TimeSpan Wait(RateReading rate)
    {
        var wait = rate.Resets - clock.GetUtcNow();
        return wait > Rest ? Rest : wait;
    }

    /// <summary>A time in an answer, whichever way it is written; null for none.</summary>
    internal static DateTimeOffset? Instant(JsonElement piece, string name)
        => piece is { ValueKind: JsonValueKind.Object } && piece.TryGetProperty(name, out var at)
            ? at.ValueKind is JsonValueKind.String ? FacebookFeed.Created(at.GetString()) : Waits.Instant(at.ToString())
            : null;

    private static DateTimeOffset? Seconds(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? DateTimeOffset.FromUnixTimeSeconds(number) : null;

    private static partial class Log
    {
        [LoggerMessage(2107, LogLevel.Warning, "{Count} messages of one conversation of account {Account} could not be read: Facebook shows the newest 20 alone. They stand in the Page's own inbox.")]
        public static partial void Missed(ILogger logger, int count, string account);
    }
}
