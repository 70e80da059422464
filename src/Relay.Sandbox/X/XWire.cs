using System.Text.Json.Nodes;
using Relay.Sandbox.Faults;
using Relay.Sandbox.Militants;
using Relay.Sandbox.Wire;
using Relay.Sandbox.X.Access;
using Relay.Sandbox.X.Messages;
using Relay.Sandbox.X.Notices;

namespace Relay.Sandbox.X;

/// <summary>X API v2 and its authorisation servers: who asks, for what, how often; the rest is in the parts beside it.</summary>
internal sealed class XWire : INetworkWire
{
    private readonly WireSetting _setting;
    private readonly XStore _store;
    private readonly XMessageStore _messages = new();
    private readonly XWebhooks _webhooks;
    private readonly XRates _rates;
    private readonly OAuth1 _oauth;
    private readonly XGrants _grants;

    public XWire(WireSetting setting)
    {
        _setting = setting;
        _store = new(setting.Clock);
        _rates = new(setting.Clock, setting.EnforceLimits);
        _oauth = new(setting.Clock);
        _grants = new(setting.World, setting.Clock);
        _webhooks = new(_store, setting);
        var notices = new XNotices(_webhooks, _store, Disorder, setting);
        _store.Changed += (tweet, isGone) => { if (isGone) { notices.TellGone(tweet); } else { notices.Tell(tweet); } };
        _messages.Added += notices.Tell;
    }

    public string Network => "x";

    public string Operation(string method, string path) => Endpoint(method, path)?.Name ?? $"{method} {path}";

