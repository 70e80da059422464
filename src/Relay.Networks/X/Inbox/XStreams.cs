using System.Globalization;
using System.Text;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Inbox.Polling;
using Relay.Networks.Transport;

namespace Relay.Networks.X.Inbox;

/// <summary>
/// Asks for the posts that name the profile, answers to its posts among them, <c>GET /2/users/{id}/mentions</c>; for answers and quotes under a post of ours that leave the name out,
/// <c>GET /2/tweets/search/recent</c>; and for private messages (<see cref="XMessageList"/>). Newest first, since the last one known. A reading that finds no post costs nothing.
/// Source: docs.x.com, posts/timelines, posts/search, and the OpenAPI descriptions 2.166 and 2.167, which name the fields differently.
/// </summary>
internal sealed class XStreams(XApi api, XSelf self, TimeProvider clock) : IPollStreams
{
    /// <summary>Name of the setting that chooses in which vocabulary posts are asked for: <c>tweet</c> or <c>post</c>.</summary>
    public const string Vocabulary = "FieldNames";

    /// <summary>The newer vocabulary.</summary>
    public const string New = "post";

    private const string Mentions = "mentions";
    private const string Search = "search";

    /// <summary>The recent search knows nothing older, and refuses to be asked for it.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

    // When X began to count the milliseconds that stand in its ids.
    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeMilliseconds(1_288_834_974_657);

    // Few, so that the most that one request may cost is little.
    private const int PageSize = 20;

    public string Network => XNetwork.NetworkKey;

    public TimeSpan Usual { get; } = TimeSpan.FromMinutes(5);

    public IReadOnlyList<PollStream> StreamsOf(Account account)
        => MayReadMessages(account) ? [new(Mentions), new(XMessageList.Stream)] : [new(Mentions)];

    public string? PostsOf(Account account) => self.HandleOf(account);

    public PollStream? StreamOf(Account account, OwnPost post) => new($"{Search}:{post.RemoteId}", post.At);

    public decimal MostUsd(Account account) => Math.Max(PageSize * Price, XMessageList.Most * XMessageList.Price) + self.CostOf(account);

    /// <summary>Each of these lists has a window of its own at X: when one is used up, the others are read all the same. Before the first of them X is asked who the account is, where nobody has told.</summary>
    public async Task<PollStep> ReadAsync(Account account, PollStream stream, PollPlace place, CancellationToken abort)
        => (await self.LearnAsync(account, abort) is { } unknown ? new PollStep.Failed(unknown) : await StepAsync(account, stream, place, abort)) switch
        {
            PollStep.Failed { Failure: { Kind: FailureKind.Throttled } failure } => new PollStep.Failed(failure with { Scope = FailureScope.Target }),
            PollStep.Came page when self.TakeCost(account) is > 0 and var cost => page with { Usd = page.Usd + cost },
            var step => step,
        };

    private Task<PollStep> StepAsync(Account account, PollStream stream, PollPlace place, CancellationToken abort) => stream.Kind switch
    {
        XMessageList.Stream => MessagesAsync(account, place, abort),
        Search => PostsAsync(account, "2/tweets/search/recent", [new("query", Query(account, stream.Name[(Search.Length + 1)..])), .. Since(place, clock.GetUtcNow() - Recent)], place, abort),
        _ => PostsAsync(account, $"2/users/{self.IdOf(account)}/mentions", Since(place, DateTimeOffset.MinValue), place, abort),
    };

    /// <summary>Whether one number of X's was given after another.</summary>
    internal static bool IsAfter(string one, string other) => NumberOrder.Compare((one.Length, one), (other.Length, other)) > 0;

    /// <summary>How long to leave a list alone, so that what is left of its window lasts until the next; null when X does not tell.</summary>
    internal static TimeSpan? Spread(RateReading? rate, DateTimeOffset now) => rate is not null && rate.Resets > now ? (rate.Resets - now) / (Math.Max(0, rate.Remaining) + 1) : null;

    private async Task<PollStep> MessagesAsync(Account account, PollPlace place, CancellationToken abort)
    {
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, "2/dm_events", XMessageList.Query(place, IsNew(account)), null, null, abort);
        return answer.Failure is { } failure ? new PollStep.Failed(XMessageList.Worded(account, failure, answer.Status)) : XMessageList.Read(answer, place, clock.GetUtcNow());
    }

    private async Task<PollStep> PostsAsync(Account account, string path, IEnumerable<KeyValuePair<string, string>> wanted, PollPlace place, CancellationToken abort)
    {
        List<KeyValuePair<string, string>> query =
        [
            .. wanted,
            new("max_results", PageSize.ToString(CultureInfo.InvariantCulture)),
            .. IsNew(account)
                ? new KeyValuePair<string, string>[] { new("post.fields", "id,text,created_at,conversation_id,entities,note_post"), new("expansions", "author_id,referenced_posts,edit_history_post_ids") }
                : [new("tweet.fields", "id,text,author_id,created_at,conversation_id,entities,referenced_tweets,note_tweet,edit_history_tweet_ids"),
                    // Only there stands that a program writes, which is never answered; the newer description has no such field.
                    new("expansions", "author_id"), new("user.fields", "affiliation")],
        ];
        if (place.Cursor is { } token)
        {
            query.Add(new("pagination_token", token));
        }
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, path, query, null, null, abort);
        if (answer.Failure is { } failure)
        {
            return new PollStep.Failed(failure);
        }
        List<string> ids = [.. answer.Entities().Select(post => post.Id).OfType<string>()];
        // A next page is no promise of anything new.
        return new PollStep.Came(Encoding.UTF8.GetBytes(answer.Body), ids.Count, ids.MaxBy(id => (id.Length, id), NumberOrder), ids.Count == 0 ? null : answer.Meta?.NextToken)
        {
            Pause = Spread(answer.Rate, clock.GetUtcNow()),
            Usd = ids.Count * Price,
        };
    }

    // Who owns the app is not known: nobody is promised too little. Each author is read, and billed, beside the post.
    private const decimal Price = XPrices.PostRead + XPrices.UserRead;

    // Those that name us come with the mentions.
    private string Query(Account account, string post) => $"(conversation_id:{post} OR quotes_of_tweet_id:{post}) -{self.HandleOf(account)} -from:{self.HandleOf(account)!.TrimStart('@')}";

    private static KeyValuePair<string, string>[] Since(PollPlace place, DateTimeOffset earliest)
        => place.Known is { } known && InstantOf(known) > earliest ? [new("since_id", known)]
            : [new("start_time", (place.First > earliest ? place.First : earliest).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))];

    private static DateTimeOffset InstantOf(string id) => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? Epoch.AddMilliseconds(number >> 22) : DateTimeOffset.MaxValue;

    // Tokens of OAuth 2.0 say what they may do; keys of OAuth 1.0a are tried.
    private static bool MayReadMessages(Account account) => account.Settings.GetValueOrDefault(XSetup.Scopes)?.Split(' ').Contains(XMessageList.Right) ?? true;

    private static bool IsNew(Account account) => account.Settings.GetValueOrDefault(Vocabulary) == New;

    private static Comparer<(int Length, string Id)> NumberOrder { get; } = Comparer<(int Length, string Id)>.Create(
        (one, other) => one.Length != other.Length ? one.Length.CompareTo(other.Length) : string.CompareOrdinal(one.Id, other.Id));
}
