using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Contacts.Retention;
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
/// missing, or at night of what can wait. Run by one task.
/// </summary>
public sealed partial class GuestKeeper(
    IGuestStore guests, IConversationStore conversations, IItemStore items, IChannels channels, AnswerDesk desk, RetentionRules retention, PartySettings party, PumpBell pumps, TimeProvider time,
    ILogger<GuestKeeper> logger)
{
    private const int Page = 200;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(10);

    /// <summary>What is nearer than this is told at any hour.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromHours(14);

    private static readonly TimeOnly Morning = new(7, 30);
    private static readonly TimeOnly Night = new(22, 0);

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
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var told = 0;
        foreach (var key in await guests.EventsAsync(cancel))
        {
            if (await items.FindAsync(key, cancel) is { Face: Event held } item && item.Presence is not (ItemPresence.Missing or ItemPresence.Braked) && held.Over > time.GetUtcNow() && !IsNight(held))
            {
                told += await TellAsync(item, held, cancel) + await SeatAsync(item, held, cancel);
            }
        }
        if (told > 0)
        {
            pumps.Ring();
        }
        return told;
    }

    private async Task<int> TellAsync(StoredItem item, Event held, CancellationToken cancel)
    {
        var (facts, isOff, told) = (ToldFacts.Where(item), Cancellation.IsCalledOff(item), 0);
        IReadOnlyList<Guest> page;
        do
        {
            page = await guests.BehindAsync(held.Key, facts, time.GetUtcNow(), Page, cancel);
            foreach (var guest in page)
            {
                var key = $"news/{guest.Contact}/{Tokens.RefOf(held.Key)}/{guest.Told + 1}";
                told += await SettleAsync(guest, item, held, key, isOff ? GuestWords.Off(item) : GuestWords.Moved(item), isOff ? Priority.Cancellation : Priority.Change, [], facts, cancel);
            }
        }
        while (page.Count == Page);
        if (told > 0)
        {
            Log.Told(logger, told, held.Key, isOff);
        }
        // Said once for each change: a person can still be told by somebody who knows them.
        if (_unreached.GetValueOrDefault(held.Key) != facts)
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
        if (ItemWords.Closed(item, time.GetUtcNow()) is not null || await guests.QueueAsync(held.Key, time.GetUtcNow(), cancel) is not { Count: > 0 } queue)
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
        if (!channels.Accounts.TryGetValue(guest.Account, out var account) || account.Network != guest.Network)
        {
            return 0; // the account that they answered through is no more, or is another one now
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
            Dialog = priority == Priority.Cancellation ? null : new(held.Key, null, now),
            Told = new(held.Key, facts ?? ToldFacts.Where(item), guest.Language, until, IsNews: facts is not null), OnlyAfter = acts.Count > 0 ? new(held.Key, guest.Number) : null,
        };
        return await conversations.SettleAsync(settlement, cancel) ? 1 : 0;
    }

    /// <summary>Whether people sleep where it takes place, and it is not so near that they must know.</summary>
    private bool IsNight(Event held)
    {
        var now = time.GetUtcNow();
        var there = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(held.Zone)).DateTime);
        return held.Starts - now > Near && (there < Morning || there >= Night);
    }

    private static partial class Log
    {
        [LoggerMessage(4050, LogLevel.Information, "Told {Count} guests of {Event} that it has changed (called off: {IsOff}).")]
        public static partial void Told(ILogger logger, int count, ItemKey @event, bool isOff);

        [LoggerMessage(4052, LogLevel.Warning, "{Count} guests of {Event} can't be told of its change by Relay: relay attendance marks them.")]
        public static partial void Unreached(ILogger logger, int count, ItemKey @event);

        [LoggerMessage(4051, LogLevel.Information, "Gave {Count} of those who waited a seat at {Event}.")]
        public static partial void Seated(ILogger logger, int count, ItemKey @event);
    }
}
