using Relay.Core.Items;

namespace Relay.Core.Swarm;

/// <summary>How far copies went: how many people came by each, and nothing about any of them.</summary>
public interface ISpreadStore
{
    /// <summary>Copies that stand on a network, newest first.</summary>
    /// <param name="item">Only those that tell of it; null for all.</param>
    /// <param name="since">Only those published since.</param>
    /// <param name="cancel">Gives up.</param>
    Task<IReadOnlyList<CopySpread>> ReadAsync(ItemKey? item, DateTimeOffset since, CancellationToken cancel);
}

/// <summary>How far one copy went.</summary>
/// <param name="Copy">Id of the publication.</param>
/// <param name="Subject">The item's key, or <c>digest/…</c>.</param>
/// <param name="Moment">Key of the moment.</param>
/// <param name="Network">Key of the network.</param>
/// <param name="Target">Key of the target.</param>
/// <param name="At">When it was published.</param>
/// <param name="People">How many came to each step; a step that nobody came to is left out.</param>
public sealed record CopySpread(Guid Copy, string Subject, string Moment, string Network, string Target, DateTimeOffset At, IReadOnlyDictionary<PathStep, int> People)
{
    /// <summary>Below it a number is told to nobody: of so few, one might be recognised.</summary>
    public const int LeastTold = 5;

    /// <summary>The number of a step as it may be told; null below <see cref="LeastTold"/>.</summary>
    public int? Told(PathStep step) => People.GetValueOrDefault(step) is >= LeastTold and var people ? people : null;
}
