using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said whatever the matter: confirmations, the notice, STOP, and that a person will answer.</summary>
internal static class CommonWords
{
    public static readonly Phrase Yes = new("Oui", "Yes");
    public static readonly Phrase Correct = new("Corriger", "Correct");
    public static readonly Phrase NotThis = new("Non", "No");
    public static readonly Phrase Person = new("Parler à quelqu’un", "Talk to a person");
    public static readonly Phrase Nothing = new("D’accord, rien n’est enregistré.", "All right, nothing is recorded.");
    public static readonly Phrase Expired = new("Cette question n’est plus d’actualité. Écrivez-moi ce que vous voulez.", "This question is no longer current. Write to me what you want.");

    public static readonly Phrase Stopped = new("C’est fait : vous ne recevrez plus rien de nous. Cette confirmation est notre dernier message.", "Done: you will receive nothing more from us. This confirmation is our last message.");

    public static readonly Phrase StopOrNot = new("Voulez-vous ne plus rien recevoir de nous ? En attendant votre réponse, rien ne part.", "Do you want to receive nothing more from us? Until you answer, nothing is sent.");
    public static readonly Phrase StopAll = new("Oui, arrêter tout", "Yes, stop everything");
    public static readonly Phrase GoOn = new("Non, continuer", "No, go on");
    public static readonly Phrase GoesOn = new("D’accord. Une personne le confirme sous 24 heures ; d’ici là rien ne part.", "All right. A person confirms it within 24 hours; until then nothing is sent.");

    public static readonly Phrase Human = new("Une personne de l’équipe lit votre message et vous répond sous 24 heures.", "A person of the team reads your message and answers within 24 hours.");

    public static readonly Phrase NotUnderstood = new(
        "Je n’ai pas compris. Une personne de l’équipe vous lira sous 24 heures. Vous pouvez aussi écrire /evenements, /initiatives ou /abonner.",
        "I did not understand. A person of the team will read you within 24 hours. You can also write /events, /initiatives or /subscribe.");

    public static readonly Phrase DataRequest = new(
        "Votre demande sur vos données est enregistrée. Une personne y répond au plus tard dans un mois. /mesdonnees montre ce qui est conservé ici.",
        "Your request about your data is registered. A person answers it within one month at the latest. /mydata shows what is kept here.");

    public static readonly Phrase DataRequestPaused = new(
        "Votre demande sur vos données est enregistrée. Une personne y répond au plus tard dans un mois ; d’ici là, rien d’autre ne part. /mesdonnees montre ce qui est conservé ici.",
        "Your request about your data is registered. A person answers it within one month at the latest; until then nothing else is sent. /mydata shows what is kept here.");

    public static readonly Phrase Distress = new(
        "Ce que vous écrivez m’inquiète, et je suis un programme. Appelez le 3114, gratuit, jour et nuit : quelqu’un vous écoute. En danger immédiat, le 15 ou le 112. Une personne de l’équipe est prévenue.",
        "What you write worries me, and I am a program. In France call 3114, free, day and night: somebody listens. In immediate danger, call 15 or 112. A person of the team has been told.");

    /// <summary>Said once to somebody under 15, of whom nothing is kept (DP-35).</summary>
    public static readonly Phrase Minor = new(
        "Merci de ton message. Avant 15 ans, on ne peut pas s’inscrire ici : demande à un parent de nous écrire. Rien de cet échange n’est conservé.",
        "Thank you for writing. Under 15 nobody can sign up here: please ask a parent to write to us. Nothing of this exchange is kept.");

    /// <summary>Asked of somebody whose words may be those of a child, or of a teacher.</summary>
    public static readonly Phrase HowOld = new("Avant de continuer, quel âge avez-vous ? Avant 15 ans, on ne peut pas s’inscrire ici.", "Before we go on, how old are you? Under 15 nobody can sign up here.");

    public static readonly Phrase OfAge = new("Merci. Redites-moi ce que vous vouliez : je m’en occupe.", "Thank you. Tell me again what you wanted, and I see to it.");

    public static readonly Phrase Robot = new("Oui, je suis un programme. Une personne de l’équipe peut vous répondre : écrivez « une personne ».", "Yes, I am a program. A person of the team can answer you: write “a person”.");
    public static readonly Phrase Hello = new("Bonjour. Je peux vous dire ce qui se passe près de chez vous, noter que vous venez ou que vous soutenez, ou passer votre message à une personne.", "Hello. I can tell you what is on near you, note that you come or support, or pass your message to a person.");
    public static readonly Phrase Disagree = new("Merci de le dire. Je ne discute pas du fond, mais une personne peut vous répondre.", "Thank you for saying so. I don't argue the matter, but a person can answer you.");
    public static readonly Phrase ComePrivate = new("Continuons en privé, sans que tout le monde lise :", "Let us go on in private, without everybody reading:");

    /// <summary>The short notice, at most 300 characters with a usual name and address (DP-14).</summary>
    /// <param name="party">Who speaks.</param>
    /// <param name="months">How long a one-off request is kept.</param>
    public static Phrase Notice(PartySettings party, int months)
    {
        var name = party.Name ?? "la fédération numérique";
        var (rights, rightsInEnglish) = (party.PrivacyNotice?.AbsoluteUri ?? party.DataProtectionContact, party.PrivacyNotice?.AbsoluteUri ?? party.DataProtectionContact);
        return new(
            $"Message automatique de {name}. Vos réponses sont enregistrées pour vous répondre ({months} mois, plus si vous vous abonnez). {(rights is null ? "Droits : /mesdonnees." : $"Droits et contact DPO : {rights}.")} STOP pour ne plus rien recevoir.",
            $"Automatic message from {party.Name ?? "the digital federation"}. Your answers are kept to answer you ({months} {(months == 1 ? "month" : "months")}, longer if you subscribe). {(rightsInEnglish is null ? "Rights: /mydata." : $"Rights and DPO contact: {rightsInEnglish}.")} STOP to receive nothing more.");
    }
}
