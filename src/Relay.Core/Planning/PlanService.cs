using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Copies;
using Relay.Core.Items;

namespace Relay.Core.Planning;

/// <summary>Keeps the ledger's plan true to the items and channels: plans what changed since it was last planned, and all of it when the channels changed.</summary>
public sealed partial class PlanService(Planner planner, IChannels channels, IItemStore items, ILedger ledger, CopyKeeper copies, PumpBell bell, TimeProvider time, ILogger<PlanService> logger)
{
    private const int Batch = 200;

    /// <summary>Publications of one commit: some thousand share its cost, and are some megabytes.</summary>
    private const int MostWanted = 4_000;

    private static readonly IReadOnlySet<(string Network, string Target)> NobodyTold = new HashSet<(string, string)>();

    /// <summary>While the channels stay as they are, only a digest that ends can leave something that no channel serves; looking costs as much as there are channels.</summary>
    private static readonly TimeSpan OrphansApart = TimeSpan.FromMinutes(5);

    private Served? _served;

    private bool HasShadows => channels.Channels.Values.Any(channel => channel.Stage == Stage.Shadow);

    /// <summary>One round; may be cut off anywhere and run again. Nothing is planned before a first good harvest: what stands in the source then is backlog, not news.</summary>
    public async Task<PlanReport> RunAsync(CancellationToken cancel)
    {
        if (!(await items.HealthAsync(cancel)).Any(source => source.LastGood is not null))
        {
            return new(0, 0, 0, 0);
        }
        var now = time.GetUtcNow();
        var (generation, seen, dropped) = await PrepareAsync(now, cancel);
        var report = new PlanReport(0, 0, 0, dropped);
        while (await items.ToPlanAsync(generation, Batch, cancel) is { Count: > 0 } batch)
        {
            var stands = await copies.ReadAsync(batch, HasShadows, cancel);
            for (var done = 0; done < batch.Count;)
            {
                var part = await PlanSomeAsync(batch, done, stands, new(seen, NobodyTold, now), generation, cancel);
                done += part.Items;
                report = new(report.Items + part.Items, report.New + part.New, report.Changed + part.Changed, report.Dropped + part.Dropped);
            }
        }
        if (report != new PlanReport(0, 0, 0, 0))
        {
            Log.Planned(logger, report.Items, report.New, report.Changed, report.Dropped);
        }
        return report;
    }

    /// <summary>Makes what the ledger has planned fit the channels in force: all of it when they have changed since the last round, else what a digest has left behind.</summary>
    private async Task<(string Generation, IReadOnlyDictionary<string, DateTimeOffset> Seen, int Dropped)> PrepareAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var inForce = channels.Channels;
        var generation = _served is { } served && ReferenceEquals(served.Channels, inForce) ? served.Generation : Generation(inForce);
        var dropped = 0;
        if (generation != _served?.Generation)
        {
            var seen = await ledger.SeeChannelsAsync([.. inForce.Values.Select(channel => channel.Sight)], now, cancel);
            // Of two channels on one target the last one named here serves it.
            await ledger.ServeAsync(
            [
                .. inForce.Values.OrderBy(channel => channel.Stage).Select(channel => (channel.Network, channel.Target.Key, channel.Account)),
                .. inForce.Values.OrderBy(channel => channel.Stage == Stage.Shadow).Select(channel => (channel.Network, channel.Target.Shadow.Key, channel.Account)),
            ], now, cancel);
            dropped = await ledger.DropMisplacedAsync([.. inForce.Values.Select(channel => (channel.Id, channel.Place.Key))], now, cancel);
            _served = new(inForce, generation, seen);
        }
        _served = _served! with { Channels = inForce };
        if (now - _served.OrphansAt >= OrphansApart)
        {
            dropped += await ledger.DropOrphansAsync([.. inForce.Keys], now, cancel);
            _served = _served with { OrphansAt = now };
        }
        return (generation, _served.Seen, dropped);
    }

    /// <summary>Plans items of a batch from one on: as many as want no more than fits into one commit and into memory, at least one.</summary>
    private async Task<PlanReport> PlanSomeAsync(IReadOnlyList<StoredItem> batch, int first, IReadOnlyDictionary<ItemKey, CopiesOf> stands, PlanFacts facts, string generation, CancellationToken cancel)
    {
        var wanted = new List<PlannedPublication>();
        var plans = new Dictionary<string, ItemPlan>(StringComparer.Ordinal);
        var planned = new List<StoredItem>();
        for (var next = first; next < batch.Count && wanted.Count < MostWanted; next++)
        {
            var stored = batch[next];
            var plan = planner.Plan(stored, With(facts, stands[stored.Item.Key]), explain: false);
            wanted.AddRange(plan.Wanted);
            plans[stored.Item.Key.ToString()] = plan;
            planned.Add(stored);
        }
        var tally = await ledger.PlanAsync([.. planned.Select(stored => stored.Item.Key)], wanted, dropped => plans[dropped.Subject].DropRuleOf(dropped), facts.Now, cancel);
        if (await copies.ReviseAsync(planned, stands, facts.Now, cancel) is > 0 and var revised)
        {
            Log.Revised(logger, revised);
            bell.Ring();
        }
        await items.PlannedAsync(generation, planned, cancel);
        return new(planned.Count, tally.New, tally.Changed, tally.Dropped);
    }

    /// <summary>What an item's plan depends on beside channels and time: where something about it may stand, and where that is not so any more.</summary>
    public async Task<PlanFacts> FactsAsync(StoredItem stored, PlanFacts facts, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return With(facts, (await copies.ReadAsync([stored], HasShadows, cancel))[stored.Item.Key]);
    }

    private static PlanFacts With(PlanFacts facts, CopiesOf stands) => facts with { Told = stands.Told, Outdated = stands.Outdated, Published = stands.Published };

    /// <summary>A name for the channels as they are: when it changes, every item is planned anew.</summary>
    internal static string Generation(IReadOnlyDictionary<string, Channel> channels)
    {
        var text = new StringBuilder("1|");
        foreach (var channel in channels.Values.OrderBy(channel => channel.Id, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{channel.Id}|{channel.Account}|{channel.Network}|{channel.Target.Key}|{channel.Target.Kind}|{channel.Stage}|");
            text.AppendJoin(',', channel.Kinds.Order()).Append('|').AppendJoin(',', channel.Territories).Append('|').AppendJoin(',', channel.Themes.Order(StringComparer.Ordinal)).Append('|');
            text.AppendJoin(',', channel.Moments).Append('|').Append(channel.Zone).Append('|').AppendJoin(';', channel.Slots.Texts);
            text.Append(CultureInfo.InvariantCulture, $"|{channel.Backlog}\n");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
    }

    /// <summary>The channels that the ledger's plan was last fitted to.</summary>
    private sealed record Served(IReadOnlyDictionary<string, Channel> Channels, string Generation, IReadOnlyDictionary<string, DateTimeOffset> Seen)
    {
        /// <summary>When what no channel serves was last looked for.</summary>
        public DateTimeOffset OrphansAt { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(3001, LogLevel.Information, "Planned {Items} items: {New} new publications, {Changed} with another window, {Dropped} dropped.")]
        public static partial void Planned(ILogger logger, int items, int @new, int changed, int dropped);

        [LoggerMessage(3003, LogLevel.Information, "Copies to change or to take away: {Copies}.")]
        public static partial void Revised(ILogger logger, int copies);
    }
}

/// <summary>What a round of planning did.</summary>
public sealed record PlanReport(int Items, int New, int Changed, int Dropped);
