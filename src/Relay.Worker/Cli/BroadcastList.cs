using System.CommandLine;
using Relay.Core.Broadcasts;
using Relay.Core.Deliveries;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary>How broadcasts stand: what left, what waits. Reads only.</summary>
internal static class BroadcastList
{
    /// <summary>Most that are shown at once.</summary>
    internal const int Most = 20;

    // Nobody has so many under way: what is older than these is over, or still running.
    private const int Page = 200;

    public static async Task<int> RunAsync(ParseResult parsed, GlobalOptions globals, Surroundings around, CancellationToken cancel)
    {
        var screen = globals.ScreenOf(parsed, around);
        var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
        screen.Follow(configuration);
        await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
        var newest = await store.Broadcasts.ListAsync(Most + 1, cancel);
        var shown = await ReadAsync([.. newest.Take(Most)], store.Broadcasts, cancel);
        if (shown.Count == 0)
        {
            screen.Say("Aucune diffusion pour l'instant.", "No broadcast so far.");
        }
        Show(screen, shown);
        if (newest.Count > Most)
        {
            screen.Say($"  les {Most} plus récentes ; les diffusions d'avant la diffusion {shown[^1].Number} ne sont pas montrées", $"  the newest {Most}; broadcasts before number {shown[^1].Number} are not shown");
        }
        screen.Answer(shown, CliJson.Out.IReadOnlyListBroadcastShown);
        return ExitCode.Done;
    }

    /// <summary>Those that still go on, for <c>relay status</c>, the newest first; costs nothing for those that are over.</summary>
    public static async Task<IReadOnlyList<BroadcastShown>> UnderWayAsync(IBroadcastStore broadcasts, DateTimeOffset now, CancellationToken cancel)
    {
        var expanded = (await broadcasts.ListAsync(Page, cancel)).Where(one => one.State == BroadcastState.Expanded && one.Expires > now);
        var open = (await broadcasts.RunningAsync(cancel)).Concat(expanded).OrderByDescending(one => one.Number).ToList();
        return [.. (await ReadAsync(open, broadcasts, cancel)).Where(one => one.State == BroadcastWord.Of(BroadcastState.Running) || one.Waiting > 0)];
    }

    public static void Show(Screen screen, IReadOnlyList<BroadcastShown> broadcasts)
    {
        foreach (var one in broadcasts.Take(Most))
        {
            var (french, english) = one.State switch
            {
                "cancelled" => (" : arrêtée", ": stopped"),
                "running" => (one.To is { } to ? $" : en cours, {Counted.French(to, "personne")} encore à voir au plus" : " : en cours", one.To is { } left ? $": running, {Counted.English(left, "person", "people")} to look at still, at most" : ": running"),
                _ when one.Waiting > 0 => (" : en cours", ": running"),
                _ => (" : terminée", ": done"),
            };
            screen.Say($"  diffusion {one.Number} ({BroadcastWord.French(one.Kind)}) à {one.Audience}{french} ; {Counted.French(one.Sent, "envoyée", "envoyées")}, {one.Waiting} en attente, {Counted.French(one.NotSent, "pas partie", "pas parties")}, {Counted.French(one.PassedOver, "personne")} hors d'atteinte ; {screen.At(one.MadeAt)}, {one.MadeBy}",
                $"  broadcast {one.Number} ({one.KindWord}) to {one.Audience}{english}; {one.Sent} sent, {one.Waiting} waiting, {one.NotSent} not sent, {Counted.English(one.PassedOver, "person", "people")} out of reach; {screen.At(one.MadeAt)}, {one.MadeBy}");
        }
        if (broadcasts.Count > Most)
        {
            screen.Say($"  et {Counted.French(broadcasts.Count - Most, "autre diffusion", "autres diffusions")} en cours", $"  and {Counted.English(broadcasts.Count - Most, "other broadcast", "other broadcasts")} under way");
        }
    }

    private static async Task<IReadOnlyList<BroadcastShown>> ReadAsync(List<Broadcast> broadcasts, IBroadcastStore store, CancellationToken cancel)
    {
        var shown = new List<BroadcastShown>(broadcasts.Count);
        foreach (var one in broadcasts)
        {
            var tally = await store.TallyAsync(one.Number, cancel);
            int Of(params DeliveryState[] states) => states.Sum(state => tally.GetValueOrDefault(state));
            int? to = one.State == BroadcastState.Running ? Math.Max(0, (await store.CountAsync(one.Audience, cancel)).Values.Sum() - one.Drafted - one.PassedOver) : null;
            shown.Add(new(
                one.Number, BroadcastWord.Of(one.Kind), $"{one.Audience}", one.Item?.ToString(), BroadcastWord.Of(one.State), Of(DeliveryState.Confirmed),
                Of(DeliveryState.Queued, DeliveryState.Held, DeliveryState.Attempting, DeliveryState.Uncertain), Of(DeliveryState.Cancelled, DeliveryState.Refused, DeliveryState.Expired), one.PassedOver, to,
                one.MadeAt, one.EndedAt, one.MadeBy) { Kind = one.Kind });
        }
        return shown;
    }
}
