using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Relay.Sandbox.Pictures;

/// <summary>Pictures that came with posts, each kept once. Fetches addresses on this machine only: a rehearsal never leaves it. Thread-safe.</summary>
internal sealed class PictureStore : IDisposable
{
    private readonly ConcurrentDictionary<string, Picture> _pictures = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 20 << 20 };

    public PictureStore() => _http.DefaultRequestHeaders.UserAgent.ParseAdd("RelaySandbox/1.0");

    public Picture? Find(string key) => _pictures.GetValueOrDefault(key);

    /// <summary>Keeps a file; null when it is no picture.</summary>
    public Picture? Keep(byte[] file)
    {
        if (PictureFormat.Read(file) is not { Width: > 0, Height: > 0 } format)
        {
            return null;
        }
        var key = Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 16));
        return _pictures.GetOrAdd(key, _ => new Picture(key, format.Type, format.Width, format.Height, file));
    }

    /// <summary>What a network finds when it fetches an address; an address elsewhere stands for a picture that cannot be seen from here.</summary>
    public async Task<(Fetch Result, Picture? Picture)> FetchAsync(Uri address, CancellationToken cancel)
    {
        if (!address.IsLoopback)
        {
            return (Fetch.Done, Keep(SamplePictures.Elsewhere));
        }
        try
        {
            return Keep(await _http.GetByteArrayAsync(address, cancel)) is { } picture ? (Fetch.Done, picture) : (Fetch.NotAPicture, null);
        }
        catch (HttpRequestException)
        {
            return (Fetch.Missing, null);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>How fetching a picture ended.</summary>
internal enum Fetch
{
    Done,
    Missing,
    NotAPicture,
}
