using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Planning;

namespace Relay.Worker.Cli;

/// <summary>Finds out what leaves next of all that is planned, and when its channel lets it.</summary>
internal static class NextDeparture
{
    /// <summary>How many of those whose windows begin first are looked at.</summary>
    private const int Most = 1000;

    /// <summary>The first for the public; where there is none, the first that is shown to a coordinator; null when nothing waits.</summary>
    public static async Task<DepartureShown?> ReadAsync(ILedger ledger, ConfigurationInForce configuration, DateTimeOffset now, CancellationToken cancel)
    {
        var departures = new List<DepartureShown>();
        foreach (var ofChannel in (await ledger.PlannedAsync(Most, cancel)).GroupBy(publication => publication.Plan.Channel, StringComparer.Ordinal))
        {
            if (configuration.Channels.GetValueOrDefault(ofChannel.Key) is not { Stage: not Stage.Draft } channel)
            {
                continue;
            }
            var waiting = ofChannel.Where(publication => publication.Plan.Key.Target == channel.Place.Key && !(publication.Plan.Expires <= now)).ToList();
            var use = waiting.Exists(publication => publication.Plan.Paced && publication.Plan.From <= now)
                ? await ledger.UseAsync(channel.Network, channel.Place.Key, Departures.DayStart(channel, now), cancel) : new(0, null, 0);
            if (waiting.Select(publication => At(publication.Plan, channel, use, now)).Min() is { } first)
            {
                departures.Add(new(first, channel.Id, channel.Stage == Stage.Shadow, Departures.Opens(channel, now) is { } opens && opens > now && opens == first));
            }
        }
        return departures.OrderBy(departure => departure.Shadow).ThenBy(departure => departure.At).ThenBy(departure => departure.Channel, StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>A cancellation keeps to its window alone, everything else to the channel's hours.</summary>
    private static DateTimeOffset? At(PlannedPublication plan, Channel channel, TargetUse use, DateTimeOffset now)
    {
        var from = plan.From > now ? plan.From : now;
        return plan.Priority == Priority.Cancellation ? from : plan.Paced && plan.From <= now ? Departures.Next(channel, use, now) : Departures.Opens(channel, from);
    }
}
