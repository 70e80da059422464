using Relay.Core.Inbox;
using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Tests.Inbox;

/// <summary>An inbox in memory, whose commits can be made to fail.</summary>
internal sealed class ScriptedInbox : IInbox
{
    private long _last;

    /// <summary>Told of each intake.</summary>
    public Action<Intake> Kept { get; init; } = _ => { };

    /// <summary>Thrown by every intake while it is set.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Refuses to keep what was read, by its arrivals' numbers.</summary>
    public Func<IReadOnlyList<UnderstoodArrival>, Exception?> Refuses { get; set; } = _ => null;

    public List<KeptArrival> Waiting { get; } = [];

    public List<UnderstoodArrival> Understood { get; } = [];

    public int Purges { get; private set; }

    public Task KeepAsync(Intake intake, CancellationToken cancel)
    {
        if (Fault is not null)
        {
            throw Fault;
        }
        Kept(intake);
        Waiting.AddRange(intake.Arrivals.Select(arrival => new KeptArrival(++_last, arrival)));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<KeptArrival>> WaitingAsync(long after, int limit, CancellationToken cancel)
        => Task.FromResult<IReadOnlyList<KeptArrival>>([.. Waiting.Where(one => one.Number > after).Take(limit)]);

    public Task<int> KeepUnderstoodAsync(IReadOnlyList<UnderstoodArrival> understood, DateTimeOffset now, CancellationToken cancel)
    {
        if (Refuses(understood) is { } fault)
        {
            throw fault;
        }
        Waiting.RemoveAll(one => understood.Any(read => read.Number == one.Number));
        Understood.AddRange(understood);
        return Task.FromResult(understood.Sum(one => one.Reading.Happenings.Count));
    }

    public Task<PurgedFromInbox> PurgeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        Purges++;
        return Task.FromResult(new PurgedFromInbox(0, 0, 0));
    }

    public Task<PurgedFromInbox> DueAsync(DateTimeOffset now, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<Interaction>> ListAsync(bool waiting, int limit, CancellationToken cancel) => throw new NotSupportedException();

    public Task<Interaction?> FindAsync(InteractionKey of, CancellationToken cancel) => throw new NotSupportedException();

    public Task<IReadOnlyList<SetAside>> SetAsideAsync(int limit, CancellationToken cancel) => throw new NotSupportedException();

    public Task<InboxTally> TallyAsync(CancellationToken cancel) => throw new NotSupportedException();
}
