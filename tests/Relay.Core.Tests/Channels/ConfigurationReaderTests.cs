using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Tests.Channels;

public sealed class ConfigurationReaderTests
{
    [Test]
    public void Read_GoodFile_GivesAccountsAndChannels()
    {
        var (configuration, faults) = ConfigurationBench.Read(ConfigurationBench.Good);

        Assert.That(faults, Is.Empty);
        var channel = configuration!.Channels["gironde"];
        Assert.Multiple(() =>
        {
            Assert.That(channel.Stage, Is.EqualTo(Stage.Live));
            Assert.That(channel.Kinds, Is.EquivalentTo(new[] { ItemKind.Event }));
            Assert.That(channel.Territories.Select(territory => territory.Code), Is.EqualTo(new[] { "DEP-33" }));
            Assert.That(channel.Moments, Is.EqualTo(new[] { "announce", "J-1" }));
            Assert.That(channel.Backlog, Is.EqualTo(TimeSpan.FromDays(21)));
            Assert.That(configuration.Accounts["bot33"].Secret("Token"), Is.EqualTo("s3cret-bird"));
            Assert.That(configuration.Store.Path, Is.EqualTo(Path.GetFullPath("/etc/relay/data/relay.db")));
        });
    }

    [TestCase("\"Langue\": 1, \"Language\": \"fr\"", "\"Language\": \"fr\"", "Relay:Langue", "")]
    [TestCase("\"Languag\": \"fr\"", "\"Language\": \"fr\"", "Relay:Languag", "Language")]
    [TestCase("\"Language\": \"de\"", "\"Language\": \"fr\"", "Relay:Language", "fr, en")]
    [TestCase("\"Language\": null", "\"Language\": \"fr\"", "Relay:Language", "null")]
    [TestCase("\"Language\": [\"fr\"]", "\"Language\": \"fr\"", "Relay:Language", "one value")]
    [TestCase("\"Account\": \"bot34\"", "\"Account\": \"bot33\"", "Relay:Channels:gironde:Account", "bot33")]
    [TestCase("\"Network\": \"brid\"", "\"Network\": \"bird\"", "Relay:Accounts:bot33:Network", "bird")]
    [TestCase("\"Nset\": \"oak\"", "\"Nest\": \"oak\"", "Relay:Accounts:bot33:Nset", "Nest")]
    [TestCase("[ \"33\" ]", "[ \"DEP-33\" ]", "Relay:Channels:gironde:Territories:0", "DEP-33")]
    [TestCase("[ 2 ]", "[ \"DEP-33\" ]", "Relay:Channels:gironde:Territories:0", "DEP-02")]
    [TestCase("[ \"DEP-2C\" ]", "[ \"DEP-33\" ]", "Relay:Channels:gironde:Territories:0", "DEP-2")]
    [TestCase("\"anounce\"", "\"announce\"", "Relay:Channels:gironde:Moments:0", "announce")]
    [TestCase("[ \"meeting\" ]", "[ \"event\" ]", "Relay:Channels:gironde:Kinds:0", "event, initiative")]
    [TestCase("\"Kinds\": \"event\"", "\"Kinds\": [ \"event\" ]", "Relay:Channels:gironde:Kinds", "list")]
    [TestCase("\"Kinds\": [ ]", "\"Kinds\": [ \"event\" ]", "Relay:Channels:gironde:Kinds", "at least one")]
    [TestCase("Mon-Fri 8h-20h", "Mon-Fri 08:00-20:00", "Relay:Channels:gironde:Slots:0", "Mon-Fri 08:00-20:00")]
    [TestCase("\"MinimumGap\": \"20\"", "\"MinimumGap\": \"00:20:00\"", "Relay:Channels:gironde:MinimumGap", "00:20:00")]
    [TestCase("\"MinimumGap\": \"24:00:00\"", "\"MinimumGap\": \"00:20:00\"", "Relay:Channels:gironde:MinimumGap", "days before a dot")]
    [TestCase("\"MaximumPerDay\": 0", "\"MaximumPerDay\": 6", "Relay:Channels:gironde:MaximumPerDay", "whole number from 1")]
    [TestCase("\"MaximumPerDay\": \"six\"", "\"MaximumPerDay\": 6", "Relay:Channels:gironde:MaximumPerDay", "whole number")]
    [TestCase("\"Stage\": \"alive\"", "\"Stage\": \"live\"", "Relay:Channels:gironde:Stage", "live")]
    [TestCase("\"Zone\": \"Europe/Pariss\"", "\"Zone\": \"Europe/Paris\"", "Relay:Sources:party:Zone", "Europe/Paris")]
    [TestCase("\"Harvest\": \"every hour\"", "\"Harvest\": \"0 0/5 * * * ?\"", "Relay:Sources:party:Harvest", "cron")]
    [TestCase("\"PrivacyNotice\": \"parti.example\"", "\"PrivacyNotice\": \"https://parti.example/vie-privee\"", "Relay:Party:PrivacyNotice", "https://")]
    [TestCase("\"gi/ronde\": {", "\"gironde\": {", "Relay:Channels:gi/ronde", "letters")]
    [TestCase("\"Approval\": \"two\", \"Stage\"", "\"Stage\"", "Relay:Channels:gironde:Approval", "none")]
    [TestCase("\"Templates\": \"nowhere\", \"Language\"", "\"Language\"", "Relay:Templates", "not there")]
    [TestCase("\"Engine\": { \"SetleTime\": 1 }, \"Language\"", "\"Language\"", "Relay:Engine:SetleTime", "SettleTime")]
    [TestCase("\"Engine\": { \"NegativeReads\": 0 }, \"Language\"", "\"Language\"", "Relay:Engine:NegativeReads", "from 1 to 10")]
    [TestCase("\"Retention\": { \"RegularMonths\": 60 }, \"Language\"", "\"Language\"", "Relay:Retention:RegularMonths", "from 1 to 36")]
    [TestCase("\"Retention\": { \"SuppressionMonths\": 12 }, \"Language\"", "\"Language\"", "Relay:Retention:SuppressionMonths", "from 36 to 72")]
    [TestCase("\"Retention\": { \"PassageDay\": 3 }, \"Language\"", "\"Language\"", "Relay:Retention:PassageDay", "PassageDays")]
    [TestCase("\"Rehearsal\": true, \"Language\"", "\"Language\"", "Relay:Accounts:bot33:BaseAddress", "rehearsal")]
    [TestCase("\"Chanels\": {}, \"Language\"", "\"Language\"", "Relay:Chanels", "Channels")]
    [TestCase("\"Watchdog\": { \"Account\": \"bot33\" }, \"Language\"", "\"Language\"", "Relay:Watchdog:Account", "can only publish", Description = "Its alarms would be public.")]
    [TestCase("\"bot34\": {}, \"bot33\": {", "\"bot33\": {", "Relay:Accounts:bot34:Network", "missing")]
    [TestCase("\"J-0\"", "\"J-1\"", "Relay:Channels:gironde:Moments:1", "J-1")]
    [TestCase("\"Kind\": \"sqll\"", "\"Kind\": \"sql\"", "Relay:Sources:party:Kind", "sql")]
    public void Read_OneFault_NamesTheSettingAndWhatToDo(string wrong, string right, string setting, string hint)
    {
        var at = ConfigurationBench.Good.IndexOf(right, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative, "the sample lacks what should go wrong");
        var json = ConfigurationBench.Good.Replace(right, wrong, StringComparison.Ordinal);

        var (configuration, faults) = ConfigurationBench.Read(json);

        var fault = faults.SingleOrDefault(found => found.Setting == setting);
        Assert.Multiple(() =>
        {
            Assert.That(configuration, Is.Null);
            Assert.That(fault, Is.Not.Null, string.Join('\n', faults));
            Assert.That(fault?.Sentence, Does.Contain(hint));
            Assert.That(fault?.French, Is.Not.Null.And.Not.EqualTo(fault?.Sentence));
        });
    }

