using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Rules;

/// <summary>What takes place, or can be supported, near somewhere. Where it is not known where, that is asked, and the next message answers it.</summary>
internal static class NearRules
{
    /// <summary>Events near a place, in the words of the person; those of the place that the person gave before where there are none.</summary>
    public static Decision Events(Situation s, string where)
    {
        var place = PlaceReader.Read(where);
        return place switch
        {
            { Territory: null, Choices.Count: > 0 } => Asked(s, MenuWords.WhichOf(place.Choices)),
            { Territory: null } when where.Trim().Length > 0 => Asked(s, MenuWords.UnknownPlace),
            { Territory: null } when s.Details?.Territory is null => Asked(s, MenuWords.Near),
            _ => Listed(s, isEvent: true),
        };
    }

    /// <summary>What is open of what is nearby.</summary>
    public static Decision Listed(Situation s, bool isEvent)
    {
        var open = s.Nearby.Where(item => item.Face is Event == isEvent && ItemWords.Closed(item, s.Now) is null).ToList();
        return open.Count == 0 ? Ask.Say(s, "nothing-near", isEvent ? MenuWords.NoEvents : MenuWords.NoInitiatives) : Ask.Which(s, open, isEvent ? MenuWords.Events : MenuWords.Initiatives);
    }

    /// <summary>Whether it was asked where, to list what takes place there.</summary>
    public static bool WasAsked(Question? open) => open is { Asked.About: Intent.GiveContact, For: ActKind.Rsvp };

    private static Decision Asked(Situation s, Phrase words) => Ask.Say(s, "asked-where", words) with { Dialog = new(s.Dialog?.Topic, new Question(Understanding.Asked.Territory, null, ActKind.Rsvp), s.Now) };
}
