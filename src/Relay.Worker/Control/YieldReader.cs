using Relay.Core.Audit;
using Relay.Core.Inbox;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Has a reader of this worker stand aside for a short turn, so that <c>relay connect</c> sees what waits.</summary>
internal sealed class YieldReader(ReaderTurns turns) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "inbox.yield";

    /// <summary>Argument: network and reader, <c>telegram:7000000001</c>.</summary>
    public const string Reader = "reader";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        turns.StandAside(arguments.GetValueOrDefault(Reader, ""));
        return Task.FromResult(new ControlReply(
            ExitCode.Done, "Le lecteur laisse la place un instant.", "The reader stands aside for a moment.", new Dictionary<string, string>(StringComparer.Ordinal)));
    }
}
