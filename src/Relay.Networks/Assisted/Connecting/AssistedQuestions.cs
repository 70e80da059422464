using Relay.Core.Channels.Connecting;

namespace Relay.Networks.Assisted.Connecting;

/// <summary>Everything that <c>relay connect assisted</c> may ask.</summary>
internal static class AssistedQuestions
{
    public static readonly Question Bot = new("bot", new(
        "Quel bot Telegram portera les textes à publier ?",
        "Which Telegram bot carries the texts to publish?"), QuestionKind.Choice);

    public static readonly Question Other = new("other-person", new(
        "Est-ce quelqu'un d'autre qui publiera, et qui va écrire au bot maintenant ?",
        "Is it somebody else who will publish, and who writes to the bot now?"), QuestionKind.Confirm) { Default = "no" };

    public static readonly Question Wrote = new("wrote", new(
        "Elle ouvre ce lien et appuie sur « Démarrer », ou écrit un mot au bot ; j'attends de la voir",
        "She opens that link and presses \"Start\", or writes a word to the bot; I wait until I see her"), QuestionKind.Wait);

    public static readonly Question Coordinator = new("coordinator", new(
        "Qui publiera à la main ?",
        "Who will publish by hand?"), QuestionKind.Choice);

    public static readonly Question Link = new("link", new(
        "Le lien du groupe, copié depuis le navigateur ou l'application (facebook.com/groups/… ou chat.whatsapp.com/…)",
        "The group's link, copied from the browser or the app (facebook.com/groups/… or chat.whatsapp.com/…)"));

    public static readonly Question Group = new("group", new(
        "Comment appelez-vous ce groupe ?",
        "What do you call this group?"));

    /// <summary>All of them, in the order in which they come.</summary>
    public static readonly IReadOnlyList<Question> All = [Bot, Other, Wrote, Coordinator, Link, Group];
}
