using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Relay.Core.Deliveries;
using Relay.Core.Texts;

namespace Relay.Core.Items;

/// <inheritdoc cref="IHarvester"/>
/// <param name="sources">Every source, by id.</param>
/// <param name="store">Where items are kept.</param>
/// <param name="time">The clock.</param>
/// <param name="options">How passes are judged.</param>
/// <param name="logger">Takes what each pass did.</param>
public sealed partial class Harvester(IReadOnlyDictionary<string, ISource> sources, IItemStore store, TimeProvider time, HarvestOptions options, ILogger<Harvester> logger)
    : IHarvester
{
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<HarvestReport> RunAsync(string source, bool full, CancellationToken cancel)
    {
        if (!sources.TryGetValue(source, out var reader))
        {
            throw new ArgumentException($"No source is called '{source}'.", nameof(source));
        }
        if (!_running.TryAdd(source, true))
        {
            Log.Busy(logger, source);
            return new HarvestReport(source, full) { Busy = true };
        }
        try
        {
            return await HarvestAsync(reader, full || reader.ReadsEverything, cancel);
        }
        finally
        {
            _running.TryRemove(source, out _);
        }
    }

    private async Task<HarvestReport> HarvestAsync(ISource source, bool full, CancellationToken cancel)
    {
        var pass = await store.BeginPassAsync(source.Id, full, time.GetUtcNow(), cancel);
        try
        {
            var report = await new HarvestReading(source, store, time, options, pass).RunAsync(cancel);
            Log.Harvested(logger, report.Source, report.Full, report.Listed, report.Read, report.New, report.Edited);
            if (report.Faulty > 0)
            {
                Log.LeftOut(logger, report.Source, report.Faulty);
            }
            if (report.Brake is not null)
            {
                Log.Braked(logger, report.Source, report.Unlisted, report.TakenBack);
            }
            return report;
        }
        catch (SourceUnavailableException unavailable)
        {
            Log.Unavailable(logger, source.Id, unavailable.Reason);
            await store.FailPassAsync(source.Id, unavailable.Reason.Kept, time.GetUtcNow(), cancel);
            return new HarvestReport(source.Id, full) { Failure = unavailable.Message };
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or FenceLostException))
        {
            // A reader stumbled over something nobody classified: to the items it is a source that did not answer, and an operator must hear of it. A store that fails, fails again here.
            Log.Stumbled(logger, source.Id, fault);
            var kind = fault.GetType().Name; // a message may quote a row
            var reason = new Phrase($"la lire a fait trébucher Relay ({kind}) ; le journal dit où.", $"reading it made Relay stumble ({kind}); the log says where.");
            await store.FailPassAsync(source.Id, reason.Kept, time.GetUtcNow(), cancel);
            return new HarvestReport(source.Id, full) { Failure = reason.English };
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Harvested {Source} (every row: {Full}): {Listed} listed, {Read} read, {New} new, {Edited} edited.")]
        public static partial void Harvested(ILogger logger, string source, bool full, int listed, int read, int @new, int edited);

        [LoggerMessage(1002, LogLevel.Warning, "Source {Source} did not answer; its items keep the state they had: {Reason}")]
        public static partial void Unavailable(ILogger logger, string source, Phrase reason);

        [LoggerMessage(1003, LogLevel.Warning, "{Source} has {Rows} rows that were left out; each is reported with its reasons.")]
        public static partial void LeftOut(ILogger logger, string source, int rows);

        [LoggerMessage(1004, LogLevel.Error, "Too many items of {Source} went at once ({Unlisted} gone, {TakenBack} taken back): they wait for a person, new and edited ones go on.")]
        public static partial void Braked(ILogger logger, string source, int unlisted, int takenBack);

        [LoggerMessage(1006, LogLevel.Error, "Reading {Source} made Relay stumble; its items keep the state they had.")]
        public static partial void Stumbled(ILogger logger, string source, Exception fault);

        [LoggerMessage(1005, LogLevel.Information, "Another harvest of {Source} is still under way.")]
        public static partial void Busy(ILogger logger, string source);
    }
}
