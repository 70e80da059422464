using Quartz;
using Relay.Core.Returns;
using Relay.Core.Texts;
using Relay.Worker.Service;

namespace Relay.Worker.Jobs;

/// <summary>Carries what came back to the party. Late is late: what can't be written now waits in the outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class ReturnJob(ReturnService service, IReturn party, Setbacks setbacks, TimeProvider time) : IJob
{
    /// <summary>How often; where nothing waits, the party's place is not even opened.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    /// <summary>How long a place that can't be written to is left alone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("return");

    private static Phrase Round { get; } = new("le retour vers le parti", "the return to the party");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (setbacks.All.FirstOrDefault(one => one.Key == Key.Name) is { Last: var last } && time.GetUtcNow() - last < Rest)
        {
            return;
        }
        await setbacks.CountAsync(Key.Name, Round, () => service.RunAsync(party, cancellationToken));
    }
}
