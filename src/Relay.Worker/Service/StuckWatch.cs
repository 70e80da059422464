using Relay.Core.Alarms;
using Relay.Core.Texts;

namespace Relay.Worker.Service;

/// <summary>Parts of Relay that do not move any more: where no service manager starts it anew, a person must.</summary>
internal sealed class StuckWatch(ProgressBoard board) : IWatch
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Alarm>>(
    [
        .. board.Stuck().Select(stuck => new Alarm($"stuck:{stuck.Name}", stuck.Since, new($"une partie de Relay ne bouge plus ({stuck.Name})", $"a part of Relay does not move any more ({stuck.Name})"),
            new("Relancez Relay, et signalez-le avec son journal.", "Start Relay anew, and report it with its log."))),
    ]);
}
