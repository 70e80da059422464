using NUnit.Framework;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>What is kept, told to whoever asks.</summary>
public sealed class MyDataTalkTests
{
    [Test]
    public void Decide_MyDataOfWhoOffersHelp_TellsTheOfferAndTheAccount()
    {
        var decision = Book.Decide(Private("") with { Gestures = [new Act.Volunteer()] }, new Command(CommandName.MyData));

        Assert.That(decision.Reply!.Text, Does.Contain("vous proposez votre aide").And.Contain("votre compte"));
    }
}
