using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Hands;

/// <summary>
/// Looks after what is in people's hands: ends what is over, reminds once, and hands the new text over when what was published, or is about to be, has changed. A round may be cut off
/// anywhere and run again; whatever is told to a person is written down before.
/// </summary>
public sealed partial class HandKeeper(
    ILedger ledger, IChannels channels, IItemStore items, PartComposer composer, IEnumerable<IHandOver> hands, HaltBoard halts, PumpBell bell, TimeProvider time, ILogger<HandKeeper> logger)
{
    /// <summary>One round over everything that people have in hand, and what they published while it is of use.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (hands.SingleOrDefault() is not { } hand)
        {
            return;
        }
        var now = time.GetUtcNow();
        var handed = await ledger.HandedAsync(now, cancel);
        var newest = handed.Where(IsNews).GroupBy(delivery => (delivery.Key.Subject, delivery.Key.Target)).Select(group => group.MaxBy(delivery => delivery.CreatedAt)!.Id).ToHashSet();
        foreach (var delivery in handed.Where(delivery => channels.Accounts.ContainsKey(delivery.Account) && !delivery.Target.IsShadow))
        {
            var account = channels.Accounts[delivery.Account];
            var channel = channels.Channels.Values.Where(channel => channel.Network == ByHand.Network && channel.Target.Key == delivery.Key.Target)
                .OrderByDescending(channel => channel.Stage).ThenByDescending(channel => channel.Id == delivery.Channel).FirstOrDefault();
            if (halts.Of(account, channel?.Id) is not null)
            {
                continue; // whatever is to be said waits with everything else
            }
            var known = new List<StoredItem>();
            foreach (var key in delivery.Items)
            {
                known.AddRange(await items.FindAsync(key, cancel) is { } stored ? [stored] : []);
            }
            if (delivery.State == DeliveryState.HandedOver && Over(delivery, channel, known, now) is var (state, rule))
            {
                await EndAsync(hand, account, delivery, state, rule, now, cancel);
            }
            else if (delivery.State == DeliveryState.HandedOver && IsNews(delivery) && (await CorrectionsAsync(delivery, cancel)).Exists(Stands))
            {
                // A stop came after the new text had left, and before its card said so.
                await EndAsync(hand, account, delivery, DeliveryState.Cancelled, Rules.HandReplaced, now, cancel);
            }
            else if (channel is not null && newest.Contains(delivery.Id) && await ReplaceAsync(hand, account, channel, delivery, known, now, cancel))
            {
                bell.Ring();
            }
            else if (delivery is { State: DeliveryState.HandedOver, Rule: null } && channel is not null && IsDue(account, channel, delivery, now))
            {
                await RemindAsync(hand, account, delivery, now, cancel);
            }
        }
    }

    /// <summary>Later deliveries that put a new text in place of this one.</summary>
    private async Task<List<Delivery>> CorrectionsAsync(Delivery delivery, CancellationToken cancel)
    {
        var found = new List<Delivery>();
        foreach (var publication in await ledger.OfItemAsync(delivery.Items[0], cancel))
        {
            if (publication is { DeliveryId: { } id, Plan.Key: { Moment: ByHand.Changed } key } && key.Subject == delivery.Key.Subject && key.Target == delivery.Key.Target && id != delivery.Id
                && await ledger.FindAsync(id, cancel) is { } correction && correction.CreatedAt > delivery.CreatedAt)
            {
                found.Add(correction);
            }
        }
        return found;
    }

    /// <summary>Whether a correction is with the person, was, or will be: one that never left replaces nothing.</summary>
    private static bool Stands(Delivery correction) => correction.State is not (DeliveryState.Refused or DeliveryState.Expired or DeliveryState.Cancelled)
        || correction is { State: DeliveryState.Cancelled, Rule: Rules.HandDeclined or Rules.HandReplaced };

    /// <summary>Whether a correction is on its way: it takes the words of the moment at which it leaves.</summary>
    private static bool IsOnItsWay(Delivery correction) => correction.State is DeliveryState.Queued or DeliveryState.Held or DeliveryState.Attempting or DeliveryState.Uncertain;

    private static bool IsNews(Delivery delivery) => delivery.Key.Moment is Announcement.Name or ByHand.Changed;

    /// <summary>Why what waits for a person is over; null while it is not.</summary>
    private static (DeliveryState State, string Rule)? Over(Delivery delivery, Channel? channel, List<StoredItem> known, DateTimeOffset now)
    {
        if (channel is null)
        {
            return (DeliveryState.Cancelled, Rules.ChannelGone);
        }
        if (channel.Stage != Stage.Live)
        {
            return (DeliveryState.Cancelled, Rules.StageChanged);
        }
        if (delivery.Expires <= now)
        {
            return (DeliveryState.Expired, Rules.Past);
        }
        if (delivery.Key.Moment == Cancellation.Name)
        {
            return known.Count > 0 && known[0].Presence is ItemPresence.Present or ItemPresence.Withdrawn && !Cancellation.IsCalledOff(known[0]) ? (DeliveryState.Cancelled, Rules.NotCalledOff) : null;
        }
        var reasons = known.ConvertAll(Publishable.WhyNot);
        if (known.Count > 0 && reasons.TrueForAll(reason => reason is not null))
        {
            return (DeliveryState.Cancelled, reasons[0]!);
        }
        return Reminder.Read(delivery.Key.Moment) is not null && known is [{ Item: Event meeting }] && delivery.Key.Occurrence != Occurrence.Of(meeting.Starts) ? (DeliveryState.Cancelled, Rules.Moved) : null;
    }

    private static bool IsDue(Account account, Channel channel, Delivery delivery, DateTimeOffset now)
    {
        var after = TimeSpan.TryParse(account.Settings.GetValueOrDefault(ByHand.RemindSetting), System.Globalization.CultureInfo.InvariantCulture, out var set) ? set : ByHand.RemindAfter;
        return delivery.Parts.Max(part => part.AttemptedAt) + after <= now && channel.Slots.Contains(WallClock.Local(now, TimeZoneInfo.FindSystemTimeZoneById(channel.Zone)));
    }

    private async Task EndAsync(IHandOver hand, Account account, Delivery delivery, DeliveryState state, string rule, DateTimeOffset now, CancellationToken cancel)
    {
        await ledger.SetAsync(delivery.Id, state, rule, null, now, Actor.System, now, cancel);
        var ended = delivery with { State = state, Rule = rule };
        Note(delivery, delivery.Parts[^1].RemoteIds.Count == 0 ? new Outcome.Done([])
            : await hand.CloseAsync(account, delivery.Target, delivery.Parts[^1].RemoteIds, delivery.Parts[^1].Text, HandCard.Of(delivery, channels, isLast: true), HandEnds.Of(ended), cancel));
        Log.Ended(logger, delivery.Id, state, rule);
    }

    /// <summary>Once: written down first, so that a stop in between costs the reminder and never makes two.</summary>
    private async Task RemindAsync(IHandOver hand, Account account, Delivery delivery, DateTimeOffset now, CancellationToken cancel)
    {
        await ledger.SetAsync(delivery.Id, DeliveryState.HandedOver, Rules.HandReminded, null, now, Actor.System, now, cancel);
        Note(delivery, await hand.RemindAsync(account, delivery.Target, delivery.Parts[^1].RemoteIds, HandCard.Of(delivery, channels, isLast: true), cancel));
    }

    /// <summary>Hands the new text over when it differs; compared as it would have read at the time, so that a "tomorrow" alone is no change.</summary>
    private async Task<bool> ReplaceAsync(IHandOver hand, Account account, Channel channel, Delivery delivery, List<StoredItem> known, DateTimeOffset now, CancellationToken cancel)
    {
        if (channel.Stage != Stage.Live || known is not [{ Presence: ItemPresence.Present } stored] || Publishable.WhyNot(stored) is not null || delivery.Expires <= now
            || delivery.Parts.Min(part => part.AttemptedAt) is not { } then)
        {
            return false;
        }
        IReadOnlyList<DeliveryPart> before, after;
        try
        {
            (before, after) = (composer.Compose(delivery.Key.Moment, channel, known, then), composer.Compose(ByHand.Changed, channel, known, now));
        }
        catch (TemplateException)
        {
            return false; // the next announcement says so, and holds; nothing was changed for people
        }
        if (Words(before) == Words(delivery.Parts))
        {
            return false;
        }
        if ((await CorrectionsAsync(delivery, cancel)).Exists(IsOnItsWay))
        {
            return false;
        }
        // One for each text in place of each card: a text that comes back is told again, one that was turned down is not.
        var key = delivery.Key with { Moment = ByHand.Changed, Occurrence = TextMatch.Hash($"{delivery.Id:N}\n{Words(before)}")[..16] };
        var expires = stored.Item is Event meeting && meeting.Starts > now ? meeting.Starts : delivery.Expires;
        var wanted = new PlannedPublication
        {
            Key = key, Channel = channel.Id, Account = channel.Account, TargetKind = channel.Target.Kind, Items = delivery.Items, From = now, Until = expires ?? now.AddDays(1), Expires = expires,
            Order = now, Priority = Priority.Change, Paced = false,
        };
        await ledger.PlanAsync([], [wanted], _ => Rules.Moved, now, cancel);
        var publication = (await ledger.OfItemAsync(stored.Item.Key, cancel)).FirstOrDefault(one => one.Plan.Key == key);
        if (publication?.State != PublicationState.Planned || after.Count == 0)
        {
            return false; // handed over already, or turned down
        }
        await ledger.ReleaseAsync([publication.Id], Actor.System, now, cancel);
        if (delivery.State == DeliveryState.HandedOver)
        {
            await EndAsync(hand, account, delivery, DeliveryState.Cancelled, Rules.HandReplaced, now, cancel);
        }
        return true;
    }

    private static string Words(IReadOnlyList<DeliveryPart> parts) => string.Join('\n', parts.Select(part => part.Text));

    private void Note(Delivery delivery, Outcome outcome)
    {
        if (outcome is Outcome.Failed failed)
        {
            Log.NotSaid(logger, delivery.Id, failed.Reason);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3145, LogLevel.Information, "Delivery {DeliveryId} in a person's hands is {State} by rule {Rule}.")]
        public static partial void Ended(ILogger logger, Guid deliveryId, DeliveryState state, string rule);

        [LoggerMessage(3146, LogLevel.Warning, "The person who has delivery {DeliveryId} could not be told: {Reason}")]
        public static partial void NotSaid(ILogger logger, Guid deliveryId, Phrase reason);
    }
}
