using System.Globalization;

namespace Relay.Sandbox.Facebook;

/// <summary>Posts and photos of the rehearsal's Pages. Thread-safe.</summary>
internal sealed class FacebookStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FacebookPost> _posts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FacebookPhoto> _photos = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _pages = new(StringComparer.Ordinal);
    private long _last = 122_100_000_000_000_000;

    /// <summary>The next number, without the Page.</summary>
    public string NextId() => Interlocked.Add(ref _last, 6).ToString(CultureInfo.InvariantCulture);

    /// <summary>Keeps a post unless it says the same as the Page's last one; false then.</summary>
    public bool TryAdd(FacebookPost post)
    {
        lock (_gate)
        {
            if (!_pages.TryGetValue(post.Page.Id, out var page))
            {
                _pages[post.Page.Id] = page = [];
            }
            if (page.Count > 0 && _posts[page[^1]] is { Deleted: false, Photos: [] } last
                && post.Photos.Count == 0 && last.Message == post.Message && last.Link == post.Link)
            {
                return false;
            }
            page.Add(post.Id);
            _posts[post.Id] = post;
            foreach (var photo in post.Photos)
            {
                _photos[photo.Id] = photo with { PostId = post.Id };
            }
            return true;
        }
    }

    public FacebookPost? Post(string id)
    {
        lock (_gate)
        {
            return _posts.GetValueOrDefault(id) is { Deleted: false } post ? post : null;
        }
    }

    public void Replace(FacebookPost post)
    {
        lock (_gate)
        {
            _posts[post.Id] = post;
        }
    }

    public FacebookPhoto? Photo(string id)
    {
        lock (_gate)
        {
            return _photos.GetValueOrDefault(id);
        }
    }

    public void Keep(FacebookPhoto photo)
    {
        lock (_gate)
        {
            _photos[photo.Id] = photo;
        }
    }

    public bool Remove(FacebookPhoto photo)
    {
        lock (_gate)
        {
            return _photos.Remove(photo.Id);
        }
    }

    /// <summary>A Page's posts, newest first; a copy.</summary>
    public List<FacebookPost> Of(FacebookPage page)
    {
        lock (_gate)
        {
            return [.. (_pages.GetValueOrDefault(page.Id) ?? []).Select(id => _posts[id]).Where(post => !post.Deleted).Reverse()];
        }
    }

    public IReadOnlyList<FacebookPost> All()
    {
        lock (_gate)
        {
            return [.. _posts.Values];
        }
    }
}
