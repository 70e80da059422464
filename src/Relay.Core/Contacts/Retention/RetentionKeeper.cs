using Microsoft.Extensions.Logging;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;

namespace Relay.Core.Contacts.Retention;

/// <summary>Deletes the people who have had their time (DP-11), after it has kept on who supports what is still open, with a line of the audit that counts them and names nobody. Thread-safe.</summary>
public sealed partial class RetentionKeeper(IContactStore contacts, IConversationStore conversations, RetentionRules rules, TimeProvider time, ILogger<RetentionKeeper> logger)
{
    /// <summary>Deletes whose time is over now.</summary>
    public async Task<DuePeople> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var open = (await conversations.OpenItemsAsync(now, cancel)).Where(item => item.Face is Initiative).Select(item => item.Item.Key).ToList();
        await contacts.KeepSupportsAsync(open, rules.Of(new KeptAct.Support(now, now)), cancel);
        var purged = await contacts.PurgeAsync(now, rules.SuppressionsBefore(now), cancel);
        if (purged.Total > 0)
        {
            Log.Purged(logger, purged.Total);
        }
        return purged;
    }

    /// <summary>What would be deleted now.</summary>
    public Task<DuePeople> LookAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        return contacts.DueAsync(now, rules.SuppressionsBefore(now), cancel);
    }

    private static partial class Log
    {
        [LoggerMessage(3150, LogLevel.Information, "Deleted {People} contacts that had had their time.")]
        public static partial void Purged(ILogger logger, int people);
    }
}
