using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Planning.Moments;
using Relay.Core.Swarm;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay spread [ITEM]</c>: how far each copy went: how many people opened the private chat by it, then supported, subscribed, said yes. Numbers from 5 on alone. Reads only.</summary>
internal static class SpreadCommand
{
    private static readonly PathStep[] Steps = [PathStep.Message, PathStep.Support, PathStep.Subscription, PathStep.Coming];

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var item = new Argument<string?>("item")
        {
            Description = globals.Of("Un élément comme party/event/42, ou 42 s'il est seul à s'appeler ainsi ; sans lui, tout ce qui est publié.", "An item like party/event/42, or 42 where it alone is called so; without it all that is published."),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var days = new Option<int>("--days") { Description = globals.Of("Copies publiées depuis tant de jours (30).", "Copies published in so many days (30)."), DefaultValueFactory = _ => 30 };
        var command = new Command("spread", globals.Of("Dire jusqu'où chaque copie a porté : qui a ouvert le bot par elle, soutenu, s'est abonné, vient. En nombres, à partir de 5.",
            "Say how far each copy went: who opened the bot by it, supported, subscribed, comes. In numbers, from 5 on.")) { item, days };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var key = parsed.GetValue(item) is { } named ? await KeyOfAsync(named, configuration, store, cancel) : null;
            var since = around.Time.GetUtcNow().AddDays(-Math.Clamp(parsed.GetValue(days), 1, 3650));
            var copies = await store.Spread.ReadAsync(key, since, cancel);
            var told = copies.Where(copy => Steps.Any(step => copy.Told(step) is not null)).ToList();
            var shown = new SpreadShown([.. told.Select(Shown)], copies.Count - told.Count);
            Show(screen, shown, told);
            screen.Answer(shown, CliJson.Out.SpreadShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<ItemKey> KeyOfAsync(string named, ConfigurationInForce configuration, Relay.Store.RelayStore store, CancellationToken cancel)
    {
        var asked = await ItemNames.WholeAsync(named, configuration.Sources.Keys, store, cancel);
        return asked.Split('/') is [_, "event" or "initiative", _, ..] && await store.Items.FindAsync(ItemKey.Parse(asked), cancel) is not null ? ItemKey.Parse(asked) : throw new CommandFailure(
            ExitCode.Refused, new($"Aucun élément ne s'appelle « {asked} ». relay plan montre ceux qu'il y a.", $"No item is called '{asked}'. relay plan shows those that there are."));
    }

    private static CopyShown Shown(CopySpread copy) => new(
        copy.Copy, copy.Subject, copy.Moment, copy.Network, copy.Target, copy.At, copy.Told(PathStep.Message), copy.Told(PathStep.Support), copy.Told(PathStep.Subscription), copy.Told(PathStep.Coming));

    private static void Show(Screen screen, SpreadShown spread, List<CopySpread> told)
    {
        foreach (var copy in told)
        {
            var (what, place) = (MomentWords.Of(copy.Moment), Target.Parse(copy.Target).Key);
            screen.Say($"{screen.At(copy.At)}  {copy.Subject}, {what.French} → {copy.Network} {place}", $"{screen.At(copy.At)}  {copy.Subject}, {what.English} → {copy.Network} {place}");
            screen.Say(
                $"    {Number(copy, PathStep.Message, "moins de 5")} ont ouvert le bot · {Number(copy, PathStep.Support, "moins de 5")} soutiennent · {Number(copy, PathStep.Subscription, "moins de 5")} se sont abonnés · {Number(copy, PathStep.Coming, "moins de 5")} viennent",
                $"    {Number(copy, PathStep.Message, "under 5")} opened the bot · {Number(copy, PathStep.Support, "under 5")} support · {Number(copy, PathStep.Subscription, "under 5")} subscribed · {Number(copy, PathStep.Coming, "under 5")} come");
        }
        if (spread.Hidden > 0)
        {
            screen.Say(
                $"{Counted.French(spread.Hidden, told.Count > 0 ? "autre copie" : "copie", told.Count > 0 ? "autres copies" : "copies")} : moins de {CopySpread.LeastTold} personnes à chaque étape, donc aucun nombre.",
                $"{Counted.English(spread.Hidden, told.Count > 0 ? "other copy" : "copy", told.Count > 0 ? "other copies" : "copies")}: fewer than {CopySpread.LeastTold} people at each step, so no number.");
        }
        if (told.Count + spread.Hidden == 0)
        {
            screen.Say("Aucune copie n'est publiée sur cette période.", "No copy was published in that time.");
        }
    }

    private static string Number(CopySpread copy, PathStep step, string few) => copy.Told(step) is { } people ? people.ToString(System.Globalization.CultureInfo.InvariantCulture) : few;
}

/// <summary>How far copies went, and how many there are of which no number may be told.</summary>
internal sealed record SpreadShown(IReadOnlyList<CopyShown> Copies, int Hidden);

/// <summary>One copy; a number below 5 is null.</summary>
internal sealed record CopyShown(Guid Publication, string Subject, string Moment, string Network, string Target, DateTimeOffset At, int? Messages, int? Supports, int? Subscriptions, int? Coming);
