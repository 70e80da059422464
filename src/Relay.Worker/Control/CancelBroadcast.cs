using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Calls a broadcast off: <c>relay broadcast cancel</c>. Counts before the next call.</summary>
internal sealed class CancelBroadcast(IBroadcastStore store, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "broadcast.cancel";

    /// <summary>Argument: its number.</summary>
    public const string Number = "broadcast";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var asked = arguments.GetValueOrDefault(Number, "");
        if (!long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || await store.CancelAsync(number, actor, time.GetUtcNow(), cancel) is not { } ended)
        {
            throw new CommandFailure(ExitCode.Refused, new($"Aucune diffusion ne porte le numéro « {asked} » : « relay broadcast » les liste.", $"No broadcast has the number '{asked}': \"relay broadcast\" lists them."));
        }
        return new(ExitCode.Done,
            $"La diffusion {asked} est arrêtée : {Counted.French(ended, "message qui attendait ne partira pas", "messages qui attendaient ne partiront pas")}. Ce qui est déjà parti reste chez les personnes.",
            $"Broadcast {asked} is stopped: {Counted.English(ended, "message that waited will not leave", "messages that waited will not leave")}. What has left stays with the people.",
            new Dictionary<string, string>(StringComparer.Ordinal) { [Number] = asked, ["stopped"] = ended.ToString(CultureInfo.InvariantCulture) });
    }
}
