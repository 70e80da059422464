using NUnit.Framework;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Understanding.Grammar;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>What hangs on more than the intent: public or private, the last question, the party, opt-outs in three ways.</summary>
internal sealed class RuleUnderstandingTests
{
    private static readonly RuleUnderstanding Rules = new();

    [TestCase("STOP", OptOut.Certain)]
    [TestCase("Bonjour, stop svp", OptOut.Certain)]
    [TestCase("désabonnez-moi", OptOut.Certain)]
    [TestCase("Stop au gaspillage !", OptOut.Review)]
    [TestCase("STOP je peux plus venir au débat", OptOut.Review)]
    [TestCase("STOP 33", OptOut.Review)]
    [TestCase("Je me désinscris de la réunion du 12", OptOut.None)]
    [TestCase("je descends à l'arrêt de bus", OptOut.None)]
    [TestCase("fin du débat à 22h ?", OptOut.None)]
    [TestCase("je ne peux plus supporter vos mails", OptOut.Certain)]
    [TestCase("il faut arrêter ce projet avant qu'il ne soit trop tard", OptOut.None)]
    [TestCase("je ne viendrai pas, et désabonnez-moi de tout", OptOut.Certain)]
    public void Read_InPrivate_StopsInThreeWays(string text, OptOut expected) =>
        Assert.That(Rules.Read(new Utterance(text)).OptOut, Is.EqualTo(expected));

    [TestCase("STOP", OptOut.None)]
    [TestCase("Stop au gaspillage !", OptOut.None)]
    [TestCase("Cancel the project, not the market", OptOut.None)]
    [TestCase("Ne m'écrivez plus", OptOut.Review)]
    public void Read_InPublic_OpposesNobody(string text, OptOut expected) =>
        Assert.That(Rules.Read(new Utterance(text, Public: true)).OptOut, Is.EqualTo(expected));

    [TestCase("Je viens jeudi, on sera 3")]
    [TestCase("je ne viens pas")]
    [TestCase("mon numéro 06 39 98 12 34")]
    [TestCase("Abonnez-moi aux infos du 33")]
    [TestCase("désabonnez-moi")]
    [TestCase("je veux aider")]
    public void Read_InPublic_RecordsNothingButSupport(string text) =>
        Assert.That(Rules.Read(new Utterance(text, Public: true)).Act, Is.EqualTo(ActKind.None));

    [Test]
    public void Read_SupportInPublic_Counts() =>
        Assert.That(Rules.Read(new Utterance("Je soutiens cette initiative", Public: true)), Has.Property(nameof(Meaning.Act)).EqualTo(ActKind.Support).And.Property(nameof(Meaning.Next)).EqualTo(NextStep.Record));

    private static IEnumerable<TestCaseData> Answers()
    {
        yield return new TestCaseData("oui", Asked.Attendance, Intent.RsvpYes);
        yield return new TestCaseData("ouiiii !", Asked.Attendance, Intent.RsvpYes);
        yield return new TestCaseData("ok", Asked.Attendance, Intent.RsvpYes);
        yield return new TestCaseData("🙋‍♀️", Asked.Attendance, Intent.RsvpYes);
        yield return new TestCaseData("1", Asked.Attendance, Intent.RsvpYes);
        yield return new TestCaseData("2", Asked.Attendance, Intent.RsvpMaybe);
        yield return new TestCaseData("3", Asked.Attendance, Intent.RsvpNo);
        yield return new TestCaseData("non merci", Asked.Attendance, Intent.RsvpNo);
        yield return new TestCaseData("peut-être", Asked.Attendance, Intent.RsvpMaybe);
        yield return new TestCaseData("oui", Asked.Support, Intent.Support);
        yield return new TestCaseData("non", Asked.Support, Intent.None);
        yield return new TestCaseData("oui svp", Asked.Subscription, Intent.Subscribe);
        yield return new TestCaseData("33000", Asked.Territory, Intent.GiveContact);
        yield return new TestCaseData("la Gironde", Asked.Territory, Intent.GiveContact);
        yield return new TestCaseData("oui", Asked.Stop, Intent.OptOut);
    }

