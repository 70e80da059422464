using NUnit.Framework;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Territories;

/// <summary>From what people answer to a territory, or to what is asked.</summary>
internal sealed class PlaceReaderTests
{
    [TestCase("33", "DEP-33")]
    [TestCase("33 000", "DEP-33")]
    [TestCase("33OOO", "DEP-33")]
    [TestCase("le 64", "DEP-64")]
    [TestCase("2b", "DEP-2B")]
    [TestCase("je suis dans le 974", "DEP-974")]
    [TestCase("Bordeaux", "DEP-33")]
    [TestCase("j'habite à Saint-Étienne-de-Baïgorry", "DEP-64")]
    [TestCase("12 rue du Port, 33000 Bordeaux", "DEP-33")]
    [TestCase("la Gironde", "DEP-33")]
    [TestCase("Paris 15", "DEP-75")]
    [TestCase("Lyon 3e", "DEP-69")]
    [TestCase("Bretagne", "REG-53")]
    [TestCase("la Réunion", "DEP-974")]
    [TestCase("Saint-Denis (93)", "DEP-93")]
    [TestCase("97133", "COL-977")]
    [TestCase("59 nord", "DEP-59")]
    [TestCase("2 B", "DEP-2B")]
    [TestCase("13780 Riboux", "DEP-83")]
    [TestCase("13780 Cuges-les-Pins", "DEP-13")]
    [TestCase("Nouméa", "COL-988")]
    [TestCase("Français de l'étranger", "ABR")]
    [TestCase("I live in London", "ABR")]
    [TestCase("Saint Denis de la Réunion", "DEP-974")]
    [TestCase("Saint-Pierre de la Martinique", "DEP-972")]
    [TestCase("Calvados, Normandie", "DEP-14")]
    [TestCase("Paris France", "DEP-75")]
    [TestCase("Paris centre", "DEP-75")]
    [TestCase("Paris 15e arrondissement", "DEP-75")]
    [TestCase("place de la Réunion, à Mulhouse", "DEP-68")]
    [TestCase("99", "ABR")]
    [TestCase("28001 Madrid", "ABR")]
    [TestCase("D-10115 Berlin", "ABR")]
    [TestCase("New York 10001", "ABR")]
    [TestCase("12 rue de Madrid, 33000", "DEP-33")]
    [TestCase("BP 50013 59000 Lille", "DEP-59")]
    [TestCase("CS 40001, 35042 Rennes cedex", "DEP-35")]
    [TestCase("bâtiment 12, 33 000 Bordeaux", "DEP-33")]
    [TestCase("75 rue Victor Hugo, Lille", "DEP-59")]
    [TestCase("Dax (Landes)", "DEP-40")]
    [TestCase("fédération de la Creuse", "DEP-23")]
    [TestCase("Paris XIIe", "DEP-75")]
    [TestCase("9-3", "DEP-93")]
    [TestCase("dep33", "DEP-33")]
    [TestCase("33000bordeaux", "DEP-33")]
    [TestCase("INFO 64", "DEP-64")]
    [TestCase("on était 10000 personnes à Pau", "DEP-64")]
    [TestCase("06 39 98 33 00, 64000 Pau", "DEP-64")]
    [TestCase("je suis né en 1975 à Pau", "DEP-64")]
    [TestCase("Libourne et alentours", "DEP-33")]
    [TestCase("Bayonne-Anglet-Biarritz", "DEP-64")]
    [TestCase("33, et vous ?", "DEP-33")]
    [TestCase("gwada", "DEP-971")]
    public void Read_APlace_IsItsTerritory(string text, string code) =>
        Assert.That(PlaceReader.Read(text).Territory?.Code, Is.EqualTo(code));

    [TestCase("01200", "DEP-01,DEP-74")]
    [TestCase("Ain ou Haute-Savoie", "DEP-01,DEP-74")]
    [TestCase("20", "DEP-2A,DEP-2B")]
    [TestCase("Saint-Denis", "DEP-93,DEP-974")]
    [TestCase("Saint-Pierre", "COL-975,DEP-972,DEP-974")]
    [TestCase("Alsace", "DEP-67,DEP-68")]
    [TestCase("1000", "DEP-01")]
    [TestCase("2A004", "DEP-2A")]
    [TestCase("33000 ou 64000", "DEP-33,DEP-64")]
    [TestCase("paris texas", "DEP-75")]
    [TestCase("je quitte le 59 pour le 33", "DEP-33,DEP-59")]
    [TestCase("région 75", "DEP-75,REG-75")]
    [TestCase("dep 7", "DEP-07")]
    [TestCase("Clermont", "DEP-09,DEP-40,DEP-60,DEP-63,DEP-74")]
    [TestCase("33000, mais je vis à Londres", "ABR,DEP-33")]
    [TestCase("Saint-Denis ou Saint-Pierre", "COL-975,DEP-93,DEP-972,DEP-974")]
    [TestCase("Hossegor", "DEP-40")]
    [TestCase("Cherbourg", "DEP-50")]
    [TestCase("bordeau", "DEP-33")]
    [TestCase("j'habite à bordo", "DEP-33")]
    [TestCase("Carcassone", "DEP-11")]
    [TestCase("entre Dax et Bayonne", "DEP-40,DEP-64")]
    public void Read_WhatMayBeSeveral_IsAsked(string text, string choices)
    {
        var reading = PlaceReader.Read(text);

        Assert.That((reading.Territory, string.Join(',', reading.Choices)), Is.EqualTo(((Territory?)null, choices)));
    }

