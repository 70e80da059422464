using Relay.Core.Audit;

namespace Relay.Core.Deliveries.Halts;

/// <summary>Pauses that coordinators have made; only a coordinator lifts them, never a restart. Each write is durable, with its line in the audit, when its task ends.</summary>
public interface IHaltStore
{
    /// <summary>All that stand, oldest first.</summary>
    Task<IReadOnlyList<Halt>> AllAsync(CancellationToken cancel);

    /// <summary>Keeps a pause.</summary>
    /// <returns>False when that one stands already; it then stays as it was.</returns>
    Task<bool> KeepAsync(Halt halt, Actor actor, CancellationToken cancel);

    /// <summary>Lifts a pause; what waited because of it is due at once.</summary>
    /// <returns>False when there was none.</returns>
    Task<bool> LiftAsync(HaltScope scope, string id, Actor actor, DateTimeOffset now, CancellationToken cancel);
}
