using System.Net;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Relay.Sources.Html;

namespace Relay.Sources.Tests.Html;

/// <summary>What holds for any text a database may give; a failing run prints its seed and the smallest such text.</summary>
public sealed class HtmlTextProperties
{
    private static readonly string[] Pieces =
    [
        "<p>", "</p>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<a href='https://parti.example/a?b=(c)'>", "</a>", "<br>", "<b>", "</i>", "<td>", "<style>", "</style>", "<!--", "-->",
        "<", ">", "&", "&amp;", "&#x202E;", "&nbsp;", " ", "\n", "\t", "\u0000", "\u200B", "\uD83D", "\uDE00", "é", "e\u0301", "中", "👩‍🌾", "mot", "\"", "'", "<![CDATA[", "]]>", "<pre>", "</pre>",
    ];

    private static readonly Arbitrary<string> Markup = Gen.Elements(Pieces).ListOf().Select(string.Concat).ToArbitrary();

    [Test]
    public void Read_OfAnything_GivesSafeText() => Prop.ForAll(Markup, html =>
    {
        if (HtmlText.Read(html, null).Text is not { } text)
        {
            return html.Contains("<style>", StringComparison.Ordinal); // the only thing above that may stay open
        }
        return text.EnumerateRunes().All(rune => rune.Value == '\n' || PlainText.IsSpace(rune) || PlainText.IsShown(rune))
            && !text.Contains("\n\n\n", StringComparison.Ordinal)
            && text == text.TrimEnd()
            && text.IsNormalized(NormalizationForm.FormC);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Read_OfEscapedText_GivesThatTextBack() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), any =>
    {
        var line = PlainText.Line(any.Get);

        return HtmlText.Read(WebUtility.HtmlEncode(line), null).Text == line;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Read_OfParagraphsListsAndLinks_KeepsEachWordInOrder()
    {
        string[] words = ["salle", "réunion", "19 h", "été", "l'eau", "« oui »", "R&D", "5 < 6"];
        var blocks = Gen.Elements("<p>{0}</p>", "<ul><li>{0}</li></ul>", "<ol><li><b>{0}</b></li></ol>", "<div>{0}</div>", "<h3>{0}</h3>", "<a href='https://parti.example/{1}'>{0}</a><br>");
        var pages = blocks.Zip(Gen.Elements(words)).NonEmptyListOf();

        Prop.ForAll(pages.ToArbitrary(), page =>
        {
            var html = string.Concat(page.Select((block, i) => string.Format(System.Globalization.CultureInfo.InvariantCulture, block.Item1, WebUtility.HtmlEncode(block.Item2), i)));
            var text = HtmlText.Read(html, null).Text!;
            var at = 0;
            foreach (var ((block, word), i) in page.Select((block, i) => (block, i)))
            {
                at = text.IndexOf(word, at, StringComparison.Ordinal);
                if (at < 0 || (block.Contains("href", StringComparison.Ordinal) && !text.Contains($"(https://parti.example/{i})", StringComparison.Ordinal)))
                {
                    return false;
                }
                at += word.Length;
            }
            return true;
        }).QuickCheckThrowOnFailure();
    }
}
