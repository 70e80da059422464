using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Rules;
using Relay.Core.Conversations.Settling;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>Who was erased and writes again.</summary>
public sealed class ErasedTalkTests
{
    [Test]
    public void Decide_ErasedPersonWritesAgain_IsShownAsErasedAndNotAsWantingAPerson()
    {
        var decision = Decide(Private("bonjour ?") with { State = ContactState.Erased });

        Assert.That((decision.Reply, decision.Waiting?.Reason), Is.EqualTo(((Reply?)null, WaitReason.Erased)));
    }
}
