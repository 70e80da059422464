using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using Relay.Core.Inbox.Arrivals;
using Relay.Core.Items;
using Relay.Testing;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

public sealed class PublicTalkTests
{
    [TestCase("Je viens avec deux amis")]
    [TestCase("Je veux m'abonner aux nouvelles")]
    [TestCase("Je peux aider samedi")]
    [TestCase("Je ne viendrai pas")]
    [TestCase("je viens à votre prochaine réunion, je fais comment ?")]
    public void Decide_WantsSomething_IsShownAPrivateDoorAndNothingIsRecorded(string text)
    {
        var decision = Decide(Public(text));

        Assert.That((decision.Acts.Count, decision.Cause, decision.Dialog), Is.EqualTo((0, (ContactCause?)null, (Dialog?)null)));
        Assert.That(decision.Reply!.Form, Is.EqualTo(ReplyForm.Public));
        Assert.That(decision.Reply.Text, Does.Contain("https://t.me/tilleul_bot?start=i1"));
    }

    [TestCase("Bravo")]
    [TestCase("👏👏👏")]
    [TestCase("Je soutiens !")]
    [TestCase("Merci à tous")]
    [TestCase("N'importe quoi, je suis contre")]
    [TestCase("Enfin un parti qui vient nous voir")]
    [TestCase("on vous voit plus que jamais sur les marchés, ça fait plaisir")]
    [TestCase("J'aime beaucoup l'affiche")]
    [TestCase("Beau programme")]
    [TestCase("chez nous à Hossegor aussi")]
    [TestCase("La dernière fois il y avait au moins 80 personnes, la salle était pleine")]
    public void Decide_ApplauseAndDissent_GetNoReply(string text) => Assert.That(Decide(Public(text)).Reply, Is.Null);

    [TestCase("Enfin un parti qui vient nous voir")]
    [TestCase("on vous voit plus que jamais sur les marchés, ça fait plaisir")]
    [TestCase("J'aime beaucoup l'affiche")]
    [TestCase("Beau programme")]
    public void Decide_Praise_WaitsForNobody(string text) => Assert.That(Decide(Public(text)).Waiting, Is.Null);

    [TestCase("On m'a dit que c'était annulé, c'est vrai ?", "C’est maintenu : ")]
    [TestCase("C'est annulé ?", "C’est maintenu : ")]
    [TestCase("ça a toujours lieu ?", "Oui, c’est maintenu : ")]
    public void Decide_WhetherItIsCalledOff_IsNotAnsweredWithAYes(string text, string start)
        => Assert.That(Decide(Public(text) with { Items = [Meeting()] }).Reply?.Text, Does.StartWith(start));

    [TestCase(true)]
    [TestCase(false)]
    public void Decide_UntilWhenAnInitiativeCanBeSupported_IsAnsweredOnlyWhereItHasAnEnd(bool ends)
    {
        var project = Project();
        var item = project with { Item = (Initiative)project.Item with { ClosesOn = ends ? new DateOnly(2026, 12, 31) : null } };
        var decision = Decide(Public("Jusqu'à quand peut-on soutenir ?") with { Items = [item] });

        Assert.That((decision.Reply is not null, decision.Waiting?.Reason), Is.EqualTo((ends, ends ? (WaitReason?)null : WaitReason.UnknownAnswer)));
    }

    [Test]
    public void Decide_Support_CountsOnceAndWithoutAnswer()
    {
        var said = Public("Je soutiens cette initiative") with { Items = [Project()] };

        Assert.That(Decide(said).Acts, Is.EqualTo(new Act[] { new Act.Support(Project().Item.Key) }));
        Assert.That(Decide(said with { HasSupported = true }).Acts, Is.Empty);
        Assert.That(Decide(said).Reply, Is.Null);
    }

    [TestCase("Stop au gaspillage !")]
    [TestCase("STOP")]
    public void Decide_PublicStop_OpposesNobodyAndIsNeverAnsweredThere(string text)
    {
        var decision = Decide(Public(text));

        Assert.That((decision.Reply, decision.Cause, decision.Acts.Count), Is.EqualTo(((Reply?)null, (ContactCause?)null, 0)));
    }

