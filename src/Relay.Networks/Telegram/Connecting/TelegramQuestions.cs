using Relay.Core.Channels.Connecting;

namespace Relay.Networks.Telegram.Connecting;

/// <summary>Everything that <c>relay connect telegram</c> may ask.</summary>
internal static class TelegramQuestions
{
    public static readonly Question Token = new("token", new(
        "Le jeton du bot, que @BotFather donne après /newbot (il n'apparaît pas pendant la frappe)",
        "The bot's token, which @BotFather gives after /newbot (it is not shown while you type)"), QuestionKind.Secret);

    public static readonly Question RemoveWebhook = new("remove-webhook", new(
        "Couper cet autre programme et donner les messages de ce bot à Relay ?",
        "Cut that other program off and give this bot's messages to Relay?"), QuestionKind.Confirm) { Default = "no" };

    public static readonly Question AddChats = new("add-chats", new(
        "Choisir maintenant les chaînes et groupes où publier ?",
        "Choose the channels and groups to publish in now?"), QuestionKind.Confirm) { Default = "yes" };

    public static readonly Question Added = new("added", new(
        "Ajoutez le bot à une chaîne ou à un groupe ; j'attends de le voir",
        "Add the bot to a channel or group; I wait until I see it"), QuestionKind.Wait);

    public static readonly Question More = new("more", new(
        "Ajouter le bot à une autre chaîne ou un autre groupe ?",
        "Add the bot to another channel or group?"), QuestionKind.Confirm) { Default = "no" };

    public static readonly Question Chat = new("chat", new(
        "Où faut-il publier ?",
        "Where to publish?"), QuestionKind.Choices);

    public static readonly Question Rights = new("rights", new(
        "Donnez ce droit au bot ; j'attends de le voir",
        "Give the bot that right; I wait until I see it"), QuestionKind.Wait);

    public static readonly Question InTopic = new("in-topic", new(
        "Ce groupe a des sujets. Publier dans l'un d'eux plutôt que dans « Général » ?",
        "This group has topics. Publish in one of them rather than in \"General\"?"), QuestionKind.Confirm) { Default = "no" };

    public static readonly Question PerTheme = new("per-theme", new(
        "Donner à chaque thème un sujet à lui, que Relay fait au premier message ?",
        "Give each theme a topic of its own, which Relay makes with the first message?"), QuestionKind.Confirm) { Default = "no" };

    public static readonly Question TopicSeen = new("topic-seen", new(
        "Écrivez un mot dans le sujet voulu : Telegram ne donne pas la liste des sujets, c'est ainsi que je les vois",
        "Write a word in the topic you want: Telegram gives no list of topics, this is how I see them"), QuestionKind.Wait) { Patience = TimeSpan.FromMinutes(5) };

    public static readonly Question Topic = new("topic", new(
        "Dans quels sujets publier ?",
        "Which topics to publish in?"), QuestionKind.Choices);

    public static readonly Question Journal = new("journal", new(
        "Faire le journal maintenant ? C'est là que Relay retrouve un message dont la réponse s'est perdue, au lieu de vous demander",
        "Make the journal now? It is where Relay finds a message whose answer was lost, instead of asking you"), QuestionKind.Confirm) { Default = "yes" };

    public static readonly Question JournalAdded = new("journal-added", new(
        "J'attends de voir le bot administrateur de cette chaîne privée",
        "I wait to see the bot as an administrator of that private channel"), QuestionKind.Wait);

    public static readonly Question JournalChat = new("journal-chat", new(
        "Laquelle est le journal ?",
        "Which one is the journal?"), QuestionKind.Choice);

    public static readonly Question Coordinator = new("coordinator", new(
        "Recevoir vous-même, dans Telegram, les relectures et les alertes de Relay ?",
        "Receive Relay's previews and alarms yourself, in Telegram?"), QuestionKind.Confirm) { Default = "yes" };

    public static readonly Question CoordinatorStart = new("coordinator-start", new(
        "Ouvrez ce lien et appuyez sur « Démarrer » ; j'attends",
        "Open that link and press \"Start\"; I wait"), QuestionKind.Wait);

    /// <summary>All of them, in the order in which they come.</summary>
    public static readonly IReadOnlyList<Question> All =
        [Token, RemoveWebhook, AddChats, Added, More, Chat, Rights, InTopic, PerTheme, TopicSeen, Topic, Journal, JournalAdded, JournalChat, Coordinator, CoordinatorStart];
}
