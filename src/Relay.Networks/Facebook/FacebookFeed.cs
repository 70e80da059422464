using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

/// <summary>Finds a post of ours in the Page's own list: <c>GET /{page}/published_posts</c> from just before the attempt on, newest first, a page a step.</summary>
internal sealed class FacebookFeed(FacebookApi api)
{
    private const string PageSize = "100";
    private const int MostPages = 20;

    // What a page's `next` may carry on; everything else in it is ours already, or a token that must not be kept.
    private static readonly string[] Paging = ["after", "until", "__paging_token", "offset"];

    public async Task<Finding> FindAsync(Account account, Target target, Search search, CancellationToken abort)
    {
        if (string.IsNullOrWhiteSpace(search.Part.Text))
        {
            return new Finding.CannotTell(new("La publication n'a pas de texte où la reconnaître.", "The post has no text to know it by."));
        }
        var since = search.AttemptedAt - ClockTolerance.Span;
        var (page, further) = Read(search.Cursor);
        var query = new List<KeyValuePair<string, string>>
        {
            new("fields", "id,message,created_time,permalink_url"),
            new("limit", PageSize),
            new("since", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        };
        query.AddRange(further);
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, $"{target.Value}/published_posts", query, null, search.Part.Text, abort);
        if (answer.Failure is { } failure)
        {
            return new Finding.Failed(failure);
        }
        if (answer.Reply?.Data is null)
        {
            return new Finding.Failed(new Outcome.Failed(FailureKind.Unavailable, FailureScope.Delivery, new("La réponse de Facebook ne contient pas de liste.", "Facebook's answer holds no list.")));
        }
        var posts = answer.Posts();
        foreach (var post in posts)
        {
            if (post is { Id: { Length: > 0 } id, Message: { } message } && !search.Taken.Contains(id) && !IsBefore(post, since) && TextMatch.Same(search.Part.Text, message))
            {
                return new Finding.There([id], Permalink(account, post));
            }
        }
        return page < MostPages && posts.Count > 0 && !posts.Any(post => IsBefore(post, since)) && Next(answer.Reply.Paging) is { } next
            ? new Finding.More(string.Create(CultureInfo.InvariantCulture, $"{page + 1} {next}"))
            : new Finding.NotSeen();
    }

    private static Uri? Permalink(Account account, GraphPost post)
        => account.IsNetworksOwn && Uri.TryCreate(post.PermalinkUrl, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link : FacebookNetwork.Link(account, post.Id!);

    private static bool IsBefore(GraphPost post, DateTimeOffset since) => Created(post.CreatedTime) < since;

    // 2026-03-02T08:00:00+0000, with or without a colon, or Unix seconds.
    internal static DateTimeOffset? Created(string? text)
        => DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ssK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : Waits.Instant(text);

    /// <summary>Where the list goes on; null at its end, which is told by the absence of <c>next</c>.</summary>
    private static string? Next(GraphPaging? paging)
    {
        if (!Uri.TryCreate(paging?.Next, UriKind.Absolute, out var next))
        {
            return null;
        }
        var kept = QueryHelpers.ParseQuery(next.Query).Where(parameter => Paging.Contains(parameter.Key, StringComparer.Ordinal))
            .Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value.ToString())}").ToList();
        if (kept.Count == 0 && paging?.Cursors?.After is { Length: > 0 } after)
        {
            kept.Add($"after={Uri.EscapeDataString(after)}");
        }
        return kept.Count == 0 ? null : string.Join('&', kept);
    }

    private static (int Page, IEnumerable<KeyValuePair<string, string>> Further) Read(string? cursor)
        => cursor?.Split(' ', 2) is [var number, var query] && int.TryParse(number, CultureInfo.InvariantCulture, out var page)
            ? (page, QueryHelpers.ParseQuery(query).Select(parameter => new KeyValuePair<string, string>(parameter.Key, parameter.Value.ToString())))
            : (1, []);
}
