namespace Relay.Core.Alarms;

/// <summary>Alarms kept between restarts, and which of them coordinators have been told. Each write is durable when its task ends.</summary>
public interface IAlarmStore
{
    /// <summary>Makes what was found the open alarms: new ones are raised, those not found any more are cleared, dropped ones end untold, the others take the words of now.</summary>
    /// <returns>What changed.</returns>
    Task<AlarmChanges> ReconcileAsync(IReadOnlyList<Alarm> found, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Those that last, oldest first.</summary>
    Task<IReadOnlyList<Alarm>> OpenAsync(CancellationToken cancel);

    /// <summary>What coordinators have not been told: alarms raised, and cleared ones of which they know. Counts as told from now on, so that nothing is ever told twice.</summary>
    Task<AlarmChanges> ClaimNewsAsync(CancellationToken cancel);

    /// <summary>Gives claimed news back that certainly did not leave: they are told later.</summary>
    Task ReturnNewsAsync(AlarmChanges news, CancellationToken cancel);

    /// <summary>What has been due since before an instant and is not at its end, by account and channel; what a rule holds for good reason is left out, and what a person has been asked about.</summary>
    Task<IReadOnlyList<Overdue>> OverdueAsync(DateTimeOffset before, CancellationToken cancel);

    /// <summary>
    /// Whether the last attempt that tells of it, of an account or on one of its targets when that is not null, failed by the fault of that account or target, or had no
    /// answer; false when none did. A refused text tells that the account works; one under way, and one that was told to slow down, tell nothing.
    /// </summary>
    Task<bool> LastAttemptFailedAsync(string account, string? target, CancellationToken cancel);

    /// <summary>The attempts of an account that had no answer, since one last had; null when there are none.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="after">Only those that began later; null for all.</param>
    /// <param name="cancel">Gives up.</param>
    Task<Silence?> SilenceAsync(string account, DateTimeOffset? after, CancellationToken cancel);
}

/// <summary>Alarms raised and alarms cleared, which are mended.</summary>
public sealed record AlarmChanges(IReadOnlyList<Alarm> Raised, IReadOnlyList<Alarm> Cleared)
{
    /// <summary>Alarms that ended although nothing is mended: of these nothing is said.</summary>
    public IReadOnlyList<Alarm> Dropped { get; init; } = [];

    /// <summary>Whether it is told as a question with buttons. Default false.</summary>
    public bool IsQuestion { get; init; }

    /// <summary>Whether there is nothing to say.</summary>
    public bool IsEmpty => Raised.Count + Cleared.Count == 0;
}

/// <summary>Attempts without an answer, one after the other.</summary>
/// <param name="Since">When the first of them began.</param>
/// <param name="Last">When the last of them began.</param>
/// <param name="Count">How many.</param>
public sealed record Silence(DateTimeOffset Since, DateTimeOffset Last, int Count);

/// <summary>Deliveries that wait for too long.</summary>
/// <param name="Account">Id of their account.</param>
/// <param name="Channel">Id of their channel.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the first of them was due.</param>
/// <param name="Example">Id of one of them, for <c>relay why</c>.</param>
public sealed record Overdue(string Account, string Channel, int Count, DateTimeOffset Oldest, Guid Example);
