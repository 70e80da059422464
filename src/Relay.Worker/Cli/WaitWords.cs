using Relay.Core.Conversations.Settling;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>Why somebody waits for a person, in words and by its key.</summary>
internal static class WaitWords
{
    private static readonly Dictionary<WaitReason, (string Key, Phrase Words)> All = new()
    {
        [WaitReason.Threat] = ("threat", new("une menace", "a threat")),
        [WaitReason.Distress] = ("distress", new("un appel à l'aide", "a cry for help")),
        [WaitReason.Deceased] = ("deceased", new("un décès", "a death")),
        [WaitReason.DataRequest] = ("data-request", new("une demande sur ses données", "a request about one's data")),
        [WaitReason.UnclearStop] = ("unclear-stop", new("veut peut-être tout arrêter ; en pause", "may want to stop everything; paused")),
        [WaitReason.Complaint] = ("complaint", new("une réclamation", "a complaint")),
        [WaitReason.Human] = ("human", new("veut une personne", "wants a person")),
        [WaitReason.Press] = ("press", new("un journaliste", "a journalist")),
        [WaitReason.Proposal] = ("proposal", new("une proposition à lire", "a proposal to read")),
        [WaitReason.UnknownAnswer] = ("unknown-answer", new("une question dont la fiche n'a pas la réponse", "a question that the record does not answer")),
        [WaitReason.NotUnderstood] = ("not-understood", new("pas compris", "not understood")),
        [WaitReason.NoWayToAnswer] = ("no-way-to-answer", new("aucune réponse automatique n'est possible ici", "no automatic answer is possible here")),
        [WaitReason.ExposedData] = ("exposed-data", new("des coordonnées que tout le monde lit : à masquer", "contact data that everybody reads: to be hidden")),
        [WaitReason.Insults] = ("insults", new("troisième insulte en 30 jours", "third insult in 30 days")),
        [WaitReason.Blocked] = ("blocked", new("écrit par quelqu'un de tenu à l'écart", "written by somebody kept away")),
        [WaitReason.TooMany] = ("too-many", new("plus de messages en un jour qu'une personne n'en écrit", "more messages in a day than a person writes")),
        [WaitReason.Erased] = ("erased", new("effacé, écrit de nouveau ; Relay ne lui répond pas, une personne le peut", "erased, writes again; Relay does not answer, a person may")),
    };

    public static string KeyOf(WaitReason reason) => All[reason].Key;

    public static Phrase Of(string key) => All.Values.First(words => words.Key == key).Words;
}
