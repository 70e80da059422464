using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>A command cannot do what was asked: one clear sentence and an exit code, never a stack trace.</summary>
internal sealed class CommandFailure(int exit, Phrase sentence) : Exception(sentence.English)
{
    /// <summary>One of <see cref="ExitCode"/>.</summary>
    public int Exit { get; } = exit;

    /// <summary>Why.</summary>
    public Phrase Sentence { get; } = sentence;

    /// <summary>Faults of the configuration, when they are the reason.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>The file the faults are of; null when there are none.</summary>
    public ConfigurationFile? File { get; init; }
}
