using Microsoft.Extensions.DependencyInjection.Extensions;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Budgets;
using Relay.Core.Items;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Swarm;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Cli;
using Relay.Worker.Hosting;

namespace Relay.Worker.Plans;

/// <summary>Plans as the worker would, changes nothing, and compares with what the ledger holds.</summary>
internal sealed class PlanPreview(ConfigurationInForce configuration, Planner planner, ITextComposer composer, IEnumerable<IPricePosts> prices, string language, DateTimeOffset now)
{
    /// <summary>Not in the ledger yet.</summary>
    public const string New = "new";

    /// <summary>In the ledger with another window, channel or account.</summary>
    public const string Moved = "moved";

    /// <summary>In the ledger, and not wanted any more.</summary>
    public const string Dropped = "dropped";

    /// <summary>As the ledger holds it.</summary>
    public const string Same = "same";

    private readonly List<string> _fresh = [];
    private readonly List<Phrase> _silent = [];

    /// <summary>Everything that waits or would be planned. A source that was never harvested is read itself, as its first harvest would.</summary>
    public static async Task<PlanRead> ReadAsync(ConfigurationInForce configuration, string language, TimeProvider time, CancellationToken cancel)
    {
        if (!await StoreAccess.ExistsAsync(configuration, time, cancel))
        {
            return await WithoutStoreAsync(configuration, language, time, cancel);
        }
        await using (var store = await StoreAccess.OpenReadOnlyAsync(configuration, time, cancel))
        {
            await using var parts = new ServiceCollection().AddLogging().AddRelayParts(configuration, store, time).BuildServiceProvider();
            var preview = new PlanPreview(configuration, parts.GetRequiredService<Planner>(), parts.GetRequiredService<ITextComposer>(), parts.GetServices<IPricePosts>(), language, time.GetUtcNow());
            var harvested = (await store.Items.HealthAsync(cancel)).Where(health => health.LastGood is not null).Select(health => health.Source).ToHashSet(StringComparer.Ordinal);
            List<PlannedShown> lines =
            [
                .. await preview.CompareAsync(store, parts.GetRequiredService<PlanService>(), cancel),
                .. await preview.FromSourcesAsync(configuration.Sources.Where(source => !harvested.Contains(source.Key)).Select(source => source.Value), time.GetUtcNow(), cancel),
            ];
            return preview.Read(await preview.WithBudgetsAsync(lines, parts.GetRequiredService<BudgetBook>(), cancel)) with { Halts = await StatusWarnings.HaltsAsync(store, configuration, cancel) };
        }
    }

    /// <summary>Says of what the present month can't pay for that it will wait, nearest first.</summary>
    private async Task<IReadOnlyList<PlannedShown>> WithBudgetsAsync(List<PlannedShown> lines, BudgetBook budgets, CancellationToken cancel)
    {
        foreach (var account in configuration.Accounts.Values)
        {
            if (await budgets.ReadAsync(account, now, cancel) is not { } budget)
            {
                continue;
            }
            var left = budget.LeftUsd;
            foreach (var index in Enumerable.Range(0, lines.Count).Where(at => lines[at].PriceUsd is > 0 && configuration.Channels[lines[at].Channel].Account == account.Id && lines[at].From < budget.Next)
                .OrderBy(at => lines[at].From).ToList())
            {
                var waits = lines[index].PriceUsd > left && lines[index].Moment is not (Cancellation.Name or Correction.Name);
                left -= waits ? 0 : Math.Min(left, lines[index].PriceUsd!.Value);
                lines[index] = waits ? lines[index] with { Reason = Explainer.Held(Rules.Budget, language) } : lines[index];
            }
        }
        return lines;
    }

    private PlanRead Read(IReadOnlyList<PlannedShown> lines) => new(lines, _fresh, _silent);

    private static async Task<PlanRead> WithoutStoreAsync(ConfigurationInForce configuration, string language, TimeProvider time, CancellationToken cancel)
    {
        await using var parts = new ServiceCollection().AddLogging().AddSetups().AddRelayTexts(texts => texts.TemplateFolder = configuration.Templates)
            .AddSingleton<IChannels>(configuration).AddSingleton<Planner>().BuildServiceProvider();
        var preview = new PlanPreview(configuration, parts.GetRequiredService<Planner>(), parts.GetRequiredService<ITextComposer>(), parts.GetServices<IPricePosts>(), language, time.GetUtcNow());
        return preview.Read(await preview.FromSourcesAsync(configuration.Sources.Values, time.GetUtcNow(), cancel));
    }

