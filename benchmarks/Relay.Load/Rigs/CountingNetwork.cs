using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;

namespace Relay.Load.Rigs;

/// <summary>A network that takes every message, counts it with its time, and keeps nothing of it. Thread-safe.</summary>
internal sealed class CountingNetwork(TimeProvider time) : INetwork, IAnswerPeople
{
    private readonly Lock _gate = new();
    private DateTimeOffset? _first;
    private DateTimeOffset _last;
    private int _calls;

    public string Key => "telegram";

    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Between the first message and the last.</summary>
    public TimeSpan Took
    {
        get
        {
            lock (_gate)
            {
                return _first is { } first ? _last - first : TimeSpan.Zero;
            }
        }
    }

    public Task<Outcome> CreateAsync(Account account, Target target, Part part, CancellationToken abort) => Take();

    public Task<Outcome> AnswerAsync(Account account, Target target, AnswerPart answer, CancellationToken abort) => Take();

    private Task<Outcome> Take()
    {
        lock (_gate)
        {
            _last = time.GetUtcNow();
            _first ??= _last;
            return Task.FromResult<Outcome>(new Outcome.Done([(++_calls).ToString(CultureInfo.InvariantCulture)]));
        }
    }
}
