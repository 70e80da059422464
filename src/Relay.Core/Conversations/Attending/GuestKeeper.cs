using Microsoft.Extensions.Logging;
using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;
using Relay.Core.Audit;

namespace Relay.Core.Conversations.Attending;

/// <summary>
/// Keeps those who answered an invitation in the picture (FX-4): who comes, may come or waits is told once of each change of date or place and of a cancellation, with the file for the
/// calendar, through the account that was answered through; and a seat that becomes free goes to whoever has waited longest and fits. Nobody is told of what is over, of what may only be
/// missing, or in the quiet hours of what can wait; a letter that has not left and is not so any more is taken back at any hour. Run by one task.
/// </summary>
public sealed partial class GuestKeeper(
    IGuestStore guests, IConversationStore conversations, IItemStore items, IChannels channels, AnswerDesk desk, RetentionRules retention, PartySettings party, PumpBell pumps, TimeProvider time,
    ILogger<GuestKeeper> logger)
{
    private const int Page = 200;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>What is nearer than this is told at any hour.</summary>
    internal static readonly TimeSpan Near = TimeSpan.FromHours(14);

    /// <summary>Who gets a seat needs so long to come.</summary>
    private static readonly TimeSpan LastSeats = TimeSpan.FromHours(2);

    private readonly Dictionary<ItemKey, string> _unreached = [];

    /// <summary>Looks again and again, until <paramref name="enough"/> fires.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await LookAsync(enough);
            await Task.Delay(Look, time, enough);
        }
    }

    /// <summary>Looks once at every event that somebody has answered.</summary>
    /// <returns>How many were written to.</returns>
    /// <exception cref="AggregateException">When some events could not be looked at; all others were.</exception>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var (told, faults) = (0, new List<Exception>());
        foreach (var key in await guests.EventsAsync(cancel))
        {
            try
            {
                told += await LookAtAsync(key, cancel);
            }
            catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException or PeopleKeyException))
            {
                faults.Add(fault); // told once every other event was looked at
            }
        }
        if (told > 0)
        {
            pumps.Ring();
        }
        return faults.Count == 0 ? told : throw new AggregateException(faults);
    }

    private async Task<int> LookAtAsync(ItemKey key, CancellationToken cancel)
    {
        if (await items.FindAsync(key, cancel) is not { Face: Event held } item || item.Presence is ItemPresence.Missing or ItemPresence.Braked || held.Over <= time.GetUtcNow())
        {
            return 0;
        }
        if (await guests.TakeBackAsync(key, ToldFacts.Where(item), time.GetUtcNow(), cancel) is > 0 and var taken)
        {
            Log.TakenBack(logger, taken, key);
        }
        return await TellAsync(item, held, cancel) + await SeatAsync(item, held, cancel);
    }

    private async Task<int> TellAsync(StoredItem item, Event held, CancellationToken cancel)
    {
        var (facts, isOff, told) = (ToldFacts.Where(item), Cancellation.IsCalledOff(item), 0);
        IReadOnlyList<Guest> page;
        var (after, morning) = (0L, false);
        do
        {
            page = await guests.BehindAsync(held.Key, facts, time.GetUtcNow(), after, Page, cancel);
            foreach (var guest in page)
            {
                after = guest.Number; // whoever can't be written to stays behind, and is passed by
                if (held.Starts - time.GetUtcNow() > Near && IsQuiet(guest, held))
                {
                    morning = true;
                    continue;
                }
                var key = $"{GuestLetter.News}{guest.Contact}/{Tokens.RefOf(held.Key)}/{guest.Told + 1}";
                var words = isOff ? GuestWords.Off(item) : ToldFacts.IsOff(guest.Facts) ? GuestWords.OnAgain(item) : GuestWords.Moved(item);
                told += await SettleAsync(guest, item, held, key, words, isOff ? Priority.Cancellation : Priority.Change, [], facts, cancel);
            }
        }
        while (page.Count == Page);
        if (told > 0)
        {
            Log.Told(logger, told, held.Key, isOff);
        }
        // Said once for each change, when nobody waits for the morning: a person can still be told by somebody who knows them.
        if (!morning && _unreached.GetValueOrDefault(held.Key) != facts)
        {
            _unreached[held.Key] = facts;
            if (await guests.UntoldAsync(held.Key, facts, cancel) is > 0 and var left)
            {
                Log.Unreached(logger, left, held.Key);
            }
        }
        return told;
    }

    private async Task<int> SeatAsync(StoredItem item, Event held, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (ItemWords.Closed(item, now) is not null || held.Starts - now < LastSeats || await guests.QueueAsync(held.Key, now, cancel) is not { Count: > 0 } queue)
        {
            return 0;
        }
        // What the party counts and what we count may be the same people: the larger number is what is known for certain.
        var free = held.Capacity is { } capacity ? capacity - Math.Max(held.Registrations ?? 0, await conversations.HeadsAsync(held.Key, null, cancel)) : int.MaxValue;
        var seated = 0;
        foreach (var guest in queue)
        {
            if (guest.Answer.Heads <= free)
            {
                if (IsQuiet(guest, held))
                {
                    break; // the seat waits with whoever it falls to
                }
                var act = guest.Answer with { Answer = RsvpAnswer.Yes };
                if (await SettleAsync(guest with { Answer = act }, item, held, $"seat/{guest.Contact}/{guest.Number}", GuestWords.Seat(item, act.Heads), Priority.Change, [act], null, cancel) > 0)
                {
                    (free, seated) = (free - act.Heads, seated + 1);
                }
            }
        }
        if (seated > 0)
        {
            Log.Seated(logger, seated, held.Key);
        }
        return seated;
    }

    /// <summary>What is told and that it was told, in one commit; whoever may not be written to any more is passed over, and nothing of theirs changes.</summary>
    private async Task<int> SettleAsync(Guest guest, StoredItem item, Event held, string key, Phrase words, Priority priority, IReadOnlyList<Act> acts, string? facts, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (guest.Person.Length == 0 || !channels.Accounts.TryGetValue(guest.Account, out var account) || account.Network != guest.Network)
        {
            return 0; // who it is can't be read, or the account that they answered through is no more, or is another one now
        }
        var letter = new GuestLetter(item, guest, account, party, new Tokens(await conversations.SigningKeyAsync(now, cancel)), now);
        var admitted = await desk.AdmitAsync([letter.Draft(key, words, priority)], cancel);
        if (admitted.Admitted.Count == 0)
        {
            return 0;
        }
        var until = retention.Of(new KeptAct.Rsvp(now, held.Over));
        var settlement = new Settlement
        {
            Interaction = key, Account = account.Id, Outcome = priority == Priority.Cancellation ? "told-off" : acts.Count > 0 ? "seated" : "told-moved", At = now, By = Actor.System,
            Contact = guest.Contact, Identity = guest.Identity, Acts = [.. acts.Select(act => new KeptActOfPerson(act, until))], Drafts = admitted.Admitted, Named = [held.Key],
            Dialog = priority == Priority.Cancellation ? null : new(held.Key, null, now), IsUnasked = true,
            Told = new(held.Key, facts ?? ToldFacts.Where(item), guest.Language, until, IsNews: facts is not null), OnlyAfter = acts.Count > 0 ? new(held.Key, guest.Number) : null,
        };
        return await conversations.SettleAsync(settlement, cancel) ? 1 : 0;
    }

    /// <summary>Whether it is a quiet hour where the guest is; where it takes place, for whoever did not say.</summary>
    private bool IsQuiet(Guest guest, Event held)
    {
        var now = time.GetUtcNow();
        return QuietHours.Next(now, guest.Territory ?? held.Territory) > now;
    }

    private static partial class Log
    {
        [LoggerMessage(4050, LogLevel.Information, "Told {Count} guests of {Event} that it has changed (called off: {IsOff}).")]
        public static partial void Told(ILogger logger, int count, ItemKey @event, bool isOff);

        [LoggerMessage(4052, LogLevel.Warning, "{Count} guests of {Event} can't be told of its change by Relay: relay attendance marks them.")]
        public static partial void Unreached(ILogger logger, int count, ItemKey @event);

        [LoggerMessage(4053, LogLevel.Information, "Took back {Count} letters to guests of {Event} that had not left: it has changed again.")]
        public static partial void TakenBack(ILogger logger, int count, ItemKey @event);

        [LoggerMessage(4051, LogLevel.Information, "Gave {Count} of those who waited a seat at {Event}.")]
        public static partial void Seated(ILogger logger, int count, ItemKey @event);
    }
}
