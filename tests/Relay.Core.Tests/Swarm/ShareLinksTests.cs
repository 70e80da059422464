using System.Web;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Testing;

namespace Relay.Core.Tests.Swarm;

/// <summary>The Relayer row: links that open somebody's own application with the item in it.</summary>
public sealed class ShareLinksTests
{
    private static readonly Uri Door = new("https://t.me/parti_bot?start=cAbc-_1");

    [Test]
    public void Of_EventWithAPageAndADeepLink_EachNetworkReadsBackTheWordsAndBothLinks()
    {
        var item = Some.Stored(Some.Event() with { Title = "Débat : l’eau & nous, 100 % « public » ?", Url = new Uri("https://parti.example/e/1?a=1&b=é#haut") });
        var page = item.Face.Url!.AbsoluteUri;

        var links = ShareLinks.Of(item, Door, "fr").ToDictionary(one => one.Network, one => one.Link);

        var words = "«\u00A0Débat : l’eau & nous, 100 % « public » ?\u00A0», lundi 9 mars 2026 à 18\u00A0h\u00A030, Salle des fêtes";
        Assert.That(links.Keys, Is.EqualTo(new[] { "WhatsApp", "Facebook", "X", "Telegram" }));
        Assert.That((links["WhatsApp"].GetLeftPart(UriPartial.Path), Asked(links["WhatsApp"], "text")), Is.EqualTo(("https://wa.me/", $"{words}\nJe viens\u00A0: {Door}\n{page}")));
        Assert.That((links["Facebook"].GetLeftPart(UriPartial.Path), Asked(links["Facebook"], "u")), Is.EqualTo(("https://www.facebook.com/sharer/sharer.php", page)));
        Assert.That((links["X"].GetLeftPart(UriPartial.Path), Asked(links["X"], "text"), Asked(links["X"], "url")), Is.EqualTo(("https://x.com/intent/post", $"{words}\nJe viens\u00A0: {Door}", page)));
        Assert.That((links["Telegram"].GetLeftPart(UriPartial.Path), Asked(links["Telegram"], "url"), Asked(links["Telegram"], "text")), Is.EqualTo(("https://t.me/share/url", page, $"{words}\nJe viens\u00A0: {Door}")));
    }

    [Test]
    public void Of_EveryLink_IsWrittenInUnreservedAsciiAlone()
    {
        var item = Some.Stored(Some.Initiative() with { Title = "Ça ira ! 🌳 (\"un\" 'deux' <trois>) \ud83c" });

        Assert.That(ShareLinks.Of(item, Door, "en").Select(one => one.Link.OriginalString), Has.All.Match(@"^https://[A-Za-z0-9./?=&%_~-]+$"));
    }

    [TestCase("fr", "Je soutiens\u00A0:")]
    [TestCase("en", "I support it:")]
    public void Of_Initiative_SpeaksTheLanguageAskedFor(string language, string label)
        => Assert.That(Asked(Link(Some.Stored(Some.Initiative()), Door, "Telegram", language), "text"), Does.Contain($"{label} {Door}"));

    [Test]
    public void Of_ItemWithoutAPage_PassesTheDeepLinkOn()
    {
        var item = Some.Stored(Some.Event() with { Url = null });

        Assert.That(Asked(Link(item, Door, "Facebook"), "u"), Is.EqualTo($"{Door}"));
        Assert.That(Asked(Link(item, Door, "Telegram"), "text"), Does.Not.Contain("t.me"));
    }

    [Test]
    public void Of_NeitherPageNorDeepLink_IsNoRow() => Assert.That(ShareLinks.Of(Some.Stored(Some.Event() with { Url = null }), null, "fr"), Is.Empty);

    [Test]
    public void Of_TitleWithoutEnd_IsCutBetweenCharactersAndTheLinksStayShortEnoughForAButton()
    {
        var item = Some.Stored(Some.Event() with { Title = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦é", 200)) });

        var links = ShareLinks.Of(item, Door, "fr");

        Assert.That(links, Has.Count.EqualTo(4));
        Assert.That(links.Select(one => one.Link.OriginalString.Length), Has.All.LessThanOrEqualTo(1900));
        Assert.That(links.Select(one => one.Link.OriginalString), Has.None.Contains("%EF%BF%BD"), "no character is cut in two");
    }

    private static Uri Link(StoredItem item, Uri door, string network, string language = "fr") => ShareLinks.Of(item, door, language).Single(one => one.Network == network).Link;

    private static string? Asked(Uri link, string name) => HttpUtility.ParseQueryString(link.Query)[name];
}