    [TestCaseSource(nameof(Answers))]
    public void Read_BareAnswer_MeansWhatWasAsked(string text, Asked asked, Intent expected) =>
        Assert.That(Rules.Read(new Utterance(text, Asked: asked)).Intent, Is.EqualTo(expected));

    [TestCase("oui")]
    [TestCase("1")]
    [TestCase("ok")]
    public void Read_YesToWhetherEverythingStops_StopsEverything(string text)
    {
        var meaning = Rules.Read(new Utterance(text, Asked: Asked.Stop));

        Assert.That((meaning.Intent, meaning.OptOut, meaning.Next), Is.EqualTo((Intent.OptOut, OptOut.Certain, NextStep.Record)));
    }

    [TestCase("oui")]
    [TestCase("1")]
    [TestCase("ok")]
    public void Read_BareAnswerToNoQuestion_ChangesNothing(string text)
    {
        var meaning = Rules.Read(new Utterance(text));

        Assert.That(meaning.Next, Is.EqualTo(NextStep.Ask).Or.EqualTo(NextStep.Answer));
    }

    [Test]
    public void Read_MoreThanABareAnswer_MeansWhatItSays() =>
        Assert.That(Rules.Read(new Utterance("je ne peux plus venir", Asked: Asked.Support)).Intent, Is.EqualTo(Intent.RsvpNo));

    [TestCase("on sera 3", 3)]
    [TestCase("nous viendrons à quatre", 4)]
    [TestCase("je viens avec ma femme", 2)]
    [TestCase("je viens avec mon mari et une amie", 3)]
    [TestCase("i'm in, +2", 3)]
    [TestCase("Réservez-moi deux places", 2)]
    [TestCase("Présents ! (la section de Mérignac, 6 personnes)", 6)]
    [TestCase("je viens seul", 1)]
    [TestCase("Je passerai avec ma soeur et deux voisins", 4)]
    [TestCase("je viens à 19h", null)]
    [TestCase("je viens jeudi", null)]
    public void Read_ComingWithOthers_CountsTheParty(string text, int? party) =>
        Assert.That(Rules.Read(new Utterance(text)).Party, Is.EqualTo(party));

    [TestCase("Je ne pourrai pas venir", "fr")]
    [TestCase("I can't make it, sorry", "en")]
    [TestCase("👍", "fr")]
    [TestCase("STOP", "fr")]
    public void Read_ByItsWords_KnowsTheLanguage(string text, string language) =>
        Assert.That(Rules.Read(new Utterance(text)).Language, Is.EqualTo(language));

    [Test]
    public void Read_ADenialOfADenial_IsNoAbsence() =>
        Assert.That(Rules.Read(new Utterance("je n'ai pas dit que je ne venais pas")), Has.Property(nameof(Meaning.Intent)).EqualTo(Intent.RsvpMaybe).And.Property(nameof(Meaning.Next)).EqualTo(NextStep.Ask));

    [TestCase("")]
    [TestCase("   ")]
    [TestCase("\u200B")]
    public void Read_Nothing_MeansNothing(string text) =>
        Assert.That(Rules.Read(new Utterance(text)), Has.Property(nameof(Meaning.Intent)).EqualTo(Intent.None).And.Property(nameof(Meaning.OptOut)).EqualTo(OptOut.None));

    [Test]
    public void Made_NobodyHasWrittenYet_ReadsNoTables()
    {
        var read = 0;
        var understanding = new RuleUnderstanding(() => { read++; return Tables.Own; });
        Assert.That(read, Is.Zero, "the tables are most of what a worker that nobody writes to would hold");
        understanding.Read(new("bonjour"));
        understanding.Read(new("merci"));
        Assert.That(read, Is.EqualTo(1));
    }
}
