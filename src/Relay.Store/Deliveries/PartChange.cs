using Relay.Core.Deliveries;
using Relay.Store.Engines;

namespace Relay.Store.Deliveries;

/// <summary>What the end of an attempt writes into its part: the parameters of that statement.</summary>
internal sealed record PartChange(string Id, int Part, string state, int keeps, string ids, string? link, int bare, long? confirmed, long? since, long? look)
{
    public static PartChange Of(AttemptEnd end, DeliveryRow delivery)
    {
        var done = end.Outcome as Outcome.Done;
        var isConfirmed = end.PartTo == PartState.Confirmed;
        var isUncertain = end.PartTo == PartState.Uncertain;
        return new(
            delivery.Id,
            end.Part,
            LedgerKeys.Parts[end.PartTo],
            KeepsIds(delivery, end.PartTo) ? 1 : 0,
            LedgerJson.Write(isConfirmed && done is not null ? done.RemoteIds : []),
            isConfirmed ? done?.Link?.OriginalString : null,
            end.WithoutPictures ? 1 : 0,
            isConfirmed ? end.At.Ms() : null,
            isUncertain ? end.At.Ms() : null,
            isUncertain ? end.NextAt.Ms() : null);
    }

    /// <summary>A change or a taking away names what it is about by the ids that its part came with: until it is done they stay, or its next attempt would be about nothing.</summary>
    public static bool KeepsIds(DeliveryRow delivery, PartState to) => delivery.Operation is "edit" or "delete" && to != PartState.Confirmed;
}
