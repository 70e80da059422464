using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Inbox;
using Relay.Core.Planning;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Hands;

/// <summary>Takes a coordinator's word on what she was handed: published, or not this time. Hers alone counts, and once.</summary>
public sealed partial class HandPresses(ILedger ledger, IChannels channels, IEnumerable<IHandOver> hands, HaltBoard halts, TimeProvider time, ILogger<HandPresses> logger) : IPressHandler
{
    /// <inheritdoc/>
    public string Prefix => HandCard.Prefix;

    /// <inheritdoc/>
    public async Task<string> HandleAsync(Account account, Press press, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(press);
        return (await TakeAsync(account, press, cancel)).In(press.Language == "fr" ? "fr" : "en");
    }

    private async Task<Phrase> TakeAsync(Account through, Press press, CancellationToken cancel)
    {
        if (Read(press.Data) is not var (isDone, id) || await ledger.FindAsync(id, cancel) is not { Operation: Operation.HandOver } delivery
            || channels.Accounts.GetValueOrDefault(delivery.Account) is not { } account || hands.SingleOrDefault() is not { } hand || !hand.IsCoordinator(account, through, press))
        {
            Log.Ignored(logger, through.Id);
            return new("Ce bouton n'est pas pour vous.", "This button is not for you.");
        }
        if (delivery.State == DeliveryState.Uncertain && delivery.Parts.FirstOrDefault(part => part.State == PartState.Uncertain) is { } part && delivery.Parts.All(other => other == part || other.State == PartState.Confirmed))
        {
            // The answer to our call was lost; that she could press says that it arrived.
            await ledger.ResolveAsync(id, part.Index, PartState.Confirmed, [press.Message], null, new Texts.Phrase("Son bouton a été pressé.", "Its button was pressed.").Kept, Actor.System, time.GetUtcNow(), cancel);
            delivery = (await ledger.FindAsync(id, cancel))!;
        }
        if (delivery.State != DeliveryState.HandedOver)
        {
            return await SayEndAsync(hand, account, delivery, press, cancel);
        }
        var actor = new Actor(ActorKind.Coordinator, ByHand.Person(channels, delivery));
        var now = time.GetUtcNow();
        await ledger.SetAsync(id, isDone ? DeliveryState.Confirmed : DeliveryState.Cancelled, isDone ? null : Rules.HandDeclined, null, now, actor, now, cancel);
        Log.Taken(logger, id, isDone, actor.Name);
        return await SayEndAsync(hand, account, (await ledger.FindAsync(id, cancel))!, press, cancel);
    }

    /// <summary>What became of it; the card says so too, also when a stop kept it from saying so before.</summary>
    private async Task<Phrase> SayEndAsync(IHandOver hand, Account account, Delivery delivery, Press press, CancellationToken cancel)
    {
        if (delivery.State is DeliveryState.Attempting or DeliveryState.Queued or DeliveryState.Held or DeliveryState.Uncertain)
        {
            return new("Un instant, puis appuyez de nouveau.", "One moment, then press again.");
        }
        var end = HandEnds.Of(delivery);
        if (halts.Of(account, delivery.Channel) is not null)
        {
            return end; // noted; the card says so at the next press after the halt
        }
        var outcome = await hand.CloseAsync(account, delivery.Target, [press.Message], delivery.Parts[^1].Text, HandCard.Of(delivery, channels, isLast: true), end, cancel);
        if (outcome is Outcome.Failed failed)
        {
            Log.NotClosed(logger, delivery.Id, failed.Reason);
        }
        return end;
    }

    private static (bool IsDone, Guid Delivery)? Read(string data)
        => data.Split(':') is ["hand", "y" or "n", { Length: 32 } text] && Guid.TryParseExact(text, "N", out var id) ? (data.StartsWith("hand:y:", StringComparison.Ordinal), id) : null;

    private static partial class Log
    {
        [LoggerMessage(3140, LogLevel.Information, "Delivery {DeliveryId}: published by hand {Done}, says {Person}.")]
        public static partial void Taken(ILogger logger, Guid deliveryId, bool done, string person);

        [LoggerMessage(3141, LogLevel.Information, "A press through {Account} was not the coordinator's, or of no card of ours.")]
        public static partial void Ignored(ILogger logger, string account);

        [LoggerMessage(3142, LogLevel.Warning, "The card of delivery {DeliveryId} could not be changed: {Reason}")]
        public static partial void NotClosed(ILogger logger, Guid deliveryId, Phrase reason);
    }
}
