using System.Collections.Concurrent;
using Relay.Core.Texts;

namespace Relay.Core.Inbox.Polling;

/// <summary>What the worker can't read at present, and since when. Thread-safe.</summary>
public sealed class PollBoard
{
    private readonly ConcurrentDictionary<(string Account, string Kind), PollTrouble> _troubles = new();

    /// <summary>Everything that can't be read.</summary>
    public IReadOnlyList<PollTrouble> Troubles => [.. _troubles.Values.OrderBy(trouble => (trouble.Account, trouble.Kind))];

    /// <summary>Streams of a kind were read.</summary>
    /// <returns>Whether they could not be before.</returns>
    public bool Read(string account, string kind) => _troubles.TryRemove((account, kind), out _);

    /// <summary>A stream could not be read.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="kind">Of which kind.</param>
    /// <param name="reason">What the network said.</param>
    /// <param name="now">When.</param>
    /// <param name="neverGranted">The account never had the right to it.</param>
    /// <returns>Whether it is news.</returns>
    public bool Failed(string account, string kind, Phrase reason, DateTimeOffset now, bool neverGranted = false)
    {
        var before = _troubles.GetValueOrDefault((account, kind));
        _troubles[(account, kind)] = new(account, kind, reason, before?.Since ?? now) { IsNeverGranted = neverGranted };
        return before?.Reason != reason;
    }

    /// <summary>An account is read no more.</summary>
    public void Forget(string account)
    {
        foreach (var key in _troubles.Keys.Where(key => key.Account == account))
        {
            _troubles.TryRemove(key, out _);
        }
    }
}

/// <summary>Streams that can't be read.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Kind">Which, <c>comments</c>.</param>
/// <param name="Reason">What the network said last.</param>
/// <param name="Since">Since when.</param>
public sealed record PollTrouble(string Account, string Kind, Phrase Reason, DateTimeOffset Since)
{
    /// <summary>The account never had the right to it: whoever connected it left that out, and it is a fact and no alarm.</summary>
    public bool IsNeverGranted { get; init; }
}
