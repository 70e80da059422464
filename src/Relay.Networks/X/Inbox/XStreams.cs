using System.Globalization;
using System.Text;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Inbox;

/// <summary>
/// Asks for the posts that name the profile, answers to its posts among them: <c>GET /2/users/{id}/mentions</c>, newest first, since the last one known. A reading that finds nothing costs nothing.
/// Source: docs.x.com, posts/timelines, and the OpenAPI descriptions 2.166 and 2.167, which name the fields differently.
/// </summary>
internal sealed class XStreams(XApi api) : IPollStreams
{
    /// <summary>Name of the setting that chooses in which vocabulary posts are asked for: <c>tweet</c> or <c>post</c>.</summary>
    public const string Vocabulary = "FieldNames";

    /// <summary>The newer vocabulary.</summary>
    public const string New = "post";

    private const string Mentions = "mentions";

    // Few, so that the most that one request may cost is little.
    private const int PageSize = 20;

    public string Network => XNetwork.NetworkKey;

    public TimeSpan Usual { get; } = TimeSpan.FromMinutes(5);

    public IReadOnlyList<PollStream> StreamsOf(Account account) => account.Settings.ContainsKey(XTimeline.Setting) ? [new(Mentions)] : [];

    public string? PostsOf(Account account) => null;

    public PollStream? StreamOf(Account account, OwnPost post) => null;

    public decimal MostUsd(Account account) => PageSize * Price;

    public async Task<PollStep> ReadAsync(Account account, PollStream stream, PollPlace place, CancellationToken abort)
    {
        var query = new List<KeyValuePair<string, string>> { new("max_results", PageSize.ToString(CultureInfo.InvariantCulture)) };
        query.AddRange(IsNew(account)
            ? [new("post.fields", "id,text,created_at,conversation_id,entities,note_post"), new("expansions", "author_id,referenced_posts,edit_history_post_ids")]
            : [new("tweet.fields", "id,text,author_id,created_at,conversation_id,entities,referenced_tweets,note_tweet,edit_history_tweet_ids"),
                // Only there stands that a program writes, which is never answered; the newer description has no such field.
                new("expansions", "author_id"), new("user.fields", "affiliation")]);
        query.Add(place.Known is { } known ? new("since_id", known) : new("start_time", place.First.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        if (place.Cursor is { } token)
        {
            query.Add(new("pagination_token", token));
        }
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, $"2/users/{account.Settings[XTimeline.Setting]}/mentions", query, null, null, abort);
        if (answer.Failure is { } failure)
        {
            return new PollStep.Failed(failure);
        }
        List<string> ids = [.. answer.Entities().Select(post => post.Id).OfType<string>()];
        // A next page is no promise of anything new.
        return new PollStep.Came(Encoding.UTF8.GetBytes(answer.Body), ids.Count, ids.MaxBy(id => (id.Length, id), NumberOrder), ids.Count == 0 ? null : answer.Meta?.NextToken)
        {
            Usd = ids.Count * Price,
        };
    }

    // Who owns the app is not known: nobody is promised too little. Each author is read, and billed, beside the post.
    private const decimal Price = XPrices.PostRead + XPrices.UserRead;

    private static bool IsNew(Account account) => account.Settings.GetValueOrDefault(Vocabulary) == New;

    private static Comparer<(int Length, string Id)> NumberOrder { get; } = Comparer<(int Length, string Id)>.Create(
        (one, other) => one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one.Id, other.Id));
}
