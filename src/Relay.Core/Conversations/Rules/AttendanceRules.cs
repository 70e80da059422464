using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Calendars;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Rules;

/// <summary>Coming to an event.</summary>
internal static class AttendanceRules
{
    private const double SureEnough = .8;

    public static Decision Decide(Situation s, Meaning meaning, Question? open)
    {
        var events = s.Items.Where(item => item.Face is Event).DistinctBy(item => item.Item.Key).ToList();
        if (events.Count == 0)
        {
            var near = s.Nearby.Where(item => item.Face is Event && ItemWords.Closed(item, s.Now) is null).ToList();
            return near.Count > 0 ? WhichRules.Ask(s, near, meaning) : Ask.Say(s, "asked-which", AttendanceWords.WhichUnknown);
        }
        if (events.Count > 1)
        {
            return WhichRules.Ask(s, events, meaning);
        }
        var item = events[0];
        if (ItemWords.Closed(item, s.Now) is { } closed)
        {
            return Ask.Say(s, "closed", AttendanceWords.Closed(item, closed));
        }
        if (meaning.Confidence < SureEnough || meaning.Next == NextStep.Ask)
        {
            return Asked(s, item);
        }
        var heads = meaning.Party ?? (open?.Pending is Act.Rsvp before && before.Event == item.Item.Key ? before.Heads : 1);
        var act = meaning.Intent switch
        {
            Intent.RsvpNo => new Act.Rsvp(item.Item.Key, RsvpAnswer.No),
            Intent.RsvpMaybe => new Act.Rsvp(item.Item.Key, RsvpAnswer.Maybe),
            _ => new Act.Rsvp(item.Item.Key, RsvpAnswer.Yes, heads),
        };
        return Ask.ReadBack(s, act, meaning.Intent, AttendanceWords.ReadBack(item, act));
    }

    public static Decision Pressed(Situation s, Choice choice)
    {
        var item = s.Items.FirstOrDefault(item => item.Item.Key == choice.Item && item.Face is Event);
        return item is null ? Ask.Say(s, "button-expired", CommonWords.Expired) : Recorded(s, choice.Verb switch
        {
            ChoiceVerb.NotCome => new Act.Rsvp(item.Item.Key, RsvpAnswer.No),
            ChoiceVerb.Maybe => new Act.Rsvp(item.Item.Key, RsvpAnswer.Maybe),
            _ => new Act.Rsvp(item.Item.Key, RsvpAnswer.Yes, choice.Heads),
        });
    }

    public static Decision Recorded(Situation s, Act.Rsvp act)
    {
        if (s.Items.FirstOrDefault(item => item.Item.Key == act.Event) is not { Face: Event held } item)
        {
            return Ask.Say(s, "gone", MenuWords.Gone);
        }
        if (ItemWords.Closed(item, s.Now) is { } closed)
        {
            return Ask.Say(s, "closed", AttendanceWords.Closed(item, closed));
        }
        var noted = Seated(s, held, act);
        var decision = Ask.Noted(s, noted, noted == act || noted.Answer == RsvpAnswer.Waitlist ? AttendanceWords.Noted(item, noted) : AttendanceWords.NoMoreSeats(item, noted));
        var words = s.LastingDoor is null || noted.Answer == RsvpAnswer.No ? decision.Reply!.Text : $"{decision.Reply!.Text} {AttendanceWords.NotForLong.In(s.Language)}";
        return decision with { Reply = decision.Reply with { Text = words, Buttons = Afterwards(s, item, noted), File = noted.Answer is RsvpAnswer.Yes or RsvpAnswer.Maybe ? CalendarFile.Of(item, s.Now) : null } };
    }

    /// <summary>The answer as it can be recorded: with a seat, on the waiting list, or, for somebody who has a seat and wants more of them than there are, as it was.</summary>
    private static Act.Rsvp Seated(Situation s, Event held, Act.Rsvp act)
    {
        // What the party counts and what we count may be the same people: the larger number is what is known for certain.
        var taken = Math.Max(held.Registrations ?? 0, s.Taken.GetValueOrDefault(act.Event));
        var mine = s.Standing.LastOrDefault(own => own.Event == act.Event && own.Answer == RsvpAnswer.Yes);
        if (act.Answer != RsvpAnswer.Yes || held.Capacity is not { } capacity || (mine is not null && act.Heads <= mine.Heads))
        {
            return act;
        }
        // Whoever waits already comes first; who has a seat has been counted by the party, and takes part in no queue for it.
        var before = mine is null ? taken + s.Queued.GetValueOrDefault(act.Event) : Math.Max((held.Registrations ?? 0) - mine.Heads, s.Taken.GetValueOrDefault(act.Event)) + s.Queued.GetValueOrDefault(act.Event);
        return before + act.Heads <= capacity ? act : mine ?? act with { Answer = RsvpAnswer.Waitlist };
    }

    /// <summary>What can be done next: go back on it, look at the page where no file tells when and where, be told of changes.</summary>
    private static List<Offer> Afterwards(Situation s, StoredItem item, Act.Rsvp noted)
    {
        List<Offer> offers = noted.Answer == RsvpAnswer.No
            ? [new(AttendanceWords.Come.In(s.Language), new(ChoiceVerb.Come, noted.Event))]
            : [new(AttendanceWords.ComeNoMore.In(s.Language), new(ChoiceVerb.NotCome, noted.Event))];
        if (noted.Answer != RsvpAnswer.No && !s.Network.HasFiles && item.Face.Url is { } page)
        {
            offers.Add(new(AttendanceWords.Page.In(s.Language), null, page));
        }
        if (noted.Answer != RsvpAnswer.No && s.LastingDoor is { } door)
        {
            offers.Add(new(AttendanceWords.OnTelegram.In(s.Language), null, door));
        }
        return offers;
    }

    /// <summary>Asks with the three buttons.</summary>
    public static Decision Asked(Situation s, StoredItem item) => Ask.Say(s, "asked", AttendanceWords.Ask(item)) with
    {
        Dialog = new(item.Item.Key, new Question(Understanding.Asked.Attendance), s.Now),
        Reply = new(ReplyForm.Private, AttendanceWords.Ask(item).In(s.Language), Offers(s, item)),
    };

    public static IReadOnlyList<Offer> Offers(Situation s, StoredItem item) =>
    [
        new(AttendanceWords.Come.In(s.Language), new(ChoiceVerb.Come, item.Item.Key)),
        new(AttendanceWords.Maybe.In(s.Language), new(ChoiceVerb.Maybe, item.Item.Key)),
        new(AttendanceWords.NotCome.In(s.Language), new(ChoiceVerb.NotCome, item.Item.Key)),
    ];
}
