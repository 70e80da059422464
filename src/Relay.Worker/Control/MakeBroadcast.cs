using System.Globalization;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Items;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>Keeps news for the subscribers of a list (<c>relay broadcast LIST</c>); a worker carries them out.</summary>
internal sealed class MakeBroadcast(BroadcastDesk desk) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "broadcast.make";

    /// <summary>Argument: name of the list, in full.</summary>
    public const string List = "list";

    /// <summary>Argument: whole name of the item; empty for words.</summary>
    public const string Item = "item";

    /// <summary>Argument: the words in a language, <c>text.fr</c>.</summary>
    public const string Text = "text.";

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var item = arguments.GetValueOrDefault(Item, "") is { Length: > 0 } named ? ItemKey.Parse(named) : null;
        var words = arguments.Where(pair => pair.Key.StartsWith(Text, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[Text.Length..], pair => pair.Value, StringComparer.Ordinal);
        try
        {
            var made = await desk.MakeAsync(arguments.GetValueOrDefault(List, ""), item, words, actor, cancel);
            var number = made.Number.ToString(CultureInfo.InvariantCulture);
            return new(ExitCode.Done,
                $"La diffusion {number} est notée ; elle part dès que Relay tourne, derrière tout le reste. « relay broadcast » dit où elle en est, « relay broadcast cancel {number} » l'arrête.",
                $"Broadcast {number} is kept; it leaves as soon as Relay runs, behind everything else. \"relay broadcast\" tells how far it is, \"relay broadcast cancel {number}\" stops it.",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["broadcast"] = number, [List] = arguments.GetValueOrDefault(List, ""), ["state"] = BroadcastWord.Of(made.State) });
        }
        catch (BroadcastRefusedException refused)
        {
            throw new CommandFailure(ExitCode.Refused, refused.Sentence);
        }
    }
}
