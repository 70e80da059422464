using Relay.Core.Audit;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Worker.Cli;

namespace Relay.Worker.Control;

/// <summary>A coordinator pauses everything, an account or a channel (<c>relay pause</c>), or lets it go on (<c>relay resume</c>). Counts before the next call.</summary>
/// <param name="pause">Whether it pauses.</param>
/// <param name="isWorking">Whether it runs inside a worker, which then goes on at once.</param>
/// <param name="store">Keeps pauses.</param>
/// <param name="ledger">Keeps what networks have paused.</param>
/// <param name="channels">What can be paused.</param>
/// <param name="halts">What stands.</param>
/// <param name="bell">Rung for the pumps.</param>
/// <param name="time">The clock.</param>
internal sealed class ChangeHalt(bool pause, bool isWorking, IHaltStore store, ILedger ledger, IChannels channels, HaltBoard halts, PumpBell bell, TimeProvider time) : IControlCommand
{
    /// <summary>The key of pausing.</summary>
    public const string Pause = "halt.pause";

    /// <summary>The key of going on.</summary>
    public const string Resume = "halt.resume";

    /// <summary>Argument: <c>All</c>, <c>Account</c> or <c>Channel</c>.</summary>
    public const string Scope = "scope";

    /// <summary>Argument: id of the account or channel.</summary>
    public const string Id = "id";

    /// <inheritdoc/>
    public string Key => pause ? Pause : Resume;

    /// <inheritdoc/>
    public async Task<ControlReply> RunAsync(IReadOnlyDictionary<string, string> arguments, Actor actor, CancellationToken cancel)
    {
        var id = arguments.GetValueOrDefault(Id, "");
        var scope = Enum.TryParse<HaltScope>(arguments.GetValueOrDefault(Scope), out var read) && read != HaltScope.KillSwitch
            ? read
            : throw new CommandFailure(ExitCode.Usage, new("Dites ce qui est en pause : --all, --account ou un canal.", "Say what is meant: --all, --account or a channel."));
        var changed = pause ? await PauseAsync(scope, id, actor, cancel) : await ResumeAsync(scope, id, actor, cancel);
        await halts.FollowAsync(store, cancel);
        bell.Ring();
        var then = !pause && changed && scope == HaltScope.Account ? await ThenAsync(id, cancel) : null;
        var others = pause ? [] : halts.All.Select(NameOf).ToList();
        var result = new Dictionary<string, string>(StringComparer.Ordinal) { [Scope] = scope.ToString().ToLowerInvariant(), [Id] = id, ["changed"] = changed ? "true" : "false" };
        return new(ExitCode.Done, French(scope, id, changed) + then?.French + (others.Count == 0 ? "" : $" Encore en pause : {string.Join(", ", others.Select(other => other.French))}."),
            English(scope, id, changed) + then?.English + (others.Count == 0 ? "" : $" Still paused: {string.Join(", ", others.Select(other => other.English))}."), result);
    }

    private async Task<bool> PauseAsync(HaltScope scope, string id, Actor actor, CancellationToken cancel)
    {
        var known = scope switch { HaltScope.Account => channels.Accounts.Keys, HaltScope.Channel => channels.Channels.Keys, _ => [""] };
        if (!known.Contains(id, StringComparer.Ordinal))
        {
            var meant = ConfigurationNames.Nearest(id, known) ?? string.Join(", ", known);
            throw new CommandFailure(ExitCode.Refused, scope == HaltScope.Account
                ? new($"Le compte « {id} » n'est pas configuré : vouliez-vous dire {meant} ?", $"The account '{id}' is not configured: did you mean {meant}?")
                : new($"Le canal « {id} » n'est pas configuré : vouliez-vous dire {meant} ?", $"The channel '{id}' is not configured: did you mean {meant}?"));
        }
        return await store.KeepAsync(new Halt(scope, id, actor.ToString(), time.GetUtcNow()), actor, cancel);
    }

    /// <summary>Lifts the coordinator's pause; for an account also what its network's refusal has paused, and its rest after failures, since whoever says so has mended it: it tries at once.</summary>
    private async Task<bool> ResumeAsync(HaltScope scope, string id, Actor actor, CancellationToken cancel)
    {
        var lifted = await store.LiftAsync(scope, id, actor, time.GetUtcNow(), cancel);
        if (scope != HaltScope.Account)
        {
            return lifted;
        }
        foreach (var standing in (await ledger.StandingsAsync(cancel)).Where(standing => standing.Account == id && standing.IsLiftable))
        {
            await ledger.KeepStandingAsync(standing.Lifted, actor, cancel);
            lifted = true;
        }
        halts.Mended(id, time.GetUtcNow());
        return lifted;
    }

    /// <summary>What an account does next; null while another pause reaches it, which the answer names.</summary>
    private async Task<Core.Texts.Phrase?> ThenAsync(string id, CancellationToken cancel)
    {
        var halt = channels.Accounts.TryGetValue(id, out var account) ? halts.Of(account, channel: null) : halts.OfAccount(id);
        if (halt is not null)
        {
            return null;
        }
        if (!isWorking)
        {
            return new(" Ce qui attend partira dès que Relay tournera (« relay run »).", " What waits leaves as soon as Relay runs (\"relay run\").");
        }
        var now = time.GetUtcNow();
        return (await ledger.StandingsAsync(cancel)).Any(standing => standing.Account == id && standing.Target.Length == 0 && standing.AskedUntil > now)
            ? new(" Le réseau a demandé d'attendre : ce qui attend part ensuite.", " The network has asked to wait: what waits leaves after that.")
            : new(" Ce qui attend est essayé tout de suite.", " What waits is tried at once.");
    }

    private string French(HaltScope scope, string id, bool changed) => (pause, changed) switch
    {
        (true, true) => $"{NameOf(scope, id).French} : en pause. Rien ne part plus de là ; un appel déjà en cours se termine.",
        (true, false) => $"{NameOf(scope, id).French} : déjà en pause.",
        (false, true) => $"{NameOf(scope, id).French} : la pause est levée.",
        _ => $"{NameOf(scope, id).French} : pas en pause, rien à lever.",
    };

    private string English(HaltScope scope, string id, bool changed) => (pause, changed) switch
    {
        (true, true) => $"{NameOf(scope, id).English}: paused. Nothing leaves from there any more; a call under way still ends.",
        (true, false) => $"{NameOf(scope, id).English}: paused already.",
        (false, true) => $"{NameOf(scope, id).English}: the pause is lifted.",
        _ => $"{NameOf(scope, id).English}: not paused, nothing to lift.",
    };

    private static Core.Texts.Phrase NameOf(Halt halt) => NameOf(halt.Scope, halt.Id);

    private static Core.Texts.Phrase NameOf(HaltScope scope, string id) => scope switch
    {
        HaltScope.Account => new($"compte {id}", $"account {id}"),
        HaltScope.Channel => new($"canal {id}", $"channel {id}"),
        HaltScope.KillSwitch => new($"tout, par le fichier {id}", $"everything, by the file {id}"),
        _ => new("tout", "everything"),
    };
}
