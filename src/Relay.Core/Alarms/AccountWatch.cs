using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>An account, or one of its targets, through which nothing can leave any more: refused by its network, or out of reach again and again.</summary>
internal sealed class AccountWatch(IAlarmStore alarms, ILedger ledger, IChannels channels, HaltBoard halts, TimeProvider time) : IWatch
{
    /// <summary>One failure is the day's weather; from the second rung on a person should know.</summary>
    internal const int ManyStrikes = 2;

    /// <summary>How long the try that follows a person's word may take before the alarm ends on that word.</summary>
    internal static readonly TimeSpan Trying = TimeSpan.FromMinutes(1);

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var found = new List<Alarm>();
        var standings = await ledger.StandingsAsync(cancel);
        foreach (var standing in standings.Where(standing => channels.Accounts.ContainsKey(standing.Account)))
        {
            if (standing.Paused is { } reason)
            {
                found.Add(Refused(standing, Phrase.Of(reason)));
            }
            else if (standing is { Target.Length: 0, Strikes: >= ManyStrikes } && await alarms.LastAttemptFailedAsync(standing.Account, target: null, cancel))
            {
                found.Add(new($"account:{standing.Account}", time.GetUtcNow(),
                    new($"le compte {standing.Account} est injoignable, Relay réessaie de plus en plus rarement", $"account {standing.Account} is out of reach, Relay tries less and less often"),
                    new($"Vérifiez la connexion de cette machine et l'état du réseau social ; rien n'est perdu. Pour réessayer tout de suite : « relay resume --account {standing.Account} ».",
                        $"Check this machine's connection and the network's own state; nothing is lost. To try again at once: \"relay resume --account {standing.Account}\".")));
            }
        }
        foreach (var open in await alarms.OpenAsync(cancel))
        {
            if (!found.Exists(alarm => alarm.Key == open.Key) && PlaceOf(open.Key) is var (account, target) && channels.Accounts.ContainsKey(account) && await alarms.LastAttemptFailedAsync(account, target, cancel))
            {
                // A start, or a person's word, lifts a pause; mended it is when a call has gone through again.
                found.Add(open with { IsDropped = IsTakenAtHerWord(account, standings, now) });
            }
        }
        return found;
    }

    /// <summary>Whether a person has said that it is mended, and nothing has failed since because nothing was there to be tried.</summary>
    private bool IsTakenAtHerWord(string account, IReadOnlyList<Standing> standings, DateTimeOffset now)
        => halts.MendedAt(account) is { } said && said + Trying <= now && !standings.Any(standing => standing.Account == account && standing.IsLiftable);

    private static (string Account, string? Target)? PlaceOf(string key)
    {
        var (account, target) = (key.Split(':', 2), key.Split('/', 2)) switch
        {
            (["account", var id], _) => (id, null),
            (["target", _], [var head, var place]) => (head["target:".Length..], place),
            _ => (null, (string?)null),
        };
        return account is null ? null : (account, target);
    }

    private Alarm Refused(Standing standing, Phrase reason)
    {
        var (french, english) = (reason.French.TrimEnd('.', ' '), reason.English.TrimEnd('.', ' '));
        var step = new Phrase($"« relay check » dit ce qui manque ; réparez-le, puis « relay resume --account {standing.Account} ».",
            $"\"relay check\" says what is missing; mend it, then \"relay resume --account {standing.Account}\".");
        return standing.Target.Length == 0
            ? new($"account:{standing.Account}", time.GetUtcNow(), new($"le compte {standing.Account} ne peut plus publier ({french})", $"account {standing.Account} can no longer post ({english})"), step)
            : new($"target:{standing.Account}/{standing.Target}", time.GetUtcNow(),
                new($"le compte {standing.Account} ne peut plus publier sur {standing.Target} ({french})", $"account {standing.Account} can no longer post to {standing.Target} ({english})"), step);
    }
}
