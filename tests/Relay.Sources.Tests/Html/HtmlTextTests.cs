using NUnit.Framework;
using Relay.Sources.Html;

namespace Relay.Sources.Tests.Html;

public sealed class HtmlTextTests
{
    private static readonly Uri Page = new("https://parti.example/evenements/42");

    [TestCase("<p>Un</p><p>Deux</p>", "Un\n\nDeux")]
    [TestCase("<h2>Titre</h2>Texte", "Titre\n\nTexte")]
    [TestCase("un<br>deux<br/>trois<br><br>quatre", "un\ndeux\ntrois\n\nquatre")]
    [TestCase("<div>un</div><div>deux</div>", "un\ndeux")]
    [TestCase("<p>  des \n\t mots   </p>\n\n\n<p>&nbsp;</p><p>fin</p>", "des mots\n\nfin")]
    [TestCase("Réunion&nbsp;!", "Réunion\u00A0!")]
    [TestCase("<b>gras</b>, <i>italique</i><span> et</span> <u>reste</u>", "gras, italique et reste")]
    [TestCase("<blockquote>Cité</blockquote>suite", "Cité\n\nsuite")]
    [TestCase("<pre>un\n  deux</pre>", "un\ndeux")]
    [TestCase("<table><tr><th>Lundi</th><th>Mardi</th></tr><tr><td>19 h</td><td>20 h</td></tr></table>", "Lundi | Mardi\n19 h | 20 h")]
    [TestCase("sans balise & avec < 3", "sans balise & avec < 3")]
    [TestCase("", "")]
    public void Read_Blocks_KeepTheirParagraphs(string html, string text) => Expect(html, text);

    [TestCase("<ul><li>un</li><li>deux</li></ul>", "• un\n• deux")]
    [TestCase("avant<ul><li>un</ul>après", "avant\n\n• un\n\naprès")]
    [TestCase("<ol><li>un<li>deux</ol>", "1. un\n2. deux")]
    [TestCase("<ol start=\"3\"><li>trois</li><li>quatre</li></ol>", "3. trois\n4. quatre")]
    [TestCase("<ul><li><p>un</p></li><li><p>deux</p></li></ul>", "• un\n• deux")]
    [TestCase("<ul><li>un<ul><li>a</li><li>b</li></ul></li><li>deux</li></ul>", "• un\n  • a\n  • b\n• deux")]
    [TestCase("<ul><li></li><li>seul</li></ul>", "• seul")]
    [TestCase("<li>perdu", "• perdu")]
    public void Read_Lists_KeepTheirMarks(string html, string text) => Expect(html, text);

    [TestCase("<a href=\"https://parti.example/agir\">Agir</a>, vite", "Agir (https://parti.example/agir), vite")]
    [TestCase("<a href='https://parti.example/agir'>https://parti.example/agir</a>", "https://parti.example/agir")]
    [TestCase("<a href='https://www.parti.example/'>parti.example</a>", "parti.example")]
    [TestCase("<a href='/agir?x=1&amp;y=2'>Agir</a>", "Agir (https://parti.example/agir?x=1&y=2)")]
    [TestCase("<a href='photos'>Photos</a>", "Photos (https://parti.example/evenements/photos)")]
    [TestCase("<a href='#bas'>plus bas</a>", "plus bas")]
    [TestCase("<a href='mailto:contact@parti.example?subject=x'>Écrire</a>", "Écrire (contact@parti.example)")]
    [TestCase("<a href='mailto:contact@parti.example'>contact@parti.example</a>", "contact@parti.example")]
    [TestCase("<a href='tel:+33556000000'>Appeler</a>", "Appeler (+33556000000)")]
    [TestCase("<a href='https://fr.wikipedia.org/wiki/Nice_(ville)'>Nice</a>", "Nice (https://fr.wikipedia.org/wiki/Nice_%28ville%29)")]
    [TestCase("<a href='https://parti.example/a'><img src='x.png'></a>", "https://parti.example/a")]
    [TestCase("<a href='https://parti.example/a'>un<a href='https://parti.example/b'>deux", "un (https://parti.example/a)deux (https://parti.example/b)")]
    [TestCase("<a name='ici'>ancre</a>", "ancre")]
    [TestCase("<a href='http://moi:secret@parti.example/'>privé</a>", "privé")]
    [TestCase("<a href='ftp://parti.example/x'>fichier</a>", "fichier")]
    public void Read_Links_StayReachable(string html, string text) => Expect(html, text);

