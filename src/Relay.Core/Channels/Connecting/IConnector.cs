using Relay.Core.Texts;

namespace Relay.Core.Channels.Connecting;

/// <summary>Leads a coordinator from what she has (a Page, a bot, a profile) to an account that works, without an identifier to type. Stateless; one for each network that can.</summary>
public interface IConnector
{
    /// <summary>Key of the network.</summary>
    string Network { get; }

    /// <summary>What she must have at hand before she begins.</summary>
    Phrase Needs { get; }

    /// <summary>What may stand at another address than the network's own.</summary>
    Phrase Elsewhere => new("Adresse d'une répétition, au lieu du réseau.", "Address of a rehearsal, instead of the network.");

    /// <summary>Every question it may ask, so that scripts can answer ahead.</summary>
    IReadOnlyList<Question> Questions { get; }

    /// <summary>Goes through the steps. Writes nothing: the caller keeps what comes back, all or nothing.</summary>
    /// <param name="dialogue">The coordinator, or a script in her place.</param>
    /// <param name="place">What is known of the place, like the address of a rehearsal.</param>
    /// <param name="cancel">Ends the dialogue; nothing is kept.</param>
    /// <exception cref="ConnectException">When a step can't be passed; one sentence names it and what to do.</exception>
    Task<Connection> ConnectAsync(IDialogue dialogue, ConnectPlace place, CancellationToken cancel);
}

/// <summary>Where a connection is made.</summary>
/// <param name="BaseAddress">Instead of the network's own: a local Bot API server, a rehearsal; null for the network itself.</param>
/// <param name="Existing">The account to renew, with its settings; null for a new one.</param>
public sealed record ConnectPlace(Uri? BaseAddress, Account? Existing)
{
    /// <summary>Every account in force, for a network whose accounts work through another's. Default none.</summary>
    public IReadOnlyCollection<Account> Others { get; init; } = [];

    /// <summary>Whether Relay listens for networks that call, so that a right to be called is worth asking for. Default false.</summary>
    public bool IsCalled { get; init; }

    /// <summary>Why nothing may leave at this moment (the kill switch, a pause), to be asked before anything is written; null when it may. By default nothing stands in the way.</summary>
    public Func<CancellationToken, Task<Phrase?>> HaltedAsync { get; init; } = static _ => Task.FromResult<Phrase?>(null);
}

/// <summary>What a connection brought: one account and the channels that the coordinator chose on it.</summary>
/// <param name="Name">Proposed id of the account, from its name at the network, like <c>parti-33</c>.</param>
/// <param name="Title">The account as people know it.</param>
/// <param name="Settings">Its settings by name, as they would stand under <c>Relay:Accounts:{id}</c>, over those it had; an empty one takes that away. No secrets.</param>
/// <param name="Secrets">Its secrets by name (<c>Token</c>), for the secret store.</param>
/// <param name="Channels">The places chosen, possibly none.</param>
/// <param name="Remarks">What she should know: what each missing permission costs, prices.</param>
public sealed record Connection(
    string Name,
    string Title,
    IReadOnlyDictionary<string, string> Settings,
    IReadOnlyDictionary<string, string> Secrets,
    IReadOnlyList<ConnectedPlace> Channels,
    IReadOnlyList<Phrase> Remarks)
{
    /// <summary>Never the secrets.</summary>
    public override string ToString() => $"{Name} ({Title})";
}

/// <summary>A place that becomes a channel.</summary>
/// <param name="Name">Proposed id of the channel.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Settings">What makes its target, as it would stand under <c>Relay:Channels:{id}</c>: <c>Target</c>, <c>Topic</c>, <c>TargetKind</c>.</param>
public sealed record ConnectedPlace(string Name, string Title, IReadOnlyDictionary<string, string> Settings);

/// <summary>A step could not be passed: the sentence names it and the next thing to do, and holds no secret.</summary>
/// <param name="sentence">For the coordinator.</param>
/// <param name="questions">Keys of the questions whose answers were at fault, to be asked again; none when no answer was.</param>
public sealed class ConnectException(Phrase sentence, params IReadOnlyList<string> questions) : Exception(sentence.English)
{
    /// <summary>For the coordinator.</summary>
    public Phrase Sentence => sentence;

    /// <summary>Keys of the questions whose answers were at fault; empty when it was no answer's.</summary>
    public IReadOnlyList<string> Questions => questions;
}
