using System.Globalization;
using System.Text.Json;
using Relay.Core.Audit;
using Relay.Core.Items;
using Relay.Store.Engines;

namespace Relay.Store.Items;

/// <content>How sources answer, and which rows were left out.</content>
internal sealed partial class ItemStore
{
    private static readonly RowShape<SourceRow.Faulty> Faulty = new RowShape<SourceRow.Faulty>()
        .Text("kind", row => ItemKeys.Kinds[row.Kind]).Text("id", row => row.Id)
        .Text("faults", row => JsonSerializer.Serialize([.. row.Faults.Select(fault => new FaultDocument(fault.Column, fault.Reason, fault.French))], ItemJson.Stored.FaultDocumentArray));

    public Task ReportFaultsAsync(HarvestPass pass, IReadOnlyList<SourceRow.Faulty> rows, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            await RequireCurrentAsync(session, pass);
            if (pass.Full)
            {
                await session.ExecuteAsync("DELETE FROM row_faults WHERE source = @Source AND pass <> @Number", new { pass.Source, pass.Number });
            }
            await session.ExecuteRowsAsync(
                Faulty,
                rows.DistinctBy(row => (row.Kind, row.Id)),
                table => $"""
                    INSERT INTO row_faults (source, kind, id, pass, faults) SELECT @Source, r.kind, r.id, @Number, r.faults FROM {table} WHERE 1 = 1
                    ON CONFLICT (source, kind, id) DO UPDATE SET pass = excluded.pass, faults = excluded.faults
                    """,
                new { pass.Source, pass.Number });
            if (rows.Count > 0)
            {
                session.Audit(session.Now, Actor.System, "rows.faulty", pass.Source, string.Create(CultureInfo.InvariantCulture, $"pass {pass.Number}, rows: {rows.Count}"));
            }
        },
        cancel);

    public Task<IReadOnlyList<SourceRow.Faulty>> FaultsAsync(string source, int limit, CancellationToken cancel) => database.ReadAsync<IReadOnlyList<SourceRow.Faulty>>(
        async session => [.. (await session.QueryAsync<(string Kind, string Id, string Faults)>(
            "SELECT kind AS Kind, id AS Id, faults AS Faults FROM row_faults WHERE source = @source ORDER BY pass DESC, kind, id LIMIT @limit",
            new { source, limit })).Select(row => new SourceRow.Faulty(row.Id, ItemKeys.Kinds.Read(row.Kind), Faults(row.Faults)))],
        cancel);

    /// <summary>Asked by each planning: a cross join keeps SQLite from going through all items of a source for the few that are held.</summary>
    internal const string HealthSql =
        """
        SELECT o.source AS Source, o.last_good AS LastGood, o.last_good_full AS LastGoodFull, o.failure AS Failure, o.brake AS Brake,
          (SELECT count(*) FROM row_faults f WHERE f.source = o.source) AS Faults,
          (SELECT count(*) FROM items i WHERE i.source = o.source AND i.presence <> 'present' AND i.presence = 'braked') AS Braked,
          (SELECT count(*) FROM held_versions h CROSS JOIN items i WHERE i.key = h.key AND i.source = o.source AND i.presence = 'present') AS Refused
        FROM sources o ORDER BY o.source
        """;

    public Task<IReadOnlyList<SourceHealth>> HealthAsync(CancellationToken cancel) => database.ReadAsync<IReadOnlyList<SourceHealth>>(
        async session => [.. (await session.QueryAsync<HealthRow>(HealthSql)).Select(row => new SourceHealth(
            row.Source, Instant.At(row.LastGood), Instant.At(row.LastGoodFull), row.Failure, (int)row.Faults, row.Brake, (int)row.Braked) { Refused = (int)row.Refused })],
        cancel);

    private static IReadOnlyList<RowFault> Faults(string json)
        => [.. (JsonSerializer.Deserialize(json, ItemJson.Stored.FaultDocumentArray) ?? []).Select(fault => new RowFault(fault.Column, fault.Reason, fault.French))];

    private sealed class HealthRow
    {
        public string Source { get; init; } = "";

        public long? LastGood { get; init; }

        public long? LastGoodFull { get; init; }

        public string? Failure { get; init; }

        public string? Brake { get; init; }

        public long Faults { get; init; }

        public long Braked { get; init; }

        public long Refused { get; init; }
    }
}
