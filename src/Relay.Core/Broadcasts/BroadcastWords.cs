using Relay.Core.Channels;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Wording;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Broadcasts;

/// <summary>What a broadcast says: its words, who sends it and why, and how to end it. The end is never cut off.</summary>
public static class BroadcastWords
{
    private static readonly Phrase Stop = new("STOP", "STOP");
    private static readonly Phrase More = new("En savoir plus", "More about it");

    /// <summary>The words of news of an item, by language.</summary>
    public static IReadOnlyDictionary<string, string> Of(StoredItem item) => InEach(language => Lines(ItemWords.Line(item, language), item.Face.Summary?.Trim(), item.Face.Url?.AbsoluteUri));

    /// <summary>The words that remind those who mean to come to an event, by language.</summary>
    public static IReadOnlyDictionary<string, string> Reminding(StoredItem item)
        => InEach(language => Lines(new Phrase($"Rappel : {ItemWords.Line(item, "fr")}.", $"Reminder: {ItemWords.Line(item, "en")}.").In(language), item.Face.Url?.AbsoluteUri));

    /// <summary>The whole message, at most so long.</summary>
    /// <param name="broadcast">What.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="party">In whose name.</param>
    /// <param name="longest">In UTF-16 units; more than <see cref="End"/> takes.</param>
    /// <returns>The message with the language of its words.</returns>
    public static (string Language, string Text) Message(Broadcast broadcast, string language, PartySettings party, int longest)
    {
        ArgumentNullException.ThrowIfNull(broadcast);
        var (own, words) = broadcast.In(language);
        var end = End(broadcast.Audience, party).In(own);
        return (own, $"{Cut(words.Trim(), longest - end.Length - 2)}\n\n{end}");
    }

    /// <summary>What stands under every message: that a program sends it, for whom and why, and how to end it.</summary>
    public static Phrase End(Audience audience, PartySettings party)
    {
        ArgumentNullException.ThrowIfNull(audience);
        ArgumentNullException.ThrowIfNull(party);
        var (french, english) = (party.Name ?? "la fédération numérique", party.Name ?? "the digital federation");
        return audience is Audience.Subscribers list
            ? new($"Message automatique de {french}, liste « {ListWords.Name(list.Name).French} ». Écrivez STOP pour ne plus rien recevoir.", $"Automatic message from {english}, list “{ListWords.Name(list.Name).English}”. Write STOP to receive nothing more.")
            : new($"Message automatique de {french} : vous aviez répondu à cette invitation. Écrivez STOP pour ne plus rien recevoir.", $"Automatic message from {english}: you had answered this invitation. Write STOP to receive nothing more.");
    }

    /// <summary>What can be pressed under it; the last one ends everything.</summary>
    /// <param name="broadcast">What.</param>
    /// <param name="item">Its item; null without one.</param>
    /// <param name="language">Of the words.</param>
    internal static IReadOnlyList<(string Label, Choice? Choice, Uri? Link)> Buttons(Broadcast broadcast, StoredItem? item, string language)
    {
        var offers = new List<(Phrase Label, Choice? Choice, Uri? Link)>();
        if (item is { Face: Event } && broadcast.Kind == BroadcastKind.News)
        {
            offers.AddRange([(AttendanceWords.Come, new(ChoiceVerb.Come, item.Item.Key, "1"), null), (AttendanceWords.Maybe, new(ChoiceVerb.Maybe, item.Item.Key), null)]);
        }
        if (item is { Face: Event } && broadcast.Kind == BroadcastKind.Reminder)
        {
            offers.Add((AttendanceWords.ComeNoMore, new(ChoiceVerb.NotCome, item.Item.Key), null));
        }
        if (item is { Face: Initiative } && broadcast.Kind == BroadcastKind.News)
        {
            offers.Add((SupportWords.Support, new(ChoiceVerb.Support, item.Item.Key), null));
        }
        if (item?.Face.Url is { } page)
        {
            offers.Add((More, null, page));
        }
        if (broadcast.Audience is Audience.Subscribers { Name: var list } && ListWords.Short(list) is { Length: <= Choice.LongestArgument } named)
        {
            offers.Add((ListWords.LeaveThis, new(ChoiceVerb.Unsubscribe, null, named), null));
        }
        offers.Add((Stop, new(ChoiceVerb.StopAll), null));
        return [.. offers.Select(offer => (offer.Label.In(language), offer.Choice, offer.Link))];
    }

    private static Dictionary<string, string> InEach(Func<string, string> words) => new(StringComparer.Ordinal) { ["fr"] = words("fr"), ["en"] = words("en") };

    private static string Lines(params string?[] lines) => string.Join('\n', lines.Where(line => !string.IsNullOrWhiteSpace(line)));

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }
        var at = CutPoints.Of(text).LastOrDefault(point => point < longest);
        var space = text[..at].LastIndexOfAny([' ', '\n']);
        return $"{text[..(space > at / 2 ? space : at)].TrimEnd()}…";
    }
}
