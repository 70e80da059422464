using NUnit.Framework;
using Relay.Sandbox.Telegram;

namespace Relay.Sandbox.Tests.Telegram;

public sealed class HtmlTextTests
{
    [TestCase("<b>a <i>b</i></b>", "a b", "bold 0+3, italic 2+1")]
    [TestCase("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", "bold 0+1, italic 1+1, underline 2+1, strikethrough 3+1")]
    [TestCase("<span class=\"tg-spoiler\">a</span><tg-spoiler>b</tg-spoiler>", "ab", "spoiler 0+1, spoiler 1+1")]
    [TestCase("<pre><code class=\"language-csharp\">x</code></pre>", "x", "pre 0+1 csharp")]
    [TestCase("<code>1 &lt; 2</code>", "1 < 2", "code 0+5")]
    [TestCase("<blockquote expandable>a</blockquote>", "a", "expandable_blockquote 0+1")]
    [TestCase("<a href='https://example.org/?a=1&amp;b=&quot;'>lien</a>", "lien", "text_link 0+4 https://example.org/?a=1&b=%22")]
    [TestCase("<a href=\"javascript:alert(1)\">lien</a>", "lien", "")]
    [TestCase("<tg-emoji emoji-id=\"5368324170671202286\">👍</tg-emoji>", "👍", "custom_emoji 0+2 5368324170671202286")]
    [TestCase("&lt;b&gt; &amp;amp; &quot; &#233; &#x1F600; &nbsp; &", "<b> &amp; \" é 😀 &nbsp; &", "")]
    [TestCase("<B>a</B >", "a", "bold 0+1")]
    [TestCase("<b>a</>", "a", "bold 0+1")]
    public void Parse_Markup_GivesTextAndEntities(string html, string text, string entities)
    {
        var (parsed, found) = HtmlText.Parse(html);

        Assert.That(parsed, Is.EqualTo(text));
        Assert.That(string.Join(", ", found.Select(entity => $"{entity.Type} {entity.Offset}+{entity.Length} {entity.Url ?? entity.Language ?? entity.CustomEmoji}".TrimEnd())), Is.EqualTo(entities));
    }

    [TestCase("<br>")]
    [TestCase("<span>a</span>")]
    [TestCase("<p>a</p>")]
    [TestCase("<b><i>a</b></i>")]
    [TestCase("<b")]
    [TestCase("<a href=\"x>a</a>")]
    [TestCase("</b>")]
    [TestCase("<b>a</b")]
    [TestCase("<b =x>a</b>")]
    public void Parse_WhatTelegramRefuses_IsRefused(string html)
        => Assert.That(() => HtmlText.Parse(html), Throws.InstanceOf<Relay.Sandbox.Wire.RefusedException>());
}
