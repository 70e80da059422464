using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Hands;
using Relay.Core.Texts;
using Relay.Networks.Telegram;

namespace Relay.Networks.Assisted;

/// <summary>How a card is worded and laid out in Telegram: what to do, the words to copy in a block that one tap copies, and the buttons.</summary>
internal static class AssistedWords
{
    private static readonly TelegramText Rules = new();

    /// <summary>The words of the card with their markup.</summary>
    public static string Card(HandCard card, string text)
        => card.IsLast ? $"<b>{Plain(Heading(card))}</b>{Advice(card)}\n\n{Block(text)}\n\n{How.In(card.Language)}" : Block(text);

    /// <summary>The card once it is over.</summary>
    public static string Closed(HandCard card, string text, Phrase end) => $"<b>{Plain(Heading(card))}</b>\n\n{Plain(end.In(card.Language))}\n\n<blockquote expandable>{Plain(text)}</blockquote>";

    /// <summary>The words as they are shown in the shadow stage.</summary>
    public static string Shown(string heading, string text) => $"<b>{Plain(heading)}</b>\n\n{Block(text)}";

    /// <summary>The reminder.</summary>
    public static string Reminder(HandCard card) => Plain(card.Language == "fr"
        ? $"Rappel : ceci attend toujours d'être fait pour « {card.Channel} ». Répondez avec les boutons ; il n'y aura pas d'autre rappel."
        : $"A reminder: this still waits to be done for '{card.Channel}'. Answer with the buttons; there will be no other reminder.");

    /// <summary>The buttons under the card.</summary>
    public static IReadOnlyList<Button> Buttons(HandCard card, Target target)
    {
        var french = card.Language == "fr";
        return
        [
            new(french ? "Ouvrir le groupe" : "Open the group", Link: new Uri(target.Value)),
            new(french ? "Publié" : "Published", card.Yes),
            new(french ? "Pas cette fois" : "Not this time", card.No),
        ];
    }

    private static Phrase How { get; } = new("Touchez le texte pour le copier, ouvrez le groupe, collez-le, puis répondez ici.", "Tap the text to copy it, open the group, paste it, then answer here.");

    private static string Heading(HandCard card) => (card.Task, card.Language) switch
    {
        (HandTask.Correct, "fr") => $"À corriger à la main → {card.Channel}",
        (HandTask.Correct, _) => $"To be corrected by hand → {card.Channel}",
        (HandTask.TakeBack, "fr") => $"À retirer à la main → {card.Channel}",
        (HandTask.TakeBack, _) => $"To be taken back by hand → {card.Channel}",
        (_, "fr") => $"À publier à la main → {card.Channel}",
        _ => $"To be published by hand → {card.Channel}",
    };

    private static string Advice(HandCard card) => (card.Task, card.Language) switch
    {
        (HandTask.Correct, "fr") => "\nLe texte a changé : remplacez par celui-ci ce que vous avez publié.",
        (HandTask.Correct, _) => "\nThe text has changed: put this one in place of what you published.",
        (HandTask.TakeBack, "fr") => "\nCela n'a pas lieu : retirez ou corrigez ce que vous avez publié, et dites-le ainsi :",
        (HandTask.TakeBack, _) => "\nIt does not take place: take away or correct what you published, and say so:",
        _ => "",
    };

    // Letter for letter, since it is copied: nothing is made a link in such a block, so nothing needs breaking.
    private static string Block(string text) => $"<pre>{text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)}</pre>";

    private static string Plain(string text) => Rules.Escape(text, links: true);
}
