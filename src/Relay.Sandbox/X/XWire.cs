using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>X API v2: who asks, for what, how often; the rest is in the parts beside it.</summary>
internal sealed class XWire(WireSetting setting) : INetworkWire
{
    private readonly XStore _store = new(setting.Clock);
    private readonly XRates _rates = new(setting.Clock, setting.EnforceLimits);
    private readonly OAuth1 _oauth = new(setting.World.Profiles, setting.Clock);

    public string Network => "x";

    public string Operation(string method, string path) => Endpoint(method, path)?.Name ?? $"{method} {path}";

    public ValueTask<WireAnswer> AnswerAsync(WireRequest request, CancellationToken cancel)
    {
        if (Endpoint(request.Method, request.Path) is not { } endpoint)
        {
            return ValueTask.FromResult(XProblems.NotFound());
        }
        if (_oauth.Verify(request) is not { } profile)
        {
            return ValueTask.FromResult(XProblems.Unauthorized());
        }
        var (headers, exceeded) = _rates.Count(profile, endpoint.Name);
        try
        {
            return ValueTask.FromResult((exceeded ? XProblems.TooMany() : Answer(request, endpoint, profile)).With(headers));
        }
        catch (RefusedException refused)
        {
            return ValueTask.FromResult(refused.Answer.With(headers));
        }
    }

    public WireAnswer Unreadable(string reason) => XProblems.Invalid("body", null, $"The request body could not be read: {reason}");

    public WireAnswer Throttled(TimeSpan retryAfter) => XProblems.TooMany().With(XRates.Spent(setting.Now + retryAfter, retryAfter));

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
        ("GET", ["", "2", "users", var id, "tweets"]) => ("GET /2/users/:id/tweets", id),
        ("POST" or "GET", ["", "2", "media", "upload"]) => ($"{method} /2/media/upload", ""),
        ("POST", ["", "2", "media", "metadata"]) => ("POST /2/media/metadata", ""),
        ("POST", ["", "2", "media", "upload", "initialize"]) => ("POST /2/media/upload/initialize", ""),
        ("POST", ["", "2", "media", "upload", var id, "append"]) => ("POST /2/media/upload/:id/append", id),
        ("POST", ["", "2", "media", "upload", var id, "finalize"]) => ("POST /2/media/upload/:id/finalize", id),
        _ => null,
    };

    private WireAnswer Answer(WireRequest request, (string Name, string Id) endpoint, XProfile profile) => endpoint.Name switch
    {
        "POST /2/tweets" => new XPosting(_store, setting).Create(request, profile),
        "DELETE /2/tweets/:id" => new XPosting(_store, setting).Delete(request, profile, endpoint.Id),
        "GET /2/tweets" => new XReading(_store, setting).Several(request),
        "GET /2/tweets/:id" => new XReading(_store, setting).One(request, endpoint.Id),
        "GET /2/users/me" => XReading.Me(request, profile),
        "GET /2/users/:id/tweets" => new XReading(_store, setting).Timeline(request, endpoint.Id),
        "POST /2/media/upload" => new XUploading(_store, setting).Upload(request, profile),
        "GET /2/media/upload" => new XUploading(_store, setting).Status(request, profile),
        "POST /2/media/metadata" => new XUploading(_store, setting).Describe(request, profile),
        "POST /2/media/upload/initialize" => new XUploading(_store, setting).Initialize(request, profile),
        "POST /2/media/upload/:id/append" => new XUploading(_store, setting).Append(request, profile, endpoint.Id),
        _ => new XUploading(_store, setting).FinishUpload(request, profile, endpoint.Id),
    };
}
