using NUnit.Framework;
using Relay.Core.Conversations.Settling;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Talking;

/// <summary>An event named in words: by its title, its place, its town or its date.</summary>
public sealed partial class ConversationLoopTests
{
    // What is nearest in time is not what is meant.
    private static readonly Event[] Held =
    [
        At("l1", "Réunion de section", "DEP-69", 9, "Maison du peuple"), At("l2", "Réunion de section", "DEP-69", 10, "Maison du peuple"), At("l3", "Débat : le logement", "DEP-69", 11, "Salle Molière"),
        At("g1", "Réunion de section", "DEP-33", 12, "Salle des fêtes"), At("g2", "Tractage au marché", "DEP-33", 13, "Marché des Capucins"), At("g3", "Atelier vélo", "DEP-33", 14, "Local"),
        At("repas", "Repas de quartier aux Capucins", "DEP-33", 24, "Place des Capucins"), At("cafe", "Café citoyen", "DEP-33", 26, "Brasserie de Libourne"), At("cafe69", "Café citoyen", "DEP-69", 27, "Brasserie du Rhône"),
    ];

    [TestCase("Je viens au Repas de quartier aux Capucins", "Repas de quartier aux Capucins", "1 personne")]
    [TestCase("Bonjour, je viens au repas de quartier, nous serons 3", "Repas de quartier aux Capucins", "3 personnes")]
    [TestCase("Je viens au café citoyen de Libourne, on sera 3", "26 mars", "3 personnes")]
    [TestCase("Je viens au café citoyen le 27 mars", "27 mars", "1 personne")]
    [TestCase("I will come to the Repas de quartier", "24 March", "1 person")]
    public async Task Settle_ComesToAnEventNamedInWords_IsReadBackWithItsDate(string text, string named, string heads)
    {
        await HoldAsync();
        await SayAsync(text);
        await RunAsync();

        Assert.That((await AnswersAsync())[^1].Parts[0].Text, Does.Contain(named).And.Contain(heads).And.Match("^(Je note|I'm noting)"));
    }

    [TestCase("Où a lieu le Café citoyen à Libourne ?", "Brasserie de Libourne")]
    [TestCase("À quelle heure commence le repas de quartier aux Capucins ?", "Place des Capucins")]
    [TestCase("Where is the Café citoyen in Lyon?", "Brasserie du Rhône")]
    public async Task Settle_QuestionAboutAnEventNamedInWords_IsAnsweredFromItsRecord(string text, string place)
    {
        await HoldAsync();
        await SayAsync(text);
        await RunAsync();

        Assert.That((await AnswersAsync())[^1].Parts[0].Text, Does.Contain(place).And.Not.Contain("De quelle rencontre"));
    }

    [Test]
    public async Task Settle_AddressWithoutATown_IsToldWithThePostalCodeAndTheDepartement()
    {
        await HoldAsync(Some.Event("mairie") with { Title = "Fête des voisins", Place = "Maison des associations", Address = "1 place de la Mairie", PostalCode = "33000", OnlineUrl = new Uri("https://visio.example.org/f") });
        await SayAsync("Où a lieu la Fête des voisins ?");
        await RunAsync();

        Assert.That((await AnswersAsync())[^1].Parts[0].Text, Does.Contain("Maison des associations, 1 place de la Mairie, 33000 (Gironde), https://visio.example.org/f"));
    }

    [Test]
    public async Task Settle_ComesWithAWordThatATitleHasByChance_IsAskedWhichWithTheOthersToo()
    {
        await HoldAsync();
        await SayAsync("Je viens en vélo");
        await RunAsync();

        Assert.That(Labels((await AnswersAsync())[^1]), Has.Count.EqualTo(6).And.Some.Contain("Atelier vélo"));
    }

    [Test]
    public async Task Settle_ComesToATitleThatSeveralBear_IsAskedWhichOfThose()
    {
        await HoldAsync();
        await SayAsync("Je viens au café citoyen");
        await RunAsync();

        Assert.That(Labels((await AnswersAsync())[^1]), Has.Count.EqualTo(2).And.All.Contain("Café citoyen"));
    }

    [TestCase("celui des Capucins, le 24", "Repas de quartier")]
    [TestCase("celui du mardi 24", "Repas de quartier")]
    [TestCase("le 24", "Repas de quartier")]
    [TestCase("celui de Libourne jeudi", "Café citoyen")]
    [TestCase("the neighbourhood meal in Bordeaux on Tuesday 24", "Repas de quartier")]
    public async Task Settle_AnswerInWordsToWhichEvent_IsThatEventForAsManyAsWereSaidBefore(string answer, string title)
    {
        await HoldAsync();
        await SayAsync("Je viens, on sera 3");
        await RunAsync();
        await SayAsync(answer);
        await RunAsync();

        var said = await AnswersAsync();
        Assert.That(said[0].Parts[0].Text, Does.StartWith("De quelle rencontre"));
        Assert.That(said[^1].Parts[0].Text, Does.Contain(title).And.Match("3 (personnes|people)").And.Not.Contain("département"));
    }

    [TestCase("celui de ma cousine")]
    [TestCase("je viens")]
    [TestCase("le 31")]
    public async Task Settle_AnswerToWhichEventThatNamesNone_IsReadByAPersonAndNotAskedAgain(string answer)
    {
        await HoldAsync();
        await SayAsync("Je viens");
        await RunAsync();
        await SayAsync(answer);
        await RunAsync();

        var said = await AnswersAsync();
        Assert.That(said, Has.Count.EqualTo(2));
        Assert.That(said[^1].Parts[0].Text, Does.Not.StartWith("De quelle rencontre").And.Not.Contain("département"));
        Assert.That(await _store.Store.Conversations.WaitingAsync(9, default), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Settle_NamesAnotherEventThanWasSpokenOf_IsAboutTheOneNamed()
    {
        await HoldAsync();
        await SayAsync($"/start {(await TokensAsync()).LinkTo(Held[0].Key)}");
        await RunAsync();
        await SayAsync("Je viens aussi au repas de quartier aux Capucins");
        await RunAsync();

        Assert.That((await AnswersAsync())[^1].Parts[0].Text, Does.Contain("Repas de quartier").And.Not.Contain("Réunion de section"));
    }

    private static Event At(string id, string title, string territory, int day, string place)
        => Some.Event(id) with { Title = title, Territory = Territory.Parse(territory), Place = place, StartsLocal = new DateTime(2026, 3, day, 19, 0, 0), Summary = null, Url = null };

    private static List<string> Labels(Delivery answer) => [.. answer.Answer!.Buttons.Select(button => button.Label)];

    private async Task HoldAsync(params Event[] more)
    {
        Event[] all = [.. Held, .. more];
        var pass = await _store.Items.BeginPassAsync("party", full: true, Some.Now, default);
        await _store.Items.KeepAsync(pass, [.. all.Select(Version)], Some.Now, default);
        await _store.Items.SeenAsync(pass, [.. all.Select(held => held.Key)], default);
        await _store.Items.EndPassAsync(pass, all.Length, null, [], null, Some.Now, default);
    }
}
