using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Networks.Telegram;
using Relay.Networks.X;
using Relay.Testing;

namespace Relay.Networks.Tests.TextFitting;

/// <summary>What each network counts, escapes and cuts, and what a channel asks of its texts.</summary>
public sealed class TextRulesTests
{
    private static readonly string[] Long = [.. Enumerable.Range(1, 60).Select(number => $"Phrase numéro {number} d’un texte qui ne finit pas.")];

    [TestCase("Bonjour", 7)]
    [TestCase("Hello, world! 👋", 16)]
    [TestCase("é", 1)]
    [TestCase("e\u0301", 1)]
    [TestCase("…", 2)]
    [TestCase("€", 2)]
    [TestCase("« l’eau »", 9)]
    [TestCase("日本", 4)]
    [TestCase("👨‍👩‍👧‍👦", 2)]
    [TestCase("🇫🇷", 2)]
    [TestCase("👍🏽", 2)]
    [TestCase("1️⃣", 2)]
    [TestCase("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2)]
    [TestCase("https://parti.fr/une/adresse/bien/trop/longue/pour/un/message?avec=1&des=2", 23)]
    [TestCase("voir parti.fr.", 29)]
    [TestCase("contact@parti.fr", 16)]
    [TestCase("http://localhost:8080/x", 23)]
    [TestCase("http://localhost/xy", 19)]
    public void Weight_OnX_IsAsX(string text, int weight) => Assert.That(new XText().Measure(text), Is.EqualTo(weight));

    [TestCase("<b>gras</b>", 4)]
    [TestCase("a &amp; b &lt;c&gt;", 9)]
    [TestCase("<a href=\"https://parti.example/?a=1&amp;b=2\">ici</a>", 3)]
    [TestCase("👋", 2)]
    [TestCase("&#128075; &nbsp;", 9)]
    [TestCase("1 < 2", 5)]
    public void Measure_OnTelegram_CountsWhatIsShown(string text, int units) => Assert.That(new TelegramText().Measure(text), Is.EqualTo(units));

    [Test]
    public void Cut_InsideTags_ClosesAndOpensThemAgain()
    {
        var rules = new TelegramText();
        const string Text = "<b>un <a href=\"https://a.example/\">deux trois</a></b> quatre";

        var (head, tail) = rules.Cut(Text, Text.IndexOf(" trois", StringComparison.Ordinal));

        Assert.That(head, Is.EqualTo("<b>un <a href=\"https://a.example/\">deux</a></b>"));
        Assert.That(tail, Is.EqualTo("<b><a href=\"https://a.example/\"> trois</a></b> quatre"));
    }

    [TestCase("<b>a", "never closed")]
    [TestCase("a</b>", "not open")]
    [TestCase("<b><i>a</b></i>", "not open")]
    [TestCase("<div>a</div>", "no tag <div>")]
    [TestCase("1 < 2", "&lt;")]
    public void FindFault_OnTelegram_SaysWhatTheServerWouldRefuse(string text, string words) => Assert.That(new TelegramText().FindFault(text)?.English, Does.Contain(words));

    [Test]
    public void Escape_OnTelegram_LeavesNoMarkup() => Assert.That(new TelegramText().Escape("<b>\"L’eau\" & @elue", links: true), Is.EqualTo("&lt;b&gt;&quot;L’eau&quot; &amp; @\u200Belue"));

    [TestCase("Voir https://parti.fr/a et parti.fr ou 日本parti.com")]
    [TestCase("éhttps://parti.fr/a")]
    public void Escape_OnXWithoutLinks_LeavesNothingToCharge(string text) => Assert.That(XTextLinks.Find(new XText().Escape(text, links: false)), Is.Empty);

    [Test]
    public void Escape_OnX_BreaksMentionsAndCashtags() => Assert.That(new XText().Escape("@elue $EAU 5 $", links: true), Is.EqualTo("@\u200Belue $\u200BEAU 5 $"));

    [Test]
    public void Compose_LongBodyOnX_IsShortenedWithItsLink()
    {
        var item = Some.Event() with { Summary = string.Join(' ', Long) };

        var text = Composing.Compose(Composing.Channel("x"), "announce", item);

        Assert.That(text.Segments, Has.Count.EqualTo(1));
        Assert.That(new XText().Measure(text.Segments[0].Text), Is.InRange(230, 280));
        Assert.That(text.Segments[0].Text, Does.Contain("…\n\nhttps://parti.example/e/1 🤖"));
        Assert.That(text.Segments[0].Link, Is.EqualTo(item.Url));
    }

    [Test]
    public void Compose_LongBodyInAThread_IsToldWholeWithTheLinkLast()
    {
        var item = Some.Event() with { Body = string.Join(' ', Long[..30]) };

        var text = Composing.Compose(Composing.Channel("x") with { LongText = LongText.Thread }, "announce", item);

        Assert.That(text.Segments, Has.Count.InRange(4, 10));
        Assert.That(text.Preview, Does.Contain(Long[29]).And.Not.Contain("…"));
        Assert.That(text.Segments.SkipLast(1).Select(segment => segment.Link), Has.All.Null);
        Assert.That(text.Segments[^1].Text, Does.Contain("https://parti.example/e/1"));
    }

    [Test]
    public void Compose_PictureOnTelegram_IsCaptionedWithin1024()
    {
        var item = Some.Event() with { Summary = string.Join(' ', Long), Image = new Image(new Uri("https://parti.example/a.jpg")) };

        var with = Composing.Compose(Composing.Channel("telegram"), "announce", item).Segments[0];
        var without = Composing.Compose(Composing.Channel("telegram") with { Images = false }, "announce", item).Segments[0];

        Assert.That(with.Images, Has.Count.EqualTo(1));
        Assert.That(with.Plain, Has.Length.InRange(900, 1024));
        Assert.That(without.Images, Is.Empty);
        Assert.That(without.Plain, Has.Length.GreaterThan(1024));
    }

    [TestCase("Indian/Reunion", "Europe/Paris", "lundi 9 mars 2026 à 18 h 30 (heure de La Réunion)")]
    [TestCase("Indian/Reunion", "Indian/Reunion", "lundi 9 mars 2026 à 18 h 30\n")]
    [TestCase("America/New_York", "Europe/Paris", "(heure de New York)")]
    public void Compose_ZoneOfAnotherClock_IsNamed(string zone, string readers, string expected)
    {
        var text = Composing.Compose(Composing.Channel("facebook", zone: readers), "announce", Some.Event() with { Zone = zone });

        Assert.That(text.Preview.Replace('\u00A0', ' '), Does.Contain(expected));
    }

    [Test]
    public void Compose_StartThatTheClockSkips_IsToldAnHourLater()
    {
        var text = Composing.Compose(Composing.Channel("facebook"), "announce", Some.Event() with { StartsLocal = new DateTime(2026, 3, 29, 2, 30, 0, DateTimeKind.Unspecified) });

        Assert.That(text.Preview.Replace('\u00A0', ' '), Does.Contain("dimanche 29 mars 2026 à 3 h 30"));
    }

    [TestCase("2026-03-03T00:30", "Demain")]
    [TestCase("2026-03-02T23:30", "Aujourd’hui")]
    [TestCase("2026-03-04T08:00", "Après-demain")]
    public void Compose_Reminder_CountsDaysOnTheClockOfTheEvent(string starts, string expected)
    {
        var item = Some.Event() with { StartsLocal = DateTime.Parse(starts, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.That(Composing.Compose(Composing.Channel("x"), "J-1", item).Preview, Does.StartWith($"⏰ {expected}"));
    }

    [Test]
    public void Compose_ChannelWithoutLinks_PrintsAndPreviewsNone()
    {
        var text = Composing.Compose(Composing.Channel("x") with { LinkPolicy = LinkPolicy.None }, "announce", Some.Event() with { OnlineUrl = new Uri("https://visio.example/") });

        Assert.That(text.Segments[0].Link, Is.Null);
        Assert.That(text.Segments[0].Text, Does.Not.Contain("http").And.Contain("En ligne"));
    }

    [Test]
    public void Compose_Cancellation_ShowsNoPoster()
    {
        var item = Some.Event() with { Status = EventStatus.Cancelled, Image = new Image(new Uri("https://parti.example/a.jpg")) };

        Assert.That(Composing.Compose(Composing.Channel("facebook"), "cancelled", item).Segments[0].Images, Is.Empty);
    }

    [Test]
    public void Compose_LinkTooLongForTheText_IsPreviewedInstead()
    {
        var url = new Uri("https://parti.example/" + new string('a', 3000));

        var text = Composing.Compose(Composing.Channel("telegram"), "announce", Some.Event() with { Url = url }).Segments[0];

        Assert.That(text.Plain, Does.Not.Contain("aaaa"));
        Assert.That(text.Link, Is.EqualTo(url));
    }

    [Test]
    public void Compose_DigestOnX_ShowsAsManyAsFit()
    {
        var items = Enumerable.Range(1, 20).Select(number => (Item)(Some.Event($"e{number}") with { Title = $"Réunion de la section numéro {number}" })).ToArray();

        var text = Composing.Compose(Composing.Channel("x"), "digest", items).Segments[0];

        Assert.That(text.Text, Does.Contain("20 rendez-vous à venir").And.Contain("numéro 1\n").And.EndWith("🤖").And.Not.Contain("numéro 20"));
        Assert.That(new XText().Measure(text.Text), Is.LessThanOrEqualTo(280));
    }
}