    [Test]
    public void Decide_BareStopThenAQuestion_StaysQuietInThatThread()
    {
        Assert.That(Decide(Public("STOP")).Quiet, Is.True);
        Assert.That(Decide(Public("C'est où ?") with { IsQuiet = true }).Reply, Is.Null);
    }

    [Test]
    public void Decide_SecondQuestionInTheThread_IsNotAnsweredAgain() => Assert.That(Decide(Public("C'est où ?") with { AnsweredInThread = true }).Reply, Is.Null);

    [TestCase(4, true)]
    [TestCase(5, false)]
    public void Decide_RepliesUnderThePost_AreFiveAtMost(int before, bool answered)
        => Assert.That(Decide(Public("C'est où ?") with { RepliesOnPost = before }).Reply is not null, Is.EqualTo(answered));

    [TestCase(InteractionKind.Reply, false)]
    [TestCase(InteractionKind.Reply, true)]
    [TestCase(InteractionKind.Mention, true)]
    [TestCase(InteractionKind.Quote, true)]
    public void Decide_OnX_OnlyWhoNamedUsIsAnsweredAndOthersWaitForAPerson(InteractionKind kind, bool answered)
    {
        var decision = Decide(Public("C'est où ?", "x", kind) with { IsSummons = answered });

        Assert.That(decision.Reply is not null, Is.EqualTo(answered));
        Assert.That(decision.Waiting?.Reason, Is.EqualTo(answered ? null : (WaitReason?)WaitReason.NoWayToAnswer));
    }

    [Test]
    public void Decide_NumberInAComment_IsToBeHiddenAndNotCopied()
    {
        var decision = Decide(Public("Appelez-moi au 06 39 98 00 01"));

        Assert.That((decision.Waiting!.Reason, decision.Acts.Count, decision.Dialog), Is.EqualTo((WaitReason.ExposedData, 0, (Dialog?)null)));
        Assert.That(decision.Reply!.Text, Does.Not.Contain("06"));
    }

    [TestCase("on va venir tout casser samedi", WaitReason.Threat)]
    [TestCase("Vous m'avez envoyé trois fois le même message, c'est inadmissible", WaitReason.Complaint)]
    public void Decide_WhatAPersonMustRead_IsListedAndNotAnswered(string text, WaitReason reason)
    {
        var decision = Decide(Public(text));

        Assert.That(decision.Waiting?.Reason, Is.EqualTo(reason));
        Assert.That(decision.Reply, Is.Null);
    }

    [Test]
    public void Decide_Distress_IsAnsweredWithTheLineThatListens()
    {
        var decision = Decide(Public("j'ai envie de mourir") with { RepliesOnPost = 5 });

        Assert.That(decision.Reply!.Text, Does.Contain("3114"));
        Assert.That(decision.Waiting!.Reason, Is.EqualTo(WaitReason.Distress));
    }

    [Test]
    public void Decide_OldComment_IsListedInsteadOfAnsweredLate()
    {
        var decision = Decide(Public("C'est où ?") with { WrittenAt = Some.Now.AddDays(-2) });

        Assert.That((decision.Reply, decision.Waiting!.Reason), Is.EqualTo(((Reply?)null, WaitReason.NoWayToAnswer)));
    }

    [TestCase(nameof(Situation.IsOurs))]
    [TestCase(nameof(Situation.IsAutomated))]
    [TestCase(nameof(Situation.IsOverheard))]
    [TestCase(nameof(Situation.IsRemoved))]
    public void Decide_WrittenByNobodyToAnswer_IsLeft(string why)
    {
        var said = Public("C'est où ?");
        var left = why switch
        {
            nameof(Situation.IsOurs) => said with { IsOurs = true },
            nameof(Situation.IsAutomated) => said with { IsAutomated = true },
            nameof(Situation.IsOverheard) => said with { IsOverheard = true },
            _ => said with { IsRemoved = true },
        };

        var decision = Decide(left);

        Assert.That((decision.Reply, decision.Waiting, decision.Acts.Count), Is.EqualTo(((Reply?)null, (Waiting?)null, 0)));
    }
}
