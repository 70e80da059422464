using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>A delivery as stored, with its publication's key.</summary>
internal sealed class DeliveryRow
{
    public const string Select = """
        SELECT d.id AS Id, d.publication_id AS PublicationId, p.subject AS Subject, p.moment AS Moment, p.occurrence AS Occurrence, p.items AS Items,
          d.operation AS Operation, d.network AS Network, d.target AS Target, d.target_kind AS TargetKind, d.channel AS Channel, d.account AS Account,
          d.priority AS Priority, d.paced AS Paced, d.state AS State, d.rule AS Rule, d.reason AS Reason, d.created_at AS CreatedAt, d.next_at AS NextAt,
          d.expires_at AS ExpiresAt, d.strikes AS Strikes, d.attempts AS Attempts
        FROM deliveries d JOIN publications p ON p.id = d.publication_id
        """;

    public string Id { get; init; } = "";

    public string PublicationId { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Moment { get; init; } = "";

    public string Occurrence { get; init; } = "";

    public string Items { get; init; } = "";

    public string Operation { get; init; } = "";

    public string Network { get; init; } = "";

    public string Target { get; init; } = "";

    public string TargetKind { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Account { get; init; } = "";

    public long Priority { get; init; }

    public long Paced { get; init; }

    public string State { get; init; } = "";

    public string? Rule { get; init; }

    public string? Reason { get; init; }

    public long CreatedAt { get; init; }

    public long NextAt { get; init; }

    public long? ExpiresAt { get; init; }

    public long Strikes { get; init; }

    public long Attempts { get; init; }

    public DeliveryState Stands => LedgerKeys.Deliveries.Read(State);

    public Delivery ToDelivery(IEnumerable<PartRow> parts, AnswerRow? answer = null) => new()
    {
        Id = Guid.ParseExact(Id, "D"),
        PublicationId = Guid.ParseExact(PublicationId, "D"),
        Key = new PublicationKey(Subject, Moment, Occurrence, Network, Target),
        Operation = LedgerKeys.Operations.Read(Operation),
        Channel = Channel,
        Account = Account,
        Target = Core.Channels.Target.Parse(Target, LedgerKeys.TargetKinds.Read(TargetKind)),
        Items = LedgerJson.Keys(Items),
        Priority = LedgerKeys.Priority(Priority),
        Paced = Paced == 1,
        State = Stands,
        Rule = Rule,
        Reason = Reason,
        CreatedAt = Instant.At(CreatedAt),
        NextAt = Instant.At(NextAt),
        Expires = Instant.At(ExpiresAt),
        Strikes = (int)Strikes,
        Attempts = (int)Attempts,
        Answer = answer?.ToTerms(),
        Parts = [.. parts.Select(part => part.ToPart())],
    };
}
