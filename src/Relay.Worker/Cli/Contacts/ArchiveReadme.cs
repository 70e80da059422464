using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Contacts;
using Relay.Core.Contacts.Retention;
using Relay.Core.Contacts.Rights;

namespace Relay.Worker.Cli.Contacts;

/// <summary>The first page of an export, in French and plain words: why, on what ground, who sees it, for how long, where it came from, and the rights (Art. 15).</summary>
internal static class ArchiveReadme
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>The page.</summary>
    public static string Of(ContactFile file, PartySettings party, RetentionSettings kept, DateTimeOffset at)
    {
        var name = Encode(party.Name ?? "le parti");
        var contact = file.Contacts.Count > 0 ? file.Contacts[0].Contact : null;
        var until = contact is null ? file.Records.Heard.Max(one => one.HeardAt).AddDays(kept.PassageDays) : file.Contacts.Max(part => part.Contact.PurgeAfter);
        var networks = string.Join(", ", file.Contacts.SelectMany(part => part.Identities).Select(identity => identity.Network).Concat(file.Records.Heard.Select(one => one.State.Of.Network)).Distinct());
        return $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head><meta charset="utf-8"><title>Vos données chez {name}</title><style>body {"{"} font: 1.05rem/1.5 sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem {"}"} code {"{"} background: #eee; padding: 0 .2em {"}"}</style></head>
            <body>
            <h1>Ce que {name} garde de vous</h1>
            <p>Copie faite le {Day(at)}, à votre demande. Elle contient tout ce que l'outil « Relay » garde de vous ; rien n'y manque et rien n'y a été ajouté.</p>
            <h2>Pourquoi</h2>
            <p>Pour répondre à vos messages, tenir compte de vos réponses (venir à un événement, soutenir une initiative) et vous envoyer ce à quoi vous avez dit oui, et rien d'autre.</p>
            <h2>De quel droit</h2>
            <p>Vous êtes « {Encode(PeopleWords.Of(contact?.State ?? ContactState.Passage).French)} » ; le fondement est {Encode(contact is null ? "notre intérêt légitime à lire ce qui est écrit sous nos publications" : PeopleWords.Of(contact.Basis).French)} (RGPD, articles 6 et 9). Chaque accord que vous avez donné, avec les mots mêmes qui vous ont été montrés, est dans <code>consents.json</code> ; il se retire aussi simplement qu'il s'est donné : écrivez STOP.</p>
            <h2>D'où cela vient</h2>
            <p>De vous seul : de ce que vous avez écrit ou choisi sur {Encode(networks)}. Rien n'a été acheté, ni cherché sur votre profil, vos amis ou vos abonnements.</p>
            <h2>Qui le voit</h2>
            <p>Les personnes de {name} qui répondent aux messages et organisent les événements. Les réseaux sur lesquels vous écrivez ({Encode(networks)}) traitent ces messages pour leur propre compte, parfois hors de l'Union européenne. Rien n'est vendu ni donné à d'autres.</p>
            <h2>Jusqu'à quand</h2>
            <p>Au plus tard jusqu'au {Day(until)}, si vous ne faites plus rien d'ici là. Vos messages, privés et publics, sont effacés {Counted.French(kept.PassageDays, "jour", "jours")} après leur arrivée, et nos réponses privées après {kept.OccasionalMonths} mois ; la date de fin de chaque geste est à côté de lui. Après une opposition ou un effacement, il ne reste qu'une empreinte chiffrée, qui sert à ne plus vous écrire.</p>
            <h2>Pas de profilage</h2>
            <p>Il n'y a ni note, ni score, ni opinion supposée, et aucune décision n'est prise par une machine à votre sujet.</p>
            <h2>Vos droits</h2>
            <p>Vous pouvez faire corriger ou effacer ces données, vous opposer à leur usage, en demander la limitation ou les reprendre ailleurs.{Officer(party)} Si la réponse ne vous convient pas : CNIL, 3 place de Fontenoy, 75007 Paris, cnil.fr/plaintes.</p>
            <h2>Les fichiers</h2>
            <ul>
            <li><code>contact.json</code> : ce que vous avez dit de vous ;</li>
            <li><code>identities.json</code> : vos comptes sur les réseaux ;</li>
            <li><code>interactions.ndjson</code> : {Messages(file.Records.Heard.Count + file.Records.Answers.Count)}, les vôtres et les réponses ;</li>
            <li><code>rsvp.json</code>, <code>supports.json</code>, <code>subscriptions.json</code>, <code>acts.json</code> : vos gestes ;</li>
            <li><code>consents.json</code> : vos accords ;</li>
            <li><code>guests.json</code> : ce qui vous a été dit en dernier de chaque événement auquel vous avez répondu ;</li>
            <li><code>dialogs.json</code>, <code>waiting.json</code> : où en sont nos échanges, et ce qui attend une personne ;</li>
            <li><code>returned.json</code> : ce que la base du parti a reçu de vos gestes, et quand ;</li>
            <li><code>audit.csv</code> : qui a fait quoi à votre sujet, et quand.</li>
            </ul>
            </body>
            </html>

            """;
    }

    private static string Messages(int count) => count switch { 0 => "aucun message", 1 => "1 message", _ => $"{count} messages" };

    private static string Officer(PartySettings party) => (party.DataProtectionContact, party.PrivacyNotice) switch
    {
        ({ } contact, { } notice) => $" Écrivez à {Encode(contact)} ; la notice complète est sur {Encode(notice.ToString())}.",
        ({ } contact, null) => $" Écrivez à {Encode(contact)}.",
        (null, { } notice) => $" La notice complète, avec l'adresse à laquelle écrire, est sur {Encode(notice.ToString())}.",
        _ => " Répondez au message qui accompagnait cette copie.",
    };

    private static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", French);

    private static string Encode(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal); // accents stay readable where somebody opens the page as text
}
