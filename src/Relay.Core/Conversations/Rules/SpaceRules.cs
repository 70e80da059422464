using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Rules;

/// <summary>Where people talk near somebody, and how somebody passes on what they have just joined.</summary>
internal static class SpaceRules
{
    private const int MostListed = 8;
    private const int MostAfterwards = 2;
    private const int ShareRow = 1;

    /// <summary>What is near a place that was named, or where the person lives; asked where neither is known.</summary>
    public static Decision Asked(Situation s, string place)
    {
        var read = PlaceReader.Read(place);
        var territory = read.Territory ?? (read.Choices.Count == 0 ? s.Details?.Territory : null);
        return territory is not null ? At(s, territory, PostalCodeIn(place) ?? s.Details?.PostalCode)
            : read.Choices.Count > 0 ? Which(s, read.Choices)
            : Where(s);
    }

    /// <summary>What is near a place.</summary>
    public static Decision At(Situation s, Territory place, string? postalCode)
    {
        var near = SpaceDirectory.Near(s.Spaces, place, postalCode).Take(MostListed).ToList();
        return Told(s, near, near.Count == 0 ? MenuWords.NoSpaces : MenuWords.Spaces) with { Dialog = new(s.Dialog?.Topic, null, s.Now) };
    }

    /// <summary>After somebody has joined something: the row to pass it on, and the nearest spaces to talk about it.</summary>
    public static Reply With(Situation s, Decision decision, Reply reply)
    {
        if (reply.Form != ReplyForm.Private || decision.Acts.FirstOrDefault(IsJoining) is not { } act)
        {
            return reply;
        }
        var item = s.Items.FirstOrDefault(one => one.Item.Key == act.Item);
        var shares = item is not null ? Shares(s, item, reply) : act is Act.Subscription news && TerritoryOf(news.List) is { } at ? Shares(s, at) : [];
        IReadOnlyCollection<string> themes = item?.Face.Themes ?? [];
        var place = act is Act.Subscription list ? TerritoryOf(list.List) : s.Details?.Territory ?? item?.Face.Territory;
        var near = SpaceDirectory.Near(s.Spaces, place, s.Details?.PostalCode, themes).Where(space => !SpaceDirectory.IsAboutElse(space, themes)).Take(MostAfterwards).ToList();
        var doors = near.Where(space => space.Page is not null).Select((space, index) => new Offer(space.Name, null, space.Page) { Row = ShareRow + 1 + index }).ToList();
        var words = (shares.Count, doors.Count) switch
        {
            (0, 0) => "",
            (0, _) => $"\n\n{SpaceWords.Talk.In(s.Language)}",
            (_, 0) => $"\n\n{SpaceWords.Share.In(s.Language)}",
            _ => $"\n\n{SpaceWords.ShareAndTalk.In(s.Language)}",
        };
        return reply with { Text = $"{reply.Text}{string.Concat(near.Select(space => Line(space, s.Language)))}{words}", Buttons = [.. reply.Buttons, .. shares, .. doors] };
    }

    private static bool IsJoining(Act act) => act switch
    {
        Act.Rsvp rsvp => rsvp.Answer is not RsvpAnswer.No,
        Act.Support or Act.Subscription => !act.IsWithdrawal,
        _ => false,
    };

    // Where there is no room for a row of buttons, one of long links would bury the answer: the page alone can be passed on by hand.
    private static List<Offer> Shares(Situation s, StoredItem item, Reply reply)
    {
        if (s.Network.HasKeyboards)
        {
            return [.. ShareLinks.Of(item, s.ShareDoor, s.Language).Select(link => new Offer(link.Network, null, link.Link) { Row = ShareRow })];
        }
        var page = item.Face.Url ?? s.ShareDoor;
        return page is null || reply.Buttons.Any(offer => offer.Link == page) ? [] : [new(ShareLinks.Title.In(s.Language), null, page)];
    }

    // Friends find the same list: they are asked there whether they want it, and count for the copy that began it.
    private static List<Offer> Shares(Situation s, Territory territory)
    {
        if (s.BotDoor is not { } bot)
        {
            return [];
        }
        var door = new Uri($"{bot.AbsoluteUri}?start={s.SharePayload}{CommandRules.TerritoryMark}{territory.Code}");
        return s.Network.HasKeyboards
            ? [.. ShareLinks.Of(SpaceWords.News(territory).In(s.Language), door).Select(link => new Offer(link.Network, null, link.Link) { Row = ShareRow })]
            : [new(ShareLinks.Title.In(s.Language), null, door)];
    }

    private static Decision Where(Situation s)
    {
        var everywhere = SpaceDirectory.Near(s.Spaces, null).Take(MostAfterwards).ToList();
        return Told(s, everywhere, MenuWords.Near) with { Dialog = new(s.Dialog?.Topic, new Question(Understanding.Asked.Territory), s.Now) };
    }

    private static Decision Which(Situation s, IReadOnlyList<Territory> choices)
        => Ask.Say(s, "asked-where", ListWords.WhichPlace).Offering(choices.Take(6).Select(territory => new Offer(territory.Name, new(ChoiceVerb.Show, null, territory.Code)))) with
        {
            Dialog = new(s.Dialog?.Topic, new Question(Understanding.Asked.Territory), s.Now),
        };

    private static Decision Told(Situation s, IReadOnlyList<Space> near, Phrase words)
    {
        string In(string language) => $"{words.In(language)}{string.Concat(near.Select(space => Line(space, language)))}";
        return Ask.Say(s, "spaces", new(In("fr"), In("en"))).Offering(near.Where(space => space.Page is not null).Select(space => new Offer(space.Name, null, space.Page)));
    }

    private static string Line(Space space, string language) => space.Contact is null ? "" : $"\n{(language == "fr" ? $"{space.Name}\u00A0: {space.Contact}" : $"{space.Name}: {space.Contact}")}";

    private static Territory? TerritoryOf(string list)
        => list.StartsWith(ListWords.OfTerritory, StringComparison.Ordinal) && Territory.TryParse(list[ListWords.OfTerritory.Length..], out var territory) ? territory : null;

    private static string? PostalCodeIn(string place)
    {
        var digits = string.Concat(place.Where(letter => letter != ' '));
        var at = Enumerable.Range(0, Math.Max(0, digits.Length - 4)).FirstOrDefault(start => digits.AsSpan(start, 5).ContainsAnyExceptInRange('0', '9') is false, -1);
        return at < 0 ? null : digits.Substring(at, 5);
    }
}
