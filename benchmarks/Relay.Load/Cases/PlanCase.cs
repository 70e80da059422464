using System.Globalization;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Load.Reports;
using Relay.Load.Rigs;
using Relay.Store;
using Relay.Testing;

namespace Relay.Load.Cases;

/// <summary>Everything is planned from nothing on 2,000 channels of a federation, and then one changed item: that one must cost the same whatever else there is.</summary>
internal sealed class PlanCase : ILoadCase
{
    private static readonly string[] Themes = ["climat", "logement", "école", "santé", "transports"];

    public string Name => "plan";

    public async IAsyncEnumerable<Figure> RunAsync(bool quick)
    {
        var (channels, few, many) = quick ? (40, 10, 100) : (2_000, 500, 5_000);
        await using var small = await PlannedAsync(channels, few);
        await using var large = await PlannedAsync(channels, many);
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"plan: {many:N0} items × {channels:N0} channels from nothing, {large.Publications:N0} publications"),
            string.Create(CultureInfo.InvariantCulture, $"{large.Took.TotalSeconds:N1} s, {large.Took.TotalMicroseconds / large.Publications:N0} µs a publication"),
            string.Create(CultureInfo.InvariantCulture, $"{few:N0} items: {small.Took.TotalMicroseconds / small.Publications:N0} µs a publication"),
            large.Took / large.Publications / (small.Took / small.Publications));

        var found = await Rounds.CompareAsync(quick ? 1 : 15, () => ChangeAsync(large), () => ChangeAsync(small));
        // Of rates: how many times the cost is the other way round.
        var times = 1 / found.Ratio;
        yield return new(
            string.Create(CultureInfo.InvariantCulture, $"plan: one changed item among {many:N0}"),
            string.Create(CultureInfo.InvariantCulture, $"{1000 / found.Ours:N1} ms"),
            string.Create(CultureInfo.InvariantCulture, $"among {few:N0}: {1000 / found.Bare:N1} ms"),
            times,
            "the same, ≤ 1.5",
            times <= 1.5);
    }

    private static async Task<Planned> PlannedAsync(int channels, int items)
    {
        var folder = new WorkFolder();
        var source = new ListSource();
        var inForce = Some.Channels(Enumerable.Range(0, channels).Select(ChannelOf));
        var rig = await EngineRig.OpenAsync(new StoreOptions { Path = folder.File("relay.db") }, inForce, source);
        var now = TimeProvider.System.GetUtcNow();
        source.Rows.AddRange(Enumerable.Range(0, items).Select(number => new SourceRow.Good(ItemOf(number, now))));
        await rig.HarvestAsync();
        var report = new PlanReport(0, 0, 0, 0);
        var pace = await Rounds.TimeAsync(items, async () => report = await rig.PlanAsync());
        return report.Items == items ? new(folder, source, rig, items, report.New, pace.Took) : throw new InvalidOperationException($"{report.Items} items were planned instead of {items}.");
    }

    private static async Task<Pace> ChangeAsync(Planned planned)
    {
        var round = ++planned.Rounds;
        planned.Source.Put(ItemOf(planned.Items / 2, TimeProvider.System.GetUtcNow()) with { Title = string.Create(CultureInfo.InvariantCulture, $"Changée {round} fois") });
        await planned.Rig.HarvestAsync();
        return await Rounds.TimeAsync(1, async () =>
        {
            var report = await planned.Rig.PlanAsync();
            if (report.Items != 1)
            {
                throw new InvalidOperationException($"{report.Items} items were planned instead of one.");
            }
        });
    }

    /// <summary>One department each, and every fifth of a department takes all themes; a hundred accounts.</summary>
    private static Channel ChannelOf(int number)
    {
        var nth = number / Federation.Departments.Count;
        var id = string.Create(CultureInfo.InvariantCulture, $"canal{number}");
        return Some.Channel(id, target: "@" + id, account: string.Create(CultureInfo.InvariantCulture, $"bot{number % 100}")) with
        {
            Moments = ["announce", "J-1", "cancelled"],
            Territories = [Core.Territories.Territory.Parse(Federation.Departments[number % Federation.Departments.Count])],
            Themes = nth % 5 == 0 ? new HashSet<string>(StringComparer.Ordinal) : new HashSet<string>([Themes[nth % Themes.Length]], StringComparer.Ordinal),
        };
    }

    private static Event ItemOf(int number, DateTimeOffset now)
        => Federation.Meeting(string.Create(CultureInfo.InvariantCulture, $"{number}"), now, number) with { Themes = [Themes[number / 7 % Themes.Length]] };

    private sealed record Planned(WorkFolder Folder, ListSource Source, EngineRig Rig, int Items, int Publications, TimeSpan Took) : IAsyncDisposable
    {
        public int Rounds { get; set; }

        public async ValueTask DisposeAsync()
        {
            await Rig.DisposeAsync();
            Folder.Dispose();
        }
    }
}
