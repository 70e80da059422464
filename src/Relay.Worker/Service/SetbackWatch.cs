using Relay.Core.Alarms;

namespace Relay.Worker.Service;

/// <summary>Rounds of Relay that keep failing. Once may be a disk that was busy; from the second time on a person should know.</summary>
internal sealed class SetbackWatch(Setbacks setbacks) : IWatch
{
    private const int Often = 2;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Alarm>>(
    [
        .. setbacks.All.Where(one => one.Times >= Often).Select(one => new Alarm($"fails:{one.Key}", one.Since,
            new($"{one.Name.French} : échec à chaque essai ({one.Why.French})", $"{one.Name.English}: every try fails ({one.Why.English})"),
            new("Vérifiez la place sur le disque et que la base répond ; sinon relancez Relay, et signalez-le avec son journal. Rien n'est perdu, Relay réessaie.",
                "Check that the disk has room and the database answers; else start Relay anew, and report it with its log. Nothing is lost, Relay tries again."))),
    ]);
}
