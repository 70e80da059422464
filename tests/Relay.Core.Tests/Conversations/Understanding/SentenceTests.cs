using NUnit.Framework;
using Relay.Core.Conversations.Understanding;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Figures on labelled sentences, printed, with floors (CV-11). No rule names a whole sentence of them.</summary>
internal sealed class SentenceTests
{
    private static readonly RuleUnderstanding Rules = new();

    [Test]
    public void Read_SentencesOfOurOwn_KeepsTheFloors() => Hold("own, rules were mended and weights learnt by them", Sentence.OfOurOwn("sentences.csv"), .93, .93);

    [Test]
    public void Read_TheSampleToBuildOn_KeepsTheFloors() => Hold("sample, rules were mended and weights learnt by it", [.. Sentence.Of(Repository.Data("intents.csv")).Where(sentence => !sentence.HeldOut)], .93, .90);

    [Test]
    public void Read_TheSampleHeldOut_KeepsTheFloors() => Hold("sample, held out", [.. Sentence.Of(Repository.Data("intents.csv")).Where(sentence => sentence.HeldOut)], .90, .85);

    [Test]
    public void Read_SentencesWrittenLast_KeepsTheFloors() => HoldUnseen("blind, written after everything else", Sentence.OfOurOwn("blind.csv"));

    [Test]
    public void Read_SentencesOfAnEvening_KeepsTheFloors() => HoldUnseen("kept apart as well, written for one evening", Sentence.OfOurOwn("evening.csv"));

    // No weight has met these: what may be expected of people.
    private static void HoldUnseen(string title, IReadOnlyList<Sentence> sentences)
    {
        var score = new Score(Rules, sentences);

        TestContext.Out.WriteLine(score.Report(title));

        Assert.Multiple(() =>
        {
            Assert.That(score.OptOutRecall, Is.GreaterThanOrEqualTo(.95));
            Assert.That(score.OptOutPrecision, Is.GreaterThanOrEqualTo(.97));
            Assert.That(score.PausedWrongly, Is.LessThanOrEqualTo(.04), "private messages that ask for no silence, nor for less, nor for erasure, nor tell of a death");
            Assert.That(score.WrongInPublic, Is.Empty);
            Assert.That(score.Confused, Has.Count.LessThanOrEqualTo(1));
            Assert.That(score.RecallOf(Intent.Deceased), Is.EqualTo(1));
            Assert.That(score.Accuracy, Is.GreaterThanOrEqualTo(.86));
            Assert.That(score.MacroF1, Is.GreaterThanOrEqualTo(.86));
        });
    }

    private static void Hold(string title, IReadOnlyList<Sentence> sentences, double accuracy, double macroF1)
    {
        var score = new Score(Rules, sentences);

        TestContext.Out.WriteLine(score.Report(title));

        Assert.Multiple(() =>
        {
            Assert.That(score.OptOutRecall, Is.EqualTo(1), "private opt-outs that stop or pause our messages");
            Assert.That(score.OptOutPrecision, Is.EqualTo(1), "messages that oppose at once");
            Assert.That(score.WrongInPublic, Is.Empty);
            Assert.That(score.Confused, Is.Empty);
            Assert.That(score.RecallOf(Intent.Deceased), Is.EqualTo(1));
            Assert.That(score.Accuracy, Is.GreaterThanOrEqualTo(accuracy));
            Assert.That(score.MacroF1, Is.GreaterThanOrEqualTo(macroF1));
        });
    }
}
