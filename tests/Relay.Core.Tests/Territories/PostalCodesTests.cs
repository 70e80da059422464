using NUnit.Framework;
using Relay.Core.Territories;
using Relay.Testing;

namespace Relay.Core.Tests.Territories;

public sealed class PostalCodesTests
{
    [TestCase("33000", "33000")]
    [TestCase(" 33 000 ", "33000")]
    [TestCase("F-33000", "33000")]
    [TestCase("FR-33000", "33000")]
    [TestCase("33000 Bordeaux", "33000")]
    [TestCase("20137", "20137")]
    public void TryRead_WhatPeopleWrite_GivesFiveDigits(string text, string code)
    {
        var read = PostalCodes.TryRead(text, out var found);

        Assert.That((read, found), Is.EqualTo((true, code)));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("1000")]
    [TestCase("2A004")]
    [TestCase("330001")]
    [TestCase("Bordeaux")]
    [TestCase("12 rue du Port, 33000 Bordeaux")]
    public void TryRead_NoPostalCode_IsRefused(string? text)
    {
        var read = PostalCodes.TryRead(text, out _);

        Assert.That(read, Is.False);
    }

    [TestCase("20000", "DEP-2A")]
    [TestCase("20200", "DEP-2B")]
    [TestCase("20700", "DEP-2A,DEP-2B")]
    [TestCase("33220", "DEP-33,DEP-24")]
    [TestCase("97133", "COL-977")]
    [TestCase("97400", "DEP-974")]
    [TestCase("98718", "COL-987")]
    [TestCase("92055", "DEP-92")]
    [TestCase("98000", "")]
    [TestCase("00800", "")]
    [TestCase("99100", "")]
    [TestCase("96000", "")]
    public void Territories_OfACode_AreThoseItMayLieIn(string code, string expected)
    {
        var found = PostalCodes.Territories(code);

        Assert.That(string.Join(',', found), Is.EqualTo(expected));
    }

    [TestCase("75011", "DEP-33", true)]
    [TestCase("33000", "DEP-33", false)]
    [TestCase("33000", "REG-75", false)]
    [TestCase("75011", "REG-75", true)]
    [TestCase("33220", "DEP-24", false)]
    [TestCase("94390", "DEP-94", false)]
    [TestCase("94390", "DEP-91", false)]
    [TestCase("97150", "COL-978", false)]
    [TestCase("33000", "FR", false)]
    [TestCase("10115", "ABR", false)]
    [TestCase("00800", "DEP-33", false)]
    public void Contradict_CodeAndTerritory_OnlyWhenItCannotBe(string code, string territory, bool contradict)
    {
        var found = PostalCodes.Contradict(code, Territory.Parse(territory));

        Assert.That(found, Is.EqualTo(contradict));
    }

    [Test]
    public void Territories_TheSharedTraps_AreAllPassed()
    {
        var rows = File.ReadLines(Repository.Data("postal_traps.csv")).Skip(1).Select(line => line.Split(',')).ToList();

        Assert.That(rows, Has.Count.GreaterThan(20));
        Assert.Multiple(() =>
        {
            foreach (var row in rows)
            {
                // "ASK 01" and "ASK (INSEE code given)" are questions to a person: here, no code is read at all.
                var asked = PostalCodes.TryRead(row[0], out var code) ? string.Join('|', PostalCodes.Territories(code).Select(t => t.Code[4..]).Order(StringComparer.Ordinal)) : "?";
                var expected = row[1] switch
                {
                    "NONE" => "",
                    var ask when ask.StartsWith("ASK", StringComparison.Ordinal) => ask.Contains('|') ? ask[4..] : "?",
                    var one => one,
                };
                Assert.That(asked, Is.EqualTo(expected), row[0]);
            }
        });
    }
}
