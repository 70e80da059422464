using Microsoft.Extensions.Configuration;

namespace Relay.Core.Channels;

/// <summary>What reading the configuration must ask other parts of the program.</summary>
public sealed record ConfigurationRules
{
    /// <summary>Keys of the moments that a channel may list.</summary>
    public required IReadOnlyCollection<string> Moments { get; init; }

    /// <summary>Whether a text is a cron expression the scheduler takes.</summary>
    public required Func<string, bool> IsCron { get; init; }

    /// <summary>Checks the settings of a source's kind, unknown ones too: section, secrets, folder of the file, faults.</summary>
    public required Action<IConfigurationSection, ISecrets, string, ICollection<Fault>> CheckSource { get; init; }

    /// <summary>Names under <c>Relay:Engine</c>.</summary>
    public required IReadOnlyCollection<string> EngineSettings { get; init; }

    /// <summary>Checks the values under <c>Relay:Engine</c>.</summary>
    public required Action<IConfigurationSection, ICollection<Fault>> CheckEngine { get; init; }
}