    [TestCase("")]
    [TestCase("bonjour")]
    [TestCase("98000")]
    [TestCase("00800")]
    [TestCase("13e arrondissement")]
    [TestCase("33 fois")]
    [TestCase("96000")]
    [TestCase("il y a un lot de tables au nord")]
    [TestCase("je viens à 19h")]
    [TestCase("rue de Paris, Quelquepart")]
    [TestCase("12 000 €")]
    [TestCase("10 000 signatures")]
    [TestCase("33%")]
    [TestCase("en 2026")]
    [TestCase("depuis 1958")]
    [TestCase("j'habite au 33 rue de la Paix")]
    [TestCase("le 14 juillet")]
    [TestCase("rendez-vous le 12 à 19h")]
    [TestCase("0639983300")]
    [TestCase("+33639983300")]
    [TestCase("0590 12 34 56")]
    [TestCase("123456")]
    [TestCase("gare de Lyon")]
    [TestCase("06 39 98 12 34")]
    [TestCase("le 12 mars 2026")]
    [TestCase("merci beaucoup")]
    [TestCase("plus tard")]
    [TestCase("oui merci")]
    [TestCase("d'accord")]
    [TestCase("super")]
    [TestCase("je ne sais pas")]
    [TestCase("aucune idée")]
    [TestCase("c'est privé")]
    [TestCase("bonne soirée")]
    [TestCase("non merci")]
    [TestCase("pourquoi ?")]
    [TestCase("peu importe")]
    [TestCase("laissez tomber")]
    [TestCase("Zzyzx")]
    [TestCase(null)]
    public void Read_NoPlace_IsNothing(string? text) =>
        Assert.That(PlaceReader.Read(text).Choices, Is.Empty);

    [Test]
    public void Read_SaintMartin_AsksWhichOne()
    {
        var reading = PlaceReader.Read("Saint-Martin");

        Assert.That((reading.Territory, reading.Choices.Select(territory => territory.Code).Contains("COL-978"), reading.Choices.Count > 2), Is.EqualTo(((Territory?)null, true, true)));
    }

    [Test]
    public void Read_AnyRunOfShortWords_ThrowsNothing()
    {
        string[] words = ["33", "2a", "1", "le", "nord", "13e", "75011", "paris", "x", "1000", "o", "97", "saint", "-"];
        var chance = new Random(7);

        for (var run = 0; run < 5_000; run++)
        {
            Assert.That(PlaceReader.Read(string.Join(' ', Enumerable.Range(0, chance.Next(5)).Select(_ => words[chance.Next(words.Length)]))), Is.Not.Null);
        }
    }

    [TestCase('9')]
    [TestCase('/')]
    [TestCase('\u202e')]
    [TestCase('\ud83c')]
    public void Read_AHugeTextOfOneSign_NamesNothing(char sign) =>
        Assert.That(PlaceReader.Read(new string(sign, 100_000)).Choices, Is.Empty);

    [Test]
    public void Read_ThePostalTraps_AsExpected()
    {
        var rows = File.ReadLines(Repository.Data("postal_traps.csv")).Skip(1).Select(line => line.Split(',')).ToList();

        Assert.Multiple(() =>
        {
            foreach (var row in rows)
            {
                var reading = PlaceReader.Read(row[0]);
                var bare = string.Join('|', reading.Choices.Select(territory => territory.Code.Split('-')[^1]).Order(StringComparer.Ordinal));
                var expected = row[1].StartsWith("ASK (", StringComparison.Ordinal) ? "ASK 2A" : row[1];
                Assert.That(reading.Choices.Count == 0 ? "NONE" : reading.Territory is null ? $"ASK {bare}" : bare, Is.EqualTo(expected), row[0]);
            }
        });
    }
}
