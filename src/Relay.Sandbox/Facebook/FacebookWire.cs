using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Relay.Sandbox.Facebook.Answers;
using Relay.Sandbox.Facebook.Comments;
using Relay.Sandbox.Facebook.Messages;
using Relay.Sandbox.Facebook.Notices;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.Facebook;

/// <summary>The Graph API for Pages: <c>/{version}/{object}/{edge}</c>, v21.0 to v26.0.</summary>
internal sealed partial class FacebookWire : INetworkWire
{
    private const string Publish = "pages_manage_posts";
    private const string Create = "CREATE_CONTENT";

    private static readonly string[] Lists = ["feed", "posts", "published_posts", "scheduled_posts"];

    private readonly WireSetting _setting;
    private readonly FacebookStore _store = new();
    private readonly CommentStore _comments = new();
    private readonly MessageStore _messages = new();
    private readonly FacebookTokens _tokens;
    private readonly PageAccess _around;
    private readonly PageUsage _usage;
    private readonly AppSubscriptions _apps;

    public FacebookWire(WireSetting given)
    {
        _setting = given;
        _tokens = new(given.World, given.Clock);
        _around = new(given.World);
        _usage = new(given.Clock, given.EnforceLimits);
        _apps = new(given);
        var notices = new FacebookNotices(_apps, _around, Disorder, given);
        _comments.Changed += notices.Tell;
        _messages.Changed += notices.Tell;
    }

    public DisorderBoard Disorder { get; } = new();

    public string Network => "facebook";

    public string Operation(string method, string path) => Parts(path) switch
    {
        [_, var single] when _setting.World.Pages.Any(page => page.Id == single) || single is "me" => $"{method} page",
        [_, "debug_token"] => $"{method} debug_token",
        [_, _] => $"{method} post",
        [_, _, var edge] => $"{method} {edge}",
        _ => $"{method} {path}",
    };

