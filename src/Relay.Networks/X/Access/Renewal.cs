using Relay.Core.Deliveries;

namespace Relay.Networks.X.Access;

/// <summary>How the renewing of one account's tokens stands in this process. Thread-safe.</summary>
internal sealed class Renewal
{
    private readonly Lock _gate = new();
    private Task _turn = Task.CompletedTask;
    private (string Access, DateTimeOffset At)? _last;
    private DateTimeOffset? _restsUntil;

    /// <summary>A pair that X gave and the store did not keep, and the pair it follows; only touched in turn.</summary>
    public (XKeptTokens Fresh, XKeptTokens Spent)? Unkept { get; set; }

    /// <summary>Runs one piece of work after the other.</summary>
    public Task<Outcome.Failed?> InTurnAsync(Func<Task<Outcome.Failed?>> work)
    {
        lock (_gate)
        {
            var mine = AfterAsync(_turn, work);
            _turn = mine;
            return mine;
        }
    }

    /// <summary>Whether a renewal failed a moment ago.</summary>
    public bool Rests(DateTimeOffset now)
    {
        lock (_gate)
        {
            return now < _restsUntil;
        }
    }

    /// <summary>Whether a token came from a renewal after <paramref name="since"/>.</summary>
    public bool Brought(string access, DateTimeOffset since)
    {
        lock (_gate)
        {
            return _last is { } last && last.Access == access && last.At > since;
        }
    }

    /// <summary>A new pair is kept.</summary>
    public void Kept(string access, DateTimeOffset at)
    {
        lock (_gate)
        {
            (Unkept, _last) = (null, (access, at));
        }
    }

    /// <summary>A renewal ended; when it failed, the next one may wait while the old token is good.</summary>
    public void Ended(DateTimeOffset? restsUntil)
    {
        lock (_gate)
        {
            _restsUntil = restsUntil;
        }
    }

    private static async Task<Outcome.Failed?> AfterAsync(Task before, Func<Task<Outcome.Failed?>> work)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        return await work();
    }
}
