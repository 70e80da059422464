using System.Globalization;
using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>A publication as stored.</summary>
internal class PublicationRow
{
    public const string Columns = """
        p.id AS Id, p.subject AS Subject, p.moment AS Moment, p.occurrence AS Occurrence, p.network AS Network, p.target AS Target, p.target_kind AS TargetKind,
        p.channel AS Channel, p.account AS Account, p.items AS Items, p.from_at AS FromAt, p.until_at AS UntilAt, p.expires_at AS ExpiresAt, p.order_at AS OrderAt,
        p.priority AS Priority, p.paced AS Paced, p.state AS State, p.reason AS Reason, p.folded_into AS FoldedInto, p.released_at AS ReleasedAt, p.delivery_id AS DeliveryId
        """;

    public const string Select = $"SELECT {Columns} FROM publications p";

    /// <summary>Every column that a plan gives, with id and state.</summary>
    public static RowShape<PublicationRow> Shape { get; } = new RowShape<PublicationRow>()
        .Text("id", row => row.Id).Text("subject", row => row.Subject).Text("moment", row => row.Moment).Text("occurrence", row => row.Occurrence)
        .Text("network", row => row.Network).Text("target", row => row.Target).Text("target_kind", row => row.TargetKind)
        .Text("channel", row => row.Channel).Text("account", row => row.Account).Text("items", row => row.Items)
        .Number("from_at", row => row.FromAt).Number("until_at", row => row.UntilAt).Number("expires_at", row => row.ExpiresAt)
        .Number("order_at", row => row.OrderAt).Number("priority", row => row.Priority).Number("paced", row => row.Paced)
        .Text("state", row => row.State).Text("reason", row => row.Reason);

    public string Id { get; init; } = "";

    public string Subject { get; init; } = "";

    public string Moment { get; init; } = "";

    public string Occurrence { get; init; } = "";

    public string Network { get; init; } = "";

    public string Target { get; init; } = "";

    public string TargetKind { get; init; } = "";

    public string Channel { get; init; } = "";

    public string Account { get; init; } = "";

    public string Items { get; init; } = "";

    public long FromAt { get; init; }

    public long UntilAt { get; init; }

    public long? ExpiresAt { get; init; }

    public long OrderAt { get; init; }

    public long Priority { get; init; }

    public long Paced { get; init; }

    public string State { get; init; } = "";

    public string? Reason { get; init; }

    public string? FoldedInto { get; init; }

    public long? ReleasedAt { get; init; }

    public string? DeliveryId { get; init; }

    public PublicationKey Key => new(Subject, Moment, Occurrence, Network, Target);

    public static PublicationRow Of(PlannedPublication plan, string id, PublicationState state) => new()
    {
        Id = id,
        Subject = plan.Key.Subject,
        Moment = plan.Key.Moment,
        Occurrence = plan.Key.Occurrence,
        Network = plan.Key.Network,
        Target = plan.Key.Target,
        TargetKind = LedgerKeys.TargetKinds[plan.TargetKind],
        Channel = plan.Channel,
        Account = plan.Account,
        Items = LedgerJson.Write(plan.Items),
        FromAt = plan.From.Ms(),
        UntilAt = plan.Until.Ms(),
        ExpiresAt = plan.Expires.Ms(),
        OrderAt = plan.Order.Ms(),
        Priority = LedgerKeys.Rank(plan.Priority),
        Paced = plan.Paced ? 1 : 0,
        State = LedgerKeys.Publications[state],
    };

    /// <summary>Whether the other says the same of what a plan gives.</summary>
    public bool IsPlannedAs(PublicationRow other)
        => (Channel, Account, TargetKind, Items, FromAt, UntilAt, ExpiresAt, OrderAt, Priority, Paced)
            == (other.Channel, other.Account, other.TargetKind, other.Items, other.FromAt, other.UntilAt, other.ExpiresAt, other.OrderAt, other.Priority, other.Paced);

    public Publication ToPublication() => new(
        Guid.ParseExact(Id, "D"),
        new PlannedPublication
        {
            Key = Key,
            Channel = Channel,
            Account = Account,
            TargetKind = LedgerKeys.TargetKinds.Read(TargetKind),
            Items = LedgerJson.Keys(Items),
            From = Instant.At(FromAt),
            Until = Instant.At(UntilAt),
            Expires = Instant.At(ExpiresAt),
            Order = Instant.At(OrderAt),
            Priority = LedgerKeys.Priority(Priority),
            Paced = Paced == 1,
        },
        LedgerKeys.Publications.Read(State),
        Reason,
        Instant.At(ReleasedAt),
        DeliveryId is null ? null : Guid.ParseExact(DeliveryId, "D"));
}

/// <summary>Ids as stored.</summary>
internal static class Ids
{
    /// <summary>A new id, later ones sort after earlier ones.</summary>
    public static string New(DateTimeOffset now) => Text(Guid.CreateVersion7(now));

    public static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    /// <summary>The lowest id that begins so, in whatever order the engine sorts text.</summary>
    public static string Lowest(string start) => start + Nothing[start.Length..];

    /// <summary>The highest id that begins so.</summary>
    public static string Highest(string start) => start + Nothing[start.Length..].Replace('0', 'f');

    private const string Nothing = "00000000-0000-0000-0000-000000000000";
}
