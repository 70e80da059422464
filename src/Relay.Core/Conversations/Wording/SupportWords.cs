using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Core.Conversations.Wording;

/// <summary>What is said about supporting an initiative and about offering help.</summary>
internal static class SupportWords
{
    public static readonly Phrase Support = new("Je soutiens", "I support it");
    public static readonly Phrase Unsupport = new("Je ne soutiens plus", "Withdraw my support");

    public static readonly Phrase Which = new("De quelle initiative parlez-vous ?", "Which initiative do you mean?");

    public static readonly Phrase WhichUnknown = new(
        "De quelle initiative parlez-vous ? Écrivez /initiatives pour voir celles qui sont ouvertes.", "Which initiative do you mean? Write /initiatives to see those that are open.");

    public static readonly Phrase VolunteerReadBack = new("Je transmets à l’équipe que vous proposez votre aide ?", "Shall I tell the team that you offer your help?");
    public static readonly Phrase VolunteerNoted = new("C’est transmis à l’équipe : vous proposez votre aide. Quelqu’un vous répondra.", "The team has been told that you offer your help. Somebody will answer you.");

    public static readonly Phrase ProposalReadBack = new(
        "Je transmets votre proposition à l’équipe ? Elle sera lue par une personne, et rien n’est publié sans elle.", "Shall I pass your proposal on to the team? A person will read it, and nothing is published without them.");

    public static readonly Phrase ProposalNoted = new("Votre proposition est transmise. Une personne la lira et vous répondra.", "Your proposal has been passed on. A person will read it and answer you.");

    public static Phrase Ask(StoredItem item) => new($"Soutenez-vous {ItemWords.Line(item, "fr")} ?", $"Do you support {ItemWords.Line(item, "en")}?");

    public static Phrase ReadBack(StoredItem item, bool withdrawn) => withdrawn
        ? new($"Je note : vous ne soutenez plus {ItemWords.Title(item, "fr")}. C’est bien cela ?", $"I'm noting: you no longer support {ItemWords.Title(item, "en")}. Is that right?")
        : new($"Je note : vous soutenez {ItemWords.Title(item, "fr")}. C’est bien cela ?", $"I'm noting: you support {ItemWords.Title(item, "en")}. Is that right?");

    public static Phrase Noted(StoredItem item, bool withdrawn) => withdrawn
        ? new($"C’est noté : vous ne soutenez plus {ItemWords.Title(item, "fr")}.", $"Noted: you no longer support {ItemWords.Title(item, "en")}.")
        : new($"C’est noté : vous soutenez {ItemWords.Title(item, "fr")}. Merci.", $"Noted: you support {ItemWords.Title(item, "en")}. Thank you.");
}
