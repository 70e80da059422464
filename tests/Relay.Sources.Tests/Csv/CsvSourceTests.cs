using NUnit.Framework;
using Relay.Core.Items;
using Relay.Sources.Csv;

namespace Relay.Sources.Tests.Csv;

/// <summary>The folder as a coordinator keeps it.</summary>
public sealed class CsvSourceTests
{
    private readonly CsvBench _bench = new();

    [TearDown]
    public void Remove() => _bench.Dispose();

    [Test]
    public async Task Read_DoubledId_IsOneRowToMendThatNamesBothLines()
    {
        _bench.Write("evenements.csv", "identifiant;titre;début;code postal\ne1;Un;21/12/2026 18:30;33000\ne2;Deux;21/12/2026 18:30;33000\ne1;Trois;21/12/2026 18:30;33000\n");

        var rows = await _bench.ReadAsync();

        Assert.That(rows.Select(CsvBench.Say), Is.EqualTo(new[] { "e1: identifiant evenements.csv:2, evenements.csv:4 : ces lignes portent le même identifiant : il en faut un par ligne.", "e2" }));
        Assert.That(await _bench.ListAsync(), Is.EqualTo(new[] { "party/event/e1", "party/event/e2" }));
    }

    [TestCase("evenements.csv", "statut", "peut-être", "écrivez l'un de ces mots : brouillon, prévu, confirmé, reporté, annulé, terminé.")]
    [TestCase("initiatives.csv", "statut", "confirmé", "écrivez l'un de ces mots : brouillon, ouverte, close, retirée.")]
    [TestCase("evenements.csv", "visibilité", "secret", "écrivez l'un de ces mots : public, membres, privé.")]
    public async Task Read_WordThatWontDo_ListsTheFrenchOnesAndTakesEach(string file, string column, string word, string reason)
    {
        var start = file[0] == 'e' ? "début" : "clôture";
        _bench.Write(file, $"identifiant;titre;{start};code postal;{column}\ne1;Un;21/12/2026 18:30;33000;{word}\n");
        var kinds = ("Kinds:0", file[0] == 'e' ? "event" : "initiative");

        var faulty = (SourceRow.Faulty)(await _bench.ReadAsync(kinds)).Single(row => row is SourceRow.Faulty);

        Assert.That(faulty.Faults.Single().French, Does.EndWith($"« {word} » : {reason}"));
        foreach (var proposed in reason.Split(" : ")[1].TrimEnd('.').Split(", "))
        {
            _bench.Write(file, $"identifiant;titre;{start};code postal;{column}\ne1;Un;21/12/2026 18:30;33000;{proposed}\n");
            Assert.That((await _bench.ReadAsync(kinds)).OfType<SourceRow.Faulty>(), Is.Empty, proposed);
        }
    }

