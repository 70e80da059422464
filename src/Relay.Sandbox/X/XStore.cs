namespace Relay.Sandbox.X;

/// <summary>Posts and pictures of the rehearsal's X. Ids are snowflakes: they grow with time and exceed 2^53. Thread-safe.</summary>
internal sealed class XStore(TimeProvider clock)
{
    private const long SnowflakeEpoch = 1288834974657;
    private static readonly TimeSpan DuplicateMemory = TimeSpan.FromDays(1);
    private static readonly TimeSpan DeletedMemory = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Tweet> _tweets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _timelines = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Author, string Text), string> _latest = [];
    private readonly Dictionary<string, XMedia> _media = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Upload> _uploads = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>Told after somebody posted; true when it was deleted.</summary>
    public event Action<Tweet, bool>? Changed;

    public string NextId()
    {
        lock (_gate)
        {
            _last = Math.Max(_last + 1, (clock.GetUtcNow().ToUnixTimeMilliseconds() - SnowflakeEpoch) << 22);
            return $"{_last}";
        }
    }

    /// <summary>Keeps a post unless its author wrote the same within a day; false then. A deleted one counts for an hour more.</summary>
    public bool TryAdd(Tweet tweet)
    {
        var key = (tweet.Author.Id, tweet.Sent.Trim());
        lock (_gate)
        {
            if (tweet.Sent.Length > 0 && _latest.TryGetValue(key, out var earlier) && !tweet.History.Contains(earlier) && Remembers(_tweets[earlier], tweet.Created))
            {
                return false;
            }
            _latest[key] = tweet.Id;
            _tweets[tweet.Id] = tweet;
            if (!_timelines.TryGetValue(tweet.Author.Id, out var timeline))
            {
                _timelines[tweet.Author.Id] = timeline = [];
            }
            timeline.Add(tweet.Id);
            foreach (var version in tweet.History.Where(version => version != tweet.Id))
            {
                _tweets[version] = _tweets[version] with { Superseded = true };
            }
        }
        Changed?.Invoke(tweet, false);
        return true;
    }

    /// <summary>Keeps a post of the public, who may repeat themselves.</summary>
    public void Add(Tweet tweet)
    {
        lock (_gate)
        {
            _tweets[tweet.Id] = tweet;
            foreach (var version in tweet.History.Where(version => version != tweet.Id))
            {
                _tweets[version] = _tweets[version] with { Superseded = true };
            }
        }
        Changed?.Invoke(tweet, false);
    }

    public Tweet? Find(string id)
    {
        lock (_gate)
        {
            return _tweets.GetValueOrDefault(id);
        }
    }

    /// <summary>Deletes every version of a post.</summary>
    public void Delete(Tweet tweet)
    {
        lock (_gate)
        {
            foreach (var id in tweet.History)
            {
                _tweets[id] = _tweets[id] with { Deleted = clock.GetUtcNow() };
            }
        }
        Changed?.Invoke(tweet, true);
    }

    /// <summary>An author's posts, newest first, deleted and superseded ones included; a copy.</summary>
    public List<Tweet> Timeline(string author)
    {
        lock (_gate)
        {
            return [.. (_timelines.GetValueOrDefault(author) ?? []).Select(id => _tweets[id]).Reverse()];
        }
    }

    public IReadOnlyList<Tweet> All()
    {
        lock (_gate)
        {
            return [.. _tweets.Values];
        }
    }

    public void Keep(XMedia media)
    {
        lock (_gate)
        {
            _media[media.Id] = media;
        }
    }

    /// <summary>A picture that its owner may still use.</summary>
    public XMedia? Media(string id, XProfile owner)
    {
        lock (_gate)
        {
            return _media.GetValueOrDefault(id) is { } media && media.Owner == owner.Id && media.Expires > clock.GetUtcNow() ? media : null;
        }
    }

    public void Open(Upload upload)
    {
        lock (_gate)
        {
            _uploads[upload.Id] = upload;
        }
    }

    public Upload? Find(string uploadId, XProfile owner)
    {
        lock (_gate)
        {
            return _uploads.GetValueOrDefault(uploadId) is { } upload && upload.Owner == owner.Id ? upload : null;
        }
    }

    private static bool Remembers(Tweet earlier, DateTimeOffset now)
        => now - earlier.Created < DuplicateMemory && (earlier.Deleted is not { } deleted || now - deleted < DeletedMemory);
}

/// <summary>A chunked upload that has not been finalized; its segments by number.</summary>
internal sealed record Upload(string Id, string Owner, string Type, long Total)
{
    public System.Collections.Concurrent.ConcurrentDictionary<int, byte[]> Segments { get; } = new();
}
