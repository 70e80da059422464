using Relay.Core.Audit;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>A command that changes something in the store; runs in the worker, or in the command itself when no worker runs.</summary>
internal interface IControlCommand
{
    /// <summary>Its key, <c>uncertain.resolve</c>.</summary>
    string Key { get; }

    /// <summary>Does it in the name of <paramref name="actor"/>.</summary>
    Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel);
}

/// <summary>Finds the command that is asked for.</summary>
internal sealed class ControlDesk(IEnumerable<IControlCommand> commands)
{
    private readonly Dictionary<string, IControlCommand> _commands = commands.ToDictionary(command => command.Key, StringComparer.Ordinal);

    /// <summary>Runs a request in the name of <paramref name="actor"/>.</summary>
    public async Task<ControlReply> RunAsync(ControlRequest request, Actor actor, CancellationToken cancel)
    {
        if (!_commands.TryGetValue(request.Command, out var command))
        {
            return new(ExitCode.Usage, "Ce processus ne connaît pas cette commande : il est d'une autre version.", "This worker does not know that command: it is of another version.", new Dictionary<string, string>());
        }
        try
        {
            return await command.RunAsync(request.Arguments, actor, cancel);
        }
        catch (CommandFailure failure)
        {
            return new(failure.Exit, failure.Sentence.French, failure.Sentence.English, new Dictionary<string, string>());
        }
    }
}