    [TestCase("&eacute;&egrave;&#233;&#xE9;&hellip;&euro;", "éèéé…€")]
    [TestCase("&lt;b&gt; n'est pas une balise", "<b> n'est pas une balise")]
    [TestCase("AT&T et R&D", "AT&T et R&D")]
    [TestCase("<img class='emoji' alt='😀' src='x.png'> <img alt='Photo de groupe' src='y.png'>fin", "😀 fin")]
    [TestCase("&#x202E;abc&#8203;def\u0007&#0;", "abcdef")]
    [TestCase("e\u0301te\u0301", "été")]
    [TestCase("👩‍🌾 et 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👩‍🌾 et 🏴󠁧󠁢󠁥󠁮󠁧󠁿")]
    public void Read_Characters_AreDecodedAndSafe(string html, string text) => Expect(html, text);

    [TestCase("<p>un<p>deux", "un\n\ndeux")]
    [TestCase("<b><i>un</b></i> deux</div></ul>", "un deux")]
    [TestCase("<!-- [if mso]><p>Word</p><![endif] --><o:p>texte</o:p><![if !x]>suite<![endif]>", "textesuite")]
    [TestCase("<style>p { color: red }</style>texte", "texte")]
    [TestCase("<STYLE>a</sTyLe >texte", "texte")]
    [TestCase("<title>a</title>texte", "texte")]
    [TestCase("<svg><text>dessin</text></svg>texte", "texte")]
    [TestCase("<p style='color:red' class=x data-on='1'>texte</p>", "texte")]
    [TestCase("<p title=l'eau ont lieu>texte</p>", "texte")]
    [TestCase("<img src='data:image/png;base64,AAAA'>texte", "texte")]
    [TestCase("<?xml version='1.0'?><html><head><meta charset='utf-8'></head><body>texte</body></html>", "texte")]
    [TestCase("texte <", "texte <")]
    public void Read_OddMarkup_IsCleaned(string html, string text) => Expect(html, text);

    [TestCase("<script>alert(1)</script>", "<script>")]
    [TestCase("texte<SCRIPT src=//x></SCRIPT>", "<script>")]
    [TestCase("<scr\0ipt>a</script><script/x>", "<script>")]
    [TestCase("<iframe src='https://x.example'></iframe>", "<iframe>")]
    [TestCase("<object data='x'></object>", "<object>")]
    [TestCase("<base href='https://x.example/'>", "<base>")]
    [TestCase("<img src=x onerror=alert(1)>", "onerror=")]
    [TestCase("<svg/onload=alert(1)>", "onload=")]
    [TestCase("<svg><a xlink:href='javascript:alert(1)'>x</a></svg>", "xlink:href=\"javascript:\"")]
    [TestCase("<a href='javascript:alert(1)'>x</a>", "href=\"javascript:\"")]
    [TestCase("<a href=' &#106;ava\tscript&colon;alert(1)'>x</a>", "href=\"javascript:\"")]
    [TestCase("<a href='data:text/html,x'>x</a>", "href=\"data:\"")]
    [TestCase("<a href='vbscript:x'>x</a>", "href=\"vbscript:\"")]
    [TestCase("<p style='width: expression(alert(1))'>x</p>", "style=\"expression\"")]
    [TestCase("<meta http-equiv=refresh content='0;url=x'>", "<meta http-equiv=\"refresh\">")]
    [TestCase("<svg>jamais fermé", "<svg> without its end")]
    public void Read_HostileMarkup_IsNamed(string html, string danger)
    {
        var reading = HtmlText.Read(html, Page);

        Assert.That((reading.Text, reading.Danger), Is.EqualTo(((string?)null, danger)));
    }

    [Test]
    public void Read_ABombOfOpenElements_StaysAsBigAsItsSource()
    {
        var bomb = string.Concat(Enumerable.Range(0, 8_000).Select(i => $"<font color=c{i}>")) + string.Concat(Enumerable.Repeat("<p>x", 10_000));

        var reading = HtmlText.Read(bomb, Page);

        Assert.That(reading.Text, Has.Length.EqualTo(10_000 + (2 * 9_999)));
    }

    [Test]
    public void Read_RelativeLinksThatGrow_AreStopped()
    {
        var far = new Uri($"https://parti.example/{new string('a', 1_900)}/");

        var reading = HtmlText.Read(string.Concat(Enumerable.Repeat("<a href=x>y</a> ", 5_000)), far);

        Assert.That(reading.Danger, Is.EqualTo("more text than its source"));
    }

    [Test]
    public void Read_DeepLists_IndentNoFurther()
    {
        var reading = HtmlText.Read(string.Concat(Enumerable.Repeat("<ul><li>x", 5_000)), Page);

        Assert.That(reading.Text, Has.Length.LessThan(5_000 * 15));
    }

    private static void Expect(string html, string text)
    {
        var reading = HtmlText.Read(html, Page);

        Assert.That((reading.Danger, reading.Text), Is.EqualTo(((string?)null, text)));
    }
}
