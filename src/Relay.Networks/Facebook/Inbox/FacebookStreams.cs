using System.Globalization;
using System.Text;
using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook.Inbox;

/// <summary>
/// Asks for the comments under our posts, <c>GET /{post}/comments</c>, answers to comments among them, newest first. Source: the Graph API's reference of that edge.
/// The newest page is asked for whole each time: what was changed or hidden in it is heard as well.
/// </summary>
internal sealed class FacebookStreams(FacebookApi api, TimeProvider clock) : IPollStreams
{
    private const string Comments = "comments";
    private const string PageSize = "50";
    private const string Fields = "id,message,created_time,from,parent{id},permalink_url,is_hidden";

    /// <summary>What was held back and shown later, or stood in another order: so far behind the last one known a reading goes.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Once so much of the rate is used up, in percent, the rest is for posts.</summary>
    private const int Spare = 25;

    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    public string Network => FacebookNetwork.NetworkKey;

    public TimeSpan Usual { get; } = TimeSpan.FromMinutes(2);

    public IReadOnlyList<PollStream> StreamsOf(Account account) => [];

    public string? PostsOf(Account account) => account.Settings.GetValueOrDefault(FacebookSetup.PageId);

    public PollStream? StreamOf(Account account, OwnPost post) => new($"{Comments}:{post.RemoteId}", post.At);

    public async Task<PollStep> ReadAsync(Account account, PollStream stream, PollPlace place, CancellationToken abort)
    {
        var query = new List<KeyValuePair<string, string>>
        {
            new("filter", "stream"), new("order", "reverse_chronological"), new("fields", Fields), new("limit", PageSize),
        };
        if (place.Cursor is { } after)
        {
            query.Add(new("after", after));
        }
        var answer = await api.CallAsync(account, Call.Collect, HttpMethod.Get, $"{stream.Name[(Comments.Length + 1)..]}/comments", query, null, null, abort);
        if (answer.Failure is { } failure)
        {
            return new PollStep.Failed(failure);
        }
        if (answer.Reply?.Data is not { ValueKind: JsonValueKind.Array } list)
        {
            return new PollStep.Failed(new(FailureKind.Unavailable, FailureScope.Account, new("La réponse de Facebook ne contient pas de liste.", "Facebook's answer holds no list.")));
        }
        List<DateTimeOffset> written = [.. list.EnumerateArray().Select(Written).OfType<DateTimeOffset>()];
        var newest = written.Count == 0 ? (DateTimeOffset?)null : written.Max();
        // Ids of comments do not count up: what is known is known by its time.
        var reached = place.Known is { } known && Instant(known) is { } last && written.Count > 0 && written.Min() < last - Overlap;
        var next = answer.Reply.Paging is { Next: not null, Cursors.After: { Length: > 0 } further } && list.GetArrayLength() > 0 && !reached ? further : null;
        return new PollStep.Came(Encoding.UTF8.GetBytes(answer.Body), list.GetArrayLength(), newest?.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), next)
        {
            Rest = answer.Rate is { Remaining: < Spare } rate ? Wait(rate) : null,
        };
    }

    private TimeSpan Wait(RateReading rate)
    {
        var wait = rate.Resets - clock.GetUtcNow();
        return wait > Rest ? Rest : wait;
    }

    private static DateTimeOffset? Written(JsonElement comment)
        => comment is { ValueKind: JsonValueKind.Object } && comment.TryGetProperty("created_time", out var at)
            ? at.ValueKind is JsonValueKind.String ? FacebookFeed.Created(at.GetString()) : Waits.Instant(at.ToString())
            : null;

    private static DateTimeOffset? Instant(string seconds) => long.TryParse(seconds, CultureInfo.InvariantCulture, out var number) ? DateTimeOffset.FromUnixTimeSeconds(number) : null;
}
