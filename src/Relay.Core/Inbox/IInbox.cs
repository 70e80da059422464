using Relay.Core.Inbox.Arrivals;

namespace Relay.Core.Inbox;

/// <summary>
/// Keeps what comes in: raw first, understood after. Whatever is cut off between two of its steps is done again from what was kept, and done once: arrivals that come
/// twice, through both doors, in any order or after they were purged leave the same interactions. Thread-safe.
/// </summary>
public interface IInbox
{
    /// <summary>Keeps arrivals and moves the mark of their reader, both or neither; durable when the task ends.</summary>
    Task KeepAsync(Intake intake, CancellationToken cancel);

    /// <summary>Arrivals that nobody has read yet, oldest first.</summary>
    /// <param name="after">Only those with a higher number; 0 for all.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<KeptArrival>> WaitingAsync(long after, int limit, CancellationToken cancel);

    /// <summary>Joins what arrivals told into their interactions, and takes the arrivals off the list: all in one commit. One that was taken off before tells nothing again.</summary>
    /// <returns>How many happenings nobody had heard of. For the log: whoever acts on them takes them from <see cref="ListAsync"/>, which a crash does not empty.</returns>
    Task<int> KeepUnderstoodAsync(IReadOnlyList<UnderstoodArrival> understood, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Interactions, the last heard first.</summary>
    /// <param name="waiting">Only those that wait for an answer.</param>
    /// <param name="limit">Most of them.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<Interaction>> ListAsync(bool waiting, int limit, CancellationToken cancel);

    /// <summary>What is known of one interaction; null when nothing was heard, or when it was purged.</summary>
    Task<Interaction?> FindAsync(InteractionKey of, CancellationToken cancel);

    /// <summary>Arrivals of which a piece was not understood, the last first.</summary>
    Task<IReadOnlyList<SetAside>> SetAsideAsync(int limit, CancellationToken cancel);

    /// <summary>How the inbox stands.</summary>
    Task<InboxTally> TallyAsync(CancellationToken cancel);

    /// <summary>What <see cref="PurgeAsync"/> would delete.</summary>
    Task<PurgedFromInbox> DueAsync(DateTimeOffset now, CancellationToken cancel);

    /// <summary>Deletes what was kept long enough, with a line of the audit that counts it. That it was heard stays known, as a keyed hash: what comes again is not new.</summary>
    Task<PurgedFromInbox> PurgeAsync(DateTimeOffset now, CancellationToken cancel);
}

/// <summary>What was read at once.</summary>
/// <param name="Arrivals">Oldest first.</param>
/// <param name="Mark">The reader, <c>telegram:7000000001</c>, and the mark after the last of them; null where none is moved.</param>
public sealed record Intake(IReadOnlyList<Arrival> Arrivals, (string Reader, ReadingMark Mark)? Mark = null);

/// <summary>An arrival that is kept.</summary>
/// <param name="Number">Counts up in the order of arrival.</param>
/// <param name="Arrival">As it came.</param>
public sealed record KeptArrival(long Number, Arrival Arrival);

/// <summary>An arrival that was read.</summary>
/// <param name="Number">Of the arrival.</param>
/// <param name="Account">For which it came.</param>
/// <param name="Reading">What it said.</param>
public sealed record UnderstoodArrival(long Number, string Account, ArrivalReading Reading)
{
    /// <summary>Whose a thing is, where it is another's than the account's at whose address it came, by the <see cref="InteractionKey.Reader"/> of its key: an app tells all its Pages at one.</summary>
    public IReadOnlyDictionary<string, string> Others { get; init; } = new Dictionary<string, string>();

    /// <summary>The account that a thing is for, and that answers it.</summary>
    public string AccountOf(Happening happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        return Others.GetValueOrDefault(happening.Of.Reader, Account);
    }
}

/// <summary>An arrival of which a piece was not understood. Its payload is kept as long as any other's.</summary>
/// <param name="Number">Of the arrival.</param>
/// <param name="Account">For which it came.</param>
/// <param name="Stream">What was asked or heard.</param>
/// <param name="At">When it came.</param>
/// <param name="Pieces">What was not understood.</param>
public sealed record SetAside(long Number, string Account, string Stream, DateTimeOffset At, IReadOnlyList<Unread> Pieces);

/// <summary>How the inbox stands.</summary>
/// <param name="Unread">Arrivals that nobody has read yet.</param>
/// <param name="OldestUnread">When the oldest of them came; null when there is none.</param>
/// <param name="Broken">Arrivals of which a piece should have been understood and was not.</param>
public sealed record InboxTally(int Unread, DateTimeOffset? OldestUnread, int Broken);

/// <summary>What was deleted.</summary>
/// <param name="Arrivals">Raw payloads.</param>
/// <param name="NeverRead">Those of them that nobody had read.</param>
/// <param name="Interactions">Words with their authors.</param>
public sealed record PurgedFromInbox(int Arrivals, int NeverRead, int Interactions);
