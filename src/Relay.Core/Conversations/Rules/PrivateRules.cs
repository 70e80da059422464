using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Rules;

/// <summary>Private messages and presses: free text that would change data is read back with a button, buttons are certain (CV-03).</summary>
internal sealed class PrivateRules(PartySettings party)
{
    /// <summary>Below it an intent was guessed by single words.</summary>
    private const double Guess = .6;

    private static readonly TimeSpan SmalltalkRest = TimeSpan.FromHours(1);

    private readonly ListRules _lists = new(party);

    /// <summary>Words that stop nothing.</summary>
    public Decision Decide(Situation s, Meaning meaning)
    {
        var decision = Understood(s, meaning);
        if (decision is { Reply: not null, Dialog: null, Why: not "answered" } && Open(s)?.Pending is not null)
        {
            decision = decision with { Dialog = new(s.Dialog?.Topic, null, s.Now) }; // a yes to what is said now confirms nothing of before
        }
        return s.IsQuiet && meaning.Intent is Intent.Smalltalk or Intent.Disagree or Intent.Question or Intent.None or Intent.Complaint
            ? decision with { Reply = null } // quiet after an insult: a person may answer, a program does not
            : decision;
    }

    private Decision Understood(Situation s, Meaning meaning)
    {
        var open = s.Dialog is { Question: { } asked } dialog && dialog.HoldsAt(s.Now) ? asked : null;
        if (open is { Asked.IsAge: true } && Childhood.Age(s.Text) is { } told)
        {
            return Aged(s, told);
        }
        if (WhichRules.Unnamed(s, meaning, open) is { } unnamed && !Childhood.IsIn(s.Text) && !Childhood.IsHintedIn(s.Text))
        {
            return unnamed;
        }
        if (open is not null && Answered(s, meaning, open) is { } answered)
        {
            return answered;
        }
        return meaning.Intent switch
        {
            Intent.Threat => Endangered(s),
            _ when Childhood.IsIn(s.Text) => Minor(s),
            _ when Childhood.IsHintedIn(s.Text) && !IsForAPerson(s, meaning) && s.Details?.Age is null or AgeBand.Unknown => Ask.Say(s, "asked-age", CommonWords.HowOld) with { Dialog = new(s.Dialog?.Topic, new Question(Asked.Age), s.Now) },
            _ when meaning.OptOut == OptOut.Review => ListRules.Leave(s), // of one list: see whoever decides between all and one
            Intent.ProposeEvent or Intent.ProposeInitiative when s.Text.TrimEnd().EndsWith('?') && (meaning.Confidence < Guess || Facts.IsAboutWhatIsOn(s.Text)) => Questioned(s, meaning, open),
            Intent.Deceased when !IsDeath(s, meaning) => _lists.Given(s, open),
            Intent.Deceased => new("deceased") { Cause = s.State is null ? null : ContactCause.Doubt, Waiting = Waits.For(WaitReason.Deceased, s.Now) },
            Intent.DataRequest => Passed(s, "data-request", WaitReason.DataRequest, CommonWords.DataRequest),
            Intent.Complaint when meaning.Confidence < Guess && Facts.IsQuestion(s.Text) && meaning.Also.Contains(Intent.Question) => Questioned(s, meaning, open),
            Intent.Complaint => Passed(s, "complaint", WaitReason.Complaint, CommonWords.Human) with { Cause = s.State is null ? null : ContactCause.Doubt },
            Intent.Human => Passed(s, "human", Journalism.IsIn(s.Text) ? WaitReason.Press : WaitReason.Human, CommonWords.Human),
            // Too unsure to be read back: nothing is offered or asked as if it were understood.
            Intent.RsvpYes or Intent.RsvpNo or Intent.RsvpMaybe or Intent.Support or Intent.SupportWithdraw or Intent.Subscribe or Intent.OptOutTopic or Intent.Volunteer or Intent.ProposeEvent or Intent.ProposeInitiative or Intent.Disagree
                when meaning.Next == NextStep.Human => NotUnderstood(s),
            Intent.GiveContact or Intent.UpdateContact when meaning.Next == NextStep.Human && !Given.In(s.Text).HasPoint => NotUnderstood(s),
            Intent.RsvpYes or Intent.RsvpNo or Intent.RsvpMaybe => AttendanceRules.Decide(s, meaning, open),
            Intent.Support or Intent.SupportWithdraw => SupportRules.Decide(s, meaning),
            Intent.Subscribe => _lists.Join(s),
            Intent.OptOutTopic => ListRules.Leave(s),
            Intent.GiveContact or Intent.UpdateContact => _lists.Given(s, open),
            Intent.Volunteer => Ask.ReadBack(s, new Act.Volunteer(s.Items.Count > 0 ? s.Items[0].Item.Key : null), Intent.Volunteer, SupportWords.VolunteerReadBack),
            Intent.ProposeEvent or Intent.ProposeInitiative
                => Ask.ReadBack(s, new Act.Proposal(meaning.Intent == Intent.ProposeEvent, s.Text), meaning.Intent, SupportWords.ProposalReadBack),
            Intent.Question => Questioned(s, meaning, open),
            Intent.Disagree => Ask.Say(s, "disagree", CommonWords.Disagree).Offering([ToAPerson(s)]),
            Intent.Insult => PublicRules.Insulted(s),
            Intent.Spam => Decision.Silent("spam"),
            Intent.Smalltalk => s.AnsweredAt is { } at && s.Now - at < SmalltalkRest && !s.Text.TrimEnd().EndsWith('?') ? Decision.Silent("smalltalk") : Ask.Say(s, "smalltalk", new($"{CommonWords.Hello.French}\n{MenuWords.Menu.French}", $"{CommonWords.Hello.English}\n{MenuWords.Menu.English}")),
            _ => meaning.Next == NextStep.Human ? NotUnderstood(s) : Decision.Silent("nothing-to-do"),
        };
    }

