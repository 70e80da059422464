using Relay.Core.Alarms;
using Relay.Core.Channels;

namespace Relay.Core.Inbox.Polling;

/// <summary>What people write to an account and what has not been readable for long: somebody waits for an answer. What an account never had the right to read is none of it.</summary>
internal sealed class PollWatch(PollBoard board, IChannels channels) : IWatch
{
    /// <summary>So long a network may be out of reach before a person should know.</summary>
    internal static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Alarm>>(
        [.. board.Troubles.Where(trouble => !trouble.IsNeverGranted && now - trouble.Since >= Long && channels.Accounts.ContainsKey(trouble.Account)).Select(AlarmOf)]);

    private static Alarm AlarmOf(PollTrouble trouble)
    {
        var kind = PollWords.Of(trouble.Kind);
        var reason = trouble.Reason.Clause;
        return new($"reading:{trouble.Account}/{trouble.Kind}", trouble.Since,
            new($"Relay ne peut plus lire {kind.French} du compte {trouble.Account} ({reason.French})", $"Relay can no longer read the {kind.English} of account {trouble.Account} ({reason.English})"),
            new($"« relay check » dit ce que le compte a le droit de lire ; rien n'est perdu, la lecture reprend où elle s'est arrêtée.", "\"relay check\" says what the account may read; nothing is lost, reading goes on from where it stopped."));
    }
}
