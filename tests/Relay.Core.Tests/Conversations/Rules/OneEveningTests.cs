using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>What went wrong in the first evening that was played, each named after its symptom.</summary>
public sealed class OneEveningTests
{
    [TestCase("J'ai 13 ans, est-ce que je peux venir ?")]
    [TestCase("j ai quatorze ans et je veux vous aider")]
    [TestCase("I'm 12 years old, can I come?")]
    public void Decide_SomebodyUnderFifteen_GetsOneNeutralReplyAndNothingIsKept(string text)
    {
        var decision = Decide(Private(text, Meeting()));

        Assert.That((decision.Why, decision.Cause, decision.Acts.Count), Is.EqualTo(("minor", (ContactCause?)ContactCause.MinorAge, 0)));
        Assert.That(decision.Reply!.Text, Does.Contain("15"));
        Assert.That((Decide(Public(text)).Reply, Decide(Public(text)).Waiting?.Reason), Is.EqualTo(((Reply?)null, (WaitReason?)WaitReason.Human)), "in public a person decides");
    }

    [TestCase("J'ai 12 ans de militantisme derrière moi, je viens")]
    [TestCase("Ma fille a 13 ans, elle peut venir ?")]
    [TestCase("j'ai 42 ans et je viens")]
    [TestCase("I'm 10 minutes late")]
    [TestCase("J'ai 47 ans, je suis au collège Montaigne")]
    public void Decide_AnAgeThatIsNobodysOwnOrNoChilds_ChangesNothing(string text) => Assert.That(Decide(Private(text, Meeting())).Why, Is.Not.EqualTo("minor"));

    [TestCase("Je suis au collège Montaigne, je viens avec deux collègues")]
    [TestCase("je suis en 4e et je voudrais m'inscrire")]
    [TestCase("je suis collégienne, je peux venir ?")]
    [TestCase("I'm in middle school, can I come?")]
    public void Decide_TeacherOfASchool_IsAskedForTheAgeBeforeAnybodyIsTakenForAChild(string text)
    {
        var s = Private(text, Meeting());
        var asked = Decide(s);
        var (child, adult, unsaid) = (Decide(asked.After(s, "14 ans")), Decide(asked.After(s, "47")), Decide(asked.After(s, "C'est à quelle heure ?")));

        Assert.That((asked.Why, asked.Acts.Count, asked.Cause), Is.EqualTo(("asked-age", 0, (ContactCause?)ContactCause.Request)));
        Assert.That((child.Why, child.Cause), Is.EqualTo(("minor", (ContactCause?)ContactCause.MinorAge)));
        Assert.That((adult.Why, adult.Age), Is.EqualTo(("of-age", (AgeBand?)AgeBand.From17)));
        Assert.That(Decide(asked.After(s, "j'ai 16 ans")).Age, Is.EqualTo(AgeBand.From15To16));
        Assert.That(unsaid.Why, Is.EqualTo("answered"));
        Assert.That(Decide(s with { Details = new() { Age = AgeBand.From17 } }).Why, Is.Not.EqualTo("asked-age"), "once");
        Assert.That((Decide(Public(text)).Reply, Decide(Public(text)).Waiting?.Reason), Is.EqualTo(((Reply?)null, (WaitReason?)WaitReason.Human)), "in public a person decides");
    }

    [TestCase("Je suis au collège Jean-Moulin, professeur, et je souhaite une copie de ma fiche", WaitReason.DataRequest, "un mois")]
    [TestCase("Je suis au collège Jean-Moulin, professeur : votre annonce indique une rue qui n'existe pas", WaitReason.Complaint, "24 heures")]
    [TestCase("Je suis au collège Jean-Moulin, je voudrais parler à quelqu'un", WaitReason.Human, "24 heures")]
    [TestCase("Je suis au collège Jean-Moulin où enseignait mon frère, il est décédé", WaitReason.Deceased, null)]
    public void Decide_RequestThatNamesASchool_WaitsForAPersonAndIsNotLostToTheQuestionForTheAge(string text, WaitReason reason, string? promised)
    {
        var decision = Decide(Private(text, Meeting()));

        Assert.That((decision.Waiting?.Reason, decision.Acts.Count), Is.EqualTo(((WaitReason?)reason, 0)));
        Assert.That(decision.Reply?.Text, promised is null ? Is.Null : Does.Contain(promised));
    }