    /// <summary>A press; null where the button was none of ours or is too old.</summary>
    public Decision Decide(Situation s, Choice? choice)
    {
        if (choice is null)
        {
            return Ask.Say(s, "button-expired", CommonWords.Expired);
        }
        return choice.Verb switch
        {
            ChoiceVerb.Come or ChoiceVerb.Maybe or ChoiceVerb.NotCome => AttendanceRules.Pressed(s, choice),
            ChoiceVerb.Support or ChoiceVerb.Unsupport => SupportRules.Pressed(s, choice),
            ChoiceVerb.Show when s.Items.FirstOrDefault(item => item.Item.Key == choice.Item) is { } item => Show.Item(s, item),
            ChoiceVerb.Show when choice.Item is null && Territory.TryParse(choice.Argument, out var place) => SpaceRules.At(s, place, null),
            ChoiceVerb.Subscribe when choice.Argument.Length > 0 => _lists.Joined(s, choice.Argument),
            ChoiceVerb.Unsubscribe when choice.Argument.Length > 0 => ListRules.Left(s, choice.Argument),
            ChoiceVerb.Volunteer => Recorded(s, new Act.Volunteer(choice.Item)),
            ChoiceVerb.Confirm when Open(s)?.Pending is { } pending && Ask.Fingerprint(pending) == choice.Argument => Recorded(s, pending),
            ChoiceVerb.Correct => Corrected(s),
            ChoiceVerb.GoOn => Ask.Say(s, "stop-not-meant", CommonWords.GoesOn),
            ChoiceVerb.Human => Passed(s, "human", WaitReason.Human, CommonWords.Human),
            _ => Ask.Say(s, "button-expired", CommonWords.Expired),
        };
    }

    private static Question? Open(Situation s) => s.Dialog is { } dialog && dialog.HoldsAt(s.Now) ? dialog.Question : null;

    /// <summary>Words against the last question; null where they say something of their own.</summary>
    private Decision? Answered(Situation s, Meaning meaning, Question open)
    {
        var isBare = s.Text.Trim().Length <= 24;
        if (meaning.Intent == Intent.None && meaning.Confidence >= .9 && isBare)
        {
            return open.Asked.About == Intent.OptOut ? Ask.Say(s, "stop-not-meant", CommonWords.GoesOn) : Corrected(s);
        }
        if (open.Pending is not { } pending)
        {
            return null;
        }
        if (Bare.IsYes(s.Text))
        {
            return Recorded(s, pending);
        }
        if (Bare.IsNo(s.Text))
        {
            return Corrected(s);
        }
        if (meaning.Confidence < .8)
        {
            return null;
        }
        var isSame = meaning.Intent == open.Asked.About && (meaning.Party is null || pending is not Act.Rsvp rsvp || rsvp.Heads == meaning.Party);
        return isSame && (isBare || pending is Act.Rsvp or Act.Support) ? Recorded(s, pending) : null;
    }

