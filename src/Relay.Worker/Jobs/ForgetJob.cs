using Quartz;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Texts;
using Relay.Worker.Service;

namespace Relay.Worker.Jobs;

/// <summary>Forgets the words of answers, and to whom they went, when their time has come.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetJob(IAnswerStore answers, TimeProvider time, Setbacks setbacks) : IJob
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("forget");

    private static Phrase Round { get; } = new("l'effacement des réponses dont le délai est passé", "the forgetting of answers whose time has come");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        => await setbacks.CountAsync("forget", Round, () => answers.PurgeAsync(time.GetUtcNow(), cancellationToken));
}
