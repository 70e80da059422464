using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;

namespace Relay.Core.Conversations.Rules;

/// <summary>Supporting an initiative, and taking that back.</summary>
internal static class SupportRules
{
    public static Decision Decide(Situation s, Meaning meaning)
    {
        var all = s.Items.Where(item => item.Face is Initiative).DistinctBy(item => item.Item.Key).ToList();
        if (all.Count != 1)
        {
            var near = all.Count > 1 ? all : s.Nearby.Where(item => item.Face is Initiative && ItemWords.Closed(item, s.Now) is null).ToList();
            return near.Count > 0 ? Ask.Which(s, near, SupportWords.Which) : Ask.Say(s, "asked-which", SupportWords.WhichUnknown);
        }
        var act = new Act.Support(all[0].Item.Key, meaning.Withdrawn);
        return ItemWords.Closed(all[0], s.Now) is { } closed && !act.Withdrawn
            ? Ask.Say(s, "closed", AttendanceWords.Closed(all[0], closed))
            : Ask.ReadBack(s, act, meaning.Intent, SupportWords.ReadBack(all[0], act.Withdrawn));
    }

    public static Decision Pressed(Situation s, Choice choice) => choice.Item is { } item && s.Items.Any(one => one.Item.Key == item && one.Face is Initiative)
        ? Recorded(s, new Act.Support(item, choice.Verb == ChoiceVerb.Unsupport))
        : Ask.Say(s, "button-expired", CommonWords.Expired);

    public static Decision Recorded(Situation s, Act.Support act)
    {
        if (s.Items.FirstOrDefault(item => item.Item.Key == act.Initiative) is not { } item)
        {
            return Ask.Say(s, "gone", MenuWords.Gone);
        }
        if (ItemWords.Closed(item, s.Now) is { } closed && !act.Withdrawn)
        {
            return Ask.Say(s, "closed", AttendanceWords.Closed(item, closed));
        }
        var decision = Ask.Noted(s, act, SupportWords.Noted(item, act.Withdrawn));
        return decision with
        {
            Reply = decision.Reply! with
            {
                Buttons = act.Withdrawn ? [] : [new(SupportWords.Unsupport.In(s.Language), new(ChoiceVerb.Unsupport, act.Initiative))],
            },
        };
    }
}
