using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using Relay.Core.Conversations.Understanding;
using Relay.Testing;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>Below 0.5 a person reads, and nothing is offered as if it were understood.</summary>
public sealed class GuessTalkTests
{
    private const string OldMan = "bonjour jai 82 ans je comprend pas bien ces truc mon petit fils ma donné le telephone je voudrait venir a la reunion mais jai plus de voiture qui peut me conduire merci";

    [Test]
    public void Decide_OldManWhoNeedsALift_IsNotTakenForAVolunteerButReadByAPerson()
    {
        var decision = Decide(Private(OldMan) with { Nearby = [Meeting("e1"), Meeting("e2")] });

        Assert.That(decision.Waiting, Is.Not.Null);
        Assert.That(decision.Dialog?.Question?.Pending, Is.Null);
    }

    [TestCase(Intent.Volunteer)]
    [TestCase(Intent.GiveContact)]
    [TestCase(Intent.RsvpYes)]
    [TestCase(Intent.Support)]
    [TestCase(Intent.Subscribe)]
    [TestCase(Intent.ProposeEvent)]
    [TestCase(Intent.Disagree)]
    public void Decide_GuessedBelowAHalf_OffersNothingAndCallsAPerson(Intent guessed)
    {
        var decision = Book.Decide(Private("celui des Capucins, le 24", Meeting(), Project()), new Meaning(guessed, .29, OptOut.None, ActKind.None, NextStep.Human, false, null, "fr", []));

        Assert.That((decision.Why, decision.Waiting?.Reason, decision.Dialog?.Question), Is.EqualTo(("not-understood", (WaitReason?)WaitReason.NotUnderstood, (Question?)null)));
    }

    [Test]
    public void Decide_BareYesAfterAnotherAnswerOfOurs_ConfirmsNothingOfBefore()
    {
        var first = Private("Je peux aider à tracter samedi");
        var readBack = Decide(first);
        Assert.That(readBack.Dialog?.Question?.Pending, Is.InstanceOf<Act.Volunteer>());
        var second = readBack.After(first, "je veux parler à quelqu'un");

        var last = Decide(Decide(second).After(second, "Oui"));

        Assert.That(last.Acts, Is.Empty);
    }

    [TestCase("coucou, vous êtes là ?")]
    [TestCase("are you there?")]
    public void Decide_WhetherSomebodyIsThere_IsNeverMetWithSilence(string text)
        => Assert.That(Decide(Private(text) with { AnsweredAt = Some.Now.AddMinutes(-5) }).Reply, Is.Not.Null);
}
