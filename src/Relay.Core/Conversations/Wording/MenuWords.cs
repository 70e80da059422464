using Relay.Core.Territories;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said to commands of a private chat.</summary>
internal static class MenuWords
{
    public static readonly Phrase Menu = new(
        "/evenements 33000 : les rencontres près d’un code postal\n/initiatives : ce que vous pouvez soutenir\n/abonner : recevoir les nouvelles d’un département\n/espaces : où en parler près de chez vous\n/lier : relier vos comptes sur deux réseaux\n/mesdonnees : ce qui est conservé de vous\n/stop : ne plus rien recevoir",
        "/events 33000: events near a postal code\n/initiatives: what you can support\n/subscribe: receive the news of a département\n/spaces: where to talk about it near you\n/link: link your accounts on two networks\n/mydata: what is kept about you\n/stop: receive nothing more");

    public static readonly Phrase Told = new("Voici ce dont ce message parle :", "This is what that post tells of:");
    public static readonly Phrase Events = new("Les prochaines rencontres :", "The next events:");
    public static readonly Phrase Initiatives = new("Les initiatives ouvertes :", "Open initiatives:");
    public static readonly Phrase NoEvents = new("Aucune rencontre n’est annoncée là pour l’instant. /abonner pour être prévenu.", "No event is announced there for now. /subscribe to be told.");
    public static readonly Phrase NoInitiatives = new("Aucune initiative n’est ouverte pour l’instant.", "No initiative is open for now.");
    public static readonly Phrase Near = new("Près de chez vous, c’est où ? Écrivez votre code postal ou le numéro du département.", "Where is that? Write your postal code or the number of the département.");
    public static readonly Phrase UnknownPlace = new("Je ne connais pas cet endroit. Écrivez votre code postal ou le numéro du département.", "I don't know that place. Write your postal code or the number of the département.");

    /// <summary>Several places bear that name: asks for the number of one.</summary>
    public static Phrase WhichOf(IReadOnlyList<Territory> places)
    {
        var named = string.Join(", ", places.Take(8).Select(place => $"{place.Code[(place.Code.IndexOf('-', StringComparison.Ordinal) + 1)..]} ({place.Name})"));
        return new($"Lequel est-ce ? Écrivez son numéro : {named}.", $"Which one is it? Write its number: {named}.");
    }

    public static readonly Phrase Spaces = new("Pour en parler :", "To talk about it:");
    public static readonly Phrase NoSpaces = new("Aucun espace public n’est connu là pour l’instant.", "No public space is known there for now.");
    public static readonly Phrase Gone = new("Ce lien ne mène plus à rien d’actuel.", "This link leads to nothing current any more.");
    public static readonly Phrase NoData = new("Rien n’est conservé de vous, hors cet échange.", "Nothing is kept about you besides this exchange.");

    /// <summary>Says what is kept about the person.</summary>
    public static Phrase Data(IReadOnlyList<Phrase> lines) => lines.Count == 0 ? NoData : new(
        $"Ce qui est conservé de vous ici :\n{string.Join('\n', lines.Select(line => $"• {line.French}"))}\nPour tout avoir, corriger ou effacer : écrivez « mes données » et ce que vous voulez ; une personne répond dans le mois.",
        $"What is kept about you here:\n{string.Join('\n', lines.Select(line => $"• {line.English}"))}\nTo have it all, correct or erase it: write “my data” and what you want; a person answers within a month.");
}
