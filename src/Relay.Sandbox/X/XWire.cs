using Relay.Sandbox.Faults;
using Relay.Sandbox.Wire;
using Relay.Sandbox.X.Access;

namespace Relay.Sandbox.X;

/// <summary>X API v2 and its authorisation servers: who asks, for what, how often; the rest is in the parts beside it.</summary>
internal sealed class XWire : INetworkWire
{
    private readonly WireSetting _setting;
    private readonly XStore _store;
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
    }

    public string Network => "x";

    public string Operation(string method, string path) => Endpoint(method, path)?.Name ?? $"{method} {path}";

    public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancel)
        => ValueTask.FromResult(Authorise(request) ?? (Endpoint(request.Method, request.Path) is { } endpoint ? Call(request, endpoint) : XProblems.NotFound()));

    public WireAnswer Unreadable(string reason) => XProblems.Invalid("body", null, $"The request body could not be read: {reason}");

    public WireAnswer Throttled(TimeSpan retryAfter) => XProblems.TooMany().With(XRates.Spent(_setting.Now + retryAfter, retryAfter));

    public WireAnswer Revoked() => XProblems.Unauthorized();

    public WireAnswer Broken() => XProblems.Broken();

    public IReadOnlyList<Post> Posts() => [.. _store.All().Select(tweet => new Post(Network, tweet.Author.Id, tweet.Sent, tweet.Created, tweet.Id)
    {
        TargetName = "@" + tweet.Author.Username,
        ReplyTo = tweet.ReplyTo,
        Deleted = tweet.Deleted is not null,
        Published = !tweet.Superseded,
        Edited = tweet.History.Count > 1 && !tweet.Superseded ? tweet.Created : null,
        Pictures = [.. tweet.Media.Select(media => new PostPicture(media.Picture.Key, media.AltText))],
    })];

    private static (string Name, string Id)? Endpoint(string method, string path) => (method, path.Split('/')) switch
    {
        ("POST" or "GET", ["", "2", "tweets"]) => ($"{method} /2/tweets", ""),
        ("GET" or "DELETE", ["", "2", "tweets", var id]) => ($"{method} /2/tweets/:id", id),
        ("GET", ["", "2", "users", "me"]) => ("GET /2/users/me", ""),
        ("GET", ["", "2", "users", var id, "tweets" or "mentions"]) => ($"GET /2/users/:id/{path.Split('/')[^1]}", id),
        ("GET", ["", "2", "dm_events"]) => ("GET /2/dm_events", ""),
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
        "GET /2/tweets" => new XReading(_store, _setting).Several(request),
        "GET /2/tweets/:id" => new XReading(_store, _setting).One(request, endpoint.Id),
        "GET /2/users/me" => XReading.Me(request, profile),
        "GET /2/users/:id/tweets" => new XReading(_store, _setting).Timeline(request, endpoint.Id),
        "GET /2/users/:id/mentions" => new XReading(_store, _setting).Mentions(request, endpoint.Id),
        "GET /2/dm_events" => XReading.Messages(request),
        "POST /2/media/upload" => new XUploading(_store, _setting).Upload(request, profile),
        "GET /2/media/upload" => new XUploading(_store, _setting).Status(request, profile),
        "POST /2/media/metadata" => new XUploading(_store, _setting).Describe(request, profile),
        "POST /2/media/upload/initialize" => new XUploading(_store, _setting).Initialize(request, profile),
        "POST /2/media/upload/:id/append" => new XUploading(_store, _setting).Append(request, profile, endpoint.Id),
        _ => new XUploading(_store, _setting).FinishUpload(request, profile, endpoint.Id),
    };
}