    private Decision Recorded(Situation s, Act act) => act switch
    {
        Act.Rsvp rsvp => AttendanceRules.Recorded(s, rsvp),
        Act.Support support => SupportRules.Recorded(s, support),
        Act.Subscription { Withdrawn: false } list => _lists.Joined(s, list.List),
        Act.Subscription list => ListRules.Left(s, list.List),
        Act.Volunteer => Ask.Noted(s, act, SupportWords.VolunteerNoted) with { Waiting = Waits.For(WaitReason.Human, s.Now) },
        Act.Proposal => Ask.Noted(s, act, SupportWords.ProposalNoted) with { Waiting = Waits.For(WaitReason.Proposal, s.Now) },
        _ => Ask.Noted(s, act, ContactWords.Noted),
    };

    private static Decision Corrected(Situation s) => Open(s)?.Pending is Act.Rsvp && s.Items.FirstOrDefault(item => item.Item.Key == ((Act.Rsvp)Open(s)!.Pending!).Event) is { } item
        ? AttendanceRules.Asked(s, item)
        : Ask.Say(s, "not-confirmed", CommonWords.Nothing) with { Dialog = new(s.Dialog?.Topic, null, s.Now) };

    // A person reads it and nobody is signed up by it, so that whose school is named need not be a pupil's.
    private static bool IsForAPerson(Situation s, Meaning meaning) => meaning.Intent is Intent.DataRequest or Intent.Complaint or Intent.Human || IsDeath(s, meaning);

    // A guess by single words of somebody who gives a relative's number is no report of a death.
    private static bool IsDeath(Situation s, Meaning meaning) => meaning.Intent == Intent.Deceased && (meaning.Confidence >= Guess || Given.In(s.Text) is not { HasPoint: true });

    private static Decision Minor(Situation s) => Ask.Say(s, "minor", CommonWords.Minor) with { Cause = s.State is null ? null : ContactCause.MinorAge };

    private static Decision Aged(Situation s, int age) => Childhood.IsUnderAge(age) ? Minor(s)
        : Ask.Say(s, "of-age", CommonWords.OfAge) with { Age = age < 17 ? AgeBand.From15To16 : AgeBand.From17, Dialog = new(s.Dialog?.Topic, null, s.Now) };

    private static Decision Endangered(Situation s) => Distress.IsIn(s.Text)
        ? Passed(s, "distress", WaitReason.Distress, CommonWords.Distress)
        : new("threat") { Waiting = Waits.For(WaitReason.Threat, s.Now) };

    private static Decision Questioned(Situation s, Meaning meaning, Question? open)
    {
        if (Facts.Answer(s) is { } answer)
        {
            return Ask.Say(s, "answered", Phrase.Said(answer)) with { Dialog = s.Items.Count == 1 ? new(s.Items[0].Item.Key, WhichRules.WasAsked(open) ? null : s.Dialog?.Question, s.Now) : null };
        }
        if (WhichRules.WasAsked(open) && s is { NamedBy: not null, Items.Count: 1 } && !Facts.IsQuestion(s.Text))
        {
            return Show.Item(s, s.Items[0]); // it was asked about an event, and this is the one
        }
        if (s.Items.Count == 0 && Facts.IsAboutWhatIsOn(s.Text))
        {
            return NearRules.Listed(s, isEvent: true);
        }
        return s.Items.Count == 0 && s.Nearby.Count > 0 && (Facts.IsAboutAnItem(s.Text, s.NamedBy) || (WhichRules.WasAsked(open) && s.NamedBy is not null))
            ? WhichRules.Ask(s, s.Nearby, meaning)
            : Passed(s, "unknown-answer", WaitReason.UnknownAnswer, CommonWords.Human);
    }

    private static Decision NotUnderstood(Situation s) => Passed(s, "not-understood", WaitReason.NotUnderstood, CommonWords.NotUnderstood);

    private static Decision Passed(Situation s, string why, WaitReason reason, Phrase words) => Ask.Say(s, why, words) with { Waiting = Waits.For(reason, s.Now) };

    private static Offer ToAPerson(Situation s) => new(CommonWords.Person.In(s.Language), new(ChoiceVerb.Human));
}
