using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.Commands;

/// <summary>A file with faults: all of them at once, each with its setting, and never a stack trace.</summary>
public sealed class BrokenConfigurationTests
{
    private const int Configuration = 3;

    /// <summary>Missing only for commands that use it: looking at a store needs no token.</summary>
    private const string Secret = "Relay:Accounts:bot:Token";

    private static readonly string[] Broken =
    [
        "Relay:Store:Engine", "Relay:Sources:party:Harvest", Secret, "Relay:Accounts:page:PageId", "Relay:Channels:gironde:Stage",
        "Relay:Channels:gironde:Slots:0", "Relay:Channels:gironde:Territories:0", "Relay:Channels:gironde:Moments:1", "Relay:Channels:nulle-part:Account", "Relay:Chanels",
    ];

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void WriteABrokenFile()
    {
        _folder = new();
        File.WriteAllText(_folder.Of("appsettings.json"), """
            {
              "Relay": {
                "Store": { "Engine": "litedb" },
                "Sources": { "party": { "Kind": "sql", "Engine": "sqlite", "Path": "party.db", "Harvest": "toutes les cinq minutes" } },
                "Accounts": {
                  "bot": { "Network": "telegram" },
                  "page": { "Network": "facebook", "PageId": "Le Tilleul", "TokenFile": "absent.secret", "AppSecretFile": "absent.secret" }
                },
                "Channels": {
                  "gironde": {
                    "Account": "bot", "Target": "@parti_gironde", "Stage": "prod", "Kinds": ["event"], "Territories": ["33"],
                    "Moments": ["announce", "J-one"], "Slots": ["Lundi 8h-20h"]
                  },
                  "nulle-part": { "Account": "inconnu", "Target": "@x", "Stage": "live", "Kinds": ["event"], "Moments": ["announce"], "Slots": ["Mon-Sun 00:00-24:00"] }
                },
                "Chanels": { "lyon": { "Stage": "live" } }
              }
            }
            """);
    }

    [TearDown]
    public void RemoveIt() => _folder.Dispose();

    [TestCase("run")]
    [TestCase("check")]
    [TestCase("status")]
    public async Task AnyCommand_BrokenFile_NamesEveryFaultAtOnceWithoutAStackTrace(string command)
    {
        var ran = await RelayProgram.RunAsync(_folder.Of("appsettings.json"), command);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ran.Exit, Is.EqualTo(Configuration), ran.ToString());
            Assert.That(Broken.Where(setting => (setting != Secret || command != "status") && !ran.Error.Contains(setting, StringComparison.Ordinal)), Is.Empty, ran.Error);
            Assert.That(ran.Error, Does.Not.Contain("   at ").And.Not.Contain("Exception"));
            Assert.That(Directory.GetFiles(_folder.Path, "*.db"), Is.Empty, "Nothing was begun.");
        }
    }

    [Test]
    public async Task Check_BrokenFileAsJson_GivesTheSameFaultsToPrograms()
    {
        var ran = await RelayProgram.RunAsync(_folder.Of("appsettings.json"), "check", "--json");

        var error = JsonNode.Parse(ran.Output)!["error"]!;
        var settings = error["faults"]!.AsArray().Select(fault => fault!["setting"]!.GetValue<string>()).ToList();
        Assert.That((ran.Exit, error["exit"]!.GetValue<int>()), Is.EqualTo((Configuration, Configuration)));
        Assert.That(Broken.Where(setting => !settings.Exists(known => known.StartsWith(setting, StringComparison.Ordinal))), Is.Empty, ran.Output);
    }
}
