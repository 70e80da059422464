using Relay.Core.Audit;
using Relay.Store.Engines;

namespace Relay.Store.Audit;

/// <summary>The audit in the store: one row an entry, and the chain's head beside it so that cutting the end off is noticed too.</summary>
internal sealed class AuditTrail(Database database) : IAudit
{
    private const string Select = "SELECT number AS Number, at AS At, actor_kind AS ActorKind, actor_name AS ActorName, action AS Action, subject AS Subject, detail AS Detail, hash AS Hash FROM audit";
    private const string HeadSql = "UPDATE store SET audit_number = @Number, audit_hash = @Hash WHERE id = 1";
    private const int Page = 5000;

    private static readonly RowShape<AuditRow> Shape = new RowShape<AuditRow>()
        .Number("number", row => row.Number).Number("at", row => row.At).Text("actor_kind", row => row.ActorKind).Text("actor_name", row => row.ActorName)
        .Text("action", row => row.Action).Text("subject", row => row.Subject).Text("detail", row => row.Detail).Text("hash", row => row.Hash);

    /// <summary>Chains entries to the head and writes them, in the caller's transaction, which <see cref="KeepHeadAsync"/> ends.</summary>
    public static async Task<AuditHead> AppendAsync(Session session, AuditHead head, IReadOnlyList<AuditEntry> entries)
    {
        if (entries.Count == 0)
        {
            return head;
        }
        var (last, rows) = Chain(head, entries);
        await session.ExecuteRowsAsync(Shape, rows, InsertSql);
        return last;
    }

    /// <summary>The same with the chain's head and the commit behind it, over a wire in one round trip.</summary>
    /// <param name="session">The transaction; it ends here.</param>
    /// <param name="head">The newest entry so far.</param>
    /// <param name="entries">At least one, and no more than fit into one statement.</param>
    public static async Task<AuditHead> AppendAndCommitAsync(Session session, AuditHead head, IReadOnlyList<AuditEntry> entries)
    {
        var (last, rows) = Chain(head, entries);
        await session.ExecuteRowsAsync(Shape, rows, table => $"{InsertSql(table)}; {HeadSql}; COMMIT", last);
        return last;
    }

    private static (AuditHead Last, List<AuditRow> Rows) Chain(AuditHead head, IReadOnlyList<AuditEntry> entries)
    {
        var rows = new List<AuditRow>(entries.Count);
        foreach (var entry in entries)
        {
            head = new AuditHead(head.Number + 1, AuditChain.Hash(head.Hash, head.Number + 1, entry));
            rows.Add(AuditRow.Of(head, entry));
        }
        return (head, rows);
    }

    private static string InsertSql(RowsText table)
        => $"INSERT INTO audit (number, at, actor_kind, actor_name, action, subject, detail, hash) {table.Values(Shape.Columns.Select(column => table[column.Name]))}";

    /// <summary>Writes the chain's head beside it, once a transaction.</summary>
    public static Task KeepHeadAsync(Session session, AuditHead head)
        => session.ExecuteAsync(HeadSql, head);

    public Task AppendAsync(AuditEntry entry, CancellationToken cancel) => database.WriteAsync(
        session =>
        {
            session.Audit(entry.At, entry.Actor, entry.Action, entry.Subject, entry.Detail);
            return Task.CompletedTask;
        },
        cancel);

    public Task<AuditVerdict> VerifyAsync(CancellationToken cancel) => database.ReadAsync(
        async session =>
        {
            var kept = (await session.FirstAsync<HeadRow>("SELECT audit_number AS Number, audit_hash AS Hash FROM store WHERE id = 1"))!;
            var head = AuditHead.Genesis;
            while (await session.QueryAsync<AuditRow>($"{Select} WHERE number > @Number ORDER BY number LIMIT {Page}", new { head.Number }) is { Count: > 0 } rows)
            {
                foreach (var row in rows)
                {
                    var next = head.Number + 1;
                    if (row.Number != next || row.Entry() is not { } entry || AuditChain.Hash(head.Hash, next, entry) != row.Hash)
                    {
                        return new AuditVerdict(head.Number, next);
                    }
                    head = new AuditHead(next, row.Hash);
                }
            }
            return new AuditVerdict(head.Number, kept.Number == head.Number && kept.Hash == head.Hash ? null : Math.Min(kept.Number, head.Number) + 1);
        },
        cancel);

    public Task<IReadOnlyList<AuditEntry>> ReadAsync(string? subject, int limit, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<AuditEntry>>(
        async session =>
        {
            var about = subject is null ? "" : "WHERE subject = @subject";
            var rows = await session.QueryAsync<AuditRow>($"{Select} {about} ORDER BY number DESC LIMIT @limit", new { subject, limit });
            return [.. rows.Select(row => row.Entry() ?? throw new InvalidDataException($"Entry {row.Number} of the audit names no actor that this program knows."))];
        },
        cancel);

    private sealed class HeadRow
    {
        public long Number { get; init; }

        public string Hash { get; init; } = "";
    }
}
