using Relay.Core.Planning;

namespace Relay.Core.Deliveries;

/// <summary>Where each outcome leaves a part and its delivery (house rule: retryability is computed from kind and operation in one switch). What it means for account and target is for <see cref="Standings"/>.</summary>
internal static class AttemptRules
{
    /// <summary>The end of an attempt.</summary>
    /// <param name="delivery">As it was before the attempt.</param>
    /// <param name="part">The part that was attempted.</param>
    /// <param name="number">Number of the attempt.</param>
    /// <param name="outcome">What the network gave.</param>
    /// <param name="now">When the call ended.</param>
    /// <param name="options">Times.</param>
    public static AttemptEnd End(Delivery delivery, DeliveryPart part, int number, Outcome outcome, DateTimeOffset now, EngineOptions options)
    {
        var last = delivery.Parts.All(other => other.Index == part.Index || other.State == PartState.Confirmed);
        var isNew = delivery.Operation is Operation.Create or Operation.HandOver or Operation.Answer;
        AttemptEnd To(PartState partTo, DeliveryState deliveryTo, string? reason, TimeSpan rest, int strikes = 0, bool withoutPictures = false)
            => new(delivery.Id, part.Index, number, outcome, partTo, deliveryTo, reason, now + rest, strikes, withoutPictures, now);
        var confirmed = To(PartState.Confirmed, last ? Hands.ByHand.Ends(delivery) : DeliveryState.Queued, null, TimeSpan.Zero);
        return outcome switch
        {
            Outcome.Done => confirmed,
            Outcome.Failed { Kind: FailureKind.Gone } when delivery.Operation == Operation.Delete || part.IsSurplus => confirmed,
            // Somebody has deleted it on the network: there is nothing to change any more.
            Outcome.Failed { Kind: FailureKind.Gone } failure when delivery.Operation == Operation.Edit => To(PartState.Refused, DeliveryState.Refused, failure.Reason.Kept, TimeSpan.Zero, delivery.Strikes) with { Rule = Rules.CopyGone },
            Outcome.Failed { Kind: FailureKind.Throttled } failure => To(PartState.Planned, DeliveryState.Queued, failure.Reason.Kept,
                failure.Scope == FailureScope.Delivery ? failure.RetryAfter ?? options.ThrottleRest : TimeSpan.Zero, delivery.Strikes),
            Outcome.Failed { Kind: FailureKind.Unavailable } failure => To(PartState.Planned, DeliveryState.Queued, failure.Reason.Kept,
                failure.Scope == FailureScope.Delivery ? options.Rest(delivery.Strikes + 1) : TimeSpan.Zero, delivery.Strikes + 1),
            Outcome.Failed { Kind: FailureKind.Unauthorized or FailureKind.Misconfigured } failure => To(PartState.Planned, DeliveryState.Queued, failure.Reason.Kept, TimeSpan.Zero, delivery.Strikes),
            // Only what does not stand there yet may go without its pictures: readers of a copy have seen them.
            Outcome.Failed { PictureAtFault: true, Kind: FailureKind.Refused } failure when isNew && part.Images.Count > 0 => To(PartState.Planned, DeliveryState.Queued, failure.Reason.Kept, TimeSpan.Zero, delivery.Strikes, withoutPictures: true),
            // To change or to take away twice does no harm: what may or may not have been done is done again.
            Outcome.Failed { Kind: FailureKind.Unknown } failure when !isNew => To(PartState.Planned, DeliveryState.Queued, failure.Reason.Kept, options.Rest(delivery.Strikes + 1), delivery.Strikes + 1),
            Outcome.Failed { Kind: FailureKind.Unknown } failure => To(PartState.Uncertain, DeliveryState.Uncertain, failure.Reason.Kept, options.SettleTime, delivery.Strikes),
            Outcome.Failed { Kind: FailureKind.Duplicate } failure when isNew => To(PartState.Uncertain, DeliveryState.Uncertain, failure.Reason.Kept, TimeSpan.Zero, delivery.Strikes),
            Outcome.Failed { Kind: FailureKind.Duplicate } => confirmed,
            Outcome.Failed failure => To(PartState.Refused, DeliveryState.Refused, failure.Reason.Kept, TimeSpan.Zero, delivery.Strikes),
            _ => throw new InvalidOperationException($"No rule for {outcome.GetType().Name}."),
        };
    }
}
