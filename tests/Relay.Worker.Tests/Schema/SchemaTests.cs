using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Relay.Core.Channels;
using Relay.Testing;
using Relay.Worker.Hosting;

namespace Relay.Worker.Tests.Schema;

/// <summary>The schema that editors use and the reader that the program uses give the same verdict.</summary>
public sealed class SchemaTests
{
    private const string Good = """
        {
          "$schema": "./appsettings.schema.json",
          "Logging": { "LogLevel": { "Default": "Warning" } },
          "Relay": {
            "Party": { "Name": "Parti d'essai", "PrivacyNotice": "https://parti.example/vie-privee", "DataProtectionContact": "dpo@parti.example" },
            "Language": "fr",
            "Retention": { "PassageDays": 30, "OccasionalMonths": 1, "RegularMonths": 24, "MemberMonths": 2, "SuppressionMonths": 72, "DeceasedDays": 30, "BlockedMonths": 12 },
            "Store": { "Engine": "sqlite", "Path": "data/relay.db" },
            "Webhooks": { "Listen": "http://127.0.0.1:8430", "PublicUrl": "https://relay.parti.example/" },
            "Sources": { "party": { "Kind": "sql", "Engine": "sqlite", "Path": "party.db", "Harvest": "0 0/5 * * * ?", "FullHarvest": "0 0 4 * * ?", "Zone": "Europe/Paris", "Kinds": [ "event" ], "Timeout": "00:00:30" },
              "files": { "Kind": "csv", "Folder": "csv", "Kinds": [ "event", "initiative" ], "Territory": "DEP-33", "Themes": [ "eau" ], "Harvest": "0 0/5 * * * ?", "Zone": "Europe/Paris" },
              "agenda": { "Kind": "ical", "Url": "webcal://agenda.parti.example/33.ics", "Territory": "DEP-33", "Visibility": "public", "PlacePublic": true, "OrganiserPublic": false, "Past": "1.00:00:00", "Ahead": "180.00:00:00", "Timeout": "00:00:30" } },
            "Accounts": {
              "bot33": { "Network": "telegram", "Journal": "-1001234567890", "Limits": { "PerSecond": 30, "InFlight": 4 } },
              "page33": { "Network": "facebook", "PageId": 100000000000001 },
              "x33": { "Network": "x", "Handle": "@parti_33", "MonthlyBudgetUsd": 40.0, "BaseAddress": "http://127.0.0.1:8080/", "Limits": { "PrivatePerQuarterHour": 15, "PrivatePerDay": 0 } }
            },
            "Channels": {
              "gironde": {
                "Account": "bot33", "Target": "@parti_gironde", "Stage": "live", "Kinds": [ "event", "initiative" ], "Territories": [ "DEP-33", "DEP-2A", "REG-75", "COL-987", "FR", "ABR" ],
                "Themes": [ "climat" ], "Moments": [ "announce", "J-1", "H-2", "cancelled" ], "Language": "fr", "Zone": "Europe/Paris", "Slots": [ "Mon-Fri 08:00-20:00", "Sat,Sun 09:00-24:00" ],
                "MinimumGap": "00:20:00", "MaximumPerDay": 6, "LinkPolicy": "inText", "LongText": "shorten", "Approval": "none", "Images": true, "Backlog": "21.00:00:00"
              }
            },
            "Spaces": {
              "bordeaux": { "Name": "Section de Bordeaux", "Kind": "section", "Contact": "bordeaux@parti.example", "Territories": [ "DEP-33" ], "PostalCodes": [ "33000", "33800" ] },
              "eau": { "Name": "Collectif de l'eau", "Url": "https://t.me/+AbCdEf", "Themes": [ "eau" ] }
            },
            "Engine": { "SettleTime": "00:04:00", "NegativeReads": 3, "BrakePercent": 20 }
          }
        }
        """;

    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["Relay__Accounts__bot33__Token"] = "7000000001:AAREHEARSALrehearsalREHEARSALrehear1",
        ["Relay__Accounts__page33__Token"] = "EAAREHEARSAL",
        ["Relay__Accounts__x33__ConsumerKey"] = "key",
        ["Relay__Accounts__x33__ConsumerSecret"] = "secret",
        ["Relay__Accounts__x33__Token"] = "token",
        ["Relay__Accounts__x33__TokenSecret"] = "token-secret",
    };

    private readonly JsonSchema _schema = JsonSchema.Load(Repository.PathOf("appsettings.schema.json"));

    [Test]
    public void Both_GoodFile_FindNothing()
    {
        Assert.That(_schema.Judge(JsonNode.Parse(Good)), Is.Empty);
        Assert.That(Read(Good), Is.Empty);
    }

    [Test]
    public void Both_ShippedFile_FindNothing()
    {
        var shipped = File.ReadAllText(Repository.PathOf("appsettings.json"));

        Assert.That(_schema.Judge(JsonNode.Parse(shipped, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })), Is.Empty);
        Assert.That(Read(shipped), Is.Empty);
    }

    [TestCase("Relay", "Langue", "\"fr\"")]
    [TestCase("", "Relais", "{}")]
    [TestCase("Relay", "Language", "\"de\"")]
    [TestCase("Relay", "Language", "null")]
    [TestCase("Relay", "Channels", "[]")]
    [TestCase("Relay/Retention", "PassageDays", "60")]
    [TestCase("Relay/Retention", "OccasionalMonths", "3")]
    [TestCase("Relay/Retention", "SuppressionMonths", "12")]
    [TestCase("Relay/Retention", "PassageDay", "3")]
    [TestCase("Relay/Party", "PrivacyNotice", "\"parti.example\"")]
    [TestCase("Relay/Party", "Nom", "\"x\"")]
    [TestCase("Relay/Store", "Engine", "\"litedb\"")]
    [TestCase("Relay/Store", "ConnectionString", "\"Host=db\"")]
    [TestCase("Relay/Webhooks", "Listen", "\"http://0.0.0.0:8430\"")]
    [TestCase("Relay/Webhooks", "Listen", "\"https://127.0.0.1:8430\"")]
    [TestCase("Relay/Webhooks", "PublicUrl", "\"http://relay.parti.example\"")]
    [TestCase("Relay/Webhooks", "Port", "8430")]
    [TestCase("Relay", "Webhooks", "{ \"Listen\": \"http://127.0.0.1:8430\" }")]
    [TestCase("Relay/Accounts/bot33", "WebhookSecret", "\"abcdefghijklmnopq\"")]
    [TestCase("Relay/Sources/party", "Kind", "\"ldap\"")]
    [TestCase("Relay/Sources/party", "Harvest", "\"hourly\"")]
    [TestCase("Relay/Sources/party", "Zone", "\"Paris\"")]
    [TestCase("Relay/Sources/party", "Engine", "\"mysql\"")]
    [TestCase("Relay/Sources/party", "EventsView", "\"a b\"")]
    [TestCase("Relay/Sources/files", "Folder", "\"\"")]
    [TestCase("Relay/Sources/files", "Territory", "\"33\"")]
    [TestCase("Relay/Sources/files", "Engine", "\"sqlite\"")]
    [TestCase("Relay/Sources/files", "Themes", "\"eau\"")]
    [TestCase("Relay/Sources/agenda", "Url", "\"agenda.ics\"")]
    [TestCase("Relay/Sources/agenda", "Visibility", "\"tous\"")]
    [TestCase("Relay/Sources/agenda", "Ahead", "\"180\"")]
    [TestCase("Relay/Sources/agenda", "Folder", "\"x\"")]
    [TestCase("Relay/Accounts/bot33", "Token", "\"1:a\"")]
    [TestCase("Relay/Accounts/bot33", "Network", "\"signal\"")]
    [TestCase("Relay/Accounts/bot33", "Jurnal", "\"-100\"")]
    [TestCase("Relay/Accounts/bot33", "Timeout", "\"20\"")]
    [TestCase("Relay/Accounts/bot33", "Limits", "{ \"InFlight\": 65 }")]
    [TestCase("Relay/Accounts/bot33", "Limits", "{ \"PrivatePerDay\": 65 }")]
    [TestCase("Relay/Accounts/x33", "BaseAddress", "\"ftp://x\"")]
    [TestCase("Relay/Accounts/x33", "AppSecretFile", "\"f\"")]
    [TestCase("Relay/Accounts", "33", "{ \"Network\": \"telegram\" }")]
    [TestCase("Relay/Channels/gironde", "Stage", "\"on\"")]
    [TestCase("Relay/Channels/gironde", "Kinds", "[]")]
    [TestCase("Relay/Channels/gironde", "Kinds", "\"event\"")]
    [TestCase("Relay/Channels/gironde", "Territories", "[ \"33\" ]")]
    [TestCase("Relay/Channels/gironde", "Moments", "[ \"J-31\" ]")]
    [TestCase("Relay/Channels/gironde", "Moments", "[ \"H-0\" ]")]
    [TestCase("Relay/Channels/gironde", "Slots", "[ \"Lun 08:00-20:00\" ]")]
    [TestCase("Relay/Channels/gironde", "Slots", "[ \"Mon 8:00-20:00\" ]")]
    [TestCase("Relay/Channels/gironde", "MinimumGap", "\"24:00:00\"")]
    [TestCase("Relay/Channels/gironde", "MaximumPerDay", "0")]
    [TestCase("Relay/Channels/gironde", "MaximumPerDay", "2.5")]
    [TestCase("Relay/Channels/gironde", "Images", "\"yes\"")]
    [TestCase("Relay/Channels/gironde", "Approval", "\"two\"")]
    [TestCase("Relay/Channels/gironde", "Topic", "0")]
    [TestCase("Relay/Channels/gironde", "Topics", "\"themes\"")]
    [TestCase("Relay/Channels/gironde", "Topics", "\"theme\"", false)]
    [TestCase("Relay/Channels/gironde", "TopicNumbers", "[ \"logement\" ]")]
    [TestCase("Relay/Channels/gironde", "TextLike", "\"facebook\"", false)]
    [TestCase("Relay/Channels/gironde", "TextLike", "\"instagram\"")]
    [TestCase("Relay/Accounts", "claire", "{ \"Network\": \"assisted\" }")]
    [TestCase("Relay/Accounts", "claire", "{ \"Network\": \"assisted\", \"Bot\": \"nobody\" }", false)]
    [TestCase("Relay/Accounts", "claire", "{ \"Network\": \"assisted\", \"Bot\": \"bot33\", \"RemindAfter\": \"4\" }")]
    [TestCase("Relay/Spaces/bordeaux", "Name", "\"\"")]
    [TestCase("Relay/Spaces/bordeaux", "Kind", "\"salon\"")]
    [TestCase("Relay/Spaces/bordeaux", "Territories", "[ \"33\" ]")]
    [TestCase("Relay/Spaces/bordeaux", "PostalCodes", "[ \"3300\" ]")]
    [TestCase("Relay/Spaces/bordeaux", "PostalCodes", "[ \"00000\" ]", false)]
    [TestCase("Relay/Spaces/bordeaux", "Chat", "\"-1001234\"")]
    [TestCase("Relay/Spaces/eau", "Url", "\"-1001234567\"")]
    [TestCase("Relay/Spaces/eau", "Url", "\"https://t.me/c/1234567/1\"")]
    [TestCase("Relay/Spaces/eau", "Url", "\"https://web.telegram.org/k/#-1234\"")]
    [TestCase("Relay/Spaces", "rien", "{ \"Name\": \"Rien\" }")]
    [TestCase("Relay/Channels/gironde", "Invite", "\"yes\"")]
    [TestCase("Relay/Engine", "NegativeReads", "11")]
    [TestCase("Relay/Engine", "BrakeShare", "0.2")]
    public void Both_OneFault_FindIt(string place, string name, string value, bool schemaSees = true)
    {
        var changed = Change(place, name, value);

        Assert.That(_schema.Judge(changed), schemaSees ? Is.Not.Empty : Is.Empty, "what depends on another section only the reader sees");
        Assert.That(Read(changed.ToJsonString()), Is.Not.Empty, "the reader takes it");
    }

    [TestCase("Relay/Channels/gironde", "MaximumPerDay", "\"6\"")]
    [TestCase("Relay/Channels/gironde", "Topic", "7")]
    [TestCase("Relay/Channels/gironde", "TargetKind", "\"Group\"")]
    [TestCase("Relay/Channels/gironde", "Images", "\"false\"")]
    [TestCase("Relay/Channels/gironde", "Territories", "[]")]
    [TestCase("Relay/Accounts/page33", "PageId", "\"100000000000001\"")]
    [TestCase("Relay/Accounts/x33", "Scopes", "\"tweet.read tweet.write\"")]
    [TestCase("Relay/Sources/party", "Zone", "\"UTC\"")]
    [TestCase("Relay/Sources/party", "EventsView", "\"party.relay_events\"")]
    public void Both_OtherWayToWriteIt_TakeIt(string place, string name, string value)
    {
        var changed = Change(place, name, value);

        Assert.That(_schema.Judge(changed), Is.Empty);
        Assert.That(Read(changed.ToJsonString()), Is.Empty);
    }

    [Test]
    public void Schema_EachNetwork_KnowsItsSettingsAndNoSecret()
    {
        using var parts = new ServiceCollection().AddSetups().BuildServiceProvider();

        foreach (var setup in parts.GetServices<INetworkSetup>())
        {
            var expected = setup.AccountSettings.Except(setup.SecretSettings).Concat(setup.SecretSettings.Select(secret => secret + "File")).Append("Network");
            Assert.That(_schema.Definition(setup.Network)["properties"]!.AsObject().Select(property => property.Key), Is.EquivalentTo(expected), setup.Network);
        }
    }

    private static JsonNode Change(string place, string name, string value)
    {
        var changed = JsonNode.Parse(Good)!;
        var node = place.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(changed, (at, step) => at[step]!);
        node[name] = JsonNode.Parse(value);
        return changed;
    }

    private static List<Fault> Read(string json)
    {
        var faults = new List<Fault>();
        ConfigurationLoader.Reader().Read(ConfigurationFile.Read(Path.Combine(Repository.Root, "appsettings.json"), json), json.Contains("bot33", StringComparison.Ordinal) ? Secrets : [], faults);
        return faults;
    }
}
