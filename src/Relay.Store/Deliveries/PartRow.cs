using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>A part as stored.</summary>
internal sealed class PartRow
{
    public const string Select = """
        SELECT t.delivery_id AS DeliveryId, t.part AS Part, t.state AS State, t.text AS Text, t.text_hash AS TextHash, t.facts AS Facts, t.images AS Images, t.link AS Link,
          t.remote_ids AS RemoteIds, t.remote_link AS RemoteLink, t.attempted_at AS AttemptedAt, t.confirmed_at AS ConfirmedAt,
          t.doubt_since AS DoubtSince, t.doubt_reads AS DoubtReads, t.doubt_next_at AS DoubtNextAt, t.doubt_cursor AS DoubtCursor, t.doubt_ask AS DoubtAsk
        FROM parts t
        """;

    public string DeliveryId { get; init; } = "";

    public long Part { get; init; }

    public string State { get; init; } = "";

    public string Text { get; init; } = "";

    public string TextHash { get; init; } = "";

    public string? Facts { get; init; }

    public string Images { get; init; } = "[]";

    public string? Link { get; init; }

    public string RemoteIds { get; init; } = "[]";

    public string? RemoteLink { get; init; }

    public long? AttemptedAt { get; init; }

    public long? ConfirmedAt { get; init; }

    public long? DoubtSince { get; init; }

    public long? DoubtReads { get; init; }

    public long? DoubtNextAt { get; init; }

    public string? DoubtCursor { get; init; }

    public string? DoubtAsk { get; init; }

    public PartState Stands => LedgerKeys.Parts.Read(State);

    public DeliveryPart ToPart() => new()
    {
        Index = (int)Part,
        State = Stands,
        Text = Text,
        TextHash = TextHash,
        Facts = Facts,
        Images = LedgerJson.Images(Images),
        Link = Link is null ? null : new Uri(Link),
        RemoteIds = LedgerJson.Texts(RemoteIds),
        RemoteLink = RemoteLink is null ? null : new Uri(RemoteLink),
        AttemptedAt = Instant.At(AttemptedAt),
        Doubt = Stands == PartState.Uncertain && DoubtSince is { } since
            ? new Doubt(Instant.At(since), (int)(DoubtReads ?? 0), Instant.At(DoubtNextAt), DoubtCursor, DoubtAsk)
            : null,
    };
}
