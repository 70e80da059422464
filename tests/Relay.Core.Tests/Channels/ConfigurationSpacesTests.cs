using NUnit.Framework;
using Relay.Core.Swarm;

namespace Relay.Core.Tests.Channels;

public sealed class ConfigurationSpacesTests
{
    [Test]
    public void Read_GoodSpace_IsTakenWhole()
    {
        var (configuration, faults) = Read("""{ "bordeaux": { "Name": "Section de Bordeaux", "Kind": "section", "Url": "https://t.me/+AbCdEf", "Contact": "bordeaux@parti.example", "Territories": [ "DEP-33" ], "PostalCodes": [ "33000" ], "Themes": [ "Eau" ] } }""");

        Assert.That(faults, Is.Empty);
        var space = configuration!.Spaces.Single();
        Assert.That((space.Name, space.Page, space.Kind, space.Contact), Is.EqualTo(("Section de Bordeaux", new Uri("https://t.me/+AbCdEf"), SpaceKind.Section, "bordeaux@parti.example")));
        Assert.That((space.Territories.Single().Code, space.PostalCodes.Single(), space.Themes.Single()), Is.EqualTo(("DEP-33", "33000", "eau")));
    }

    [TestCase("""{ "Url": "https://t.me/a_b" }""", "Name", "missing")]
    [TestCase("""{ "Name": "A" }""", "Url", "Contact")]
    [TestCase("""{ "Name": "A", "Url": "https://t.me/c/1234567/5" }""", "Url", "private chat")]
    [TestCase("""{ "Name": "A", "Url": "https://web.telegram.org/k/#-100123" }""", "Url", "private chat")]
    [TestCase("""{ "Name": "A", "Url": "-1001234567" }""", "Url", "https://")]
    [TestCase("""{ "Name": "A", "Url": "https://t.me/a", "PostalCodes": [ "3300" ] }""", "PostalCodes:0", "33000")]
    [TestCase("""{ "Name": "A", "Url": "https://t.me/a", "Territories": [ "33" ] }""", "Territories:0", "DEP-33")]
    [TestCase("""{ "Name": "A\nB", "Url": "https://t.me/a" }""", "Name", "one line")]
    [TestCase("""{ "Nom": "A", "Name": "A", "Url": "https://t.me/a" }""", "Nom", "Name")]
    public void Read_OneFault_NamesTheSettingAndWhatToDo(string space, string setting, string hint)
    {
        var (configuration, faults) = Read($$"""{ "bordeaux": {{space}} }""");

        Assert.That(configuration, Is.Null);
        Assert.That(faults.Select(fault => fault.Setting), Is.EqualTo(new[] { $"Relay:Spaces:bordeaux:{setting}" }));
        Assert.That(faults[0].Sentence, Does.Contain(hint));
    }

    private static (Core.Channels.ConfigurationInForce? Configuration, IReadOnlyList<Core.Channels.Fault> Faults) Read(string spaces)
        => ConfigurationBench.Read(ConfigurationBench.Good.Replace("\"Language\": \"fr\"", $"\"Spaces\": {spaces}, \"Language\": \"fr\"", StringComparison.Ordinal));
}
