using NUnit.Framework;
using Relay.Core.Texts;

namespace Relay.Core.Tests.Texts;

public sealed class TextMatchTests
{
    [TestCase("Bonjour à tous", "Bonjour à tous")]
    [TestCase("Voir https://parti.example/e/1 demain", "Voir https://t.co/AbC123 demain")]
    [TestCase("Voir parti.fr, puis venez", "Voir https://t.co/AbC123, puis venez")]
    [TestCase("Titre\n\nhttps://parti.example/e/1", "Titre\n\nhttps://t.co/AbC123")]
    [TestCase("Titre https://parti.example/e/1", "Titre https://t.co/AbC123 https://t.co/Photo99")]
    [TestCase("Titre", "Titre https://t.co/Photo99")]
    [TestCase("Voir 日本parti.com ici", "Voir 日本https://t.co/AbC123 ici")]
    [TestCase("Voir (parti.fr) et M.Dupont", "Voir (https://t.co/AbC123) et M.Dupont")]
    [TestCase("A https://a.example/1 B https://b.example/2", "A https://t.co/AbC1 B https://t.co/AbC2 https://t.co/AbC3")]
    [TestCase("L’eau & nous", "L’eau &amp; nous")]
    [TestCase("a < b", "a &lt; b")]
    [TestCase("<b>Réunion</b>\n\n📅 samedi &amp; dimanche", "Réunion\n\n📅 samedi & dimanche")]
    [TestCase("&lt;script&gt; et <i>suite</i>", "<script> et suite")]
    [TestCase("Un\u00A0rendez-vous\u00A0: ici", "Un rendez-vous : ici")]
    [TestCase("e\u0301cole", "école")]
    [TestCase("❤️ merci", "❤ merci")]
    [TestCase("@\u200Belue", "@elue")]
    [TestCase("  Bord \r\n\r\n\r\n gauche ", "Bord\n\ngauche")]
    [TestCase("Lire https://www.parti.example/a/", "Lire https://parti.example/a")]
    [TestCase("Lire https://parti.example/a?b=1&c=2", "Lire https://l.facebook.com/l.php?u=https%3A%2F%2Fparti.example")]
    [TestCase("Un texte assez long pour que la fin puisse manquer sans aucun doute possible", "Un texte assez long pour que la fin puisse manquer…")]
    [TestCase("Un texte assez long pour que la fin puisse manquer sans doute https://parti.example", "Un texte assez long pour que la fin puisse manquer… https://t.co/AbC123")]
    public void Same_AsANetworkGivesItBack_IsOurs(string ours, string theirs) => Assert.That(TextMatch.Same(ours, theirs), Is.True);

    [TestCase("Bonjour à tous", "Bonjour à toutes")]
    [TestCase("Titre https://parti.example/e/1", "Titre https://parti.example/e/2")]
    [TestCase("Titre https://parti.example/e/1", "Titre")]
    [TestCase("Titre", "Titre et plus https://t.co/AbC123")]
    [TestCase("Réunion demain à 18 h", "Réunion…")]
    [TestCase("Un texte assez long pour que la fin puisse manquer sans aucun doute possible", "Un texte assez long pour que la suite soit une autre…")]
    [TestCase("A https://a.example/1 B", "A https://t.co/AbC1 C")]
    [TestCase("Titre", "https://t.co/AbC123")]
    [TestCase("", "")]
    [TestCase("Titre 1/2", "Titre 2/2")]
    public void Same_AnotherText_IsNotOurs(string ours, string theirs) => Assert.That(TextMatch.Same(ours, theirs), Is.False);

    [Test]
    public void Same_HalfSurrogatesAndReservedCharacters_DoNotThrow()
        => Assert.That(TextMatch.Same("a \uD83D b \uFFFF", "a \uFFFD b"), Is.True);

    [Test]
    public void Hash_SameWordsInOtherDress_IsTheSame()
        => Assert.That(TextMatch.Hash("<b>L’eau</b> &amp; nous\u00A0!"), Is.EqualTo(TextMatch.Hash("L’eau & nous !")).And.Not.EqualTo(TextMatch.Hash("L’air & nous !")));

    [Test]
    public void Normalise_MarkupEntitiesAndSpaces_LeavesTheWords()
        => Assert.That(TextMatch.Normalise(" <b>L’eau</b>\n\n&amp;\u00A0nous\u200B https://www.parti.example/ "), Is.EqualTo("L’eau & nous parti.example"));
}
