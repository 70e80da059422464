using Quartz;
using Relay.Core.Returns;
using Relay.Core.Texts;
using Relay.Worker.Service;

namespace Relay.Worker.Jobs;

/// <summary>Carries what came back to the party. Late is late: what can't be written now waits in the outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class ReturnJob(ReturnService service, IReturn party, Setbacks setbacks) : IJob
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("return");

    private static Phrase Round { get; } = new("le retour vers le parti", "the return to the party");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        => await setbacks.CountAsync("return", Round, () => service.RunAsync(party, cancellationToken));
}
