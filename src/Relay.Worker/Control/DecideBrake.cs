using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Items;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>A coordinator decides on a mass disappearance: <c>relay brake accept</c> lets it through, <c>refuse</c> leaves everything as it was.</summary>
internal sealed class DecideBrake(IItemStore items, Func<Task> afterwards, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "brake.decide";

    /// <summary>Argument: id of the source.</summary>
    public const string Source = "source";

    /// <summary>Argument: <c>accept</c> or <c>refuse</c>.</summary>
    public const string Decision = "decision";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var source = arguments.GetValueOrDefault(Source, "");
        var accept = arguments.GetValueOrDefault(Decision, "") == "accept";
        var health = (await items.HealthAsync(cancel)).FirstOrDefault(health => health.Source == source)
            ?? throw new CommandFailure(ExitCode.Refused, new($"La source « {source} » n'a encore rien apporté.", $"The source '{source}' has brought nothing yet."));
        if (health.Brake is null && !(accept && health.Refused > 0))
        {
            throw new CommandFailure(ExitCode.Refused, new($"Rien n'est retenu pour la source « {source} ».", $"Nothing is held for the source '{source}'."));
        }
        var waiting = await items.DecideBrakeAsync(source, accept, actor, time.GetUtcNow(), cancel);
        await afterwards();
        var result = new Dictionary<string, string>(StringComparer.Ordinal) { ["source"] = source, ["decision"] = accept ? "accept" : "refuse", ["items"] = waiting.ToString(CultureInfo.InvariantCulture) };
        return accept
            ? new(ExitCode.Done, $"{waiting} disparitions ou annulations de la source « {source} » sont acceptées.", $"{waiting} disappearances or cancellations of the source '{source}' are accepted.", result)
            : new(ExitCode.Done, $"{waiting} éléments de la source « {source} » restent comme ils étaient, tant que la source n'en dit rien d'autre ; « relay brake accept {source} » les laisse passer plus tard.", $"{waiting} items of the source '{source}' stay as they were, unless the source says something else of them; \"relay brake accept {source}\" lets them through later.", result);
    }
}
