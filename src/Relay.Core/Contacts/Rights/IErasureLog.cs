using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Whom we have erased, as keyed hashes and nothing else, apart from the store: a restored backup does not know it (DP-27). Thread-safe.</summary>
public interface IErasureLog
{
    /// <summary>Everything in it, the oldest first.</summary>
    IReadOnlyList<LoggedErasure> Read();

    /// <summary>Adds what it does not hold; on the disk when it returns.</summary>
    void Add(IReadOnlyCollection<LoggedErasure> erased);
}

/// <summary>A point that was erased.</summary>
/// <param name="Hash">Which.</param>
/// <param name="At">When.</param>
public sealed record LoggedErasure(KeyedHash Hash, DateTimeOffset At);
