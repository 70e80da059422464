using Relay.Core.Audit;
using Relay.Core.Contacts.Suppressions;
using Relay.Store.Engines;

namespace Relay.Store.Contacts;

/// <summary>Whom we may not write to, in the store. Rows are found by their hash alone.</summary>
internal sealed class SuppressionStore(Database database) : ISuppressionStore
{
    private const string Select = "SELECT s.channel AS Channel, s.hmac AS Hmac, s.key_id AS KeyId, s.reason AS Reason, s.since AS Since, s.last_hit AS LastHit FROM suppressions s";

    private static readonly KeyMap<SuppressionReason> Reasons = new(
        (SuppressionReason.Bounce, "bounce"), (SuppressionReason.Objection, "objection"), (SuppressionReason.Erasure, "erasure"), (SuppressionReason.Deceased, "deceased"));

    private static readonly KeyMap<SuppressionMoment> Moments = new((SuppressionMoment.Import, "import"), (SuppressionMoment.Enqueue, "enqueue"), (SuppressionMoment.Call, "call"));

    public Task<IReadOnlyList<Suppression>> FindAsync(IReadOnlyCollection<KeyedHash> hashes, CancellationToken cancel) => hashes.Count == 0
        ? Task.FromResult<IReadOnlyList<Suppression>>([])
        : database.AskAsync<IReadOnlyList<Suppression>>(
            async session => [.. (await session.QueryRowsAsync<string, Row>(RowShapes.Keys, hashes.Select(hash => hash.Hmac), table => FindSql(table.ToString()))).Select(row => row.Read())],
            cancel);

    public Task<IReadOnlyList<Suppression>> ListAsync(string after, int limit, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<Suppression>>(
        async session => [.. (await session.QueryAsync<Row>($"{Select} WHERE s.hmac > @after ORDER BY s.hmac LIMIT @limit", new { after, limit })).Select(row => row.Read())], cancel);

    public Task KeepAsync(IReadOnlyCollection<Suppression> rows, Actor actor, CancellationToken cancel) => database.WriteAsync(session => KeepAsync(session, rows, actor), cancel);

    public Task HitAsync(IReadOnlyCollection<Suppression> rows, SuppressionMoment moment, DateTimeOffset now, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            foreach (var row in rows)
            {
                await session.ExecuteAsync("UPDATE suppressions SET last_hit = @now WHERE hmac = @Hmac AND (last_hit IS NULL OR last_hit < @now)", new { now = now.Ms(), row.Hash.Hmac });
                session.Audit(now, Actor.System, "contact.suppressed", SubjectOf(row.Hash), $"{Moments[moment]}, {Reasons[row.Reason]}");
            }
        },
        cancel);

    public Task<int> LiftAsync(IReadOnlyCollection<KeyedHash> hashes, Actor actor, DateTimeOffset now, CancellationToken cancel)
        => database.WriteAsync(session => LiftAsync(session, hashes, actor, now), cancel);

    public Task<IReadOnlyList<string>> KeysInUseAsync(CancellationToken cancel) => database.AskAsync(session => session.QueryAsync<string>("SELECT key_id FROM people_keys ORDER BY key_id"), cancel);

    /// <summary>What finds rows by a table <c>r</c> of hashes.</summary>
    internal static string FindSql(string table)
        => $"{Select} WHERE s.hmac IN (SELECT r.key FROM {table})";

    /// <summary>Puts rows on the list in the caller's transaction.</summary>
    internal static async Task KeepAsync(WriteSession session, IReadOnlyCollection<Suppression> rows, Actor actor)
    {
        foreach (var row in rows)
        {
            await KeepKeyAsync(session, row.Hash.KeyId);
            var known = await session.FirstAsync<string>("SELECT reason FROM suppressions WHERE hmac = @Hmac", new { row.Hash.Hmac });
            var reason = known is null || Reasons.Read(known) < row.Reason ? row.Reason : Reasons.Read(known);
            await session.ExecuteAsync(
                """
                INSERT INTO suppressions (channel, hmac, key_id, reason, since) VALUES (@Channel, @Hmac, @KeyId, @reason, @since)
                ON CONFLICT (hmac) DO UPDATE SET reason = excluded.reason, last_hit = excluded.since
                """,
                new { row.Hash.Channel, row.Hash.Hmac, row.Hash.KeyId, reason = Reasons[reason], since = row.Since.Ms() });
            session.Audit(row.Since, actor, "suppression.kept", SubjectOf(row.Hash), Reasons[reason]);
        }
    }

    /// <summary>Why some are on the list, the strongest; null when none is. In the caller's transaction.</summary>
    internal static async Task<SuppressionReason?> StrongestAsync(Session session, IEnumerable<KeyedHash> hashes)
        => (await session.QueryRowsAsync<string, Row>(RowShapes.Keys, hashes.Select(hash => hash.Hmac), table => FindSql(table.ToString()))).Select(row => (SuppressionReason?)Reasons.Read(row.Reason)).Max();

    /// <summary>Takes objections off the list in the caller's transaction.</summary>
    internal static async Task<int> LiftAsync(WriteSession session, IReadOnlyCollection<KeyedHash> hashes, Actor actor, DateTimeOffset now)
    {
        var lifted = 0;
        foreach (var hash in hashes)
        {
            if (await session.ExecuteAsync("DELETE FROM suppressions WHERE hmac = @Hmac AND reason = @reason", new { hash.Hmac, reason = Reasons[SuppressionReason.Objection] }) > 0)
            {
                lifted++;
                session.Audit(now, actor, "suppression.lifted", SubjectOf(hash));
            }
        }
        return lifted;
    }

    /// <summary>Remembers that a key is in use, in the caller's transaction.</summary>
    internal static Task KeepKeyAsync(WriteSession session, string keyId)
        => session.ExecuteAsync("INSERT INTO people_keys (key_id) VALUES (@keyId) ON CONFLICT (key_id) DO NOTHING", new { keyId });

    /// <summary>How the audit names somebody: by a piece of the keyed hash, which nobody can turn back.</summary>
    internal static string SubjectOf(KeyedHash hash) => $"{hash.Channel} {hash.Hmac[..16]}";

    private sealed class Row
    {
        public string Channel { get; init; } = "";

        public string Hmac { get; init; } = "";

        public string KeyId { get; init; } = "";

        public string Reason { get; init; } = "";

        public long Since { get; init; }

        public long? LastHit { get; init; }

        public Suppression Read() => new(new(Channel, Hmac, KeyId), Reasons.Read(Reason), Instant.At(Since), Instant.At(LastHit));
    }
}
