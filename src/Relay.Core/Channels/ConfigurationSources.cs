using Microsoft.Extensions.Configuration;
using Relay.Core.Items;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Sources</c>: when each is polled, and what its kind needs.</summary>
/// <param name="setups">By kind.</param>
/// <param name="isCron">Whether the scheduler takes a cron expression.</param>
/// <param name="faults">Takes every fault.</param>
public sealed class ConfigurationSources(IReadOnlyDictionary<string, ISourceSetup> setups, Func<string, bool> isCron, ICollection<Fault> faults)
{
    /// <summary>Settings that a source of any kind has; its kind adds its own.</summary>
    public static readonly IReadOnlyList<string> Common = ["Kind", "Harvest", "FullHarvest", "Zone"];

    internal Dictionary<string, SourceSettings> Read(IConfigurationSection section, string folder, ISecrets secrets)
    {
        var sources = new Dictionary<string, SourceSettings>(StringComparer.Ordinal);
        foreach (var child in ConfigurationReader.Named(section, faults))
        {
            var values = new ConfigurationValues(child, faults);
            var harvest = Cron(values, "Harvest") ?? "0 0/5 * * * ?";
            var full = Cron(values, "FullHarvest") ?? "0 0 4 * * ?";
            var zone = ConfigurationReader.Zone(values, "Zone");
            if (setups.TryGetValue(values.Choice("Kind", "", [.. setups.Keys], required: true), out var setup)
                && setup.Read(child.Key, child, folder, secrets, faults) is { } source)
            {
                sources[child.Key] = new(source, harvest, full, zone);
            }
        }
        return sources;
    }

    private string? Cron(ConfigurationValues values, string name)
    {
        if (values.Text(name) is not { } text || isCron(text))
        {
            return values.Text(name);
        }
        values.Add(name,
            $"'{text}' is not a cron expression: write seconds, minutes, hours, day, month and weekday, like \"0 0/5 * * * ?\" for every five minutes.",
            $"« {text} » n'est pas une expression cron : écrivez secondes, minutes, heures, jour, mois et jour de semaine, comme « 0 0/5 * * * ? » pour toutes les cinq minutes.");
        return null;
    }
}
