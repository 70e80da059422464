using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Territories;

namespace Relay.Core.Conversations.Rules;

/// <summary>Lists of news, and what somebody gives to be reached by. A yes is given to words that were seen (DP-09); leaving is as easy as joining.</summary>
internal sealed class ListRules(PartySettings party)
{
    /// <summary>Wants news: of where?</summary>
    public Decision Join(Situation s)
    {
        var place = PlaceReader.Read(s.Text);
        var territory = place.Territory ?? (place.Choices.Count == 0 ? s.Details?.Territory : null);
        return territory is not null ? Offered(s, territory) : place.Choices.Count > 0 ? Choose(s, place.Choices) : Where(s);
    }

    /// <summary>Asks where, for a list.</summary>
    public static Decision Where(Situation s) => Ask.Say(s, "asked-where", ListWords.Where) with { Dialog = new(s.Dialog?.Topic, new Question(Asked.Territory, null, ActKind.Subscription), s.Now) };

    /// <summary>Shows the words that a yes is given to.</summary>
    public Decision Offered(Situation s, Territory territory)
    {
        var act = new Act.Subscription($"{ListWords.OfTerritory}{territory.Code}");
        var wording = ListWords.Consent(act.List, party);
        return Ask.Say(s, "offered-list", wording) with
        {
            Dialog = new(s.Dialog?.Topic, new Question(Asked.Subscription, act), s.Now),
            Reply = new(ReplyForm.Private, wording.In(s.Language), [new(ListWords.Yes.In(s.Language), new(ChoiceVerb.Subscribe, null, territory.Code)), new(ListWords.No.In(s.Language), new(ChoiceVerb.Correct))]),
        };
    }

    /// <summary>Says yes to the list of a territory, by its code or its name.</summary>
    public Decision Joined(Situation s, string list)
    {
        var name = list.StartsWith(ListWords.OfTerritory, StringComparison.Ordinal) ? list : $"{ListWords.OfTerritory}{list}";
        if (!Territory.TryParse(name[ListWords.OfTerritory.Length..], out _))
        {
            return Ask.Say(s, "button-expired", CommonWords.Expired);
        }
        var act = new Act.Subscription(name, ListWords.Consent(name, party).In(s.Language));
        return Ask.Noted(s, act, ListWords.Joined(name)) with { Cause = ContactCause.Subscription };
    }

    /// <summary>Wants to leave one list, and says which, or can only mean the one there is: that is done, and asks nobody whether all is meant.</summary>
    public static bool IsOfOneList(Situation s, Meaning meaning)
        => meaning.OptOut == OptOut.Review && (Named(s).Count == 1 || (meaning.Intent == Intent.OptOutTopic && s.Lists.Count > 0)) && (meaning.Intent == Intent.OptOutTopic || meaning.Also.Contains(Intent.OptOutTopic));

    /// <summary>Wants no more of a list.</summary>
    public static Decision Leave(Situation s)
    {
        var named = Named(s);
        IReadOnlyList<string> meant = named.Count > 0 ? named : s.Lists;
        return meant.Count switch
        {
            0 => Ask.Say(s, "no-list", ListWords.NoList),
            1 => Left(s, meant[0]),
            _ => Ask.Say(s, "asked-list", ListWords.WhichList).Offering(meant.Select(list => new Offer(ListWords.Name(list).In(s.Language), new(ChoiceVerb.Unsubscribe, null, ListWords.Short(list))))),
        };
    }

    private static List<string> Named(Situation s)
    {
        if (s.Lists.Count == 0)
        {
            return [];
        }
        var place = PlaceReader.Read(s.Text);
        return [.. place.Choices.Append(place.Territory).OfType<Territory>().Select(territory => $"{ListWords.OfTerritory}{territory.Code}").Distinct(StringComparer.Ordinal).Where(s.Lists.Contains)];
    }

    /// <summary>Leaves a list.</summary>
    public static Decision Left(Situation s, string list)
    {
        var name = list.Contains(':', StringComparison.Ordinal) ? list : $"{ListWords.OfTerritory}{list}";
        return Ask.Noted(s, new Act.Subscription(name, Withdrawn: true), ListWords.Left(name));
    }

    /// <summary>Gave contact data, or the place that we asked for.</summary>
    public Decision Given(Situation s, Question? open)
    {
        if (NearRules.WasAsked(open))
        {
            return NearRules.Events(s, s.Text);
        }
        if (open is { Asked.About: Intent.GiveContact, For: ActKind.Subscription })
        {
            return Join(s);
        }
        if (open is { Asked.About: Intent.GiveContact, For: ActKind.None, Pending: null } && PlaceReader.Read(s.Text).Choices.Count > 0)
        {
            return SpaceRules.Asked(s, s.Text);
        }
        var given = Rules.Given.In(s.Text);
        if (given.IsOfSomebodyElse)
        {
            return Ask.Say(s, "of-somebody-else", ContactWords.OfSomebodyElse);
        }
        var data = given.IsEmpty && PlaceReader.Read(s.Text).Territory is { } territory ? new Act.ContactData(Territory: territory.Code) : given.Data;
        return data is { Mail: null, Phone: null, PostalCode: null, Territory: null }
            ? Ask.Say(s, "asked-what", ContactWords.What)
            : Ask.ReadBack(s, data, Intent.GiveContact, ContactWords.ReadBack(data));
    }

    private static Decision Choose(Situation s, IReadOnlyList<Territory> choices)
        => Ask.Say(s, "asked-where", ListWords.WhichPlace).Offering(choices.Take(6).Select(territory => new Offer(territory.Name, new(ChoiceVerb.Subscribe, null, territory.Code)))) with
        {
            Dialog = new(s.Dialog?.Topic, new Question(Asked.Territory, null, ActKind.Subscription), s.Now),
        };
}
