using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;
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
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            var configuration = loaded.InForce;
            screen.Follow(configuration);
            if (SomethingToDo.Missing(configuration) is { } lack && !loaded.StoreIsOlder)
            {
                // Whoever has a source is on the way, and its rows can be read already.
                if (configuration.Sources.Count == 0)
                {
                    throw new CommandFailure(ExitCode.Configuration, lack);
                }
                screen.Note(lack.French, lack.English);
            }
            var only = parsed.GetValue(channel);
            if (only is not null && !configuration.Channels.ContainsKey(only))
            {
                throw new CommandFailure(ExitCode.Usage, new($"Le canal « {only} » n'est pas configuré.", $"The channel '{only}' is not configured."));
            }
            var read = await PlanPreview.ReadAsync(configuration, screen.Language, around.Time, cancel);
            IReadOnlyList<PlannedShown> shown =
            [
                .. read.Lines.Where(line => (only is null || line.Channel == only) && (!parsed.GetValue(diff) || line.Change != PlanPreview.Same)).OrderBy(line => line.From).ThenBy(line => line.Subject, StringComparer.Ordinal),
            ];
            StatusWarnings.Show(screen, read.Halts, []);
            foreach (var source in read.Fresh)
            {
                screen.Note($"La source « {source} » n'a encore jamais été lue par « relay run » : elle vient d'être lue pour ce plan.", $"The source '{source}' was never read by \"relay run\" yet: it was just read for this plan.");
            }
            var isWorking = read.Fresh.Count < configuration.Sources.Count && (await WorkerLook.AskAsync(configuration, around.Time, cancel)).MayWork;
            foreach (var source in configuration.Sources.Keys.Where(source => !read.Fresh.Contains(source)))
            {
                if (NextReading.Words(screen, NextReading.Of(configuration, source, around.Time.GetUtcNow()), isWorking) is { } reading)
                {
                    screen.Note($"Source « {source} » : {reading.French} ; ce qui y est écrit depuis la dernière n'est pas encore dans ce plan.",
                        $"Source '{source}': {reading.English}; what was written there since the last time is not in this plan yet.");
                }
            }
            Show(screen, configuration, read.Halts, shown, parsed.GetValue(limit), parsed.GetValue(diff), around.Time.GetUtcNow());
            screen.Answer(shown, CliJson.Out.IReadOnlyListPlannedShown);
            foreach (var silent in read.Silent)
            {
                screen.Note(silent.French, silent.English);
            }
            return read.Silent.Count == 0 ? ExitCode.Done : ExitCode.Unreachable;
        });
        return command;
    }

    private static void Show(Screen screen, ConfigurationInForce configuration, IReadOnlyList<HaltShown> halts, IReadOnlyList<PlannedShown> lines, int limit, bool diff, DateTimeOffset now)
    {
        if (lines.Count == 0)
        {
            screen.Say(diff ? "Rien ne changerait." : "Rien n'est à publier.", diff ? "Nothing would change." : "There is nothing to publish.");
        }
        foreach (var line in limit > 0 ? lines.Take(limit) : lines)
        {
            var sign = line.Change switch { PlanPreview.New => "+", PlanPreview.Moved => "~", PlanPreview.Dropped => "-", _ => " " };
            var zone = configuration.Channels.GetValueOrDefault(line.Channel)?.Zone;
            var (window, place, moment) = ($"{screen.At(line.From, zone)} → {screen.At(line.Until, zone)}", $"{line.Network} {Target.Parse(line.Target).Real.Key}", MomentWords.Of(line.Moment));
            var stage = configuration.Channels.GetValueOrDefault(line.Channel) is { } channel ? Stages.Words(channel.Stage) : new Phrase("retiré", "gone");
            var held = halts.Any(halt => halt.Reaches(line.Channel, configuration.Channels.GetValueOrDefault(line.Channel)?.Account)) ? new Phrase("  EN PAUSE", "  PAUSED") : default;
            screen.Say($"{sign} {window}  {place}  [{line.Channel}, {stage.French}]  {moment.French}  {line.Subject}{held.French}", $"{sign} {window}  {place}  [{line.Channel}, {stage.English}]  {moment.English}  {line.Subject}{held.English}");
            if (line.Opens is { } opens && configuration.Channels.GetValueOrDefault(line.Channel) is { } closed && OpeningWords.Of(closed, opens, now, screen.Zone) is var when)
            {
                screen.Say($"      ne part pas avant : le canal ouvre {when.French}", $"      leaves no sooner: the channel opens {when.English}");
            }
            var text = line is { Text: { } composed, Reason: { } reason } ? $"({reason})\n{composed}" : line.Text ?? line.Reason ?? "";
            foreach (var words in text.Split('\n'))
            {
                screen.Say("      " + words, "      " + words);
            }
        }
        if (limit > 0 && lines.Count > limit)
        {
            screen.Say($"… et {Counted.French(lines.Count - limit, "autre")} (--limit 0 pour toutes).", $"… and {lines.Count - limit} more (--limit 0 for all).");
        }
    }
}
