using NUnit.Framework;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Understanding;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>The notice under a first answer: who writes, how long things are kept, how to stop.</summary>
public sealed class NoticeTalkTests
{
    [Test]
    public void Decide_FirstAnswer_CarriesTheNoticeBelowItOnce()
    {
        var first = Decide(Private("C'est quand ?", Meeting()) with { NoticeGiven = false });

        Assert.That(first.Notice, Is.True);
        Assert.That(first.Reply!.Foot, Does.StartWith("Message automatique de Le Tilleul").And.EndWith("STOP pour ne plus rien recevoir.").And.Length.LessThanOrEqualTo(300));
        Assert.That(Decide(Private("C'est quand ?", Meeting())).Notice, Is.False);
    }

    [TestCase("C'est quand ?", 1, "(1 mois,")]
    [TestCase("C'est quand ?", 2, "(2 mois,")]
    [TestCase("When is it?", 1, "(1 month,")]
    [TestCase("When is it?", 2, "(2 months,")]
    public void Decide_RequestsKeptAsLongAsTheSettingSays_TheNoticeSaysSo(string text, int months, string told)
    {
        var rules = new ConversationRules(Party, new() { OccasionalMonths = months });
        var meaning = Rehearsed.Understanding.Read(new Utterance(text));

        Assert.That(rules.Decide(Private(text, Meeting()) with { NoticeGiven = false, Language = meaning.Language }, meaning).Reply!.Foot, Does.Contain(told));
    }
}
