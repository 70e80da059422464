using Relay.Core.Planning;

namespace Relay.Core.Deliveries;

/// <summary>The rules in words.</summary>
internal static class Reasons
{
    /// <summary>A rule as a clause with its full stop; a rule of another version of Relay as its key.</summary>
    public static string Of(string? rule, Func<string, string, string> say) => rule switch
    {
        Rules.Past => say("c'est passé.", "it is over."),
        Rules.ItemDraft => say("la fiche est un brouillon.", "the item is a draft."),
        Rules.ItemNotPublic => say("la fiche n'est pas publique.", "the item is not public."),
        Rules.ItemCancelled => say("l'événement est annulé.", "the event is cancelled."),
        Rules.ItemPostponed => say("l'événement est reporté.", "the event is postponed."),
        Rules.ItemClosed => say("l'initiative est close.", "the initiative is closed."),
        Rules.ItemWithdrawn => say("la fiche a été retirée.", "the item was withdrawn."),
        Rules.ItemMissing => say("la fiche a disparu de la base ; on attend de voir si elle revient.", "the item has vanished from the database; waiting to see whether it comes back."),
        Rules.ItemBraked => say("trop de fiches ont disparu d'un coup ; quelqu'un doit décider (« relay brake »).", "too many items vanished at once; somebody must decide (\"relay brake\")."),
        Rules.ItemUnknown => say("la fiche est inconnue.", "the item is unknown."),
        Rules.Moved => say("l'événement a changé de date ou d'heure.", "the event has moved to another date or time."),
        Rules.NoDate => say("sans date, pas de rappel.", "without a date there is no reminder."),
        Rules.JustAnnounced => say("l'annonce est trop récente pour un rappel.", "the announcement is too recent for a reminder."),
        Rules.NotCalledOff => say("l'événement a bien lieu.", "the event takes place."),
        Rules.NeverTold => say("rien n'avait été annoncé ici.", "nothing had been announced here."),
        Rules.AlreadyCalledOff => say("on a déjà dit ici que cela n'a pas lieu.", "it was already said here that it does not take place."),
        Rules.SaidAsItIs => say("ce qui a été dit ici en dernier est exact.", "what was last said here is right."),
        Rules.SameWords => say("la copie se lit déjà comme il faut.", "the copy reads as it should already."),
        Rules.CopyOutOfReach => say("l'identifiant de la copie n'est pas connu, et Relay ne peut ni la corriger ni la retirer ; faites-le à la main.",
            "the id of the copy is not known, and Relay can neither change it nor take it away; do it by hand."),
        Rules.CopyGone => say("la copie n'est plus sur le réseau, quelqu'un l'y a sans doute supprimée ; Relay ne la remet pas.", "the copy is not on the network any more, somebody has probably deleted it there; Relay does not put it back."),
        Rules.Overtaken => say("un autre changement l'a remplacée.", "another change has taken its place."),
        Rules.ChannelTakesNot => say("le canal ne prend pas cette fiche.", "the channel does not take this item."),
        Rules.ChannelGone => say("plus aucun canal ne dessert cette cible.", "no channel serves this target any more."),
        Rules.AccountGone => say("le compte n'est plus configuré.", "the account is no longer configured."),
        Rules.StageDraft => say("le canal est un brouillon.", "the channel is a draft."),
        Rules.StageShadow => say("le canal est à blanc (« relay go-live » le met en service).", "the channel is in its shadow stage (\"relay go-live\" puts it into service)."),
        Rules.PublishedAlready => say("déjà publiée sur le réseau, telle quelle ; à blanc, seul ce qui est nouveau ou changé est montré.",
            "on the network already, as it is; in the shadow stage only what is new or changed is shown."),
        Rules.StageChanged => say("le canal a changé d'étape depuis.", "the channel has changed its stage since."),
        Rules.HandDeclined => say("la personne chargée de publier a répondu « pas cette fois ».", "the person who was to publish it answered \"not this time\"."),
        Rules.HandReminded => say("la personne chargée de publier a été relancée, une fois.", "the person who is to publish it was reminded, once."),
        Rules.HandReplaced => say("le texte a changé entre-temps ; le nouveau a été confié.", "the text has changed meanwhile; the new one was handed over."),
        Rules.SourceSilent => say("la base du parti ne répond plus depuis trop longtemps.", "the party database has been out of reach for too long."),
        Rules.AnnouncementInDoubt => say("on ne sait pas encore si l'annonce est en ligne.", "it is not known yet whether the announcement is there."),
        Rules.SameText => say("le même texte vient de partir sur un autre compte X.", "the same words just went out on another X account."),
        Rules.Budget => say("le budget du mois de ce compte (« MonthlyBudgetUsd ») ne suffit plus ; relevez-le ou attendez le mois prochain.",
            "this month's budget of the account (\"MonthlyBudgetUsd\") does not suffice; raise it or wait for the next month."),
        Rules.Halted => say("quelqu'un l'a mise en pause.", "somebody has paused it."),
        Rules.Suppressed => say("cette personne ne veut, ou ne doit, plus rien recevoir.", "this person does not want, or is not, to be written to any more."),
        Rules.SuppressionUnknown => say("la clé des oppositions manque, donc rien ne part en privé : remettez « people.keys » depuis votre sauvegarde.",
            "the key of the objections is missing, so nothing leaves in private: bring \"people.keys\" back from your backup."),
        Rules.WindowClosed => say("le réseau ne laisse répondre que pendant un temps, et il est passé.", "the network lets us answer for a while only, and that is over."),
        Rules.NotSummoned => say("ce réseau ne laisse répondre qu'à qui nous a nommés ou cités.", "this network lets us answer only those who named or quoted us."),
        Rules.AnswerNotOffered => say("ce réseau ne permet pas de répondre ainsi.", "this network has no such way to answer."),
        Rules.Forgotten => say("les données de la personne ont été effacées avant l'envoi.", "what is known of the person was forgotten before it left."),
        Rules.Template => say("le modèle de texte a une faute.", "the text template has a fault."),
        Rules.Unexpected => say("une erreur imprévue de Relay l'arrête ; le journal dit laquelle.", "an unexpected fault in Relay stops it; the log tells which."),
        null => say("sans motif.", "no reason given."),
        _ => rule + ".",
    };
}
