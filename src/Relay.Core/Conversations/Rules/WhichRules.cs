using Relay.Core.Conversations.Naming;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Rules;

/// <summary>Which event is meant: asked where the words leave it open, and answered by the next message, in words of its title, its place, its town or its date.</summary>
internal static class WhichRules
{
    /// <summary>From here on words that are no answer say something of their own.</summary>
    private const double Plain = .8;

    /// <summary>Asks which event is meant, and keeps what is to be done with it.</summary>
    public static Decision Ask(Situation s, IEnumerable<StoredItem> items, Meaning meaning)
    {
        var offered = items.Take(Rules.Ask.MostOffered).ToList();
        if (s.Dialog is { Question: { } before } dialog && dialog.HoldsAt(s.Now) && WasAsked(before) && before.Offered!.ToHashSet().SetEquals(offered.Select(item => item.Item.Key)))
        {
            return NotUnderstood(s); // the same question once more leads nowhere
        }
        return Rules.Ask.Which(s, offered, AttendanceWords.Which) with
        {
            Dialog = new(null, new Question(new Asked(meaning.Intent, []), null, ActKind.Rsvp) { Offered = [.. offered.Select(item => item.Item.Key)], Party = meaning.Party }, s.Now),
        };
    }

    /// <summary>Whether it was asked which event is meant.</summary>
    public static bool WasAsked(Question? open) => open is { Offered: not null, Pending: null };

    /// <summary>Whether words may name an event: they say that somebody comes or asks about one, or answer the question which it is.</summary>
    public static bool MayName(Meaning meaning, bool wasAsked, string text)
        => meaning.OptOut == OptOut.None && !Facts.IsAboutWhatIsOn(text) && (meaning.Intent is Intent.RsvpYes or Intent.RsvpNo or Intent.RsvpMaybe or Intent.Question || (wasAsked && IsReply(meaning, text)));

    /// <summary>What words mean that name an event after it was asked which: what was to be done with it, unless they say that themselves.</summary>
    public static Meaning Chosen(Meaning meaning, Question asked, string text) => meaning switch
    {
        { Intent: Intent.RsvpYes or Intent.RsvpNo or Intent.RsvpMaybe, Confidence: >= Plain } => meaning with { Party = meaning.Party ?? asked.Party },
        { Intent: Intent.Question } when Facts.IsAboutAnItem(text) => meaning,
        _ => meaning with { Intent = asked.Asked.About, Confidence = 1, Act = asked.Asked.About == Intent.Question ? ActKind.None : ActKind.Rsvp, Next = NextStep.Confirm, Party = meaning.Party ?? asked.Party },
    };

    /// <summary>What becomes of an answer that names no event: a person reads it. Null where it is no answer.</summary>
    public static Decision? Unnamed(Situation s, Meaning meaning, Question? open)
        => WasAsked(open) && s.NamedBy is null && IsReply(meaning, s.Text) && !Bare.IsNo(s.Text) && !Facts.IsAboutUs(s.Text) && !Facts.IsAboutWhatIsOn(s.Text)
            ? NotUnderstood(s)
            : null;

    private static Decision NotUnderstood(Situation s)
        => Rules.Ask.Say(s, "not-understood", CommonWords.NotUnderstood) with { Waiting = Waits.For(WaitReason.NotUnderstood, s.Now), Dialog = new(null, null, s.Now) };

    private static bool IsReply(Meaning meaning, string text) => meaning.OptOut == OptOut.None && !Given.In(text).HasPoint && meaning.Intent switch
    {
        Intent.RsvpYes or Intent.RsvpNo or Intent.RsvpMaybe or Intent.Question or Intent.GiveContact or Intent.UpdateContact or Intent.None => true,
        Intent.Smalltalk or Intent.Subscribe or Intent.Support or Intent.Volunteer or Intent.ProposeEvent or Intent.ProposeInitiative or Intent.Disagree => meaning.Confidence < Plain,
        _ => false,
    };
}
