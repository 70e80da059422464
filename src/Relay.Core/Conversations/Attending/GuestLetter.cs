using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Calendars;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Attending;

/// <summary>What one guest is written about an event: the words, who writes and how to stop (DP-15), the file where there can be one, else the page.</summary>
internal sealed class GuestLetter(StoredItem item, Guest guest, Account account, PartySettings party, Tokens tokens, DateTimeOffset now)
{
    /// <summary>How the subject of news begins; the guest and <see cref="Tokens.RefOf"/> of the event follow.</summary>
    internal const string News = "news/";

    private static readonly TimeSpan MessengerWindow = TimeSpan.FromHours(24);

    private readonly NetworkManners _manners = NetworkManners.Of(account.Network);

    /// <summary>The letter, as the ledger takes it.</summary>
    public AnswerDraft Draft(string subject, Phrase words, Priority priority)
    {
        var file = _manners.HasFiles && guest.Answer.Answer is RsvpAnswer.Yes or RsvpAnswer.Maybe ? CalendarFile.Of(item, now) : null;
        var (text, foot) = (words.In(guest.Language), $"\n\n{GuestWords.Foot(party).In(guest.Language)}");
        var withFile = $"{text} {(priority == Priority.Cancellation ? GuestWords.FileTakesAway : GuestWords.FileUpdates).In(guest.Language)}";
        if (file is not null && withFile.Length + foot.Length <= AnswerConduct.Of(account.Network, AnswerForm.PrivateMessage)?.Caption)
        {
            text = withFile;
        }
        else
        {
            file = null; // words too long for a file beside them promise none
        }
        var page = file is null ? item.Face.Url : null;
        if (page is not null && !_manners.HasButtons)
        {
            text += $"\n{page.AbsoluteUri}";
        }
        // Of use until it is over; of a cancellation, as long as somebody might still set out.
        var held = (Event)item.Face;
        return new(
            subject, AnswerKeys.Moment, account.Id, account.Network, new(guest.Person, Kind: TargetKind.Private), AnswerForm.PrivateMessage, null, text + foot,
            guest.Language, Buttons(page), priority, held.Over)
        {
            Person = guest.Identity,
            File = file,
            SaidAt = guest.WritableUntil - MessengerWindow,
            Place = guest.Territory ?? held.Territory,
        };
    }

    private List<Button> Buttons(Uri? page)
    {
        var buttons = new List<Button>();
        if (!_manners.HasButtons)
        {
            return buttons;
        }
        if (!Cancellation.IsCalledOff(item))
        {
            if (guest.Answer.Answer != RsvpAnswer.Waitlist)
            {
                Add(AttendanceWords.Come, ChoiceVerb.Come, $"{guest.Answer.Heads}");
            }
            Add(AttendanceWords.ComeNoMore, ChoiceVerb.NotCome, "");
        }
        if (page is not null)
        {
            buttons.Add(new(AttendanceWords.Page.In(guest.Language), null, page));
        }
        return buttons;

        void Add(Phrase label, ChoiceVerb verb, string argument) => buttons.Add(new(label.In(guest.Language), tokens.Write(new(verb, item.Item.Key, argument), guest.Person, now)));
    }
}
