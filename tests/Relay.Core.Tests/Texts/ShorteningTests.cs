using NUnit.Framework;
using Relay.Core.Texts.Fitting;
using Relay.Core.Texts.Words;

namespace Relay.Core.Tests.Texts;

public sealed class ShorteningTests
{
    [Test]
    public void Fit_EnoughRoom_ChangesNothing()
        => Assert.That(Fit($"{Shorten("Un titre")} et {Optional("le reste")}", 100), Is.EqualTo("Un titre et le reste"));

    [Test]
    public void Fit_TooLong_CutsAtAWordAndKeepsTheLink()
        => Assert.That(Fit($"{Shorten("Nous parlerons longuement du quartier et de ses écoles")}\n{Link("https://parti.example/e/1")}", 55), Is.EqualTo("Nous parlerons longuement du…\nhttps://parti.example/e/1"));

    [Test]
    public void Fit_SeveralBlocks_TheLastGivesWayFirst()
        => Assert.That(Fit($"{Shorten("Premier bloc entier")} {Shorten("deuxième bloc coupé")}", 30), Is.EqualTo("Premier bloc entier deuxième…"));

    [Test]
    public void Fit_OrderGiven_DecidesWhoGivesWay()
        => Assert.That(Fit($"{Shorten("Premier bloc coupé")} {Shorten("deuxième bloc entier", order: 1)}", 30), Is.EqualTo("Premier… deuxième bloc entier"));

    [Test]
    public void Fit_OptionalBlock_GoesAltogether()
        => Assert.That(Fit($"Titre {Optional("et un complément trop long")}", 15), Is.EqualTo("Titre"));

    [Test]
    public void Fit_LessThanTheLeastLeft_GoesAltogether()
        => Assert.That(Fit($"Titre\n{Shorten("un résumé qui serait bien trop court", least: 20)}", 20), Is.EqualTo("Titre"));

    [Test]
    public void Fit_BlockThatKeeps_WaitsUntilOthersAreGone()
        => Assert.That(Fit($"{Shorten("Un titre plutôt long", keep: 12)}\n{Optional("un lieu", order: 1)}", 14), Is.EqualTo("Un titre…"));

    [Test]
    public void Fit_EarlierBlockThatWouldFitAgain_ComesBack()
        => Assert.That(Fit($"{Optional("Un complément vraiment très long", order: 1)}\n{Shorten("court résumé")}", 20), Is.EqualTo("court résumé"));

    [Test]
    public void Fit_FixedWordsTooLong_AreCutBeforeTheLink()
        => Assert.That(Fit($"Des mots que rien ne permettait de couper {Link("https://parti.example/e/1")} fin", 50), Is.EqualTo("Des mots que rien ne…\nhttps://parti.example/e/1"));

    [Test]
    public void Fit_OneEndlessWord_IsCutInside()
        => Assert.That(Fit(Shorten(new string('x', 100)), 20), Is.EqualTo(new string('x', 19) + "…"));

    private static string Fit(string rendered, int limit)
    {
        var rules = new PlainRules(limit, 1);
        return Shortening.Fit(Draft.Parse(rendered), rules, limit, text => rules.Measure(text) <= limit);
    }

    private static string Shorten(string text, int order = 0, int least = 0, int keep = 0) => Block(Marks.Shorten, text, order, least, keep);

    private static string Optional(string text, int order = 0) => Block(Marks.Optional, text, order, 0, 0);

    private static string Link(string text) => $"{Marks.Open}{Marks.Link}{Marks.Settings}{text}{Marks.Close}";

    private static string Block(char kind, string text, int order, int least, int keep)
        => FormattableString.Invariant($"{Marks.Open}{kind}{order},{least},{keep}{Marks.Settings}{text}{Marks.Close}");
}
