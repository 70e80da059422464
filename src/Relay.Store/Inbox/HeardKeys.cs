using System.Security.Cryptography;
using System.Text;
using Relay.Core.Audit;
using Relay.Core.Inbox.Arrivals;
using Relay.Store.Settings;

namespace Relay.Store.Inbox;

/// <summary>
/// Keyed hashes of interactions and of what happened to them. They hold the number of a person's chat, which a plain hash would give away in minutes; their key is a secret of
/// the store, encrypted with keys that stand outside it (DP-23). Thread-safe.
/// </summary>
internal sealed class HeardKeys(SecretStore secrets) : IDisposable
{
    /// <summary>Where the key is kept.</summary>
    public const string Setting = "Relay:Inbox:Key";

    private const int Length = 32;

    private readonly SemaphoreSlim _turn = new(1);
    private byte[]? _key;

    /// <summary>Finds the key, or makes one before anything is written with it.</summary>
    /// <exception cref="Core.Channels.SecretMissingException">When it was made and can't be read: another one would make everything new.</exception>
    public async Task ReadyAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (Volatile.Read(ref _key) is not null)
        {
            return;
        }
        await _turn.WaitAsync(cancel);
        try
        {
            if (!TryFind())
            {
                await secrets.KeepAsync(new Dictionary<string, string>(StringComparer.Ordinal) { [Setting] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length)) }, Actor.System, now, cancel);
                TryFind();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether there is a key: without one, nothing was ever heard.</summary>
    /// <exception cref="Core.Channels.SecretMissingException">When it was made and can't be read.</exception>
    public bool TryFind()
    {
        if (_key is null && secrets.Find(Setting) is { } kept)
        {
            Volatile.Write(ref _key, Convert.FromBase64String(kept));
        }
        return _key is not null;
    }

    /// <summary>Of an interaction.</summary>
    public string Of(InteractionKey interaction) => Hash($"i{interaction}");

    /// <summary>Of a happening.</summary>
    public string Of(Happening happening) => Hash($"h{happening.Key}");

    /// <summary>Of a person, a thread or a post, for what conduct remembers.</summary>
    public string OfConduct(string what) => Hash($"c{what}");

    public void Dispose() => _turn.Dispose();

    // Half of it: 128 bits meet by chance never, and a row is known by it for ever.
    private string Hash(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key ?? throw new InvalidOperationException("The key was not made ready."), Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
