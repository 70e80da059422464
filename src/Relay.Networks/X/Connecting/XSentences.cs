using System.Globalization;
using Relay.Core.Channels.Connecting;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Networks.X.Connecting;

/// <summary>What a coordinator is told when a step can't be passed, and what connecting costs.</summary>
internal static class XSentences
{
    /// <summary>What to do in X's developer portal.</summary>
    /// <param name="callback">The callback address.</param>
    /// <param name="isExact">Whether X compares it; the way with a PIN only has a field for it.</param>
    public static Phrase Portal(string callback, bool isExact) => new(
        "Sur console.x.com, avec le profil qui doit publier : achetez des crédits, créez une application, et dans « User authentication settings » choisissez « Read and write », "
            + $"le type « Web App », et l'adresse de retour (« Callback URI »){(isExact ? ", qui doit être exactement" : " : ce chemin ne s'en sert pas, mettez par exemple")} {callback}",
        "At console.x.com, with the profile that is to publish: buy credits, create an app, and under \"User authentication settings\" choose \"Read and write\", "
            + $"the type \"Web App\", and the callback address (\"Callback URI\"){(isExact ? ", which must be exactly" : ": this way does not use it, put for example")} {callback}");

    public static ConnectException Denied() => new(new(
        "Étape de l'accord : l'accès a été refusé sur la page de X ; recommencez et choisissez « Autoriser » avec le profil qui doit publier.",
        "Consent step: access was denied on X's page; start again and choose \"Authorize\" with the profile that is to publish."));

    public static ConnectException CodeTooOld() => new(new(
        "Étape de l'accord : le code de X n'est plus valable (il vit 30 secondes et sert une fois) ; recommencez et laissez le navigateur revenir aussitôt.",
        "Consent step: X's code is no longer good (it lives 30 seconds and works once); start again and let the browser come back at once."));

    public static ConnectException UnknownApp(bool withPin) => withPin
        ? new(new(
            "Étape des clés : X ne connaît pas ce Consumer Key ou son Consumer Secret ; copiez les deux à nouveau depuis « Keys and tokens », au besoin après « Regenerate ».",
            "Keys step: X does not know this Consumer Key or its Consumer Secret; copy both anew from \"Keys and tokens\", after \"Regenerate\" if need be."), XQuestions.ConsumerKey.Key, XQuestions.ConsumerSecret.Key)
        : new(new(
            "Étape des clés : X ne connaît pas ce Client ID ou son Client Secret ; copiez les deux à nouveau depuis « Keys and tokens », au besoin après « Regenerate ».",
            "Keys step: X does not know this Client ID or its Client Secret; copy both anew from \"Keys and tokens\", after \"Regenerate\" if need be."), XQuestions.ClientId.Key, XQuestions.ClientSecret.Key);

    public static ConnectException ClockOff() => new(new(
        "Étape des clés : X refuse l'heure de cette machine ; mettez-la à l'heure (réglage automatique), puis recommencez.",
        "Keys step: X refuses this machine's time; set its clock (automatically), then start again."));

    public static ConnectException PinNotOffered() => new(new(
        "Étape du code : cette application ne permet pas OAuth 1.0a ; dans le portail, ouvrez « User authentication settings », choisissez « Read and write » et enregistrez, puis recommencez.",
        "PIN step: this app does not allow OAuth 1.0a; in the portal open \"User authentication settings\", choose \"Read and write\" and save, then start again."));

    public static ConnectException WrongPin() => new(new(
        "Étape du code : X ne reconnaît pas ce code ; recommencez et recopiez les sept chiffres de la nouvelle page.",
        "PIN step: X does not recognise this PIN; start again and copy the seven digits of the new page."), XQuestions.Pin.Key);

    public static ConnectException ReadOnly(bool withPin) => withPin
        ? new(new(
            "Étape des permissions : ces clés ne peuvent que lire ; dans le portail, « User authentication settings », choisissez « Read and write », puis recommencez : des clés données avant ce choix restent en lecture seule.",
            "Permissions step: these keys may only read; in the portal, \"User authentication settings\", choose \"Read and write\", then start again: keys given before that choice stay read-only."))
        : new(new(
            "Étape des permissions : l'accord ne permet pas de publier (tweet.write manque) ; dans le portail, « User authentication settings », choisissez « Read and write », puis recommencez et acceptez tout.",
            "Permissions step: the consent does not allow posting (tweet.write is missing); in the portal, \"User authentication settings\", choose \"Read and write\", then start again and accept everything."));

