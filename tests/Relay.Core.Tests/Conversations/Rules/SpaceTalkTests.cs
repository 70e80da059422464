using NUnit.Framework;
using Relay.Core.Contacts;
using Relay.Core.Conversations.Buttons;
using Relay.Core.Conversations.Rules;
using Relay.Core.Items;
using Relay.Core.Swarm;
using Relay.Core.Territories;
using static Relay.Core.Tests.Conversations.Rules.Rehearsed;

namespace Relay.Core.Tests.Conversations.Rules;

/// <summary>Where to talk about it, and how to pass it on: after each joining, and by /espaces.</summary>
public sealed class SpaceTalkTests
{
    private static readonly Uri Door = new("https://t.me/tilleul_bot?start=c1");

    private static readonly Space[] Spaces =
    [
        Of("Le Tilleul"), Of("Nouvelle-Aquitaine", "REG-75"), Of("Gironde", "DEP-33"), new("Section de Bordeaux", null) { Territories = [Territory.Parse("DEP-33")], PostalCodes = new HashSet<string> { "33000" }, Contact = "bordeaux@example.org" },
        Of("Nord", "DEP-59"),
    ];

    [TestCase(ChoiceVerb.Come)]
    [TestCase(ChoiceVerb.Maybe)]
    public void Pressed_ComesOrMayCome_CanPassItOnAndIsShownTheNearestSpaces(ChoiceVerb verb)
    {
        var reply = Book.Decide(Situated(Meeting()), new Choice(verb, Meeting().Item.Key)).Reply!;

        Assert.That(reply.Buttons.Where(offer => offer.Row > 0).Select(offer => offer.Label), Is.EqualTo(new[] { "WhatsApp", "Facebook", "X", "Telegram", "Gironde" }));
        Assert.That(reply.Text, Does.Contain("\n\nÀ relayer autour de vous, et pour en parler près de chez vous :"));
        Assert.That(reply.Buttons.First(offer => offer.Label == "Telegram").Link!.Query, Does.Contain(Uri.EscapeDataString(Door.AbsoluteUri)));
        Assert.That(reply.Text.Length, Is.LessThan(900), "the file goes along with at most 1024");
    }

    [Test]
    public void Pressed_SupportsAtAKnownPostalCode_IsGivenTheSectionsContact()
    {
        var s = Situated(Project()) with { Details = new ContactDetails { Territory = Territory.Parse("DEP-33"), PostalCode = "33000" } };

        var reply = Book.Decide(s, new Choice(ChoiceVerb.Support, Project().Item.Key)).Reply!;

        Assert.That(reply.Text, Does.Contain("\nSection de Bordeaux\u00A0: bordeaux@example.org"));
        Assert.That(reply.Buttons.Select(offer => offer.Label), Does.Contain("WhatsApp").And.Contain("Gironde").And.Not.Contain("Section de Bordeaux"));
    }

    [Test]
    public void Pressed_Subscribes_IsShownTheSpacesOfThatTerritory()
        => Assert.That(Book.Decide(Situated(), new Choice(ChoiceVerb.Subscribe, null, "DEP-59")).Reply!.Buttons.Select(offer => offer.Label), Is.EqualTo(new[] { "Nord", "Le Tilleul" }));

    [Test]
    public void Pressed_Subscribes_CanPassTheListOn()
    {
        var s = Situated() with { BotDoor = new Uri("https://t.me/tilleul_bot") };

        var buttons = Book.Decide(s, new Choice(ChoiceVerb.Subscribe, null, "DEP-59")).Reply!.Buttons;

        Assert.That(buttons.Select(offer => offer.Label), Is.EqualTo(new[] { "WhatsApp", "Facebook", "X", "Telegram", "Nord", "Le Tilleul" }));
        Assert.That(Uri.UnescapeDataString(buttons[0].Link!.Query), Is.EqualTo("?text=Les nouvelles près de chez nous (Nord), à recevoir sur Telegram\nhttps://t.me/tilleul_bot?start=tDEP-59"));
        Assert.That(Book.Decide(s, new Command(CommandName.Start, "tDEP-59")).Why, Is.EqualTo("offered-list"), "where that link leads");
    }

    [Test]
    public void Pressed_SubscribesWhoCameByACopy_PassesTheListOnByThatCopy()
    {
        var s = Situated() with { BotDoor = new Uri("https://t.me/tilleul_bot"), SharePayload = "cCopy" };

        var buttons = Book.Decide(s, new Choice(ChoiceVerb.Subscribe, null, "DEP-59")).Reply!.Buttons;

        Assert.That(Uri.UnescapeDataString(buttons[0].Link!.Query), Does.EndWith("https://t.me/tilleul_bot?start=cCopytDEP-59"));
    }

