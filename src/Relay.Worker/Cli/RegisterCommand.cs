using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Contacts.Retention;
using Relay.Core.Texts;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay register</c>: the record of processing activities (Art. 30), from the configuration and the durations that hold now. What the file leaves open is said, never filled in. Opens no store.</summary>
internal static class RegisterCommand
{
    private static readonly Dictionary<string, Phrase> Operators = new(StringComparer.Ordinal)
    {
        ["telegram"] = new("Telegram (Émirats arabes unis ; transfert hors de l'UE)", "Telegram (United Arab Emirates; transfer outside the EU)"),
        ["facebook"] = new("Meta Platforms Ireland (Irlande ; transferts vers les États-Unis)", "Meta Platforms Ireland (Ireland; transfers to the United States)"),
        ["x"] = new("X (Irlande ; transferts vers les États-Unis)", "X (Ireland; transfers to the United States)"),
    };

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("register", globals.Of("Donner la fiche du registre des traitements (article 30), d'après la configuration en vigueur.", "Give the record of processing activities (Art. 30), from the configuration in force."));
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            var sections = Sections(configuration, configuration.Retention);
            foreach (var (title, lines) in sections)
            {
                screen.Say($"## {title.French}", $"## {title.English}");
                foreach (var line in lines)
                {
                    screen.Say($"- {line.French}", $"- {line.English}");
                }
                screen.Gap();
            }
            screen.Answer([.. sections.Select(section => new RegisterShown(section.Title.In(screen.Language), [.. section.Lines.Select(line => line.In(screen.Language))]))], CliJson.Out.IReadOnlyListRegisterShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<(Phrase Title, IReadOnlyList<Phrase> Lines)> Sections(ConfigurationInForce configuration, RetentionSettings kept) =>
    [
        (new("Responsable du traitement", "Controller"), [Or("Nom", "Name", configuration.Party.Name, "Party:Name"), Or("Contact du DPO", "Data-protection contact", configuration.Party.DataProtectionContact, "Party:DataProtectionContact"),
            Or("Notice d'information", "Privacy notice", configuration.Party.PrivacyNotice?.ToString(), "Party:PrivacyNotice")]),
        (new("Finalités et fondements", "Purposes and bases"),
        [
            new("Lire les commentaires sous les publications du parti, les modérer et y répondre : intérêt légitime (6.1.f), données rendues publiques par la personne (9.2.e)", "Read comments on the party's own posts, moderate and answer them: legitimate interest (6(1)(f)), data made public by the person (9(2)(e))"),
            new("Répondre aux messages privés : demande de la personne (6.1.b ou f ; 9.2.d ou e)", "Answer private messages: the person's request (6(1)(b) or (f); 9(2)(d) or (e))"),
            new("Enregistrer soutiens et réponses aux invitations : consentement (6.1.a ; 9.2.a) ou contact régulier (9.2.d)", "Record supports and answers to invitations: consent (6(1)(a); 9(2)(a)) or regular contact (9(2)(d))"),
            new("Envoyer aux abonnés ce qu'ils ont demandé : consentement, avec la preuve des mots montrés", "Send subscribers what they asked for: consent, with the words shown as its proof"),
            new("Tenir la liste repoussoir : obligation légale (6.1.c)", "Keep the list of those not to be written to: legal obligation (6(1)(c))"),
        ]),
        (new("Personnes et données", "People and data"),
        [
            new("Personnes qui commentent, écrivent en privé, soutiennent, répondent à une invitation ou s'abonnent ; leur présence révèle une opinion politique (article 9)", "People who comment, write in private, support, answer an invitation or subscribe; their presence reveals a political opinion (Art. 9)"),
            new("Compte (chiffré) et nom affiché, langue, ce que la personne dit d'elle (nom, adresse, numéro, code postal), ses messages, gestes et consentements. Ni profil, ni amis, ni score, ni note", "Account (encrypted) and name as shown, language, what the person tells (name, address, number, postal code), messages, acts and consents. No profile, friends, score or note"),
        ]),
        (new("Destinataires et transferts", "Recipients and transfers"),
        [
            configuration.Return is null ? new("Base du parti : rien ne lui est rendu (réglage Return absent)", "The party's database: nothing is returned to it (no setting Return)") : new("Base ou dossier du parti, selon le réglage Return : gestes et oppositions", "The party's database or folder, by the setting Return: acts and oppositions"),
            .. configuration.Accounts.Values.Select(account => account.Network).Distinct().Order(StringComparer.Ordinal).Where(Operators.ContainsKey).Select(network => new Phrase(
                $"Réseau, responsable distinct : {Operators[network].French}", $"Network, a controller of its own: {Operators[network].English}")),
        ]),
        (new("Durées", "Durations"),
        [
            new($"Messages et commentaires, arrivées non comprises et réponses publiques : {Counted.French(kept.PassageDays, "jour", "jours")} ; réponses privées : {kept.OccasionalMonths} mois",
                $"Messages and comments, arrivals that were not understood and public replies: {Counted.English(kept.PassageDays, "day")}; private answers: {Counted.English(kept.OccasionalMonths, "month")}"),
            new("Demandes qui attendent une personne : jusqu'à l'échéance qui lui a été dite, un mois pour une demande sur ses données", "Requests that wait for a person: until the deadline that was told, a month for a request about one's data"),
            new($"Contact occasionnel : {kept.OccasionalMonths} mois après la réponse, l'événement ou l'initiative", $"Occasional contact: {Counted.English(kept.OccasionalMonths, "month")} after the answer, the event or the initiative"),
            new($"Contact régulier : {kept.RegularMonths} mois après le dernier geste de la personne", $"Regular contact: {Counted.English(kept.RegularMonths, "month")} after the person's last act"),
            new($"Lien vers un adhérent : {kept.MemberMonths} mois après la dernière confirmation", $"Link to a member: {Counted.English(kept.MemberMonths, "month")} after the last confirmation"),
            new($"Empreinte d'opposition ou d'effacement : {kept.SuppressionMonths} mois, puis avis du DPO", $"Hash of an opposition or erasure: {kept.SuppressionMonths} months, then the data-protection officer is asked"),
            new("Journal à part des sauvegardes (« people.erased »), qui n'a que des empreintes : celles d'opposition, de décès ou d'effacement aussi longtemps ; qu'une personne a moins de 15 ans, a redonné son accord ou a fait effacer ses commentaires, 92 jours",
                "Log apart from the backups (\"people.erased\"), of hashes alone: those of oppositions, deaths and erasures for as long; that somebody is under 15, has said yes again or had comments erased, 92 days"),
            new($"Décès : {Counted.French(kept.DeceasedDays, "jour", "jours")} ; blocage : {kept.BlockedMonths} mois", $"Death: {Counted.English(kept.DeceasedDays, "day")}; block: {Counted.English(kept.BlockedMonths, "month")}"),
        ]),
        (new("Mesures de sécurité", "Security measures"),
        [
            new("Identifiants et secrets chiffrés, clés hors de la base ; empreintes à clé (HMAC-SHA-256) ; fichiers réservés à leur propriétaire", "Ids and secrets encrypted, keys outside the database; keyed hashes (HMAC-SHA-256); files for their owner alone"),
            new("Journal d'audit chaîné, sans nom ni texte, consultations comprises ; effacement automatique chaque heure, compté dans l'audit ; effacements rejoués après une restauration", "Chained audit without names or texts, looks included; automatic deletion every hour, counted in the audit; erasures replayed after a restore"),
            new($"Magasin : {(configuration.Store.Path is null ? "PostgreSQL" : "SQLite")} ; le chiffrement du disque est à la charge de l'exploitant", $"Store: {(configuration.Store.Path is null ? "PostgreSQL" : "SQLite")}; disk encryption is the operator's"),
            new("Une analyse d'impact (article 35) est à faire par le parti : données sensibles à grande échelle", "An impact assessment (Art. 35) is the party's to make: sensitive data at scale"),
        ]),
    ];

    private static Phrase Or(string french, string english, string? value, string setting) => value is null
        ? new($"{french} : À COMPLÉTER (réglage {setting})", $"{english}: TO BE FILLED IN (setting {setting})")
        : new($"{french} : {value}", $"{english}: {value}");
}

/// <summary>One part of the record.</summary>
internal sealed record RegisterShown(string Title, IReadOnlyList<string> Lines);
