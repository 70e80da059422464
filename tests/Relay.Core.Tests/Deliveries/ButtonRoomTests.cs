using NUnit.Framework;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;

namespace Relay.Core.Tests.Deliveries;

public sealed class ButtonRoomTests
{
    private static readonly Button Come = new("Je viens", "r:y");
    private static readonly Button Page = new("En savoir plus", Link: new("https://parti.example/e/1"));

    [Test]
    public void Fit_FewAndShort_AllStandAsButtons()
    {
        var (lines, buttons) = ButtonRoom.OfMessenger.Fit("Venez-vous ?", [Page, Come]);

        Assert.That((lines, buttons), Is.EqualTo(("", new[] { Come, Page })));
    }

    [Test]
    public void Fit_LabelsTooLongToTellApart_AreNumberedAndToldInTheWords()
    {
        Button[] choices = [new("sam. 28 nov. · Réunion publique à Bordeaux", "r:a"), new("sam. 28 nov. · Réunion publique à Bègles", "r:b"), Come];

        var (lines, buttons) = ButtonRoom.OfMessenger.Fit("Laquelle ?", choices);

        Assert.That(lines, Is.EqualTo("\n1. sam. 28 nov. · Réunion publique à Bordeaux\n2. sam. 28 nov. · Réunion publique à Bègles\n3. Je viens"));
        Assert.That(buttons.Select(button => (button.Label, button.Data)), Is.EqualTo(new[] { ("1. sam. 28 nov. ·…", "r:a"), ("2. sam. 28 nov. ·…", "r:b"), ("3. Je viens", "r:y") }));
    }

    [TestCase(1, 641)]
    [TestCase(4, 10)]
    public void Fit_LinksWithoutRoom_StandAsLines(int links, int length)
    {
        var pages = Enumerable.Range(1, links).Select(number => new Button($"Page {number}", Link: new($"https://parti.example/e/{number}"))).ToList();

        var (lines, buttons) = ButtonRoom.OfMessenger.Fit(new string('a', length), [.. pages, Come]);

        Assert.That(buttons, Is.EqualTo(new[] { Come }));
        Assert.That(lines, Is.EqualTo(string.Concat(pages.Select(page => $"\n{page.Label} : {page.Link}"))));
        Assert.That(ButtonRoom.OfMessenger.Fit(new string('a', 641) + Page.Link, [Page]).Lines, Is.Empty, "the words have it already");
    }

    [Test]
    public void Fit_MoreChoicesThanFit_AllAreToldInTheWordsAndCanBeTyped()
    {
        var (lines, buttons) = ButtonRoom.OfMessenger.Fit("", [.. Enumerable.Range(1, 15).Select(number => new Button($"Choix {number}", $"r:{number}"))]);

        Assert.That(lines, Does.EndWith("\n15. Choix 15"));
        Assert.That(buttons.Single(button => ButtonRoom.IsSaid("14", button.Label)).Data, Is.EqualTo("r:14"), "what is told in the words can be typed by its number");
    }

    [TestCase("je viens ", "Je viens", true)]
    [TestCase("2", "2. sam. 28 nov. ·…", true)]
    [TestCase("2.", "2. sam. 28 nov. ·…", true)]
    [TestCase("2. sam. 28 nov. ·…", "2. sam. 28 nov. ·…", true)]
    [TestCase("1", "12. Bordeaux", false)]
    [TestCase("Je viens avec ma sœur", "Je viens", false)]
    [TestCase("", "Je viens", false)]
    public void IsSaid_WhatStandsOnAButton_IsToldFromOtherWords(string words, string label, bool isSaid) => Assert.That(ButtonRoom.IsSaid(words, label), Is.EqualTo(isSaid));
}