    [TestCase(ChoiceVerb.NotCome)]
    [TestCase(ChoiceVerb.Show)]
    public void Pressed_WhatIsNoJoining_PassesNothingOn(ChoiceVerb verb)
        => Assert.That(Book.Decide(Situated(Meeting()), new Choice(verb, Meeting().Item.Key)).Reply!.Buttons, Has.None.Matches<Offer>(offer => offer!.Row > 0));

    [Test]
    public void Pressed_Unsupports_PassesNothingOn()
        => Assert.That(Book.Decide(Situated(Project()), new Choice(ChoiceVerb.Unsupport, Project().Item.Key)).Reply!.Buttons, Has.None.Matches<Offer>(offer => offer!.Row > 0));

    [Test]
    public void Said_OnMessenger_ThePageAloneIsPassedOn()
    {
        var s = Situated(Project()) with { Network = NetworkManners.Of("facebook"), Dialog = Decide(Situated(Project()) with { Text = "Je soutiens" }).Dialog, Text = "oui" };

        var links = Decide(s).Reply!.Buttons.Where(offer => offer.Link is not null).Select(offer => $"{offer.Label} {offer.Link}");

        Assert.That(links, Does.Contain("Relayer https://parti.example/i/1").And.Contain("Gironde https://parti.example/Gironde").And.None.Contains("wa.me"));
    }

    [Test]
    public void Said_WhereThereAreNoButtons_ThePageAloneIsPassedOn()
    {
        var s = Situated(Project()) with { Network = NetworkManners.Of("x"), Dialog = Decide(Situated(Project()) with { Text = "Je soutiens" }).Dialog, Text = "oui" };

        var text = Decide(s).Reply!.Text;

        Assert.That(text, Does.Contain("Relayer : https://parti.example/i/1").And.Not.Contain("wa.me"));
        Assert.That(text, Does.Contain("Gironde : https://parti.example/Gironde").And.Length.LessThan(1000));
    }

    [Test]
    public void Command_EspacesWithAPostalCode_ListsTheNearestFirst()
    {
        var reply = Book.Decide(Situated(), new Command(CommandName.Spaces, "33 000")).Reply!;

        Assert.That(reply.Text, Is.EqualTo("Pour en parler :\nSection de Bordeaux\u00A0: bordeaux@example.org"));
        Assert.That(reply.Buttons.Select(offer => offer.Label), Is.EqualTo(new[] { "Gironde", "Nouvelle-Aquitaine", "Le Tilleul" }));
    }

    [Test]
    public void Command_EspacesOfSomebodyUnknown_AsksWhereAndTakesTheAnswer()
    {
        var s = Situated() with { Details = new() };
        var asked = Book.Decide(s, new Command(CommandName.Spaces));
        var told = Decide(asked.After(s, "33000"));

        Assert.That((asked.Why, asked.Reply!.Text), Is.EqualTo(("spaces", "Près de chez vous, c’est où ? Écrivez votre code postal ou le numéro du département.")));
        Assert.That(told.Acts, Is.Empty, "nothing about the person is kept of it");
        Assert.That(told.Reply!.Buttons.Select(offer => offer.Label), Does.Contain("Gironde"));
    }

    [Test]
    public void Command_EspacesOfAnAmbiguousPlace_OffersThePlaces()
    {
        var s = Situated() with { Details = new() };
        var which = Book.Decide(s, new Command(CommandName.Spaces, "Saint-Denis")).Reply!.Buttons;

        Assert.That(which, Has.Count.GreaterThan(1).And.All.Matches<Offer>(offer => offer!.Choice!.Verb == ChoiceVerb.Show));
        Assert.That(Book.Decide(s, new Choice(ChoiceVerb.Show, null, "DEP-59")).Reply!.Buttons.Select(offer => offer.Label), Is.EqualTo(new[] { "Nord", "Le Tilleul" }));
    }

    private static Space Of(string name, params string[] territories) => new(name, new Uri($"https://parti.example/{Uri.EscapeDataString(name)}")) { Territories = [.. territories.Select(Territory.Parse)] };

    private static Situation Situated(params StoredItem[] items) => Private("", items) with { Spaces = Spaces, ShareDoor = Door };
}
