using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Wording;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Rules;

/// <summary>Shows one item with what can be done about it, and makes it what the conversation is about.</summary>
internal static class Show
{
    public static Decision Item(Situation s, StoredItem item)
    {
        if (ItemWords.Closed(item, s.Now) is { } closed)
        {
            return Ask.Say(s, "closed", new($"{ItemWords.Named(item, "fr")} {closed.French}.", $"{ItemWords.Title(item, "en")} {closed.English}."));
        }
        var isEvent = item.Face is Event;
        var words = isEvent ? AttendanceWords.Ask(item) : SupportWords.Ask(item);
        var about = item.Face.Summary is { Length: > 0 } summary ? $"{summary.Trim()}\n" : "";
        IReadOnlyList<Offer> offers = isEvent ? AttendanceRules.Offers(s, item) : [new(SupportWords.Support.In(s.Language), new(ChoiceVerb.Support, item.Item.Key))];
        return Ask.Say(s, "shown", words) with
        {
            Dialog = new(item.Item.Key, new Question(isEvent ? Asked.Attendance : Asked.Support), s.Now),
            Reply = new(ReplyForm.Private, $"{about}{words.In(s.Language)}", item.Face.Url is { } page ? [.. offers, new(More.In(s.Language), null, page)] : offers),
        };
    }

    private static readonly Phrase More = new("En savoir plus", "More about it");
}
