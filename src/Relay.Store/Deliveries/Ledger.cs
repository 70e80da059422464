using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>The ledger in the store, by theme: plan, release, attempts, doubts, queues, search. One SQL text for both engines.</summary>
internal sealed partial class Ledger : ILedger
{
    private readonly Database database;
    private readonly Together<AttemptStep, int?> _steps;

    public Ledger(Database database)
    {
        this.database = database;
        _steps = new(database, StepTogetherAsync);
    }

    /// <summary>One delivery with its parts, under the writer's lock.</summary>
    private static async Task<(DeliveryRow Delivery, IReadOnlyList<PartRow> Parts)> LoadAsync(Session session, Guid delivery)
    {
        var id = Ids.Text(delivery);
        var row = await session.FirstAsync<DeliveryRow>($"{DeliveryRow.Select} WHERE d.id = @id", new { id })
            ?? throw new InvalidOperationException($"There is no delivery {id}.");
        return (row, await session.QueryAsync<PartRow>($"{PartRow.Select} WHERE t.delivery_id = @id ORDER BY t.part", new { id }));
    }

    private static PartRow PartOf(IReadOnlyList<PartRow> parts, int index)
        => parts.FirstOrDefault(part => part.Part == index) ?? throw new InvalidOperationException($"The delivery has no part {index}.");

    /// <summary>Deliveries with their parts, in the order given.</summary>
    private static async Task<IReadOnlyList<Delivery>> WithPartsAsync(Session session, IReadOnlyList<DeliveryRow> deliveries)
    {
        var parts = (await session.QueryRowsAsync<string, PartRow>(
            RowShapes.Keys,
            deliveries.Select(delivery => delivery.Id),
            table => $"{PartRow.Select} WHERE t.delivery_id IN (SELECT r.key FROM {table}) ORDER BY t.delivery_id, t.part")).ToLookup(part => part.DeliveryId);
        // Most are posts: those pay nothing for what answers hold besides.
        var answers = deliveries.Any(delivery => delivery.Operation == "answer")
            ? (await session.QueryRowsAsync<string, AnswerRow>(
                RowShapes.Keys, deliveries.Where(delivery => delivery.Operation == "answer").Select(delivery => delivery.Id), table => $"{AnswerRow.Select} WHERE w.delivery_id IN (SELECT r.key FROM {table})"))
                .ToDictionary(answer => answer.DeliveryId, StringComparer.Ordinal)
            : [];
        return [.. deliveries.Select(delivery => delivery.ToDelivery(parts[delivery.Id], answers.GetValueOrDefault(delivery.Id)))];
    }

    private static IReadOnlyList<Publication> Publications(IEnumerable<PublicationRow> rows) => [.. rows.Select(row => row.ToPublication())];
}
