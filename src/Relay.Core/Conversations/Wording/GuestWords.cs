using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What those are told who answered an invitation, without having asked anything now.</summary>
internal static class GuestWords
{
    public static readonly Phrase FileUpdates = new("Le fichier joint met votre agenda à jour.", "The file updates your calendar.");
    public static readonly Phrase FileTakesAway = new("Le fichier joint le retire de votre agenda.", "The file takes it out of your calendar.");

    /// <summary>Another date or place.</summary>
    public static Phrase Moved(StoredItem item) => new($"Du nouveau : {ItemWords.Line(item, "fr")}. La date ou le lieu a changé.", $"News: {ItemWords.Line(item, "en")}. The date or the place has changed.");

    /// <summary>Takes place, after all.</summary>
    public static Phrase OnAgain(StoredItem item) => new($"Finalement, cela a bien lieu : {ItemWords.Line(item, "fr")}.", $"It takes place after all: {ItemWords.Line(item, "en")}.");

    /// <summary>Does not take place.</summary>
    public static Phrase Off(StoredItem item)
    {
        var closed = ItemWords.Closed(item, DateTimeOffset.MinValue) ?? new("n’est plus d’actualité", "is no longer on");
        return new(
            $"{ItemWords.Named(item, "fr")} {closed.French}. C’était prévu {ItemWords.When(item, "fr")}.", $"{ItemWords.Title(item, "en")} {closed.English}. It was to be {ItemWords.When(item, "en")}.");
    }

    /// <summary>A seat for somebody who waited.</summary>
    public static Phrase Seat(StoredItem item, int heads) => new(
        $"Une place s’est libérée : vous venez à {ItemWords.Line(item, "fr")}, {AttendanceWords.People(heads).French}. Si vous ne pouvez plus, dites-le ici : la place ira à quelqu’un d’autre.",
        $"A seat is free: you are coming to {ItemWords.Line(item, "en")}, {AttendanceWords.People(heads).English}. If you can't any more, say so here: the seat goes to somebody else.");

    /// <summary>Who writes, and how to stop it (DP-15).</summary>
    public static Phrase Foot(PartySettings party) => new(
        $"Message automatique de {party.Name ?? "la fédération numérique"}. STOP pour ne plus rien recevoir.", $"Automatic message from {party.Name ?? "the digital federation"}. STOP to receive nothing more.");
}
