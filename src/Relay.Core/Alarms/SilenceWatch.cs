using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;

namespace Relay.Core.Alarms;

/// <summary>
/// An account whose calls have no answer any more, as when its network hangs: each one becomes a doubt and none of them a refusal, so that its standing alone tells
/// little. One lost answer is the day's weather; several in a row, for as long as makes a delivery late, are not.
/// </summary>
internal sealed class SilenceWatch(IAlarmStore alarms, ILedger ledger, IChannels channels, HaltBoard halts, WatchdogSettings settings) : IWatch
{
    private const int Several = 3;

    /// <summary>Where nothing is sent for so long, silence tells nothing any more.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    public async Task<IReadOnlyList<Alarm>> LookAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var standings = (await ledger.StandingsAsync(cancel)).Where(standing => standing.Target.Length == 0).ToDictionary(standing => standing.Account, StringComparer.Ordinal);
        var (found, open) = (new List<Alarm>(), await alarms.OpenAsync(cancel));
        foreach (var account in channels.Accounts.Keys.Order(StringComparer.Ordinal))
        {
            // One that is paused, or out of reach again and again, has an alarm already.
            if (standings.GetValueOrDefault(account) is { Paused: not null } or { Strikes: >= AccountWatch.ManyStrikes })
            {
                continue;
            }
            var key = $"silence:{account}";
            if (await alarms.SilenceAsync(account, after: null, cancel) is not { } silence || !Tells(silence, now))
            {
                continue;
            }
            // Whoever has said that it is mended is believed, until calls made since then are left without an answer too.
            if (halts.MendedAt(account) is { } said && (await alarms.SilenceAsync(account, said, cancel) is not { } since || !Tells(since, now)))
            {
                found.AddRange(open.Where(alarm => alarm.Key == key).Select(alarm => alarm with { IsDropped = said + AccountWatch.Trying <= now }));
            }
            else
            {
                found.Add(new(key, silence.Since,
                    new($"le réseau ne répond plus au compte {account} : {silence.Count} appels de suite sont restés sans réponse", $"the network no longer answers account {account}: {silence.Count} calls in a row had no answer"),
                    new($"Vérifiez la connexion de cette machine et l'état du réseau social ; « relay uncertain » dit ce qui est peut-être en ligne, et rien n'est envoyé deux fois.",
                        "Check this machine's connection and the network's own state; \"relay uncertain\" says what may be there, and nothing is sent twice.")));
            }
        }
        return found;
    }

    private bool Tells(Silence silence, DateTimeOffset now) => silence.Count >= Several && silence.Since + settings.Late <= now && silence.Last + Remembered > now;
}
