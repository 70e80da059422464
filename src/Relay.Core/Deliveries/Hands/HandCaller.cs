using Relay.Core.Channels;

namespace Relay.Core.Deliveries.Hands;

/// <summary>Makes the one call of an attempt that hands over.</summary>
public sealed class HandCaller(IEnumerable<IHandOver> hands, IChannels channels)
{
    private readonly IHandOver? _hand = hands.SingleOrDefault();

    /// <summary>Hands one part of a delivery over.</summary>
    internal Task<Outcome> CallAsync(Account account, Delivery delivery, Part part, CancellationToken abort) => _hand is null
        ? Task.FromResult<Outcome>(new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new("Ce programme ne sait rien confier à une personne.", "This program can't hand anything over.")))
        : _hand.HandAsync(account, delivery.Target, part, HandCard.Of(delivery, channels, part.Index == delivery.Parts.Count - 1), abort);
}
