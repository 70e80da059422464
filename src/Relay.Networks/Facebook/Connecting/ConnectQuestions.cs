using Relay.Core.Channels.Connecting;

namespace Relay.Networks.Facebook.Connecting;

/// <summary>Everything that <c>relay connect facebook</c> may ask.</summary>
internal static class ConnectQuestions
{
    public static readonly Question AppSecret = new("app-secret", new(
        "Clé secrète de votre application (developers.facebook.com → votre application → Paramètres de l'app → Général → Clé secrète)",
        "Secret of your app (developers.facebook.com → your app → App settings → Basic → App secret)"), QuestionKind.Secret);

    public static readonly Question UserToken = new("user-token", new(
        "Jeton d'utilisateur fait dans l'explorateur de l'API Graph (developers.facebook.com/tools/explorer), ou rien pour passer par le navigateur de cette machine",
        "User token made in the Graph API Explorer (developers.facebook.com/tools/explorer), or nothing to go through this machine's browser"), QuestionKind.Secret) { Optional = true };

    public static readonly Question AppId = new("app-id", new(
        "Numéro de votre application, en haut de sa page sur developers.facebook.com (seulement pour passer par le navigateur)",
        "Number of your app, at the top of its page at developers.facebook.com (only to go through the browser)")) { Optional = true };

    public static readonly Question Accepted = new("accepted", new(
        "En attente de votre accord sur Facebook",
        "Waiting for your consent on Facebook"), QuestionKind.Wait);

    public static readonly Question Page = new("page", new("Sur quelle Page Relay doit-il publier ?", "On which Page shall Relay post?"), QuestionKind.Choice);

    public static IReadOnlyList<Question> All { get; } = [AppSecret, UserToken, AppId, Accepted, Page];
}
