using Microsoft.Extensions.Configuration;
using Relay.Core.Deliveries;
using Relay.Core.Items;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Engine</c>: times and thresholds that suit the real networks as they are, and that a rehearsal or an odd source may change.</summary>
internal static class ConfigurationEngine
{
    /// <summary>Every setting.</summary>
    public static readonly IReadOnlyList<string> Settings =
    [
        nameof(EngineOptions.SettleTime), nameof(EngineOptions.NegativeReads), nameof(EngineOptions.ReadsApart), nameof(EngineOptions.FreshHarvest),
        nameof(EngineOptions.SourceSilence), nameof(EngineOptions.ThrottleRest), nameof(EngineOptions.HoldRest), nameof(EngineOptions.BreakAfter), nameof(EngineOptions.IdlePoll), nameof(EngineOptions.PollEvery),
        nameof(HarvestOptions.MissedPolls), BrakePercent, nameof(HarvestOptions.BrakeCount), nameof(HarvestOptions.Overlap),
    ];

    private const string BrakePercent = "BrakePercent";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static (EngineOptions Engine, HarvestOptions Harvest) Read(IConfigurationSection section, ICollection<Fault> faults)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(Settings);
        var (engine, harvest) = (new EngineOptions(), new HarvestOptions());
        return (
            engine with
            {
                SettleTime = values.Duration(nameof(engine.SettleTime), engine.SettleTime, TimeSpan.Zero, Hour),
                NegativeReads = values.Whole(nameof(engine.NegativeReads), engine.NegativeReads, 1, 10),
                ReadsApart = values.Duration(nameof(engine.ReadsApart), engine.ReadsApart, TimeSpan.Zero, Hour),
                FreshHarvest = values.Duration(nameof(engine.FreshHarvest), engine.FreshHarvest, TimeSpan.Zero, Day),
                SourceSilence = values.Duration(nameof(engine.SourceSilence), engine.SourceSilence, TimeSpan.Zero, Day),
                ThrottleRest = values.Duration(nameof(engine.ThrottleRest), engine.ThrottleRest, Second, Day),
                HoldRest = values.Duration(nameof(engine.HoldRest), engine.HoldRest, Second, Day),
                BreakAfter = values.Whole(nameof(engine.BreakAfter), engine.BreakAfter, 1, 100),
                IdlePoll = values.Duration(nameof(engine.IdlePoll), engine.IdlePoll, Second, Hour),
                PollEvery = section[nameof(engine.PollEvery)] is null ? null : values.Duration(nameof(engine.PollEvery), TimeSpan.FromMinutes(2), Second, Day),
            },
            harvest with
            {
                MissedPolls = values.Whole(nameof(harvest.MissedPolls), harvest.MissedPolls, 1, 1000),
                BrakeShare = values.Whole(BrakePercent, (int)(harvest.BrakeShare * 100), 0, 100) / 100.0,
                BrakeCount = values.Whole(nameof(harvest.BrakeCount), harvest.BrakeCount, 1, 1_000_000),
                Overlap = values.Duration(nameof(harvest.Overlap), harvest.Overlap, TimeSpan.Zero, Day),
            });
    }
}
