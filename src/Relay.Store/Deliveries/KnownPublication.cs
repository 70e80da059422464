using Relay.Core.Deliveries;

namespace Relay.Store.Deliveries;

/// <summary>A publication as planning finds it, with the state of its delivery.</summary>
internal sealed class KnownPublication : PublicationRow
{
    public new const string Select = $"""
        SELECT {Columns}, d.state AS DeliveryState,
          (SELECT count(*) FROM parts t WHERE t.delivery_id = p.delivery_id AND t.state <> 'planned') AS PartsGone
        FROM publications p
        LEFT JOIN deliveries d ON d.id = p.delivery_id
        """;

    public string? DeliveryState { get; init; }

    public long PartsGone { get; init; }

    /// <summary>Whether its delivery was cancelled before any part of it left.</summary>
    public bool IsCalledOff => DeliveryState == "cancelled" && PartsGone == 0;

    public bool Is(PublicationState state) => LedgerKeys.Publications.Read(State) == state;
}
