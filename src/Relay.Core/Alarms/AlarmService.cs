using Microsoft.Extensions.Logging;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>Has every watch look, keeps what they find, logs what changed, and has coordinators told: each alarm once when it begins and once when it is mended.</summary>
public sealed partial class AlarmService(IEnumerable<IWatch> watches, IAlarmStore store, AlarmTeller teller, TimeProvider time, ILogger<AlarmService> logger)
{
    /// <summary>One look around; may be cut off anywhere and run again.</summary>
    public async Task<AlarmChanges> RunAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var found = new List<Alarm>();
        foreach (var watch in watches)
        {
            found.AddRange(await watch.LookAsync(now, cancel));
        }
        var changes = await store.ReconcileAsync(found, now, cancel);
        foreach (var alarm in changes.Raised)
        {
            Log.Raised(logger, alarm.Key, alarm.What, alarm.Step);
        }
        foreach (var alarm in changes.Cleared)
        {
            Log.Cleared(logger, alarm.Key, alarm.What);
        }
        foreach (var alarm in changes.Dropped)
        {
            Log.Dropped(logger, alarm.Key, alarm.What);
        }
        await teller.TellAsync(cancel);
        return changes;
    }

    private static partial class Log
    {
        [LoggerMessage(3701, LogLevel.Error, "Alarm {Key}: {What}. {Step}")]
        public static partial void Raised(ILogger logger, string key, Phrase what, Phrase step);

        [LoggerMessage(3702, LogLevel.Information, "Alarm {Key} is cleared; it was: {What}.")]
        public static partial void Cleared(ILogger logger, string key, Phrase what);

        [LoggerMessage(3706, LogLevel.Information, "Alarm {Key} ends without being mended, for what it is about is paused or has another alarm now; it was: {What}.")]
        public static partial void Dropped(ILogger logger, string key, Phrase what);
    }
}
