using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Planning;

/// <summary>Keeps the ledger's plan true to the items and channels: plans what changed since it was last planned, and all of it when the channels changed.</summary>
public sealed partial class PlanService(Planner planner, IChannels channels, IItemStore items, ILedger ledger, TimeProvider time, ILogger<PlanService> logger)
{
    private const int Batch = 200;

    private string? _served;

    /// <summary>One round; may be cut off anywhere and run again. Nothing is planned before a first good harvest: what stands in the source then is backlog, not news.</summary>
    public async Task<PlanReport> RunAsync(CancellationToken cancel)
    {
        if (!(await items.HealthAsync(cancel)).Any(source => source.LastGood is not null))
        {
            return new(0, 0, 0, 0);
        }
        var now = time.GetUtcNow();
        var seen = await ledger.SeeChannelsAsync([.. channels.Channels.Values.Select(channel => channel.Sight)], now, cancel);
        var generation = Generation(channels);
        var misplaced = 0;
        if (generation != _served)
        {
            foreach (var channel in channels.Channels.Values.OrderBy(channel => channel.Stage))
            {
                await ledger.ServeAsync(channel.Network, channel.Target.Key, channel.Account, now, cancel);
            }
            foreach (var channel in channels.Channels.Values.OrderBy(channel => channel.Stage == Stage.Shadow))
            {
                await ledger.ServeAsync(channel.Network, channel.Target.Shadow.Key, channel.Account, now, cancel);
            }
            misplaced = await ledger.DropMisplacedAsync([.. channels.Channels.Values.Select(channel => (channel.Id, channel.Place.Key))], now, cancel);
            _served = generation;
        }
        var report = new PlanReport(0, 0, 0, misplaced + await ledger.DropOrphansAsync([.. channels.Channels.Keys], now, cancel));
        while (await items.ToPlanAsync(generation, Batch, cancel) is { Count: > 0 } batch)
        {
            var wanted = new List<PlannedPublication>();
            var plans = new Dictionary<string, ItemPlan>(StringComparer.Ordinal);
            foreach (var stored in batch)
            {
                var plan = planner.Plan(stored, new(seen, await ToldAsync(stored, cancel), now));
                wanted.AddRange(plan.Wanted);
                plans[stored.Item.Key.ToString()] = plan;
            }
            var tally = await ledger.PlanAsync([.. batch.Select(stored => stored.Item.Key)], wanted, dropped => plans[dropped.Subject].DropRuleOf(dropped), now, cancel);
            await items.PlannedAsync(generation, batch, cancel);
            report = new(report.Items + batch.Count, report.New + tally.New, report.Changed + tally.Changed, report.Dropped + tally.Dropped);
        }
        if (report != new PlanReport(0, 0, 0, 0))
        {
            Log.Planned(logger, report.Items, report.New, report.Changed, report.Dropped);
        }
        return report;
    }

    /// <summary>Where something about an item may stand. Asked for called-off items only: no other moment depends on it.</summary>
    public async Task<IReadOnlySet<(string Network, string Target)>> ToldAsync(StoredItem stored, CancellationToken cancel)
    {
        var told = new HashSet<(string, string)>();
        if (Moments.Cancellation.IsCalledOff(stored))
        {
            foreach (var publication in await ledger.OfItemAsync(stored.Item.Key, cancel))
            {
                if (await Traces.MayStandAsync(ledger, publication, cancel))
                {
                    told.Add((publication.Plan.Key.Network, publication.Plan.Key.Target));
                }
            }
        }
        return told;
    }

    /// <summary>A name for the channels as they are: when it changes, every item is planned anew.</summary>
    internal static string Generation(IChannels channels)
    {
        var text = new StringBuilder("1|");
        foreach (var channel in channels.Channels.Values.OrderBy(channel => channel.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{channel.Id}|{channel.Account}|{channel.Network}|{channel.Target.Key}|{channel.Target.Kind}|{channel.Stage}|");
            text.AppendJoin(',', channel.Kinds.Order()).Append('|').AppendJoin(',', channel.Territories).Append('|').AppendJoin(',', channel.Themes.Order(StringComparer.Ordinal)).Append('|');
            text.AppendJoin(',', channel.Moments).Append('|').Append(channel.Zone).Append('|').AppendJoin(';', channel.Slots.Texts);
            text.Append(CultureInfo.InvariantCulture, $"|{channel.Backlog}\n");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "Planned {Items} items: {New} new publications, {Changed} with another window, {Dropped} dropped.")]
        public static partial void Planned(ILogger logger, int items, int @new, int changed, int dropped);
    }
}

/// <summary>What a round of planning did.</summary>
public sealed record PlanReport(int Items, int New, int Changed, int Dropped);
