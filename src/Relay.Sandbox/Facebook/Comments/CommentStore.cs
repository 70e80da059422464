namespace Relay.Sandbox.Facebook.Comments;

/// <summary>What stands under the Pages' posts. Thread-safe.</summary>
internal sealed class CommentStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FacebookComment> _comments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _posts = new(StringComparer.Ordinal);

    /// <summary>Told after something was written (<c>add</c>), changed (<c>edited</c>) or taken away (<c>remove</c>).</summary>
    public event Action<FacebookComment, string>? Changed;

    public void Add(FacebookComment comment)
    {
        lock (_gate)
        {
            if (!_posts.TryGetValue(comment.Post, out var post))
            {
                _posts[comment.Post] = post = [];
            }
            post.Add(comment.Id);
            _comments[comment.Id] = comment;
        }
        Changed?.Invoke(comment, "add");
    }

    /// <summary>One that stands; null when it never did or was deleted.</summary>
    public FacebookComment? Find(string id)
    {
        lock (_gate)
        {
            return _comments.GetValueOrDefault(id) is { Deleted: false } comment ? comment : null;
        }
    }

    public void Replace(FacebookComment comment)
    {
        lock (_gate)
        {
            _comments[comment.Id] = comment;
        }
        Changed?.Invoke(comment, "edited");
    }

    /// <summary>Takes a comment away, and what answers it.</summary>
    /// <returns>All that went.</returns>
    public IReadOnlyList<FacebookComment> Delete(FacebookComment comment)
    {
        List<FacebookComment> gone;
        lock (_gate)
        {
            gone = Standing(comment.Post).Where(each => each.Id == comment.Id || IsUnder(each, comment.Id)).Select(each => each with { Deleted = true }).ToList();
            gone.ForEach(each => _comments[each.Id] = each);
        }
        gone.ForEach(each => Changed?.Invoke(each, "remove"));
        return gone;
    }

    /// <summary>What stands under a post, oldest first; a copy.</summary>
    public List<FacebookComment> Of(string post)
    {
        lock (_gate)
        {
            return Standing(post);
        }
    }

    public IReadOnlyList<FacebookComment> All()
    {
        lock (_gate)
        {
            return [.. _comments.Values];
        }
    }

    private List<FacebookComment> Standing(string post) => [.. (_posts.GetValueOrDefault(post) ?? []).Select(id => _comments[id]).Where(comment => !comment.Deleted)];

    private bool IsUnder(FacebookComment comment, string other)
        => comment.Parent is { } parent && (parent == other || (_comments.GetValueOrDefault(parent) is { } above && IsUnder(above, other)));
}
