namespace Relay.Worker.Webhooks;

/// <summary>Counts what a caller was refused, so that whoever guesses neither learns nor fills the log. What is proven is taken whatever its caller was refused before. Thread-safe.</summary>
internal sealed class Refusals(TimeProvider time)
{
    /// <summary>How many refusals a caller has in one <see cref="Window"/>.</summary>
    public const int Most = 20;

    /// <summary>After so long a caller begins anew.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private const int MostCallers = 10_000;

    private readonly Dictionary<string, (DateTimeOffset Since, int Count)> _callers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Whether a caller was refused so often that it is only told to go slower.</summary>
    public bool IsSpent(string caller)
    {
        lock (_gate)
        {
            return _callers.TryGetValue(caller, out var found) && found.Count >= Most && time.GetUtcNow() - found.Since < Window;
        }
    }

    /// <summary>Counts one refusal.</summary>
    public void Count(string caller)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_callers.Count >= MostCallers)
            {
                Forget(now);
            }
            _callers[caller] = _callers.TryGetValue(caller, out var found) && now - found.Since < Window ? (found.Since, found.Count + 1) : (now, 1);
        }
    }

    /// <summary>Forgets who has begun anew; when that is nobody, everybody: memory stays flat, and guessing a secret stays hopeless.</summary>
    private void Forget(DateTimeOffset now)
    {
        foreach (var caller in _callers.Where(pair => now - pair.Value.Since >= Window).Select(pair => pair.Key).ToList())
        {
            _callers.Remove(caller);
        }
        if (_callers.Count >= MostCallers)
        {
            _callers.Clear();
        }
    }
}
