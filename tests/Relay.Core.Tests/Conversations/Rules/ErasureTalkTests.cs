using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Settling;
using Relay.Testing;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>Who wants their data gone: a right with its clock (Art. 17), and a pause besides.</summary>
public sealed class ErasureTalkTests
{
    [TestCase("je veux effacer mes données")]
    [TestCase("non, je veux juste que mes données soient supprimées")]
    [TestCase("effacez mes données svp")]
    [TestCase("merci de supprimer mes donnees personnelles")]
    [TestCase("pouvez-vous effacer mon compte et mes données ?")]
    [TestCase("droit à l'oubli")]
    [TestCase("je demande l'effacement de mes données")]
    [TestCase("supprime moi de vos fichiers et efface mes données")]
    [TestCase("delete my data")]
    [TestCase("please erase everything you have about me")]
    [TestCase("remove my data please")]
    public void Decide_ErasureIsAskedFor_IsADataRequestWithItsMonthAndAPause(string text)
    {
        var decision = Decide(Private(text));

        Assert.That(decision.Waiting, Is.EqualTo(new Waiting(WaitReason.DataRequest, Some.Now.AddMonths(1))), decision.Why);
        Assert.That(decision.Reply!.Text, Does.Contain("un mois").Or.Contain("one month"));
        Assert.That(decision.Cause, Is.EqualTo(ContactCause.Doubt));
    }

    [TestCase("Supprimez toutes les données que vous avez sur moi")]
    [TestCase("I want my personal data deleted")]
    public void Decide_ErasureInOtherWords_HasItsMonthToo(string text) => Assert.That(Decide(Private(text)).Waiting, Is.EqualTo(new Waiting(WaitReason.DataRequest, Some.Now.AddMonths(1))));

    [Test]
    public void Decide_ErasureAfterTheQuestionWhetherToStop_IsNotLeftWithoutAnAnswer()
    {
        var asked = Private("stop c'est trop je sais pas");

        var decision = Decide(Decide(asked).After(asked, "non, je veux juste que mes données soient supprimées") with { State = ContactState.Paused });

        Assert.That((decision.Waiting?.Reason, decision.Reply is null), Is.EqualTo((WaitReason.DataRequest, false)));
    }

    [Test]
    public void Decide_ErasureAfterStop_IsRegisteredAllTheSame()
        => Assert.That(Decide(Private("je veux effacer mes données") with { State = ContactState.Opposed }).Waiting?.Reason, Is.EqualTo(WaitReason.DataRequest));
}
