using Relay.Core.Texts;

namespace Relay.Core.Deliveries.Halts;

/// <summary>Somebody has said that nothing leaves: everywhere, through one account, or on one channel.</summary>
/// <param name="Scope">How far it reaches.</param>
/// <param name="Id">The account's or channel's id; the file of the kill switch; empty for everything.</param>
/// <param name="By">Who said so, <c>coordinator:claire</c>.</param>
/// <param name="Since">When.</param>
public sealed record Halt(HaltScope Scope, string Id, string By, DateTimeOffset Since)
{
    /// <summary>What waits because of it, and how it is lifted.</summary>
    /// <param name="since"><see cref="Since"/> in words of each language.</param>
    public Phrase Say(Phrase since) => Scope switch
    {
        HaltScope.KillSwitch => new($"l'arrêt d'urgence est mis depuis le {since.French} (fichier {Id}) ; effacez ce fichier pour reprendre.",
            $"the kill switch is on since {since.English} (file {Id}); delete that file to go on."),
        HaltScope.Account => new($"le compte {Id} est mis en pause depuis le {since.French} par {By} ; pour reprendre : « relay resume --account {Id} ».",
            $"account {Id} was paused on {since.English} by {By}; to go on: \"relay resume --account {Id}\"."),
        HaltScope.Channel => new($"le canal {Id} est mis en pause depuis le {since.French} par {By} ; pour reprendre : « relay resume {Id} ».",
            $"channel {Id} was paused on {since.English} by {By}; to go on: \"relay resume {Id}\"."),
        _ => new($"tout est mis en pause depuis le {since.French} par {By} ; pour reprendre : « relay resume --all ».",
            $"everything was paused on {since.English} by {By}; to go on: \"relay resume --all\"."),
    };
}

/// <summary>How far a halt reaches.</summary>
public enum HaltScope
{
    /// <summary>Everything, by command.</summary>
    All,

    /// <summary>One account.</summary>
    Account,

    /// <summary>One channel.</summary>
    Channel,

    /// <summary>Everything, by a file: works although no command gets through.</summary>
    KillSwitch,
}
