using Microsoft.Extensions.Configuration;
using Moq;
using Relay.Core.Channels;
using Relay.Core.Items;

namespace Relay.Core.Tests.Channels;

/// <summary>Reads a configuration as the program does, with one network, <c>bird</c>, whose accounts have a <c>Nest</c> and a secret <c>Token</c>.</summary>
internal static class ConfigurationBench
{
    public const string Good = """
        {
          "Relay": {
            "Party": { "Name": "Parti d'essai", "PrivacyNotice": "https://parti.example/vie-privee" },
            "Language": "fr",
            "Store": { "Path": "data/relay.db" },
            "Sources": { "party": { "Kind": "sql", "Harvest": "0 0/5 * * * ?", "Zone": "Europe/Paris" } },
            "Accounts": { "bot33": { "Network": "bird", "Nest": "oak" } },
            "Channels": {
              "gironde": {
                "Account": "bot33", "Target": "@gironde", "Stage": "live", "Kinds": [ "event" ], "Territories": [ "DEP-33" ],
                "Moments": [ "announce", "J-1" ], "Slots": [ "Mon-Fri 08:00-20:00" ], "MinimumGap": "00:20:00", "MaximumPerDay": 6
              }
            }
          }
        }
        """;

    public static readonly Dictionary<string, string> Token = new(StringComparer.Ordinal) { ["Relay__Accounts__bot33__Token"] = "s3cret-bird" };

    public static (ConfigurationInForce? Configuration, IReadOnlyList<Fault> Faults) Read(string json, Dictionary<string, string>? environment = null, string path = "/etc/relay/appsettings.json")
    {
        var faults = new List<Fault>();
        var configuration = Reader().Read(ConfigurationFile.Read(path, json), environment ?? Token, faults);
        return (configuration, faults);
    }

    public static ConfigurationReader Reader() => new([new Birds()], [new Ponds()], text => text.Split(' ').Length == 6);

    private sealed class Ponds : ISourceSetup
    {
        public string Kind => "sql";

        public ISource? Read(string id, IConfigurationSection section, string folder, ISecrets secrets, ICollection<Fault> faults)
        {
            new ConfigurationValues(section, faults).OnlyKnown(ConfigurationSources.Common);
            return new Mock<ISource>(MockBehavior.Strict).Object;
        }
    }

    private sealed class Birds : INetworkSetup
    {
        public string Network => "bird";

        public IReadOnlyCollection<string> AccountSettings => ["Nest", "Token"];

        public IReadOnlyCollection<string> SecretSettings => ["Token"];

        public Account? ReadAccount(string id, IConfigurationSection section, ISecrets secrets, ICollection<Fault> faults)
        {
            var before = faults.Count;
            var token = secrets.FindRequired($"{section.Path}:Token", faults);
            if (token is null && faults.Count == before)
            {
                faults.Add(new($"{section.Path}:Token", "the bird needs a token.", "il faut un jeton à l'oiseau."));
            }
            return token is null
                ? null
                : new Account(id, Network, new Uri("https://birds.example/")) { Secret = _ => token(), IsNetworksOwn = true, Limits = new(null, [], []) };
        }

        public Target? ReadTarget(Account account, IConfigurationSection section, ICollection<Fault> faults)
        {
            if (section["Target"] is { Length: > 0 } target)
            {
                return new Target(target.ToLowerInvariant());
            }
            faults.Add(new($"{section.Path}:Target", "write where it goes.", "écrivez où cela va."));
            return null;
        }
    }
}
