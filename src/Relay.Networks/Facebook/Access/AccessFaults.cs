using System.Globalization;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Networks.Facebook.Connecting;

namespace Relay.Networks.Facebook.Access;

/// <summary>What stops a connection to Facebook: each names the step and what to do, in one sentence, and holds no secret.</summary>
internal static class AccessFaults
{
    public static readonly Phrase Secret = new("Clé secrète de l'application", "App secret");
    public static readonly Phrase User = new("Jeton d'utilisateur", "User token");
    public static readonly Phrase Consent = new("Accord sur Facebook", "Consent on Facebook");
    public static readonly Phrase Code = new("Échange du code", "Exchange of the code");
    public static readonly Phrase Longer = new("Prolongation du jeton", "Making the token last");
    public static readonly Phrase Pages = new("Liste des Pages", "List of Pages");
    public static readonly Phrase Page = new("Jeton de la Page", "Page token");

    /// <param name="step">What could not be passed.</param>
    /// <param name="french">Why, and what to do.</param>
    /// <param name="english">The same.</param>
    /// <param name="questions">Keys of the questions whose answers were at fault.</param>
    public static ConnectException At(Phrase step, string french, string english, params IReadOnlyList<string> questions) => new(new($"{step.French} : {french}", $"{step.English}: {english}"), questions);

    /// <summary>Facebook, or the way to it, refused a step for a reason that has no words of its own here.</summary>
    public static ConnectException Refused(Phrase step, GraphRefusal refusal) => refusal switch
    {
        { IsPassing: true } => At(step,
            $"Facebook n'a pas répondu comme il faut ({refusal.Numbered.French}) ; vérifiez que cette machine voit Internet et recommencez dans quelques minutes.",
            $"Facebook did not answer as it should ({refusal.Numbered.English}); check that this machine sees the Internet and try again in a few minutes."),
        { IsOfSecret: true } or { Code: 1 } => WrongSecret(),
        { Code: 101 } => WrongApp(),
        { Code: 190 } => At(step, $"Facebook ne reconnaît plus le jeton ({Why(refusal.Subcode).French}) ; recommencez depuis le début avec un jeton neuf.",
            $"Facebook no longer knows the token ({Why(refusal.Subcode).English}); start again with a new token.", ConnectQuestions.UserToken.Key),
        { Code: 4 or 17 or 32 or 613 or 80001 } => At(step, "Facebook demande d'attendre : trop d'appels ont été faits ; recommencez dans une heure.", "Facebook asks to wait: too many calls were made; try again in an hour."),
        _ => At(step, $"Facebook refuse avec ces mots : « {refusal.Numbered.French} » ; corrigez cela sur developers.facebook.com et recommencez.",
            $"Facebook refuses with these words: '{refusal.Numbered.English}'; put that right at developers.facebook.com and start again."),
    };

    public static ConnectException WrongSecret() => At(Secret,
        "elle ne va pas avec l'application qui a donné le jeton ; dans l'explorateur choisissez votre propre application, et copiez la clé sous Paramètres de l'app → Général.",
        "it does not go with the app that gave the token; choose your own app in the Explorer, and copy the secret from App settings → Basic.", ConnectQuestions.AppSecret.Key);

    public static ConnectException WrongApp() => At(Consent,
        "Facebook ne connaît pas cette application ; copiez son numéro depuis le haut de la page de votre application sur developers.facebook.com.",
        "Facebook does not know this app; copy its number from the top of your app's page at developers.facebook.com.", ConnectQuestions.AppId.Key);

    public static ConnectException OtherApp(string? given, string? expected) => At(User,
        $"il vient d'une autre application ({given}) que celle du compte ({expected}) ; choisissez la bonne application dans l'explorateur et refaites-en un.",
        $"it comes from another app ({given}) than the account's ({expected}); choose the right app in the Explorer and make a new one.", ConnectQuestions.UserToken.Key);

    public static ConnectException NotAToken(Phrase step) => At(step,
        "ce qui a été donné contient une espace ou une lettre qu'aucun jeton de Facebook n'a ; recopiez-le en entier.",
        "what was given holds a space or a letter that no token of Facebook has; copy it anew and whole.", step == Secret ? ConnectQuestions.AppSecret.Key : ConnectQuestions.UserToken.Key);

    public static ConnectException NotAPersons(string? type) => At(User,
        $"c'est un jeton de type {type} ; dans l'explorateur choisissez « Obtenir un jeton d'utilisateur » (User Token) et collez celui-là.",
        $"it is a token of type {type}; choose 'Get User Access Token' in the Explorer and paste that one.", ConnectQuestions.UserToken.Key);

    public static ConnectException Dead(TokenFault? fault) => At(User,
        $"il ne vaut plus ({Why(fault?.Subcode ?? 0).French}) ; faites-en un nouveau dans l'explorateur et collez-le dans l'heure.",
        $"it is no longer good ({Why(fault?.Subcode ?? 0).English}); make a new one in the Explorer and paste it within the hour.", ConnectQuestions.UserToken.Key);

