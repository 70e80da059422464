using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

/// <summary>Finds a reply of ours under a comment: <c>GET /{comment}/comments</c>, newest first, one page. More than a hundred people do not answer one comment within minutes.</summary>
internal sealed class FacebookReplies(FacebookApi api)
{
    /// <summary>Looks once.</summary>
    /// <param name="account">The Page's account.</param>
    /// <param name="target">The Page.</param>
    /// <param name="comment">What was answered.</param>
    /// <param name="search">What to look for.</param>
    /// <param name="abort">Aborts the call.</param>
    public async Task<Finding> FindAsync(Account account, Target target, string comment, Search search, CancellationToken abort)
    {
        List<KeyValuePair<string, string>> query = [new("fields", "id,message,created_time,from"), new("order", "reverse_chronological"), new("limit", "100")];
        var answer = await api.CallAsync(account, Call.Find, HttpMethod.Get, $"{comment}/comments", query, null, search.Part.Text, abort);
        if (answer is { Code: 100, Subcode: 33 })
        {
            return new Finding.NotSeen(); // the comment has gone, and every reply with it
        }
        if (answer.Failure is { } failure)
        {
            return new Finding.Failed(failure);
        }
        var ours = answer.Posts().FirstOrDefault(reply => reply is { Id: { Length: > 0 } id, Message: { } message }
            && !search.Taken.Contains(id) && (reply.From?.Id is null || reply.From.Id == target.Value) && TextMatch.Same(search.Part.Text, message));
        return ours is null ? new Finding.NotSeen() : new Finding.There([ours.Id!], FacebookNetwork.Link(account, ours.Id!));
    }
}
