namespace Relay.Sandbox.Facebook.Comments;

/// <summary>A comment under a post, or an answer to one.</summary>
/// <param name="Id"><c>{post}_{comment}</c>, without the Page.</param>
/// <param name="Post">Id of the post.</param>
/// <param name="Page">Whose post.</param>
/// <param name="Author">Who wrote.</param>
/// <param name="Message">As written.</param>
/// <param name="Created">When.</param>
internal sealed record FacebookComment(string Id, string Post, FacebookPage Page, FacebookAuthor Author, string Message, DateTimeOffset Created)
{
    /// <summary>The comment that it answers; null under the post itself.</summary>
    public string? Parent { get; init; }

    public DateTimeOffset? Edited { get; init; }

    public bool Hidden { get; init; }

    public bool Deleted { get; init; }

    public bool IsOurs => Author.Id == Page.Id;
}
