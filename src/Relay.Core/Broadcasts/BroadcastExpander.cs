using Microsoft.Extensions.Logging;
using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Deliveries.Guards;
using Relay.Core.Items;

namespace Relay.Core.Broadcasts;

/// <summary>
/// Makes deliveries of a broadcast, a page of its audience at a time: page and place are one commit, and the deliveries are known by broadcast and person, so that nobody is told twice
/// whenever the program dies. Memory holds one page. Thread-safe.
/// </summary>
public sealed partial class BroadcastExpander(
    IBroadcastStore store, IConversationStore conversations, IItemStore items, IChannels channels, AnswerDesk desk, PartySettings party, PumpBell bell, TimeProvider time, ILogger<BroadcastExpander> logger)
{
    /// <summary>People of one page: some seconds of what a Telegram bot may send.</summary>
    public const int Page = 120;

    /// <summary>Key of the moment, for the ledger alone.</summary>
    public const string Moment = "broadcast";

    /// <summary>Takes the next page.</summary>
    /// <returns>How it stands now; null when nothing could be done for the moment: what it tells of can't be known just now.</returns>
    /// <exception cref="SecretMissingException">When nobody's id can be read, so that it is not about one person: nothing was written.</exception>
    public async Task<Broadcast?> StepAsync(Broadcast broadcast, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(broadcast);
        var now = time.GetUtcNow();
        var item = broadcast.Item is { } key ? await items.FindAsync(key, cancel) : null;
        var verdict = BroadcastItem.Judge(broadcast, item);
        if (verdict is Verdict.Hold)
        {
            return null;
        }
        if (verdict is Verdict.End)
        {
            await store.CancelAsync(broadcast.Number, Actor.System, now, cancel);
            return await store.FindAsync(broadcast.Number, cancel);
        }
        var page = broadcast.Expires <= now ? new([], null, 0) : await store.RecipientsAsync(broadcast.Audience, broadcast.Cursor, Page, cancel);
        var unread = page.Recipients.Count(recipient => recipient.IsUnreadable);
        if (unread > 0 && page.Contacts > 1 && page.Recipients.All(recipient => recipient.ExternalId is null))
        {
            throw new SecretMissingException("No id of anybody on a page can be read: the folder of keys is not there. Put it back; the broadcast waits.", "Aucun identifiant d'une page ne se lit : le dossier des clés n'est pas là. Remettez-le ; la diffusion attend.");
        }
        var drafts = await DraftsAsync(broadcast, item, page, now, cancel);
        var isLast = page.Contacts < Page;
        if (await store.AdvanceAsync(new(broadcast.Number, drafts, page.Last ?? broadcast.Cursor, page.Contacts, isLast, now), cancel) > 0)
        {
            bell.Ring();
        }
        if (unread > 0)
        {
            Log.Unreadable(logger, broadcast.Number, unread);
        }
        return await store.FindAsync(broadcast.Number, cancel);
    }

    private async Task<IReadOnlyList<AnswerDraft>> DraftsAsync(Broadcast broadcast, StoredItem? item, RecipientPage page, DateTimeOffset now, CancellationToken cancel)
    {
        if (page.Recipients.Count == 0)
        {
            return [];
        }
        if (item is not null)
        {
            await conversations.NameAsync(item.Item.Key, cancel); // before a button names it
        }
        var tokens = new Tokens(await conversations.SigningKeyAsync(now, cancel));
        var drafts = new List<AnswerDraft>(page.Recipients.Count);
        var told = new HashSet<Guid>();
        foreach (var recipient in page.Recipients)
        {
            if (!told.Contains(recipient.Person) && DraftOf(broadcast, item, recipient, tokens, now) is { } draft)
            {
                drafts.Add(draft);
                told.Add(recipient.Person);
            }
        }
        return (await desk.AdmitAsync(drafts, cancel)).Admitted;
    }

    private AnswerDraft? DraftOf(Broadcast broadcast, StoredItem? item, Recipient recipient, Tokens tokens, DateTimeOffset now)
    {
        var place = recipient.Territory ?? broadcast.Place ?? (broadcast.Kind == BroadcastKind.Reminder ? item?.Face.Territory : null); // where the person did not say
        var leaves = QuietHours.Next(now, place);
        if (recipient is not { ExternalId: { Length: > 0 } person, IsBlocked: false } || leaves >= broadcast.Expires || !BroadcastConduct.MayReach(broadcast.Kind, recipient.State, recipient.Age)
            || !BroadcastConduct.Offers(recipient.Network, recipient.WritableUntil, leaves) || AccountOf(recipient) is not { } account
            || AnswerConduct.Of(recipient.Network, AnswerForm.PrivateMessage) is not { } conduct)
        {
            return null;
        }
        var (language, _) = broadcast.In(recipient.Language);
        IReadOnlyList<Button> buttons = [.. BroadcastWords.Buttons(broadcast, item, language).Select(button => new Button(button.Label, button.Choice is { } choice ? tokens.Write(choice, person, now) : null, button.Link))];
        // What can't stand on a button stands below the words: the end of them stays.
        var (_, text) = BroadcastWords.Message(broadcast, recipient.Language, party, conduct.Longest - conduct.Fit(new string(' ', conduct.Longest), "", buttons).Lines.Length);
        return new(
            $"broadcast/{broadcast.Number}/{recipient.Person}", Moment, account.Id, recipient.Network, new Target(person, Kind: TargetKind.Private), AnswerForm.PrivateMessage, null, text, language,
            buttons, BroadcastConduct.PriorityOf(broadcast.Kind), broadcast.Expires)
        {
            SaidAt = conduct.Window is { } window ? recipient.WritableUntil - window : null,
            Person = recipient.Identity,
            Broadcast = broadcast.Number,
            Place = place,
            NotBefore = leaves,
        };
    }

    /// <summary>The account that the person knows; where that was not kept, the only one of the network.</summary>
    private Account? AccountOf(Recipient recipient)
    {
        if (recipient.Account is { } id && channels.Accounts.TryGetValue(id, out var own) && own.Network == recipient.Network)
        {
            return own;
        }
        return channels.Accounts.Values.Where(account => account.Network == recipient.Network).Take(2).ToList() is [var only] ? only : null;
    }

    private static partial class Log
    {
        [LoggerMessage(3191, LogLevel.Warning, "Broadcast {Broadcast} passed over people whose ids can't be read ({Accounts}): the key that they were kept with is gone. Put the folder of keys back from a backup.")]
        public static partial void Unreadable(ILogger logger, long broadcast, int accounts);
    }
}
