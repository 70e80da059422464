using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <content>What people publish by hand.</content>
internal sealed partial class Ledger
{
    internal const string HandedSql = $"""
        {DeliveryRow.Select}
        WHERE d.operation = 'hand-over' AND (d.state = 'handed' OR (d.state = 'confirmed' AND d.expires_at > @now)) ORDER BY d.created_at, d.id
        """;

    public Task<IReadOnlyList<Delivery>> HandedAsync(DateTimeOffset now, CancellationToken cancel) => database.ReadAsync(
        async session => await WithPartsAsync(session, await session.QueryAsync<DeliveryRow>(HandedSql, new { now = now.Ms() })),
        cancel);
}
