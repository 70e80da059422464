using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Arriving;

namespace Relay.Networks.X.Inbox;

/// <summary>Reads a post of API version 2, whatever brought it.</summary>
internal static class PostReading
{
    /// <summary>Reads one post.</summary>
    /// <param name="profile">Whose.</param>
    /// <param name="post">The post.</param>
    /// <param name="includes">What came beside it.</param>
    /// <param name="hint">What the bringer says that it is; the post may say more.</param>
    /// <param name="findings">Takes what is found.</param>
    public static void Read(ReadProfile profile, Piece post, XIncludes includes, InteractionKind hint, Findings findings)
    {
        if (XAuthors.Numbered(post) is not { } id || Text(post) is not { } text)
        {
            findings.Broken("post", "A post on X lacks its number or its words.");
            return;
        }
        var references = post.Either("referenced_posts", "referenced_tweets").Elements.ToList();
        if (Referenced(references, "retweeted") is not null || Referenced(references, "reposted") is not null)
        {
            findings.Other("repost");
            return;
        }
        var author = Author(post, includes);
        var answered = Referenced(references, "replied_to");
        var conversation = post["conversation_id"].Id;
        // An edit has a number of its own and names those before it: the first is what it is known by.
        var history = post.Either("edit_history_post_ids", "edit_history_tweet_ids").Elements.Select(each => each.Id).OfType<string>().ToList();
        findings.Add(new Happening.Said(
            profile.Public(history.Count > 1 && history.Contains(id) ? history[0] : id),
            profile.IsOwn(author) && answered is null ? InteractionKind.Post : Kind(profile, post, references, includes, hint),
            author,
            XWords.Decoded(text),
            post["created_at"].Instant,
            Math.Max(0, history.IndexOf(id)))
        {
            InReplyTo = answered,
            Post = answered is not null && conversation != id ? conversation : null,
            Thread = conversation,
            NamesUs = Names(profile, post),
            IsOurs = profile.IsOwn(author),
        });
    }

    // A long post is cut in its text and whole in its note.
    private static string? Text(Piece post) => post["note_post"]["text"].Text ?? post["note_tweet"]["text"].Text ?? post["text"].Text;

    private static Author Author(Piece post, XIncludes includes)
        => post["author_id"].Id is { } id ? includes.Authors.Of(id)
            : post["author"].IsObject ? XAuthors.OfUser(post["author"])
            : new(null, Handle: post["username"].Words);

    private static InteractionKind Kind(ReadProfile profile, Piece post, List<Piece> references, XIncludes includes, InteractionKind hint)
    {
        if (Referenced(references, "replied_to") is not null)
        {
            return InteractionKind.Reply;
        }
        // Quoting somebody else while naming us is a mention; whose post it is may not be told.
        var quoted = Referenced(references, "quoted");
        var quotesAnother = quoted is not null && includes.AuthorOf(quoted) is { } quotedAuthor && quotedAuthor != profile.Id && profile.Id is not null;
        return quoted is not null && !quotesAnother && (hint == InteractionKind.Quote || includes.AuthorOf(quoted) is not null || !Names(profile, post)) ? InteractionKind.Quote
            : hint is InteractionKind.Post && Names(profile, post) ? InteractionKind.Mention : hint;
    }

    private static bool Names(ReadProfile profile, Piece post)
        => post["entities"]["mentions"].Elements.Any(mention => (mention["id"].Id is { } id && id == profile.Id) || profile.IsOwnHandle(mention["username"].Text));

    private static string? Referenced(List<Piece> references, string how)
        => references.Where(reference => reference["type"].Says(how)).Select(reference => reference["id"].Id).FirstOrDefault(id => id is not null);
}

/// <summary>What came beside posts: who wrote them, and the posts that they refer to.</summary>
internal sealed class XIncludes(Piece includes)
{
    private readonly Lazy<Dictionary<string, string>> _authors = new(() => includes.Either("posts", "tweets").Elements
        .Select(post => (Id: XAuthors.Numbered(post), Author: post["author_id"].Id))
        .Where(post => post is { Id: not null, Author: not null })
        .GroupBy(post => post.Id!).ToDictionary(posts => posts.Key, posts => posts.First().Author!));

    public XAuthors Authors { get; } = new(includes["users"]);

    /// <summary>Number of who wrote a post; null when it did not come.</summary>
    public string? AuthorOf(string post) => _authors.Value.GetValueOrDefault(post);
}
