using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Core.Tests.Items;

/// <summary>Why the brake holds, in the reader's language.</summary>
public sealed class HarvestBrakeTests
{
    [TestCase("fr", "38 des 135 fiches ont disparu (30) ou ont été annulées ou retirées (8) d'un seul coup.")]
    [TestCase("en", "38 of 135 items vanished (30) or were cancelled or taken back (8) all at once.")]
    public void Say_KeptFigures_AreReadInEitherLanguage(string language, string expected)
    {
        var kept = new HarvestBrake(135, 30, 8).ToString();

        Assert.That(kept, Is.EqualTo("38/135 30+8"));
        Assert.That(HarvestBrake.Say(kept, language), Is.EqualTo(expected));
    }

    [Test]
    public void Say_ReasonOfAnotherVersion_IsShownAsItIs() => Assert.That(HarvestBrake.Say("3 des 4 fiches ont disparu", "en"), Is.EqualTo("3 des 4 fiches ont disparu"));
}
