using System.Security.Cryptography;
using System.Text;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Rules;

/// <summary>The few shapes that every private answer has: says, reads back, asks which, notes.</summary>
internal static class Ask
{
    /// <summary>Most items offered at once.</summary>
    public const int MostOffered = 6;

    /// <summary>Says something and changes nothing. Quiet after an insult: then a person's own question is answered all the same, talk is not.</summary>
    public static Decision Say(Situation s, string why, Phrase words) => new(why) { Cause = Known(s), Reply = new(ReplyForm.Private, words.In(s.Language), []) };

    /// <summary>Reads back what would be recorded; it counts when it is confirmed.</summary>
    public static Decision ReadBack(Situation s, Act act, Intent about, Phrase words) => new("read-back")
    {
        Cause = Known(s),
        Dialog = new(act.Item ?? s.Dialog?.Topic, new Question(new Asked(about, []), act), s.Now),
        Reply = new(ReplyForm.Private, words.In(s.Language), [new(CommonWords.Yes.In(s.Language), Confirming(act)), new(CommonWords.Correct.In(s.Language), new(ChoiceVerb.Correct, act.Item))]),
    };

    /// <summary>Records an act and says so.</summary>
    public static Decision Noted(Situation s, Act act, Phrase words) => new("recorded")
    {
        Acts = [act],
        Cause = Known(s),
        Dialog = new(act.Item ?? s.Dialog?.Topic, null, s.Now),
        Reply = new(ReplyForm.Private, words.In(s.Language), []),
    };

    /// <summary>Asks which item is meant.</summary>
    public static Decision Which(Situation s, IEnumerable<StoredItem> items, Phrase words) => new("asked-which")
    {
        Cause = Known(s),
        Reply = new(ReplyForm.Private, words.In(s.Language), [.. items.Take(MostOffered).Select(item => new Offer(ItemWords.Label(item, s.Language), new(ChoiceVerb.Show, item.Item.Key), null))]),
    };

    /// <summary>What tells one pending act from another, for the button that confirms it.</summary>
    public static string Fingerprint(Act act) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(act switch
    {
        Act.ContactData data => string.Join('\u0001', "contact", data.Mail, data.Phone, data.PostalCode, data.Territory),
        Act.Proposal proposal => string.Join('\u0001', "proposal", proposal.IsEvent, proposal.Words),
        _ => $"{act.Kind}\u0001{act.Item}\u0001{act.IsWithdrawal}",
    })).AsSpan(0, 8));

    // A button that can hold the whole act holds it: it stays true when the conversation has gone on.
    private static Choice Confirming(Act act) => act switch
    {
        Act.Rsvp { Answer: RsvpAnswer.Maybe } maybe => new(ChoiceVerb.Maybe, maybe.Event),
        Act.Rsvp { Answer: RsvpAnswer.No } no => new(ChoiceVerb.NotCome, no.Event),
        Act.Rsvp yes => new(ChoiceVerb.Come, yes.Event, yes.Heads.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Act.Support support => new(support.Withdrawn ? ChoiceVerb.Unsupport : ChoiceVerb.Support, support.Initiative),
        Act.Volunteer volunteer => new(ChoiceVerb.Volunteer, volunteer.For),
        _ => new(ChoiceVerb.Confirm, null, Fingerprint(act)),
    };

    // A request of somebody we know; whom we don't know is met by the request itself.
    private static ContactCause? Known(Situation s) => s.State is null ? null : ContactCause.Request;
}
