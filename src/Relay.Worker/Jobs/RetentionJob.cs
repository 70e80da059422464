using Quartz;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;
using Relay.Core.Conversations.Settling;
using Relay.Core.Texts;
using Relay.Worker.Service;

namespace Relay.Worker.Jobs;

/// <summary>Has the people deleted who have had their time, and what was settled with them: also while the keys of people are missing and conversations rest. Every hour, since a federation's computer may be on for an hour a day.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(RetentionKeeper keeper, IConversationStore conversations, LeftAloneTerms terms, Setbacks setbacks, TimeProvider time) : IJob
{
    /// <summary>How often.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>How long after a start first: what must publish goes before.</summary>
    public static readonly TimeSpan Start = TimeSpan.FromMinutes(1);

    /// <summary>There is one.</summary>
    public static JobKey Key { get; } = new("retention");

    private static Phrase Round { get; } = new("l'effacement de ce qui a fait son temps", "the deletion of what has had its time");

    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        => await setbacks.CountAsync("retention", Round, async () =>
        {
            await keeper.RunAsync(cancellationToken);
            await conversations.PurgeAsync(time.GetUtcNow(), cancellationToken);
            await terms.RunAsync(cancellationToken);
        });
}
