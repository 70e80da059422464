using Relay.Core.Channels;
using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said about lists of news, and about where somebody lives.</summary>
internal static class ListWords
{
    /// <summary>How the name of a list of one territory begins.</summary>
    public const string OfTerritory = "territory:";

    public static readonly Phrase Yes = new("Oui, je m’abonne", "Yes, subscribe me");
    public static readonly Phrase No = new("Non", "No");
    public static readonly Phrase Where = new("Pour quel département ? Écrivez son numéro ou votre code postal.", "For which département? Write its number or your postal code.");
    public static readonly Phrase WhichPlace = new("Lequel est-ce ?", "Which one is it?");
    public static readonly Phrase NoList = new("Vous n’êtes abonné à aucune liste ici.", "You are subscribed to no list here.");
    public static readonly Phrase WhichList = new("Quelle liste ne voulez-vous plus recevoir ?", "Which list do you no longer want?");

    public static readonly Phrase LeaveThis = new("Quitter cette liste", "Leave this list");

    /// <summary>A list in the data of a button: the code of a territory, any other one by its name.</summary>
    public static string Short(string list) => list.StartsWith(OfTerritory, StringComparison.Ordinal) ? list[OfTerritory.Length..] : list;

    public static Phrase Name(string list)
        => list.StartsWith(OfTerritory, StringComparison.Ordinal) && Territory.TryParse(list[OfTerritory.Length..], out var territory) ? Phrase.Said(territory.Name)
            : Phrase.Said(list[(list.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    /// <summary>The words that a yes is given to; kept with it as its proof (DP-09).</summary>
    public static Phrase Consent(string list, PartySettings party) => new(
        $"Recevoir ici les nouvelles de {party.Name ?? "la fédération numérique"} ({Name(list).French}), jusqu’à ce que vous écriviez STOP ?", $"Receive the news of {party.Name ?? "the digital federation"} ({Name(list).English}) here, until you write STOP?");

    public static Phrase Joined(string list) => new($"C’est noté : vous recevrez les nouvelles ({Name(list).French}). STOP arrête tout.", $"Noted: you will receive the news ({Name(list).English}). STOP ends everything.");

    public static Phrase Left(string list) => new($"C’est noté : cette liste ne vous sera plus envoyée ({Name(list).French}).", $"Noted: this list is not sent to you any more ({Name(list).English}).");
}
