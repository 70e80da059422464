using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.X;

/// <summary>
/// Finds a post of ours in the account's timeline: <c>GET /2/users/me</c> for the number of the user, then <c>GET /2/users/{id}/tweets</c> from just before the attempt on.
/// It asks for no further fields: the two vocabularies of the API name them differently, and id and text come in any case.
/// </summary>
internal sealed class XTimeline(XApi api, XSelf self)
{
    /// <summary>Name of the setting that saves the first call.</summary>
    public const string Setting = "UserId";

    private const int PageSize = 100;
    private const int MostPages = 8;

    public async Task<Finding> FindAsync(Account account, Search search, CancellationToken abort)
    {
        if (string.IsNullOrWhiteSpace(search.Part.Text))
        {
            return new Finding.CannotTell(new("La publication n'a pas de texte où la reconnaître.", "The post has no text to know it by."));
        }
        // A cursor is the user's number, then the number of the page and its token.
        var cursor = search.Cursor?.Split(' ', 3) ?? [];
        var user = cursor.Length > 0 ? cursor[0] : self.IdOf(account);
        if (user is null)
        {
            return await WhoAsync(account, abort);
        }
        var isFurther = cursor.Length == 3 && int.TryParse(cursor[1], CultureInfo.InvariantCulture, out _);
        return await PageAsync(account, search, user, isFurther ? int.Parse(cursor[1], CultureInfo.InvariantCulture) : 1, isFurther ? cursor[2] : null, abort);
    }

    private async Task<Finding> WhoAsync(Account account, CancellationToken abort)
        => await self.LearnAsync(account, abort) is { } failure ? new Finding.Failed(failure) : new Finding.More(self.IdOf(account)!);

    private async Task<Finding> PageAsync(Account account, Search search, string user, int page, string? token, CancellationToken abort)
    {
        var query = new List<KeyValuePair<string, string>>
        {
            new("max_results", PageSize.ToString(CultureInfo.InvariantCulture)),
            new("start_time", (search.AttemptedAt - ClockTolerance.Span).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        };
        if (token is not null)
        {
            query.Add(new("pagination_token", token));
        }
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, $"2/users/{user}/tweets", query, null, search.Part.Text, abort);
        if (answer.Failure is { } failure)
        {
            return new Finding.Failed(failure);
        }
        var posts = answer.Entities().ToList();
        if (posts.Find(post => post is { Id.Length: > 0, Text: { } text } && !search.Taken.Contains(post.Id) && IsOurs(search.Part, text)) is { Id: { } found })
        {
            return new Finding.There([found], XNetwork.Link(account, found));
        }
        // A next page is no promise of anything new.
        return answer.Meta?.NextToken is { Length: > 0 } next && page < MostPages && posts.Count > 0
            ? new Finding.More(string.Create(CultureInfo.InvariantCulture, $"{user} {page + 1} {next}"))
            : new Finding.NotSeen();
    }

    // An answer may come back with the name of whom it answers in front.
    private static bool IsOurs(Part part, string text)
        => TextMatch.Same(part.Text, text)
            || (part.InReplyTo is not null && text.StartsWith('@') && text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && TextMatch.Same(part.Text, text[(space + 1)..]));
}
