using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Testing;

namespace Relay.Networks.Tests.TextFitting;

/// <summary>The deep link of a copy in its text, where the network has no buttons to carry it.</summary>
internal sealed class TextDoorTests
{
    private static readonly Uri Door = new("https://t.me/parti_33_bot?start=cAbCdEfGhIjKlMnOpQrStUv-_0123456789abcd");

    private static IEnumerable<Item> Items()
    {
        var nasty = new NastyItems(33);
        return [Some.Event(), Some.Initiative(), .. Enumerable.Range(0, 200).Select(_ => nasty.Next())];
    }

    [TestCase("facebook", "fr", "💬 Je viens, je pose une question")]
    [TestCase("facebook", "en", "💬 I’m coming, I have a question")]
    [TestCase("x", "fr", "💬 Je viens")]
    [TestCase("x", "en", "💬 I’m coming")]
    public void Compose_AnnouncementWithADoor_PrintsItUntouched(string network, string language, string words)
        => Assert.That(Said(network, language, "announce", Some.Event()), Does.Contain(words).And.Contain($" {Door.AbsoluteUri}\n"));

    [TestCase("announce")]
    [TestCase("J-1")]
    [TestCase("changed")]
    public void Compose_AnyItemOnX_FitsWithBothLinks(string moment)
    {
        foreach (var item in Items())
        {
            var text = Compose("x", "fr", item is Event ? moment : "announce", item).Segments.Single().Text;

            Assert.That(Composing.RulesOf("x").Measure(text), Is.LessThanOrEqualTo(Composing.RulesOf("x").Limit(withPictures: false)));
        }
    }

    [Test]
    public void Compose_OnTelegram_LeavesItToTheButtons() => Assert.That(Said("telegram", "fr", "announce", Some.Event()), Does.Not.Contain("start="));

    [Test]
    public void Compose_OnXWithoutAPage_AddsNoLinkThatWouldCost() => Assert.That(Said("x", "fr", "announce", Some.Event() with { Url = null }), Does.Not.Contain("https://"));

    [Test]
    public void Compose_ChannelWithoutLinks_PrintsNone()
        => Assert.That(Compose("facebook", "fr", "announce", Some.Event(), LinkPolicy.None).Preview, Does.Not.Contain("https://"));

    [TestCase("cancelled")]
    [TestCase("withdrawn")]
    public void Compose_WhatNobodyCanComeTo_InvitesNobody(string moment) => Assert.That(Said("facebook", "fr", moment, Some.Event()), Does.Not.Contain("start="));

    [Test]
    public void Parts_OfTwoCopiesWithLinksOfTheirOwn_AreTheSameWords()
    {
        var composer = new PartComposer(Composing.Composer);
        var channel = Composing.Channel("x");

        var parts = new[] { Door, new Uri("https://t.me/parti_33_bot?start=c2"), null }.Select(door => composer.Compose("announce", channel, [Some.Stored(Some.Event())], Some.Now, door: door).Single()).ToList();

        Assert.That(parts[0].TextHash, Is.EqualTo(parts[1].TextHash), "the guard against the same words on two accounts still sees them");
        Assert.That(parts[0].Text, Is.Not.EqualTo(parts[1].Text));
        Assert.That(parts[2].Text, Does.Not.Contain("start="));
    }

    [Test]
    public void Parts_OfAnEventThatIsOver_InviteNobody()
    {
        var late = Some.Event() with { StartsLocal = Some.Event().StartsLocal.AddDays(-30) };

        Assert.That(new PartComposer(Composing.Composer).Compose("changed", Composing.Channel("facebook"), [Some.Stored(late)], Some.Now, door: Door).Single().Text, Does.Not.Contain("start="));
    }

    private static string Said(string network, string language, string moment, Item item) => Compose(network, language, moment, item).Segments.Single().Text;

    private static FittedText Compose(string network, string language, string moment, Item item, LinkPolicy links = LinkPolicy.InText)
        => Composing.Composer.Compose(new() { Channel = Composing.Channel(network, language) with { LinkPolicy = links }, Items = [item], MomentKey = moment, Now = Some.Now, Door = Door });
}
