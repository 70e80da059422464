using Relay.Core.Contacts.Links;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said about showing that two accounts are one person's.</summary>
internal static class LinkWords
{
    public static readonly Phrase Linked = new(
        "C’est fait : vos deux comptes sont reliés. STOP ou un effacement vaut désormais pour les deux. Pour les séparer, écrivez « une personne ».",
        "Done: your two accounts are linked. STOP or an erasure now holds for both. To part them, write “a person”.");

    public static readonly Phrase LinkedOpposed = new(
        "C’est fait : vos deux comptes sont reliés. Sur l’un des deux vous avez dit STOP : cela vaut désormais pour les deux, vous ne recevrez plus rien. Pour les séparer, écrivez « une personne ».",
        "Done: your two accounts are linked. On one of them you said STOP: that now holds for both, you will receive nothing more. To part them, write “a person”.");

    public static readonly Phrase NoCode = new("Ce code ne vaut plus. Écrivez /lier depuis votre autre compte pour en avoir un nouveau.", "This code no longer holds. Write /link from your other account to get a new one.");

    // At most 20 letters: a quick reply of Messenger.
    public static readonly Phrase Mine = new("Oui, les deux à moi", "Yes, both are mine");
    public static readonly Phrase NotMine = new("Non", "No");

    /// <summary>Asks whoever typed a code whether the other account is theirs.</summary>
    /// <param name="there">The network of the account that the code was given to, by its key.</param>
    /// <param name="here">Of the one that typed it.</param>
    public static Phrase IsYours(string there, string here) => new(
        $"Ce code vient d’un autre compte : {Name(there)}. Si cet autre compte est à vous, vous pouvez le relier à celui-ci ({Name(here)}). STOP ou un effacement vaudra alors pour les deux, et qui demande ses données sur l’un recevra aussi celles de l’autre.\nSi quelqu’un vous a donné ce code, ne confirmez pas.",
        $"This code comes from another account: {Name(there)}. If that other account is yours, you can link it to this one ({Name(here)}). STOP or an erasure will then hold for both, and whoever asks for their data on one receives those of the other too.\nIf somebody gave you this code, don't confirm.");

    /// <summary>What to write where there is no button.</summary>
    public static Phrase InWords(string code) => new($"S’ils sont tous deux à vous, répondez : OUI {LinkCodes.Written(code)}", $"If both are yours, answer: YES {LinkCodes.Written(code)}");

    /// <summary>Gives a code.</summary>
    public static Phrase Code(string code) => new(
        $"Votre code : {code}\nÉcrivez-le d’ici {LinkCodes.Life.TotalMinutes:0} minutes depuis votre autre compte, dans votre conversation privée avec nous (Telegram, Messenger ou X) : je saurai que les deux sont à vous. Ne le donnez à personne.",
        $"Your code: {code}\nWrite it within {LinkCodes.Life.TotalMinutes:0} minutes from your other account, in your private conversation with us (Telegram, Messenger or X), and I know that both are yours. Give it to nobody.");

    private static string Name(string network) => network switch
    {
        "telegram" => "Telegram",
        "facebook" => "Messenger",
        "x" => "X",
        _ => network,
    };
}