    [Test]
    public async Task ReadAsync_FullEvent_GivesEachField()
    {
        var item = await _bench.EventAsync(""""
            identifiant;titre;début;heure;fin;heure de fin;lieu;adresse;code postal;lieu public;résumé;description;lien;lien visio;image;description de l'image;thèmes;section;organisateur;organisateur public;organisateur certifié;latitude;longitude;capacité;inscrits;statut;visibilité;# note à nous
            e1;"L'eau ; un bien ""commun""";21/11/2026;18h30;;20:30;Salle des fêtes;3 rue du Port;33000;oui;Venez;"Un

            • deux";https://parti.example/e1;https://visio.example/e1;https://parti.example/e1.jpg;La salle;eau, climat;Bordeaux-Nord;Camille Martin;oui;non;44,8378;-0,58;1 200;12;prévu;publique;rappeler Ali
            """");

        Assert.That(item with { UpdatedAt = default, CreatedAt = default }, Is.EqualTo(new Event
        {
            Key = new ItemKey("party", ItemKind.Event, "e1"),
            Title = "L'eau ; un bien \"commun\"",
            Territory = Core.Territories.Territory.Parse("DEP-33"),
            StartsLocal = new DateTime(2026, 11, 21, 18, 30, 0),
            EndsLocal = new DateTime(2026, 11, 21, 20, 30, 0),
            Zone = "Europe/Paris",
            Place = "Salle des fêtes",
            Address = "3 rue du Port",
            PostalCode = "33000",
            Summary = "Venez",
            Body = "Un\n\n• deux",
            Url = new Uri("https://parti.example/e1"),
            OnlineUrl = new Uri("https://visio.example/e1"),
            Image = new Image(new Uri("https://parti.example/e1.jpg"), "La salle"),
            Themes = item.Themes,
            Section = "Bordeaux-Nord",
            Organiser = "Camille Martin",
            Coordinates = new Coordinates(44.8378, -0.58),
            Capacity = 1200,
            Registrations = 12,
            Status = EventStatus.Planned,
        }));
        Assert.That(item.Themes, Is.EqualTo(["eau", "climat"]));
    }

    [Test]
    public async Task ReadAsync_InitiativeAndEventFiles_GiveBothKinds()
    {
        _bench.Write("événements-2026.csv", CsvBench.Headers + "e1;Réunion;21/11/2026 18:30;;;;33000;;\n");
        _bench.Write("Initiatives gironde.CSV", "id,titre,code postal,fin,soutiens\ni1,Un verger,33130,31/12/2026,12\n");

        var rows = await _bench.ReadAsync(("Zone", "Europe/Paris"));

        Assert.That(rows.Select(row => ((SourceRow.Good)row).Item.Key.ToString()), Is.EquivalentTo(["party/event/e1", "party/initiative/i1"]));
        Assert.That(rows.OfType<SourceRow.Good>().Select(row => row.Item).OfType<Initiative>().Single().ClosesOn, Is.EqualTo(new DateOnly(2026, 12, 31)));
    }

    [Test]
    public async Task ReadAsync_Templates_HaveNoFaultAndAreDrafts()
    {
        foreach (var file in CsvTemplate.Files)
        {
            _bench.Write(file, CsvTemplate.Of(file, new DateOnly(2026, 11, 21)));
        }

        var rows = await _bench.ReadAsync(("Territory", "DEP-33"));

        Assert.That(rows.OfType<SourceRow.Faulty>().Select(CsvBench.Say), Is.Empty);
        Assert.That(rows.OfType<SourceRow.Good>().Select(row => row.Item).ToList(), Has.Count.EqualTo(3).And.All.Matches<Item>(item => item is Event { Status: EventStatus.Draft } or Initiative { Status: InitiativeStatus.Draft }));
    }

    [Test]
    public async Task ReadAsync_SameIdInTwoFiles_NamesBothLines()
    {
        _bench.Write("evenements-a.csv", CsvBench.Headers + "e1;Un;21/11/2026 18:30;;;;33000;;\n");
        _bench.Write("evenements-b.csv", CsvBench.Headers + "e2;Deux;21/11/2026 18:30;;;;33000;;\ne1;Trois;21/11/2026 18:30;;;;33000;;\n");

        var rows = await _bench.ReadAsync();

        Assert.That(rows.Select(CsvBench.Say).Order(), Is.EqualTo(new[]
        {
            "e1: identifiant evenements-a.csv:2, evenements-b.csv:3 : ces lignes portent le même identifiant : il en faut un par ligne.",
            "e2",
        }));
    }

    [Test]
    public async Task ReadAsync_WrongCells_AreSaidByLineCharacterAndValue()
    {
        _bench.Write("evenements.csv", CsvBench.Headers + "e1;Un;31/02/2026 18:30;;;12 rue de Camille;33000;peut-être;annulée\ne2;Deux;21/11/2026 18:30;;;;33000;;\n");

        var rows = await _bench.ReadAsync();

        Assert.That(rows.Select(CsvBench.Say), Is.EqualTo(new[]
        {
            "e1: lieu public evenements.csv:2:50 « peut-être » : il faut oui ou non. | début evenements.csv:2:7 « 31/02/2026 18:30 » : ce n'est pas un jour avec son heure : écrivez 10/03/2026 19:00.",
            "e2",
        }));
        Assert.That(((SourceRow.Faulty)rows[0]).Less, Is.Not.Null, "a cancelled meeting must not go on being announced");
    }

    [Test]
    public async Task ReadAsync_RowWithoutId_ProposesOneAndCallsNothingOff()
    {
        _bench.Write("evenements.csv", CsvBench.Headers + ";Café citoyen : l'eau;21/11/2026 18:30;;;;33000;;\n");

        var row = (SourceRow.Faulty)(await _bench.ReadAsync()).Single();

        Assert.That((row.IsNameless, row.Id), Is.EqualTo((true, "evenements.csv:2")));
        Assert.That(row.Faults.Single().French, Does.Contain("par exemple 2026-11-21-cafe-citoyen-eau"));
    }

    [Test]
    public async Task ReadAsync_HeaderNotUnderstood_LeavesItsRowsAsTheyWereAndReadsTheOtherFile()
    {
        _bench.Write("evenements-a.csv", "identifiant;titre;début;visibilté\ne1;Un;21/11/2026 18:30;membres\n");
        _bench.Write("evenements-b.csv", CsvBench.Headers + "e2;Deux;21/11/2026 18:30;;;;33000;;\n");

        var (rows, keys) = (await _bench.ReadAsync(), await _bench.ListAsync());

        Assert.That(rows.Select(CsvBench.Say), Is.EqualTo(new[]
        {
            "evenements-a.csv:1: visibilté evenements-a.csv:1:25 : Relay ne connaît pas cette colonne : vouliez-vous écrire « visibilité » ? Mettez # devant son nom si elle est pour vous.",
            "e2",
        }));
        Assert.That(keys, Is.EqualTo(new[] { "party/event/e1", "party/event/e2" }), "they are listed: nothing counts as missing");
    }

    [Test]
    public async Task FindAsync_OneRow_GivesItAsItStands()
    {
        _bench.Write("evenements.csv", CsvBench.Headers + "e1;Un;21/11/2026 18:30;;;;33000;;reporté\n");

        var source = _bench.Source();

        Assert.That(await source.FindAsync(new("party", ItemKind.Event, "e1"), CancellationToken.None), Is.TypeOf<SourceRow.Good>().With.Property("Item").Property("Status").EqualTo(EventStatus.Postponed));
        Assert.That(await source.FindAsync(new("party", ItemKind.Event, "e9"), CancellationToken.None), Is.Null);
        Assert.That(await source.FindAsync(new("party", ItemKind.Initiative, "e1"), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task ReadAsync_DefaultsOfTheSource_StandUnderTheRowsOwn()
    {
        _bench.Write("evenements.csv", "id;titre;début;code postal;territoire;thèmes\na;Un;21/11/2026 18:30;;;\nb;Deux;21/11/2026 18:30;24000;;culture\nc;Trois;21/11/2026 18:30;;FR;\nd;Quatre;21/11/2026 18:30;33220;;\n");

        var rows = await _bench.ReadAsync(("Kinds:0", "event"), ("Territory", "DEP-33"), ("Themes:0", "Eau"));

        Assert.That(rows.Select(row => ((SourceRow.Good)row).Item).Select(item => $"{item.Key.Id} {item.Territory} {string.Join(',', item.Themes)}"),
            Is.EqualTo(new[] { "a DEP-33 eau", "b DEP-24 culture", "c FR eau", "d DEP-33 eau" }));
    }

    [Test]
    public async Task ReadAsync_HeaderOfMoreColumnsThanAnyTable_IsNotGoneThroughNameByName()
    {
        _bench.Write("evenements.csv", $"id;titre;début;code postal;{string.Join(';', Enumerable.Range(0, 100_000).Select(number => $"colone{number}"))}\na;Un;21/11/2026 18:30;33000\n");

        var rows = await _bench.ReadAsync();

        Assert.That(rows.OfType<SourceRow.Faulty>().Sum(row => row.Faults.Count), Is.InRange(1, 250));
        Assert.That(string.Join('\n', rows.Select(CsvBench.Say)), Does.Contain("il y a plus de 200 colonnes"));
    }
}
