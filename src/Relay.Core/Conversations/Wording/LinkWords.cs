using Relay.Core.Contacts.Links;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said about showing that two accounts are one person's.</summary>
internal static class LinkWords
{
    public static readonly Phrase Linked = new(
        "C’est fait : vos deux comptes sont reliés. STOP ou un effacement vaut désormais pour les deux. Pour les séparer, écrivez « une personne ».",
        "Done: your two accounts are linked. STOP or an erasure now holds for both. To part them, write “a person”.");

    public static readonly Phrase NoCode = new("Ce code ne vaut plus. Écrivez /lier depuis votre autre compte pour en avoir un nouveau.", "This code no longer holds. Write /link from your other account to get a new one.");

    /// <summary>Gives a code.</summary>
    public static Phrase Code(string code) => new(
        $"Votre code : {code}\nÉcrivez-le d’ici {LinkCodes.Life.TotalMinutes:0} minutes depuis votre autre compte, dans votre conversation privée avec nous (Telegram, Messenger ou X) : je saurai que les deux sont à vous. Ne le donnez à personne.",
        $"Your code: {code}\nWrite it within {LinkCodes.Life.TotalMinutes:0} minutes from your other account, in your private conversation with us (Telegram, Messenger or X), and I know that both are yours. Give it to nobody.");
}
