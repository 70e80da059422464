using NUnit.Framework;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Learned;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>What is learnt from sentences, and how it is decided with the rules.</summary>
internal sealed class LearnedTests
{
    private static readonly Tables Own = Tables.Own;

    [Test]
    public void Learn_TheSameSentences_GivesTheSameTable()
    {
        var (once, again) = (Learner.Learn(Few()), Learner.Learn(Few()));

        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void Chances_OfWhatWasLearnt_NamesItAndSumsToOne()
    {
        var chances = new Classifier(Learner.Learn(Few())).Chances(Shown("le voilier est à nous"));

        Assert.That(chances.Sum(), Is.EqualTo(1).Within(1e-9));
        Assert.That(chances[(int)Intent.Support], Is.EqualTo(chances.Max()));
    }

    [Test]
    public void Chances_OfNothingKnown_LeansToNothing() =>
        Assert.That(new Classifier(Learner.Learn(Few())).Chances([new Feature(42, 1)]).Max(), Is.LessThan(.2));

    [Test]
    public void Classifier_OfATableCutShort_IsRefused() =>
        Assert.That(() => new Classifier(Learner.Learn(Few()).AsSpan()[..^3]), Throws.TypeOf<FormatException>());

    [Test]
    public void Tables_AWordInNoClass_IsRefusedWithItsLine() =>
        Assert.That(() => new Tables([("optout.rules", ".9 ABSENCE stop")]), Throws.TypeOf<FormatException>().With.Message.Contains("optout.rules").And.Message.Contains("ABSENCE"));

    [TestCase(Intent.RsvpYes, Intent.RsvpNo)]
    [TestCase(Intent.RsvpNo, Intent.RsvpYes)]
    public void Decide_BetweenALikelyYesAndALikelyNo_IsNeitherAndAsked(Intent likelier, Intent likely)
    {
        var (intent, confidence) = Judgement.Of(Nothing(), Chances((likelier, .7), (likely, .25)));

        Assert.That((intent, Acts.Next(intent, confidence, OptOut.None, inPublic: false)), Is.EqualTo((Intent.RsvpMaybe, NextStep.Ask)));
    }

    [Test]
    public void Decide_ALikelyDeathBesideSomethingLikelier_IsADeath() =>
        Assert.That(Judgement.Of(Nothing(), Chances((Intent.Complaint, .7), (Intent.Deceased, .25))).Intent, Is.EqualTo(Intent.Deceased));

    [TestCase(.02, OptOut.None)]
    [TestCase(.2, OptOut.Review)]
    public void Stops_ASmallChanceOfAWishForSilence_Pauses(double chance, OptOut expected) =>
        Assert.That(Judgement.Stops(Intent.Complaint, OptOut.None, false, Chances((Intent.Complaint, 1 - chance), (Intent.OptOut, chance))), Is.EqualTo(expected));

    [TestCase(.4, OptOut.None)]
    [TestCase(.6, OptOut.Review)]
    public void Stops_RulesSayThatItIsNone_PausesFromMuchMore(double chance, OptOut expected) =>
        Assert.That(Judgement.Stops(Intent.Subscribe, OptOut.None, true, Chances((Intent.Subscribe, 1 - chance), (Intent.OptOut, chance))), Is.EqualTo(expected));

    [TestCase(.95, OptOut.None)]
    [TestCase(.7, OptOut.Review)]
    public void Stops_OneListGuessedAt_PausesUnlessPlain(double chance, OptOut expected) =>
        Assert.That(Judgement.Stops(Intent.OptOutTopic, OptOut.None, false, Chances((Intent.OptOutTopic, chance))), Is.EqualTo(expected));

    [Test]
    public void Stops_ARuleForStopBesideALikelyMeeting_OpposesNobodyAtOnce() =>
        Assert.That(Judgement.Stops(Intent.OptOut, OptOut.Certain, false, Chances((Intent.OptOut, .75), (Intent.RsvpNo, .25))), Is.EqualTo(OptOut.Review));

    [TestCase(NextStep.Silent, OptOut.None)]
    [TestCase(NextStep.Ask, OptOut.Review)]
    public void Next_WhileEverythingPauses_IsNeverSilence(NextStep expected, OptOut optOut) =>
        Assert.That(Acts.Next(Intent.Disagree, .9, optOut, inPublic: false), Is.EqualTo(expected));

    [TestCase(Intent.RsvpYes)]
    [TestCase(Intent.None)]
    [TestCase(Intent.Question)]
    public void Next_BelowOneHalfInPrivate_IsAPerson(Intent intent) =>
        Assert.That(Acts.Next(intent, .45, OptOut.None, inPublic: false), Is.EqualTo(NextStep.Human));

    private static List<(List<Feature> Features, Intent Intent)> Few() =>
        [(Shown("vive le voilier"), Intent.Support), (Shown("un voilier pour nous"), Intent.Support), (Shown("la barque prend feu"), Intent.Threat), (Shown("cette barque coule"), Intent.Threat)];

    private static List<Feature> Shown(string text) => Own.Shown(text, Own.Reader.Read(text), null, inPublic: false);

    private static Evidence Nothing() => Evidence.Weigh(Own.Rules, Own.Reader.Read("xyz"), inPublic: false);

    private static double[] Chances(params (Intent Intent, double Chance)[] likely)
    {
        var chances = new double[Intents.ByPrecedence.Count];
        foreach (var (intent, chance) in likely)
        {
            chances[(int)intent] = chance;
        }
        return chances;
    }
}
