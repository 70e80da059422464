using System.Globalization;
using Relay.Core.Conversations.Settling;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said about coming to an event.</summary>
internal static class AttendanceWords
{
    public static readonly Phrase Come = new("Je viens", "I'm coming");
    public static readonly Phrase Maybe = new("Peut-être", "Maybe");
    public static readonly Phrase NotCome = new("Non", "No");
    public static readonly Phrase ComeNoMore = new("Je ne viens plus", "I can't come anymore");

    public static readonly Phrase Page = new("Page de la rencontre", "The event's page");
    public static readonly Phrase OnTelegram = new("Suivre sur Telegram", "Be told on Telegram");

    /// <summary>Where nobody can be written to for long.</summary>
    public static readonly Phrase NotForLong = new(
        "Ici, je ne peux plus vous écrire passé 24 heures : pour être prévenu si la rencontre change, passez par Telegram.",
        "Here I can't write to you after 24 hours: to be told if the event changes, use Telegram.");

    public static readonly Phrase Which = new("De quelle rencontre parlez-vous ?", "Which event do you mean?");

    public static readonly Phrase WhichUnknown = new(
        "De quelle rencontre parlez-vous ? Écrivez /evenements suivi de votre code postal pour voir celles qui sont près de chez vous.",
        "Which event do you mean? Write /events and your postal code to see those near you.");

    public static Phrase Ask(StoredItem item) => new($"Venez-vous à {ItemWords.Line(item, "fr")} ?", $"Are you coming to {ItemWords.Line(item, "en")}?");

    /// <summary>Reads back what would be recorded.</summary>
    public static Phrase ReadBack(StoredItem item, Act.Rsvp act) => act.Answer switch
    {
        RsvpAnswer.No => new($"Je note : vous ne venez pas à {ItemWords.Line(item, "fr")}. C’est bien cela ?", $"I'm noting: you are not coming to {ItemWords.Line(item, "en")}. Is that right?"),
        RsvpAnswer.Maybe => new($"Je note : vous viendrez peut-être à {ItemWords.Line(item, "fr")}. C’est bien cela ?", $"I'm noting: you may come to {ItemWords.Line(item, "en")}. Is that right?"),
        _ => new($"Je note : vous venez à {ItemWords.Line(item, "fr")}, {People(act.Heads).French}. C’est bien cela ?", $"I'm noting: you are coming to {ItemWords.Line(item, "en")}, {People(act.Heads).English}. Is that right?"),
    };

    /// <summary>Says what was recorded.</summary>
    public static Phrase Noted(StoredItem item, Act.Rsvp act) => act.Answer switch
    {
        RsvpAnswer.No => new($"C’est noté : vous ne venez pas à {ItemWords.Line(item, "fr")}.", $"Noted: you are not coming to {ItemWords.Line(item, "en")}."),
        RsvpAnswer.Maybe => new($"C’est noté : vous viendrez peut-être à {ItemWords.Line(item, "fr")}.", $"Noted: you may come to {ItemWords.Line(item, "en")}."),
        RsvpAnswer.Waitlist => new(
            $"C’est complet : {ItemWords.Line(item, "fr")}. Vous êtes sur la liste d’attente, {People(act.Heads).French} ; je vous écris si une place se libère.", $"{ItemWords.Line(item, "en")} is full. You are on the waiting list, {People(act.Heads).English}; I write to you if a seat becomes free."),
        _ => new($"C’est noté : vous venez à {ItemWords.Line(item, "fr")}, {People(act.Heads).French}.", $"Noted: you are coming to {ItemWords.Line(item, "en")}, {People(act.Heads).English}."),
    };

    /// <summary>Says that there is no room for more people than were noted before.</summary>
    public static Phrase NoMoreSeats(StoredItem item, Act.Rsvp kept) => new(
        $"Il ne reste pas assez de places pour plus de monde. Je garde ce qui était noté : vous venez à {ItemWords.Line(item, "fr")}, {People(kept.Heads).French}.",
        $"There are not enough seats left for more people. I keep what was noted: you are coming to {ItemWords.Line(item, "en")}, {People(kept.Heads).English}.");

    public static Phrase Closed(StoredItem item, Phrase why) => new($"{ItemWords.Named(item, "fr")} {why.French}. Rien n’est enregistré.", $"{ItemWords.Title(item, "en")} {why.English}. Nothing is recorded.");

    /// <summary>How many come, the person included.</summary>
    public static Phrase People(int heads) => heads == 1
        ? new("1 personne", "1 person")
        : new(string.Create(CultureInfo.InvariantCulture, $"{heads} personnes"), string.Create(CultureInfo.InvariantCulture, $"{heads} people"));
}
