using Relay.Core.Alarms;
using Relay.Core.Deliveries;
using Relay.Store.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Alarms;

/// <content>What attempts tell of an account, and of a target. Each walks back along an index until one tells something.</content>
internal sealed partial class AlarmStore
{
    internal const string LastOfAccountSql = $"""
        SELECT a.result AS Result, a.scope AS Scope FROM attempts a WHERE a.account = @account AND {Telling} ORDER BY a.started_at DESC LIMIT 1
        """;

    // The empty text keeps the engine from walking through all that the account has ever sent.
    internal const string LastOfTargetSql = $"""
        SELECT a.result AS Result, a.scope AS Scope FROM deliveries d JOIN attempts a ON a.delivery_id = d.id
        WHERE d.target = @target AND d.left_at IS NOT NULL AND (a.account || '') = @account AND {Telling} ORDER BY d.left_at DESC, a.number DESC LIMIT 1
        """;

    internal const string LastAnsweredSql = $"SELECT max(a.started_at) FROM attempts a WHERE a.account = @account AND a.result IS NOT NULL AND NOT ({Unanswered})";

    internal const string SilenceSql = $"""
        SELECT min(a.started_at) AS Since, max(a.started_at) AS Last, count(*) AS Count FROM attempts a WHERE a.account = @account AND a.started_at > @after AND ({Unanswered})
        """;

    /// <summary>Told to slow down, or a picture out of reach: neither says anything of the account.</summary>
    private const string Telling = "a.result IS NOT NULL AND a.result <> 'throttled' AND NOT (a.result = 'unavailable' AND a.scope = 'delivery')";

    private const string Unanswered = "a.result = 'unknown' OR (a.result = 'unavailable' AND a.scope <> 'delivery')";

    public Task<bool> LastAttemptFailedAsync(string account, string? target, CancellationToken cancel) => database.ReadAsync(
        async session => await session.FirstAsync<LastRow>(target is null ? LastOfAccountSql : LastOfTargetSql, new { account, target }) is { } last && IsFault(last, ofTarget: target is not null),
        cancel);

    public Task<Silence?> SilenceAsync(string account, DateTimeOffset? after, CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var answered = await session.FirstAsync<long?>(LastAnsweredSql, new { account }) ?? long.MinValue;
            var row = (await session.FirstAsync<SilenceRow>(SilenceSql, new { account, after = Math.Max(answered, after?.Ms() ?? long.MinValue) }))!;
            return row is { Since: { } since, Last: { } last } ? new Silence(Instant.At(since), Instant.At(last), (int)row.Count) : null;
        },
        cancel);

    /// <summary>Whether a result is the fault of the account, or of the target that is asked about: one rule for each kind of the closed set.</summary>
    private static bool IsFault(LastRow last, bool ofTarget)
    {
        if (last.Result == LedgerKeys.Done)
        {
            return false;
        }
        var scope = last.Scope is null ? FailureScope.Delivery : LedgerKeys.Scopes.Read(last.Scope);
        return LedgerKeys.Failures.Read(last.Result) switch
        {
            FailureKind.Unknown => true, // nobody answered
            FailureKind.Duplicate or FailureKind.Gone => false, // the network knows us well
            FailureKind.Unauthorized or FailureKind.Misconfigured or FailureKind.Unavailable or FailureKind.Refused
                => scope == FailureScope.Account || (ofTarget && scope == FailureScope.Target),
            FailureKind.Throttled => false,
            var other => throw new InvalidOperationException($"No rule for {other}."),
        };
    }

    private sealed class LastRow
    {
        public string Result { get; init; } = "";

        public string? Scope { get; init; }
    }

    private sealed class SilenceRow
    {
        public long? Since { get; init; }

        public long? Last { get; init; }

        public long Count { get; init; }
    }
}