    [Test]
    public void Read_ManyFaults_ReportsThemAllAtOnce()
    {
        var json = ConfigurationBench.Good.Replace("\"fr\"", "\"de\"", StringComparison.Ordinal)
            .Replace("DEP-33", "33", StringComparison.Ordinal)
            .Replace("@gironde", "", StringComparison.Ordinal)
            .Replace("\"Nest\"", "\"Nset\"", StringComparison.Ordinal);

        var (_, faults) = ConfigurationBench.Read(json);

        Assert.That(faults.Select(fault => fault.Setting), Is.EquivalentTo(new[]
        {
            "Relay:Language", "Relay:Accounts:bot33:Nset", "Relay:Channels:gironde:Target", "Relay:Channels:gironde:Territories:0",
        }));
    }

    [Test]
    public void Read_AccountWithFaults_DoesNotAlsoCallItUnknown()
    {
        var (_, faults) = ConfigurationBench.Read(ConfigurationBench.Good, environment: []);

        Assert.That(faults.Select(fault => fault.Setting), Is.EqualTo(new[] { "Relay:Accounts:bot33:Token" }));
    }

    [Test]
    public void Read_TwoChannelsOnOneTarget_IsNoFault()
    {
        var json = ConfigurationBench.Good.Replace("\"Channels\": {", """
            "Channels": {
              "other": { "Account": "bot33", "Target": "@gironde", "Stage": "live", "Kinds": [ "event" ], "Moments": [ "announce" ], "Slots": [ "Mon-Sun 00:00-24:00" ] },
            """, StringComparison.Ordinal);

        var (configuration, faults) = ConfigurationBench.Read(json);

        Assert.That(faults, Is.Empty);
        Assert.That(configuration!.Channels["other"].Target, Is.EqualTo(configuration.Channels["gironde"].Target));
    }