    /// <param name="lacking">Which; one at least.</param>
    /// <param name="page">The Page for which they lack; null when they lack altogether.</param>
    public static ConnectException Lacking(IReadOnlyList<Permission> lacking, string? page)
    {
        var names = string.Join(", ", lacking.Select(permission => permission.Name));
        var first = lacking[^1].Cost;
        return At(page is null ? Consent : Page,
            $"il manque {names}{(page is null ? "" : $" pour « {page} »")}, sans quoi {first.French} ; recommencez et laissez tout coché sur Facebook, ou cochez cela dans l'explorateur et refaites le jeton.",
            $"{names} is missing{(page is null ? "" : $" for '{page}'")}, and without it {first.English}; start again and leave everything ticked on Facebook, or tick that in the Explorer and make the token anew.", ConnectQuestions.UserToken.Key);
    }

    public static ConnectException Denied() => At(Consent,
        "vous avez refusé sur Facebook, et rien n'a changé ; recommencez et acceptez, ou demandez à une personne qui administre la Page de le faire.",
        "you said no on Facebook, and nothing has changed; start again and accept, or ask somebody who manages the Page to do it.");

    public static ConnectException GivenUp() => At(Consent,
        "aucun accord n'est venu de Facebook ; recommencez, ou collez un jeton de l'explorateur si le navigateur n'est pas sur cette machine.",
        "no consent came from Facebook; start again, or paste a token of the Explorer if the browser is not on this machine.");

    public static ConnectException CodeRefused(GraphRefusal refusal) => refusal.Subcode switch
    {
        36007 => At(Code, "le code donné par Facebook a expiré (il vit dix minutes) ; recommencez et acceptez sans attendre.", "the code that Facebook gave has expired (it lives ten minutes); start again and accept without waiting."),
        36009 => At(Code, "le code donné par Facebook a déjà servi ; recommencez, dans un seul onglet.", "the code that Facebook gave was used already; start again, in a single tab."),
        _ => Refused(Code, refusal),
    };

    public static ConnectException NoPage() => At(Pages,
        "Facebook n'en montre aucune à cette personne ; il lui faut un rôle sur la Page, et cocher la Page quand Facebook demande lesquelles (une Page d'un portefeuille d'entreprise demande aussi business_management).",
        "Facebook shows none to this person; she needs a role on the Page, and to tick the Page when Facebook asks which (a Page of a business portfolio also needs business_management).", ConnectQuestions.UserToken.Key);

    public static ConnectException RoleLost(string page) => At(Pages,
        $"cette personne n'a plus de rôle sur la Page {page} du compte, ou ne l'a pas cochée ; faites connecter une personne qui l'administre.",
        $"this person no longer has a role on the account's Page {page}, or did not tick it; have somebody connect who manages it.");

    public static ConnectException MayNotPost(string page) => At(Pages,
        $"vous ne pouvez pas publier sur « {page} » (il manque la tâche « Contenu », CREATE_CONTENT) ; demandez-la dans les paramètres de la Page, sous Accès à la Page.",
        $"you may not post on '{page}' (the task 'Content', CREATE_CONTENT, is missing); ask for it in the Page's settings, under Page access.", ConnectQuestions.Page.Key);

    public static ConnectException ShortPageToken(string page, long? ends) => At(Page,
        $"celui de « {page} » ne vivrait que jusqu'au {Moment(ends)} UTC parce que le jeton d'utilisateur n'a pas été prolongé ; recommencez, et si cela revient, vérifiez la clé secrète de l'application.",
        $"that of '{page}' would only live until {Moment(ends)} UTC because the user token was not made to last; start again, and if it happens again check the app's secret.");

    public static ConnectException ForeignPageToken(string page) => At(Page,
        $"celui que Facebook a donné n'est pas celui de « {page} » pour cette application ; recommencez depuis le début.",
        $"the one that Facebook gave is not that of '{page}' for this app; start again.");

    /// <summary>Why a token died, by the error's subcode.</summary>
    public static Phrase Why(int subcode) => subcode switch
    {
        458 => new("l'application a été retirée par la personne", "the person removed the app"),
        459 => new("Facebook veut que la personne se reconnecte d'abord sur facebook.com", "Facebook wants the person to log in at facebook.com first"),
        460 => new("la personne a changé son mot de passe", "the person changed her password"),
        463 => new("il a expiré", "it has expired"),
        464 => new("la personne n'a pas confirmé son compte", "the person has not confirmed her account"),
        467 => new("il a été annulé", "it was revoked"),
        492 => new("la personne n'a plus de rôle sur la Page", "the person no longer has a role on the Page"),
        _ => new("il est inconnu ou annulé", "it is unknown or revoked"),
    };

    /// <summary>A day and hour that reads alike in both languages.</summary>
    public static string Moment(long? seconds) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds ?? 0, 0, 253_402_300_799)).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

}
