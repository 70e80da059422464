using NUnit.Framework;
using Relay.Core.Channels;

namespace Relay.Core.Tests.Channels;

public sealed class ConfigurationFileTests
{
    [Test]
    public void Read_CommentsAndTrailingCommas_AreFine()
    {
        var file = ConfigurationFile.Read("/etc/relay/a.json", "{ // why\n \"Relay\": { \"Language\": \"fr\", /* so */ }, }");

        Assert.That(file.Faults, Is.Empty);
        Assert.That(file.Values["relay:language"], Is.EqualTo("fr"));
        Assert.That(file.LineOf("Relay:Language"), Is.EqualTo(2));
    }

    [TestCase("{\n \"Relay\": {\n  \"Language\": \"fr\"\n  \"Store\": {}\n }\n}", 4)]
    [TestCase("{\n \"Relay\": {\n", 3)]
    [TestCase("{ \"Relay\": {} }\n{}", 2)]
    [TestCase("{ \"Relay\": tru }", 1)]
    [TestCase("", 1)]
    public void Read_BrokenJson_NamesTheLine(string json, int line)
    {
        var file = ConfigurationFile.Read("/etc/relay/a.json", json);

        Assert.That(file.Faults, Has.Count.EqualTo(1));
        Assert.That(file.Faults[0].Setting, Does.EndWith($"a.json:{line}"));
        Assert.That(file.Faults[0].Sentence, Does.Contain($"line {line}"));
    }

    [Test]
    public void Read_IdTwice_NamesBothPlaces()
    {
        var file = ConfigurationFile.Read("/etc/relay/a.json", "{ \"Relay\": { \"Channels\": {\n \"gironde\": {},\n\n \"Gironde\": {} } } }");

        Assert.That(file.Faults.Select(fault => fault.ToString()), Is.EqualTo(new[] { "Relay:Channels:Gironde: it stands twice, at lines 2 and 4: keep one." }));
    }

    [Test]
    public void Read_ByteOrderMark_IsSkipped()
        => Assert.That(ConfigurationFile.Read("/etc/relay/a.json", "\uFEFF{ \"Relay\": {} }").Faults, Is.Empty);

    [Test]
    public void Read_List_InsteadOfAnObject_IsOneFault()
        => Assert.That(ConfigurationFile.Read("/etc/relay/a.json", "[]").Faults.Single().Sentence, Does.Contain("one JSON object"));

    [Test]
    public void Load_MissingFile_SaysWhichFile()
    {
        var file = ConfigurationFile.Load("/nowhere/at/all.json");

        Assert.That(file.Faults.Single().Setting, Is.EqualTo("/nowhere/at/all.json"));
    }

    [TestCase("Langage", "Language")]
    [TestCase("lnaguage", "Language")]
    [TestCase("Fenêtres", null)]
    public void Nearest_TypingError_FindsWhatWasMeant(string written, string? meant)
        => Assert.That(ConfigurationNames.Nearest(written, ["Language", "Store", "Accounts"]), Is.EqualTo(meant));
}
