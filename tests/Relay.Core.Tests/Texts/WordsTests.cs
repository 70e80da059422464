using NUnit.Framework;
using Relay.Core.Texts.Words;
using Relay.Core.Texts;

namespace Relay.Core.Tests.Texts;

public sealed class WordsTests
{
    [TestCase("déjà", "déjà")]
    [TestCase("e\u0301", "é")]
    [TestCase("a\uD83Db", "ab")]
    [TestCase("a\u202Eb\u2066c\uFEFF\uFDD0\uFFFE\0", "abc")]
    [TestCase("a\tb\u2028c", "a b\nc")]
    [TestCase("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦")]
    public void CleanText_OfAnything_IsSafeToSend(string text, string expected) => Assert.That(CleanText.Of(text), Is.EqualTo(expected));

    [Test]
    public void CleanText_ATowerOfMarks_IsCutDown() => Assert.That(CleanText.Of("z" + new string('\u0301', 500)), Has.Length.LessThanOrEqualTo(32));

    [TestCase("Attention : oui ! non ?", "Attention\u00A0: oui\u00A0! non\u00A0?")]
    [TestCase("« l’eau »", "«\u00A0l’eau\u00A0»")]
    [TestCase("à 18:30 (https://a.fr/x:y)", "à 18:30 (https://a.fr/x:y)")]
    [TestCase("20 % et 5 € de plus", "20\u00A0% et 5\u00A0€ de plus")]
    [TestCase("bien :)", "bien :)")]
    public void FrenchTypography_SpacesOfPunctuation_DoNotBreak(string text, string expected) => Assert.That(FrenchTypography.Apply(text), Is.EqualTo(expected));

    [TestCase("@elue et @everyone", "@\u200Belue et @\u200Beveryone")]
    [TestCase(".@elue", ".@\u200Belue")]
    [TestCase("＠nom @[12:0:Nom]", "＠\u200Bnom @\u200B[12:0:Nom]")]
    [TestCase("contact@parti.fr", "contact@parti.fr")]
    [TestCase("à 5 € @ 18 h", "à 5 € @ 18 h")]
    public void WithoutMentions_Names_PingNobody(string text, string expected) => Assert.That(PlainWords.WithoutMentions(text), Is.EqualTo(expected));

    [TestCase("voir https://parti.fr/a?b=1.", "voir .")]
    [TestCase("sur parti.fr", "sur parti\u200B.fr")]
    [TestCase("le 3.5 et fin. Puis", "le 3.5 et fin. Puis")]
    public void WithoutLinks_Addresses_AreGoneOrBroken(string text, string expected) => Assert.That(PlainWords.WithoutLinks(text), Is.EqualTo(expected));

    [Test]
    public void Tidy_SpacesAndEmptyLines_AreFewer() => Assert.That(Tidy.Up("\n a \n\n\n\n b\t\r\nc \n\n"), Is.EqualTo("a\n\nb\nc"));

    [Test]
    public void CutPoints_InAnAddressOrAGrapheme_AreNone()
    {
        const string Text = "a 👨‍👩‍👧‍👦 https://a.fr/b?c z";

        var points = CutPoints.Of(Text);

        Assert.That(points, Has.None.InRange(Text.IndexOf("https", StringComparison.Ordinal) + 1, Text.IndexOf(" z", StringComparison.Ordinal) - 1));
        Assert.That(points, Has.None.InRange(3, 12));
        Assert.That(points, Does.Contain(1).And.Contain(2).And.Contain(13));
    }
}
