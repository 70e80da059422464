using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>Who wants no message at some times may want them at others.</summary>
public sealed class StopAtTimesTests
{
    [TestCase("Pouvez-vous arrêter de m'écrire le dimanche svp, c'est pénible")]
    [TestCase("arrêtez de m'écrire la nuit")]
    [TestCase("please stop writing to me at night")]
    public void Decide_WantsNothingAtSomeTimes_IsAskedAndNotOpposed(string text)
    {
        var decision = Decide(Private(text));

        Assert.That((decision.Why, decision.Acts.Count, decision.Waiting?.Reason), Is.EqualTo(("stop-unclear", 0, WaitReason.UnclearStop)));
    }

    [TestCase("Désabonnez-moi, vous m'écrivez trop souvent")]
    public void Decide_StopThatGivesAReason_OpposesAtOnce(string text) => Assert.That(Decide(Private(text)).Why, Is.EqualTo("stop"));
}