    private async Task<IReadOnlyList<PlannedShown>> FromSourcesAsync(IEnumerable<SourceSettings> sources, DateTimeOffset seen, CancellationToken cancel)
    {
        var facts = Facts(new Dictionary<string, DateTimeOffset>(), new HashSet<(string, string)>());
        var lines = new List<PlannedShown>();
        foreach (var source in sources)
        {
            _fresh.Add(source.Source.Id);
            try
            {
                await foreach (var stored in SourceItems.ReadAsync(source, seen, cancel))
                {
                    lines.AddRange(planner.Plan(stored, facts).Wanted.Select(wanted => Line(New, wanted, [stored.Item])));
                }
            }
            catch (CommandFailure silent) when (silent.Exit == ExitCode.Unreachable)
            {
                _silent.Add(silent.Sentence); // the others are shown all the same
            }
        }
        return lines;
    }

    private async Task<IReadOnlyList<PlannedShown>> CompareAsync(RelayStore store, PlanService plans, CancellationToken cancel)
    {
        var lines = new List<PlannedShown>();
        var seen = await store.Ledger.ChannelsSeenAsync(cancel);
        // A generation that no plan has: every item counts as not planned.
        foreach (var stored in await store.Items.ToPlanAsync($"preview-{Guid.NewGuid():N}", int.MaxValue, cancel))
        {
            var plan = planner.Plan(stored, await plans.FactsAsync(stored, Facts(seen, new HashSet<(string, string)>()), cancel));
            var known = (await store.Ledger.OfItemAsync(stored.Item.Key, cancel)).ToDictionary(publication => publication.Plan.Key);
            foreach (var wanted in plan.Wanted)
            {
                if (ChangeOf(wanted, known.GetValueOrDefault(wanted.Key)) is { } change)
                {
                    lines.Add(Line(change, wanted, [stored.Item]));
                }
            }
            var kept = plan.Wanted.Select(wanted => wanted.Key).ToHashSet();
            lines.AddRange(known.Values.Where(publication => publication.State == PublicationState.Planned && publication.Plan.Priority != Priority.Digest && !kept.Contains(publication.Plan.Key))
                .Select(publication => Line(Dropped, publication.Plan, []) with { Reason = Explainer.Why(plan.DropRuleOf(publication.Plan.Key), language) }));
        }
        return lines;
    }

    /// <summary>How something wanted differs from the ledger; null when it has left, or was told otherwise, and so is no plan any more.</summary>
    private static string? ChangeOf(PlannedPublication wanted, Publication? known) => known switch
    {
        null => New,
        { State: PublicationState.Planned } => (known.Plan.From, known.Plan.Until, known.Plan.Channel, known.Plan.Account) == (wanted.From, wanted.Until, wanted.Channel, wanted.Account) ? Same : Moved,
        { State: PublicationState.Dropped } => New,
        _ => null,
    };

    private PlanFacts Facts(IReadOnlyDictionary<string, DateTimeOffset> seen, IReadOnlySet<(string Network, string Target)> told) => new(seen, told, now);

    private PlannedShown Line(string change, PlannedPublication plan, IReadOnlyList<Item> items)
    {
        var channel = configuration.Channels.GetValueOrDefault(plan.Channel);
        var (text, reason, price) = channel is null || items.Count == 0 ? (null, null, null) : Words(channel, plan, items);
        return new(change, plan.Key.Network, plan.Key.Target, plan.Channel, channel is null ? "-" : Stages.English(channel.Stage), plan.Key.Subject, plan.Key.Moment, plan.From, plan.Until, plan.Expires, text, reason, price)
        {
            Paced = plan.Paced,
            Opens = channel is null || change == Dropped ? null : Opening(channel, plan),
        };
    }

    /// <summary>When its channel opens, where it is closed when its window begins; a cancellation, and a correction that is pressing, leave at all hours.</summary>
    private DateTimeOffset? Opening(Channel channel, PlannedPublication plan)
    {
        var from = plan.From > now ? plan.From : now;
        return plan.Priority != Priority.Cancellation && Departures.Opens(channel, from) is { } opens && opens > from && !Correction.IsPressing(plan, opens) ? opens : null;
    }

    /// <summary>Stands for the deep link that each copy is given when it leaves.</summary>
    private Uri? DoorOf(Channel channel) => channel.Invite && configuration.Accounts.TryGetValue(channel.Account, out var account) && Bots.For(configuration, account, channel.Territories) is { } bot
        ? new Uri($"https://t.me/{bot}?start=copie") : null;

    private (string? Text, string? Reason, decimal? PriceUsd) Words(Channel channel, PlannedPublication plan, IReadOnlyList<Item> items)
    {
        try
        {
            var text = composer.Compose(new() { Channel = channel, Items = items, MomentKey = plan.Key.Moment, Now = plan.From > now ? plan.From : now, Door = DoorOf(channel) });
            var price = channel.Stage == Stage.Shadow ? null : prices.FirstOrDefault(one => one.Network == channel.Network);
            return (text.Preview, null, price is null ? null : text.Segments.Sum(segment => price.CreateUsd(segment.Text, segment.Images)));
        }
        catch (TemplateException fault)
        {
            return (null, fault.Words.In(language), null);
        }
    }
}