    [Test]
    public void Read_VariableOverTheFile_CountsWhateverItsLetterCase()
    {
        var environment = new Dictionary<string, string>(ConfigurationBench.Token, StringComparer.Ordinal)
        {
            ["RELAY__CHANNELS__GIRONDE__MAXIMUMPERDAY"] = "12",
            ["RELAY__CHANNELS__GIRONDE__SLOTS__0"] = "Sun 10:00-11:00",
        };

        var (configuration, faults) = ConfigurationBench.Read(ConfigurationBench.Good, environment);

        Assert.That(faults, Is.Empty);
        Assert.That(configuration!.Channels.Keys, Is.EqualTo(new[] { "gironde" }));
        Assert.That(configuration.Channels["gironde"].MaximumPerDay, Is.EqualTo(12));
        Assert.That(configuration.Channels["gironde"].Slots.Texts, Is.EqualTo(new[] { "Sun 10:00-11:00" }));
    }

    [Test]
    public void Read_MisspeltVariable_IsAFault()
    {
        var environment = new Dictionary<string, string>(ConfigurationBench.Token, StringComparer.Ordinal) { ["Relay__Acounts__bot33__Token"] = "x" };

        var (_, faults) = ConfigurationBench.Read(ConfigurationBench.Good, environment);

        Assert.That(faults.Select(fault => fault.ToString()), Has.One.EqualTo("Relay:Acounts: no such setting: did you mean Accounts?"));
    }

    [Test]
    public void Read_EngineSettings_ChangeOnlyWhatTheyName()
    {
        var json = ConfigurationBench.Good.Replace("\"Language\"", "\"Engine\": { \"SettleTime\": \"00:00:05\", \"BrakePercent\": 50 }, \"Language\"", StringComparison.Ordinal);

        var (configuration, _) = ConfigurationBench.Read(json);

        Assert.That(configuration!.Engine, Is.EqualTo(new EngineOptions { SettleTime = TimeSpan.FromSeconds(5), Ladder = configuration.Engine.Ladder }));
        Assert.That(configuration.Harvest, Is.EqualTo(new HarvestOptions { BrakeShare = 0.5 }));
    }

    [Test]
    public void Read_PostgreSqlWithoutConnectionString_SaysHowToGiveIt()
    {
        var json = ConfigurationBench.Good.Replace("{ \"Path\": \"data/relay.db\" }", "{ \"Engine\": \"postgresql\" }", StringComparison.Ordinal);

        var (_, faults) = ConfigurationBench.Read(json);

        Assert.That(faults.Select(fault => fault.Setting), Is.EqualTo(new[] { "Relay:Store:ConnectionStringFile" }));
    }
}
