using Relay.Core.Channels;
using Relay.Core.Texts;
using Relay.Worker.Jobs;

namespace Relay.Worker.Cli;

/// <summary>When a source is read next: what somebody has just written into it is unknown until then.</summary>
internal static class NextReading
{
    /// <summary>The instant of its next turn; null when it has none.</summary>
    public static DateTimeOffset? Of(ConfigurationInForce configuration, string source, DateTimeOffset now)
        => configuration.Sources.TryGetValue(source, out var settings) ? JobRegistration.NextHarvest(settings, now) : null;

    /// <summary>That instant in words; without a worker it is whenever one starts. Null when there is none.</summary>
    public static Phrase? Words(Screen screen, DateTimeOffset? next, bool isWorking) => (next, isWorking) switch
    {
        (_, false) => new("prochaine lecture dès que Relay tourne (« relay run »)", "read next as soon as Relay runs (\"relay run\")"),
        ({ } at, _) => new($"prochaine lecture le {screen.At(at)}", $"read next on {screen.At(at)}"),
        _ => null,
    };
}
