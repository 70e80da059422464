using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Core.Contacts.Rights;

/// <summary>Erases again whom a restored backup has brought back, and puts them back on the list of those who are left alone: before anything else is done with the store (DP-27, DP-29).</summary>
public sealed partial class ErasureReplay(RightsDesk desk, IErasureLog log, IContactStore contacts, ISuppressionStore suppressions, ILogger<ErasureReplay> logger)
{
    /// <summary>Replays the log; a store that knows everything is only read.</summary>
    /// <returns>How many contacts were back.</returns>
    /// <exception cref="PeopleKeyException">When a key is gone.</exception>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var logged = log.Read();
        var listed = (await suppressions.FindAsync([.. logged.Select(one => one.Hash)], cancel)).Where(row => row.Reason >= SuppressionReason.Erasure).Select(row => row.Hash.Hmac).ToHashSet(StringComparer.Ordinal);
        var missing = logged.Where(one => !listed.Contains(one.Hash.Hmac)).ToList();
        if (missing.Count > 0)
        {
            await suppressions.KeepAsync([.. missing.Select(one => new Suppression(one.Hash, SuppressionReason.Erasure, one.At))], Actor.System, cancel);
        }
        var back = 0;
        foreach (var one in logged)
        {
            if (await contacts.FindIdentityAsync([one.Hash], cancel) is { } identity)
            {
                back += await desk.EraseAsync(identity.Contact, Actor.System, cancel);
            }
        }
        if (missing.Count + back > 0)
        {
            Log.Replayed(logger, back, missing.Count);
        }
        return back;
    }

    private static partial class Log
    {
        [LoggerMessage(3160, LogLevel.Warning, "The store is a copy from before some erasures: {Contacts} contacts are erased again, {Hashes} hashes are back on the list of those who are left alone.")]
        public static partial void Replayed(ILogger logger, int contacts, int hashes);
    }
}
