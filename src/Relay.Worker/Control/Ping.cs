using System.Globalization;
using Relay.Core.Audit;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Says that a worker runs, and which.</summary>
internal sealed class Ping(TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "ping";

    private readonly DateTimeOffset _since = time.GetUtcNow();

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var result = new Dictionary<string, string>(StringComparer.Ordinal) { ["process"] = process, ["since"] = _since.ToString("O", CultureInfo.InvariantCulture) };
        return Task.FromResult(new ControlReply(ExitCode.Done, $"Un processus de Relay travaille (numéro {process}).", $"A Relay worker runs (process {process}).", result));
    }
}