    public async ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancel)
        => Authorise(request) is { } answer ? answer
            : Endpoint(request.Method, request.Path) is not { } endpoint ? XProblems.NotFound()
            : !endpoint.Name.Contains("/2/webhooks", StringComparison.Ordinal) && !endpoint.Name.Contains("/2/activity/", StringComparison.Ordinal) ? Call(request, endpoint)
            : App(request) is { } app ? await _webhooks.AnswerAsync(request, endpoint.Name, endpoint.Id, app, cancel) : XProblems.Unauthorized();

    public WireAnswer Unreadable(string reason) => XProblems.Invalid("body", null, $"The request body could not be read: {reason}");

    public WireAnswer Throttled(TimeSpan retryAfter) => XProblems.TooMany().With(XRates.Spent(_setting.Now + retryAfter, retryAfter));

    public WireAnswer Revoked() => XProblems.Unauthorized();

    public WireAnswer Broken() => XProblems.Broken();

    public DisorderBoard Disorder { get; } = new();

    public IReadOnlyList<string> Deeds => XLife.Deeds;

    public JsonNode? Do(Deed deed) => new XLife(_store, _messages, _setting).Do(deed);

    public IReadOnlyList<Post> Posts() => [.. Voices().Where(post => post.Author is null)];

    public IReadOnlyList<Post> Heard() => [.. Voices().Where(post => post.Author is not null)];

    private IEnumerable<Post> Voices() => _store.All().Select(tweet => new Post(Network, Target(tweet), tweet.Sent, tweet.Created, tweet.Id)
    {
        TargetName = "@" + (_setting.World.Profiles.FirstOrDefault(profile => profile.Id == Target(tweet)) ?? tweet.Author).Username,
        Author = IsOurs(tweet.Author) ? null : tweet.Author.Name,
        ReplyTo = tweet.ReplyTo ?? tweet.Quoted,
        Deleted = tweet.Deleted is not null,
        Published = !tweet.Superseded,
        Edited = tweet.History.Count > 1 && !tweet.Superseded ? tweet.Created : null,
        Pictures = [.. tweet.Media.Select(media => new PostPicture(media.Picture.Key, media.AltText))],
    }).Concat(_messages.All().Select(message => new Post(Network, message.Profile.Id, message.Text, message.Created, message.Id)
    {
        TargetName = "@" + message.Profile.Username,
        Author = message.IsOurs ? null : message.Person.Name,
        PrivateWith = message.Person.Name,
        Deleted = message.Deleted,
    }));

    private bool IsOurs(XProfile author) => _setting.World.Profiles.Any(profile => profile.Id == author.Id);

    /// <summary>Where a post of the public is shown: at the profile whose thread it is in or quotes, or that it names.</summary>
    private string Target(Tweet tweet) => IsOurs(tweet.Author) ? tweet.Author.Id
        : (_store.Find(tweet.Conversation) is { } root && IsOurs(root.Author) ? root.Author
            : tweet.Quoted is { } quoted && _store.Find(quoted) is { } told && IsOurs(told.Author) ? told.Author
            : tweet.Named.FirstOrDefault(IsOurs) ?? tweet.Author).Id;

    private static (string Name, string Id)? Endpoint(string method, string path) => (method, path.Split('/')) switch
    {
        ("GET", ["", "2", "tweets", "search", "recent"]) => ("GET /2/tweets/search/recent", ""),
        ("POST" or "GET", ["", "2", "tweets"]) => ($"{method} /2/tweets", ""),
        ("GET" or "DELETE", ["", "2", "tweets", var id]) => ($"{method} /2/tweets/:id", id),
        ("GET", ["", "2", "users", "me"]) => ("GET /2/users/me", ""),
        ("GET", ["", "2", "users", var id, "tweets" or "mentions"]) => ($"GET /2/users/:id/{path.Split('/')[^1]}", id),
        ("GET", ["", "2", "tweets", var id, "quote_tweets"]) => ("GET /2/tweets/:id/quote_tweets", id),
        ("GET", ["", "2", "dm_events"]) => ("GET /2/dm_events", ""),
        ("GET", ["", "2", "dm_events", var id]) => ("GET /2/dm_events/:id", id),
        ("POST", ["", "2", "dm_conversations", "with", var id, "messages"]) => ("POST /2/dm_conversations/with/:id/messages", id),
        ("GET", ["", "2", "dm_conversations", "with", var id, "dm_events"]) => ("GET /2/dm_conversations/with/:id/dm_events", id),
        ("GET", ["", "2", "dm_conversations", var id, "dm_events"]) => ("GET /2/dm_conversations/:id/dm_events", id),
        ("POST" or "GET", ["", "2", "webhooks"]) => ($"{method} /2/webhooks", ""),
        ("PUT" or "DELETE", ["", "2", "webhooks", var id]) => ($"{method} /2/webhooks/:id", id),
        ("POST" or "GET", ["", "2", "activity", "subscriptions"]) => ($"{method} /2/activity/subscriptions", ""),
        ("DELETE", ["", "2", "activity", "subscriptions", var id]) => ("DELETE /2/activity/subscriptions/:id", id),
        ("POST" or "GET", ["", "2", "media", "upload"]) => ($"{method} /2/media/upload", ""),
        ("POST", ["", "2", "media", "metadata"]) => ("POST /2/media/metadata", ""),
        ("POST", ["", "2", "media", "upload", "initialize"]) => ("POST /2/media/upload/initialize", ""),
        ("POST", ["", "2", "media", "upload", var id, "append"]) => ("POST /2/media/upload/:id/append", id),
        ("POST", ["", "2", "media", "upload", var id, "finalize"]) => ("POST /2/media/upload/:id/finalize", id),
        _ => null,
    };

    private WireAnswer? Authorise(WireRequest request) => (request.Method, request.Path) switch
    {
        ("GET" or "POST", "/i/oauth2/authorize") => new XConsent(_grants, _setting).WithCode(request),
        ("POST", "/2/oauth2/token") => new XTokenEndpoint(_grants, _setting).Token(request),
        ("POST", "/oauth2/token") => _grants.App(request.Headers.Authorization.ToString()) is { } bearer
            ? new WireAnswer(200, new JsonObject { ["token_type"] = "bearer", ["access_token"] = bearer }) : XProblems.Unauthorized(),
        ("POST", "/2/oauth2/revoke") => new XTokenEndpoint(_grants, _setting).Revoke(request),
        ("POST", "/oauth/request_token") => new XPinEndpoint(_grants, _oauth, _setting).Request(request),
        ("GET" or "POST", "/oauth/authorize") => new XConsent(_grants, _setting).WithPin(request),
        ("POST", "/oauth/access_token") => new XPinEndpoint(_grants, _oauth, _setting).Access(request),
        _ => null,
    };

    private WireAnswer Call(WireRequest request, (string Name, string Id) endpoint)
    {
        if (Caller(request) is not { } caller)
        {
            return XProblems.Unauthorized();
        }
        var (headers, exceeded) = _rates.Count(caller.Profile, endpoint.Name);
        if (caller.Level is { } level)
        {
            headers = [.. headers, new("x-access-level", level)];
        }
        try
        {
            return (request.Struck(FaultKind.CreditsDepleted) ? XProblems.NoCredits()
                : !caller.May(endpoint.Name) ? XProblems.NotAllowed(withKeys: caller.Level is not null)
                : exceeded ? XProblems.TooMany() : Answer(request, endpoint, caller.Profile)).With(headers);
        }
        catch (RefusedException refused)
        {
            return refused.Answer.With(headers);
        }
    }

    /// <summary>Whose app calls, by its own token or in a profile's name: webhooks are an app's, whoever sets them up.</summary>
    private XProfile? App(WireRequest request)
        => request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) && _grants.OfApp(header[7..]) is { } app ? app : Caller(request)?.Profile;

    private XCaller? Caller(WireRequest request)
    {
        if (request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return _grants.Access(header[7..]) is { } token ? new XCaller(token.Profile, null, token.Scopes) : null;
        }
        return OAuth1.Read(request) is { } given && _grants.Keys(given.GetValueOrDefault("oauth_token")) is { } keys
            && given.GetValueOrDefault("oauth_consumer_key") == keys.Profile.ConsumerKey && _oauth.Verify(request, given, keys.Profile.ConsumerSecret, keys.Secret) == Signed.Well
            ? new XCaller(keys.Profile, keys.Level, null)
            : null;
    }

    private WireAnswer Answer(WireRequest request, (string Name, string Id) endpoint, XProfile profile) => endpoint.Name switch
    {
        "POST /2/tweets" => new XPosting(_store, _setting).Create(request, profile),
        "DELETE /2/tweets/:id" => new XPosting(_store, _setting).Delete(request, profile, endpoint.Id),
        "GET /2/tweets" => new XReading(_store, Disorder, _setting).Several(request),
        "GET /2/tweets/:id" => new XReading(_store, Disorder, _setting).One(request, endpoint.Id),
        "GET /2/users/me" => XReading.Me(request, profile),
        "GET /2/users/:id/tweets" => new XReading(_store, Disorder, _setting).Timeline(request, endpoint.Id),
        "GET /2/users/:id/mentions" => new XReading(_store, Disorder, _setting).Mentions(request, endpoint.Id),
        "GET /2/tweets/search/recent" => new XReading(_store, Disorder, _setting).Search(request),
        "GET /2/tweets/:id/quote_tweets" => new XReading(_store, Disorder, _setting).Quotes(request, endpoint.Id),
        "GET /2/dm_events" => new XMessageReading(_messages, Disorder, _setting).List(request, profile, _ => true),
        "GET /2/dm_events/:id" => new XMessageReading(_messages, Disorder, _setting).One(request, profile, endpoint.Id),
        "GET /2/dm_conversations/:id/dm_events" => new XMessageReading(_messages, Disorder, _setting).List(request, profile, message => message.Conversation == endpoint.Id),
        "GET /2/dm_conversations/with/:id/dm_events" => new XMessageReading(_messages, Disorder, _setting).List(request, profile, message => message.Person.Id == endpoint.Id),
        "POST /2/dm_conversations/with/:id/messages" => new XMessageSending(_store, _messages, _setting).Send(request, profile, endpoint.Id),
        "POST /2/media/upload" => new XUploading(_store, _setting).Upload(request, profile),
        "GET /2/media/upload" => new XUploading(_store, _setting).Status(request, profile),
        "POST /2/media/metadata" => new XUploading(_store, _setting).Describe(request, profile),
        "POST /2/media/upload/initialize" => new XUploading(_store, _setting).Initialize(request, profile),
        "POST /2/media/upload/:id/append" => new XUploading(_store, _setting).Append(request, profile, endpoint.Id),
        _ => new XUploading(_store, _setting).FinishUpload(request, profile, endpoint.Id),
    };
}
