using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;

namespace Relay.Core.Tests.Channels;

/// <summary>What the store keeps, read with the file through the one validator.</summary>
public sealed class KeptSettingsTests
{
    private static readonly KeptSection Bird = Account("bot44", ("Network", "bird"), ("Nest", "elm"));
    private static readonly SecretsToKeep Kept = new(new Dictionary<string, string> { ["Relay:Accounts:bot44:Token"] = "kept-bird" }, null);

    [Test]
    public void Read_AccountAndChannelOfTheStore_StandBesideThoseOfTheFile()
    {
        var (configuration, faults) = Read([Bird, Channel("landes", "bot44")]);

        Assert.That(faults, Is.Empty);
        Assert.That(configuration!.Accounts.Keys, Is.EquivalentTo(new[] { "bot33", "bot44" }));
        Assert.That(configuration.Channels["landes"].Target.Key, Is.EqualTo("@landes"));
        Assert.That(configuration.Accounts["bot44"].Secret("Token"), Is.EqualTo("kept-bird"));
        Assert.That(configuration.Kept.Select(section => section.Id), Is.EquivalentTo(new[] { "bot44", "landes" }));
    }

    [Test]
    public void Read_IdInBothPlaces_IsOneFaultThatNamesBoth()
    {
        var (configuration, faults) = Read([Account("BOT33", ("Network", "bird"))]);

        Assert.That(configuration, Is.Null);
        Assert.That(faults.Single().Sentence, Does.Contain("/etc/relay/appsettings.json (line 7)").And.Contain("store"));
        Assert.That(faults.Single().French, Does.Contain("ligne 7").And.Contain("magasin"));
    }

    [Test]
    public void Read_KeptAccountWithFaults_IsLeftOutWithItsChannelsAlone()
    {
        var file = ConfigurationBench.Good.Replace("\"Account\": \"bot33\"", "\"Account\": \"bot44\"", StringComparison.Ordinal);

        var (configuration, faults) = Read([Account("bot44", ("Network", "bird"), ("Nets", "elm")), Channel("landes", "bot33")], file);

        Assert.That(faults, Is.Empty);
        Assert.That(configuration!.Accounts.Keys, Is.EquivalentTo(new[] { "bot33" }));
        Assert.That(configuration.Channels.Keys, Is.EquivalentTo(new[] { "landes" }));
        Assert.That(configuration.LeftOut.Select(fault => fault.Setting), Is.EqualTo(new[] { "Relay:Accounts:bot44:Nets", "Relay:Channels:gironde:Account" }));
    }

    [Test]
    public void Read_SecretOfAKeptAccount_ComesFromTheEnvironmentFirst()
    {
        var (configuration, _) = Read([Bird], environment: ("RELAY__ACCOUNTS__BOT44__TOKEN", "from variable"));

        Assert.That(configuration!.Accounts["bot44"].Secret("Token"), Is.EqualTo("from variable"));
        Assert.That(configuration.Accounts.Keys, Has.None.EqualTo("BOT44"));
    }

    [Test]
    public void Read_SecretsWhenUsed_NeedsNoneUntilThen()
    {
        var faults = new List<Fault>();

        var configuration = ConfigurationBench.Reader().Read(ConfigurationFile.Read("/etc/relay/appsettings.json", ConfigurationBench.Good), new Dictionary<string, string>(), faults, KeptSettings.None, secretsWhenUsed: true);

        Assert.That(faults, Is.Empty);
        Assert.That(() => configuration!.Accounts["bot33"].Secret("Token"), Throws.TypeOf<SecretMissingException>().With.Message.Contains("Relay:Accounts:bot33:Token"));
    }

    [Test]
    public void After_AChange_HasWhatIsKeptWithoutWhatIsRemoved()
    {
        var kept = new KeptSettings([Bird, Channel("landes", "bot44")], Kept);

        var after = kept.After(new([Account("bot44", ("Network", "fish"))], [(SectionKind.Channel, "landes")], new Dictionary<string, string> { ["Relay:Accounts:bot44:Token"] = "new" }));

        Assert.That(after.Sections.Single().Values["Network"], Is.EqualTo("fish"));
        Assert.That(after.Secrets!.Find("Relay:Accounts:bot44:Token"), Is.EqualTo("new"));
    }

    [TestCase(null, "/etc/relay/data/keys")]
    [TestCase("\"Path\": \"/var/lib/relay/relay.db\"", "/var/lib/relay/keys")]
    [TestCase("\"Keys\": \"/root/relay\"", "/root/relay")]
    [TestCase("\"Engine\": \"postgresql\"", "/etc/relay/keys")]
    public void ReadStore_Keys_StandBesideTheStoreUnlessTold(string? store, string keys)
    {
        var file = ConfigurationFile.Read("/etc/relay/appsettings.json", $$"""{ "Relay": { "Store": { {{store}} } } }""");

        Assert.That(ConfigurationReader.ReadStore(file, new Dictionary<string, string>())!.Keys, Is.EqualTo(keys));
    }

    private static (ConfigurationInForce? Configuration, IReadOnlyList<Fault> Faults) Read(IReadOnlyList<KeptSection> sections, string json = ConfigurationBench.Good, params (string Name, string Value)[] environment)
    {
        var faults = new List<Fault>();
        var variables = environment.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)).Concat(ConfigurationBench.Token).ToDictionary(StringComparer.Ordinal);
        return (ConfigurationBench.Reader().Read(ConfigurationFile.Read("/etc/relay/appsettings.json", json), variables, faults, new(sections, Kept)), faults);
    }

    private static KeptSection Account(string id, params (string Name, string Value)[] values) => new(SectionKind.Account, id, values.ToDictionary(pair => pair.Name, pair => pair.Value));

    private static KeptSection Channel(string id, string account) => new(SectionKind.Channel, id, new Dictionary<string, string>
    {
        ["Account"] = account, ["Target"] = $"@{id}", ["Stage"] = "shadow", ["Kinds:0"] = "event", ["Moments:0"] = "announce", ["Slots:0"] = "Mon-Fri 08:00-20:00",
    });
}
