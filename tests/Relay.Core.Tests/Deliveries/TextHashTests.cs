using NUnit.Framework;
using Relay.Core.Deliveries;

namespace Relay.Core.Tests.Deliveries;

public sealed class TextHashTests
{
    [TestCase("Réunion à Pessac\n\njeudi", "  Réunion  à Pessac jeudi ")]
    [TestCase("é", "e\u0301")]
    public void Of_SameWordsOtherSpacing_IsTheSame(string one, string other)
    {
        Assert.That(TextHash.Of(one), Is.EqualTo(TextHash.Of(other)));
    }

    [Test]
    public void Of_OtherWords_IsAnother()
    {
        Assert.That(TextHash.Of("Réunion jeudi"), Is.Not.EqualTo(TextHash.Of("Réunion vendredi")));
    }

    [Test]
    public void Check_RefusedPartOfAReplay_MayBePlannedAgain()
    {
        Assert.That(() => Transitions.Check(PartState.Refused, PartState.Planned), Throws.Nothing);
        Assert.That(() => Transitions.Check(PartState.Refused, PartState.Attempting), Throws.InvalidOperationException);
    }
}
