using System.CommandLine;
using Relay.Core.Channels;
using Relay.Worker.Hosting;
using Relay.Worker.Plans;

namespace Relay.Worker.Cli;

/// <summary><c>relay plan</c>: what would go where and in which window, in the words of each network. Reads only; before the first start it reads the sources themselves.</summary>
internal static class PlanCommand
{
    private const int ShownAtFirst = 40;

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var diff = new Option<bool>("--diff") { Description = globals.Of("Seulement ce que la prochaine planification changerait.", "Only what the next round of planning would change.") };
        var channel = new Option<string?>("--channel") { HelpName = "ID", Description = globals.Of("Seulement ce canal.", "Only this channel.") };
        var limit = new Option<int>("--limit")
        {
            HelpName = "N",
            DefaultValueFactory = _ => ShownAtFirst,
            Description = globals.Of("Nombre de publications montrées ; 0 pour toutes. Le JSON les contient toutes.", "How many publications are shown; 0 for all. JSON holds them all."),
        };
        var command = new Command("plan", globals.Of("Montrer ce qui partirait, où, quand et en quels mots.", "Show what would go, where, when and in which words.")) { diff, channel, limit };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Rehearsal = configuration.Rehearsal;
            var only = parsed.GetValue(channel);
            if (only is not null && !configuration.Channels.ContainsKey(only))
            {
                throw new CommandFailure(ExitCode.Usage, new($"Le canal « {only} » n'est pas configuré.", $"The channel '{only}' is not configured."));
            }
            var lines = await PlanPreview.ReadAsync(configuration, around.Time, cancel);
            IReadOnlyList<PlannedShown> shown =
            [
                .. lines.Where(line => (only is null || line.Channel == only) && (!parsed.GetValue(diff) || line.Change != PlanPreview.Same)).OrderBy(line => line.From).ThenBy(line => line.Subject, StringComparer.Ordinal),
            ];
            Show(screen, configuration, shown, parsed.GetValue(limit), parsed.GetValue(diff));
            screen.Answer(shown, CliJson.Out.IReadOnlyListPlannedShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Screen screen, ConfigurationInForce configuration, IReadOnlyList<PlannedShown> lines, int limit, bool diff)
    {
        if (lines.Count == 0)
        {
            screen.Say(diff ? "Rien ne changerait." : "Rien n'est à publier.", diff ? "Nothing would change." : "There is nothing to publish.");
        }
        foreach (var line in limit > 0 ? lines.Take(limit) : lines)
        {
            var sign = line.Change switch { PlanPreview.New => "+", PlanPreview.Moved => "~", PlanPreview.Dropped => "-", _ => " " };
            var zone = configuration.Channels.GetValueOrDefault(line.Channel)?.Zone;
            var head = $"{sign} {screen.At(line.From, zone)} → {screen.At(line.Until, zone)}  {line.Network} {line.Target}  [{line.Channel}, {line.Stage}]  {line.Moment}  {line.Subject}";
            screen.Say(head, head);
            var text = line is { Text: { } composed, Reason: { } reason } ? $"({reason})\n{composed}" : line.Text ?? line.Reason ?? "";
            foreach (var words in text.Split('\n'))
            {
                screen.Say("      " + words, "      " + words);
            }
        }
        if (limit > 0 && lines.Count > limit)
        {
            screen.Say($"… et {lines.Count - limit} autres (--limit 0 pour toutes).", $"… and {lines.Count - limit} more (--limit 0 for all).");
        }
    }
}