    [TestCase("Oui oui et encore oui")]
    [TestCase("On vous voit plus que jamais sur les marchés, ça fait plaisir")]
    [TestCase("Et si on parlait plutôt des vrais sujets")]
    [TestCase("Enfin un parti qui vient nous voir")]
    [TestCase("Bon courage à tous les bénévoles")]
    [TestCase("@LeTilleul33 @LeTilleul Bon courage à tous les bénévoles")]
    public void Decide_ApplauseOrSneerUnderAnInitiative_IsNotCalledIntoAPrivateChat(string text) => Assert.That(Decide(Public(text) with { Items = [Project()] }).Reply, Is.Null);

    [TestCase("Je veux bien donner un coup de main sur ce projet")]
    [TestCase("Bravo, je veux bien vous aider à distribuer des tracts")]
    [TestCase("Je voudrais m'inscrire, comment faire ?")]
    [TestCase("@parti je viens à la prochaine réunion, comment je fais ?")]
    public void Decide_WantsToTakePart_IsShownTheWay(string text) => Assert.That(Decide(Public(text)).Reply!.Text, Does.Contain("https://t.me/"));

    [Test]
    public void Decide_NewsOfOnePlaceNoLongerWanted_LeavesThatListAndAsksNotWhetherAllIsMeant()
    {
        var decision = Decide(Private("Je ne veux plus recevoir les nouvelles de Paris") with { Lists = ["territory:DEP-75", "territory:DEP-33"] });

        Assert.That(decision.Acts, Is.EqualTo(new Act[] { new Act.Subscription("territory:DEP-75", Withdrawn: true) }));
        Assert.That(Decide(Private("Je ne veux plus recevoir les nouvelles de Paris")).Waiting?.Reason, Is.EqualTo(WaitReason.UnclearStop), "of somebody without that list it may mean all");
    }

    [TestCase(5, false, false)]
    [TestCase(0, true, false)]
    [TestCase(0, false, true)]
    public void Decide_QuestionThatARuleKeepsFromAnAnswer_WaitsForAPerson(int before, bool answered, bool late)
    {
        var asked = Public("C'est à quelle heure ?") with { RepliesOnPost = before, AnsweredInThread = answered };

        var decision = Decide(late ? asked with { WrittenAt = asked.Now.AddDays(-2) } : asked);

        Assert.That((decision.Reply, decision.Waiting?.Reason), Is.EqualTo(((Reply?)null, (WaitReason?)WaitReason.NoWayToAnswer)));
    }

    [TestCase("cest kan ?")]
    [TestCase("ou est ce que ca a lieu")]
    [TestCase("Bonjour, c'est où et à quelle heure ??")]
    public void Decide_WrittenInHaste_IsAnsweredFromTheRecordAndNotAskedWhetherItIsOn(string text)
        => Assert.That(Decide(Public(text)).Reply!.Text, Does.Contain("14 mars").And.Contain("Salle des fêtes").And.Not.Contain("maintenu"));

    [TestCase("Hello, could you tell me what you organise near Bordeaux?", "The next events")]
    [TestCase("Bonjour, vous avez des réunions prévues vers Bordeaux ?", "Les prochaines rencontres")]
    public void Decide_AsksWhatIsOn_ListsEventsAndPassesNoProposalOn(string text, string answer)
        => Assert.That(Decide(Private(text) with { Nearby = [Meeting()] }).Reply!.Text, Does.StartWith(answer));
}