    public static ConnectException NotLasting() => new(new(
        "Étape des permissions : l'accord ne dure que deux heures (offline.access manque) ; recommencez et acceptez tout ce que demande la page de X.",
        "Permissions step: the consent only lasts two hours (offline.access is missing); start again and accept everything that X's page asks for."));

    public static ConnectException OtherProfile(string given, string expected, string account) => new(new(
        $"Étape de l'accord : il a été donné par {given}, mais le compte {account} publie sur {expected} ; changez de profil sur x.com, puis recommencez, ou reliez {given} comme un nouveau compte.",
        $"Consent step: it was given by {given}, but account {account} posts to {expected}; change profiles on x.com, then start again, or connect {given} as a new account."));

    public static ConnectException NoCredits() => new(new(
        "Étape du profil : l'application n'a plus de crédits chez X ; achetez-en dans la console (console.x.com), puis recommencez.",
        "Profile step: the app has no credits left at X; buy some in the console (console.x.com), then start again."));

    public static ConnectException NoSuchPort(string given) => new(new(
        $"Étape du port : « {given} » n'est pas un port ; donnez un nombre de 1024 à 65535, celui de l'adresse de retour inscrite dans le portail.",
        $"Port step: \"{given}\" is not a port; give a number from 1024 to 65535, the one of the callback address that the portal knows."), XQuestions.Port.Key);

    public static ConnectException Stopped() => new(new(
        "Étape de l'accord : rien n'est revenu du navigateur ; recommencez, et vérifiez dans le portail que l'adresse de retour est exactement celle qui est affichée.",
        "Consent step: nothing came back from the browser; start again, and check in the portal that the callback address is exactly the one shown."));

    /// <summary>X answered something that no step expects.</summary>
    public static ConnectException Unexpected(Phrase words) => new(new(
        $"X a répondu autre chose que prévu : {words.French} Réessayez dans quelques minutes.",
        $"X answered something unexpected: {words.English} Try again in a few minutes."));

    /// <summary>What a failed call means here.</summary>
    public static ConnectException Of(Outcome.Failed failure, int status, bool withPin) => (status, failure.Kind) switch
    {
        (402, _) => NoCredits(),
        (_, FailureKind.Unauthorized) => UnknownApp(withPin),
        (_, FailureKind.Misconfigured) => new(new(
            $"Étape du profil : X refuse cette application ({failure.Reason.Clause.French}) ; vérifiez dans le portail qu'elle appartient à un projet, qu'elle a « Read and write » et des crédits.",
            $"Profile step: X refuses this app ({failure.Reason.Clause.English}); check in the portal that it belongs to a project, has \"Read and write\" and credits.")),
        (_, FailureKind.Throttled) => new(new(
            "Étape du profil : X demande d'attendre (trop d'appels) ; recommencez dans un quart d'heure.",
            "Profile step: X asks to wait (too many calls); start again in a quarter of an hour.")),
        _ => new(new(
            $"X n'a pas pu être joint ({failure.Reason.Clause.French}) ; vérifiez la connexion de cette machine, puis recommencez.",
            $"X could not be reached ({failure.Reason.Clause.English}); check this machine's connection, then start again.")),
    };

    /// <summary>What publishing costs.</summary>
    public static Phrase Prices(XPrices prices) => new(
        $"X se paie à l'usage, avec des crédits achetés d'avance (prix en dollars lus le {prices.AsOf.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("fr"))}) : une publication {Money.Usd(XPrices.Post).French}, avec un lien {Money.Usd(XPrices.PostWithLink).French}, la description d'une image {Money.Usd(XPrices.Description).French}, une suppression {Money.Usd(XPrices.Delete).French} ; une de vos publications relue {Money.Usd(XPrices.OwnedRead).French} si l'application est à ce profil, sinon {Money.Usd(XPrices.PostRead).French}. Fixez un plafond de dépense sur console.x.com.",
        $"X is paid by use, with credits bought ahead (prices in US dollars, read on {prices.AsOf.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en"))}): a post {Money.Usd(XPrices.Post).English}, with a link {Money.Usd(XPrices.PostWithLink).English}, the description of a picture {Money.Usd(XPrices.Description).English}, a deletion {Money.Usd(XPrices.Delete).English}; one of your posts read back {Money.Usd(XPrices.OwnedRead).English} if this profile owns the app, else {Money.Usd(XPrices.PostRead).English}. Set a spending limit at console.x.com.");
}
