using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram.Asking;

/// <summary>What Telegram says of its last call that did not succeed (<c>last_error_message</c> of <c>getWebhookInfo</c>), in words, with the next step. Source: tdlib/telegram-bot-api, WebhookActor.</summary>
internal static class WebhookTrouble
{
    /// <summary>The trouble and what to do.</summary>
    /// <param name="account">The bot that is called.</param>
    /// <param name="message">As Telegram tells it; hostile: a server between may have written it.</param>
    public static Phrase Of(Account account, string message)
    {
        var said = Reason.Bare(message, 0);
        var (french, english) = Cause(message);
        return new($"{french(account.Id)} (Telegram : « {said.French} »)", $"{english(account.Id)} (Telegram: \"{said.English}\")");
    }

    private static (Func<string, string> French, Func<string, string> English) Cause(string message) => message switch
    {
        _ when Says(message, "401 ") || Says(message, "403 ") => (
            account => $"l'adresse refuse l'appel : redonnez le secret avec « relay webhooks set {account} », et voyez si le serveur mandataire laisse passer Telegram",
            account => $"the address refuses the call: give the secret again with \"relay webhooks set {account}\", and see whether the reverse proxy lets Telegram through"),
        _ when Says(message, "404 ") || Says(message, "405 ") => (
            _ => "l'adresse ne mène pas à Relay : vérifiez le serveur mandataire et Relay:Webhooks:PublicUrl",
            _ => "the address does not lead to Relay: check the reverse proxy and Relay:Webhooks:PublicUrl"),
        _ when Says(message, "wrong response") => (
            _ => "le serveur mandataire répond à la place de Relay : vérifiez que Relay tourne et écoute sur Relay:Webhooks:Listen",
            _ => "the reverse proxy answers in Relay's place: check that Relay runs and listens on Relay:Webhooks:Listen"),
        _ when Says(message, "ssl") || Says(message, "certificate") => (
            _ => "le certificat de l'adresse n'est pas accepté : renouvelez-le, avec toute sa chaîne",
            _ => "the address's certificate is not accepted: renew it, with its whole chain"),
        _ when Says(message, "resolve") || Says(message, "hostname") || Says(message, "reserved") => (
            _ => "le nom de l'adresse ne mène nulle part : vérifiez le DNS et Relay:Webhooks:PublicUrl",
            _ => "the address's name leads nowhere: check the DNS and Relay:Webhooks:PublicUrl"),
        _ => (
            _ => "l'adresse ne répond pas : vérifiez le serveur mandataire, son port et le pare-feu",
            _ => "the address does not answer: check the reverse proxy, its port and the firewall"),
    };

    private static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);
}