    public async ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancel)
    {
        var parts = Parts(request.Path);
        if (parts is not [var version, _, ..] || !Version().IsMatch(version))
        {
            throw GraphErrors.Refuse(2635, "(#2635) You are calling a deprecated version of the Graph API. Please update to the latest version: v26.0.");
        }
        if (request.Kind == BodyKind.Other)
        {
            throw GraphErrors.Parameter("The body must be JSON, a form or multipart");
        }
        var call = new GraphCall(request);
        switch (request.Method, parts)
        {
            case ("GET" or "POST", [_, "dialog", "oauth"]):
                return new FacebookDialog(_tokens, _setting).Answer(call);
            case ("GET" or "POST", [_, "oauth", "access_token"]):
                return new FacebookExchange(_tokens, _setting).Answer(call);
            case ("GET", [_, "debug_token"]):
                return Access.Inspect(call.Only("input_token"));
        }
        var token = Access.Token(call);
        if (parts is [_, "app"] && request.Method == "GET")
        {
            return PersonReading.App(call, token);
        }
        if (token.Kind is FacebookTokenKind.App && parts is [_, var app, "subscriptions"] && app == token.App.Id)
        {
            return await _apps.AnswerAsync(call, token.App, cancel);
        }
        if (token.Page is not { } page)
        {
            return new PersonReading(_tokens, _setting.World).Answer(call, token, parts);
        }
        var (headers, exceeded) = _usage.Count(page);
        try
        {
            return (exceeded ? PageUsage.TooMany() : await AnswerAsync(call, token, page, parts, cancel)).With(headers);
        }
        catch (RefusedException refused)
        {
            return refused.Answer.With(headers);
        }
    }

    public WireAnswer Unreadable(string reason) => GraphErrors.Error(100, "(#100) The request body cannot be parsed: " + reason);

    public WireAnswer Throttled(TimeSpan retryAfter)
        => PageUsage.TooMany().With([.. PageUsage.Headers("0", 100, retryAfter), new("Retry-After", $"{Math.Ceiling(retryAfter.TotalSeconds)}")])
            with { Status = 429 };

    public WireAnswer Revoked() => GraphErrors.Error(
        190, "Error validating access token: The session has been invalidated because the user changed their password.", 460, status: 401);

    public WireAnswer Broken() => GraphErrors.Error(2, "(#2) Service temporarily unavailable", status: 500, transient: true);

    public IReadOnlyList<Post> Posts() => [.. Own(), .. Voices().Where(voice => voice.Author is null)];

    private IEnumerable<Post> Own() => _store.All().Select(post => new Post(Network, post.Page.Id, post.Message, post.Created, post.Id)
    {
        TargetName = post.Page.Name,
        Link = post.Link,
        Edited = post.Edited,
        Deleted = post.Deleted,
        Published = post.IsPublished(_setting.Now) && !post.Hidden,
        Pictures = [.. post.Photos.Select(photo => new PostPicture(photo.Picture.Key, photo.AltText))],
    });

    /// <summary>Comments and messages, of the public and of the Page.</summary>
    private IEnumerable<Post> Voices() => _comments.All().Select(comment => new Post(Network, comment.Page.Id, comment.Message, comment.Created, comment.Id)
    {
        TargetName = comment.Page.Name,
        ReplyTo = comment.Parent ?? comment.Post,
        Edited = comment.Edited,
        Deleted = comment.Deleted,
        Published = !comment.Hidden,
        Author = comment.IsOurs ? null : comment.Author.Name,
    }).Concat(_messages.All().Select(message => new Post(Network, message.Conversation.Page.Id, message.Text, message.Sent, message.Id)
    {
        TargetName = message.Conversation.Page.Name,
        ReplyTo = message.ReplyTo,
        Edited = message.Edits > 0 ? message.Sent : null,
        Deleted = message.Deleted,
        Author = message.IsOurs ? null : message.Author.Name,
        PrivateWith = message.Conversation.Person.Name,
        Buttons = [.. message.Links.Select(link => link.Title), .. message.QuickReplies.Select(reply => reply.Title)],
        Links = message.Links.DistinctBy(link => link.Title).ToDictionary(link => link.Title, link => link.Url, StringComparer.Ordinal),
    }));

    public IReadOnlyList<string> Deeds => FacebookLife.Deeds;

    public JsonNode? Do(Deed deed) => new FacebookLife(_store, _comments, _messages, _setting).Do(deed);

    public IReadOnlyList<Post> Heard() => [.. Voices().Where(voice => voice.Author is not null)];

    private PageAnswers Answers => new(_store, _comments, _messages, _setting);

    private FacebookAccess Access => new(_tokens);

    private PagePublishing Publishing => new(_store, _setting);

    private PageEditing Editing => new(_store, _setting);

    private PageReading Reading => new(_store, _setting);

    private static string[] Parts(string path) => path.Trim('/').Split('/');

    [GeneratedRegex(@"^v2[1-6]\.0$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();

    private async Task<WireAnswer> AnswerAsync(GraphCall call, FacebookToken token, FacebookPage page, string[] parts, CancellationToken cancel)
    {
        var id = parts[1] == "me" ? page.Id : parts[1];
        var method = call.Request.Method;
        if (_setting.World.Pages.FirstOrDefault(known => known.Id == id) is not { } target)
        {
            return (method, parts) switch
            {
                ("GET", _) when AboutPeople(call, token, page, parts, id) is { } answer => answer,
                ("GET", [_, _]) => Reading.Object(call, page, id),
                ("POST", [_, _, "comments"]) => Answers.Reply(call, token, page, id),
                ("POST", [_, _]) => Allowed(token, Publish, Create) ?? Editing.Update(call, page, id),
                ("DELETE", [_, _]) => Allowed(token, Publish, Create) ?? Editing.Delete(call, page, id),
                _ => throw Unknown(parts),
            };
        }
        if (target.Id != page.Id)
        {
            throw GraphErrors.Refuse(200, "(#200) The permission(s) pages_read_engagement, pages_manage_posts are not available for this Page with this token.", status: 403);
        }
        return (method, parts) switch
        {
            ("GET", [_, _]) => PageReading.Page(call, page),
            ("GET", [_, _, "picture"]) => PageReading.Picture(call, page),
            ("GET", [_, _, var edge]) when Lists.Contains(edge) => Allowed(token, "pages_read_engagement") ?? Reading.List(call, page, edge),
            ("POST", [_, _, "feed"]) => Allowed(token, Publish, Create) ?? Publishing.Feed(call, page),
            ("POST", [_, _, "photos"]) => Allowed(token, Publish, Create) ?? await Publishing.PhotosAsync(call, page, cancel),
            ("GET" or "POST" or "DELETE", [_, _, "subscribed_apps"]) => _around.Subscriptions(call, token),
            ("GET", [_, _, "roles"]) => _around.Roles(call, token),
            ("POST", [_, _, "messages"]) => Answers.Send(call, token, page),
            ("GET", [_, _, "conversations"]) => new MessageReading(_messages, Disorder, _setting).Conversations(call, token),
            _ => throw Unknown(parts),
        };
    }

    // What the public wrote; null when the id is of something else.
    private WireAnswer? AboutPeople(GraphCall call, FacebookToken token, FacebookPage page, string[] parts, string id)
    {
        var comment = _comments.Find(id) is { } found && found.Page.Id == page.Id && _store.Post(found.Post) is not null ? found : null;
        var conversation = _messages.Conversation(id) is { } known && known.Page.Id == page.Id ? known : null;
        var message = _messages.Find(id) is { } one && one.Conversation.Page.Id == page.Id ? one : null;
        return parts switch
        {
            [_, _, "comments"] when comment is not null => new CommentReading(_comments, Disorder, _setting).List(call, token, comment.Post, comment.Id),
            [_, _, "comments"] when _store.Post(id)?.Page.Id == page.Id => new CommentReading(_comments, Disorder, _setting).List(call, token, id, null),
            [_, _, "messages"] when conversation is not null => new MessageReading(_messages, Disorder, _setting).Messages(call, token, conversation),
            [_, _, "comments" or "messages"] => throw GraphErrors.Missing("get", id),
            [_, _] when comment is not null => new CommentReading(_comments, Disorder, _setting).One(call, token, comment),
            [_, _] when conversation is not null => new MessageReading(_messages, Disorder, _setting).One(call, token, conversation),
            [_, _] when message is not null => new MessageReading(_messages, Disorder, _setting).One(call, token, message),
            _ => null,
        };
    }

    // Null when it may go on; refuses otherwise.
    private static WireAnswer? Allowed(FacebookToken token, string scope, string? task = null)
    {
        PageAccess.Need(token, scope, task);
        return null;
    }

    private static RefusedException Unknown(string[] parts) => GraphErrors.Refuse(2500, $"Unknown path components: /{string.Join('/', parts.Skip(2))}");
}
