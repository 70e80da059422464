using Relay.Core.Audit;
using Relay.Core.Conversations.Settling;
using Relay.Worker.Cli;

namespace Relay.Worker.Control.People;

/// <summary>Notes that a person has seen to what waited: <c>relay inbox done</c>.</summary>
internal sealed class EndWaiting(IWaitingList waiting, TimeProvider time) : IControlCommand
{
    /// <summary>The key.</summary>
    public const string Name = "inbox.done";

    /// <summary>Argument: id of the interaction, or its beginning.</summary>
    public const string Interaction = "interaction";

    /// <summary>Characters that are shown of an id.</summary>
    public const int Shown = 8;

    private const int Most = 5;

    /// <inheritdoc/>
    public string Key => Name;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var asked = arguments.GetValueOrDefault(Interaction, "").Trim().ToLowerInvariant();
        var found = await waiting.FindAsync(asked, Most, cancel);
        if (found is not [var one])
        {
            throw new CommandFailure(ExitCode.Refused, found.Count == 0
                ? new($"Rien n'attend sous l'identifiant « {asked} » : « relay inbox --waiting » le donne.", $"Nothing waits under the id '{asked}': \"relay inbox --waiting\" tells it.")
                : new($"Plusieurs messages qui attendent commencent par « {asked} » : donnez plus de caractères.", $"Several messages that wait begin with '{asked}': give more characters."));
        }
        await waiting.EndAsync(one, actor, time.GetUtcNow(), cancel);
        return new(ExitCode.Done, "C'est noté : ce message n'attend plus.", "Noted: this message waits no more.", new Dictionary<string, string>(StringComparer.Ordinal) { [Interaction] = one });
    }
}
