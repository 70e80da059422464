using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Planning;
using Relay.Core.Planning.Moments;
using Relay.Core.Texts;
using Relay.Worker.Cli.Connect;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Plans;

namespace Relay.Worker.Cli;

/// <summary><c>relay go-live</c>: shows what a channel would publish, asks, and puts it into service; or takes it back.</summary>
internal static class GoLiveCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var channel = new Argument<string>("channel") { HelpName = globals.Of("CANAL", "CHANNEL"), Description = globals.Of("Identifiant du canal.", "Id of the channel.") };
        var yes = new Option<bool>("--yes", "-y") { Description = globals.Of("Ne pas demander.", "Do not ask.") };
        var dry = new Option<bool>("--dry-run") { Description = globals.Of("Montrer seulement ; ne rien changer.", "Only show; change nothing.") };
        var back = new Option<string?>("--back-to")
        {
            HelpName = "shadow|draft",
            Description = globals.Of("Retirer le canal du service : shadow (à blanc) ou draft (brouillon).", "Take the channel out of service: shadow or draft."),
        }.AcceptOnlyFromAmong("shadow", "draft");
        var command = new Command("go-live", globals.Of("Mettre un canal en service, après avoir montré ce qu'il publierait.", "Put a channel into service, after showing what it would publish.")) { channel, yes, dry, back };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var loaded = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            var (file, configuration) = loaded;
            screen.Follow(configuration);
            SomethingToDo.RequireAccounts(loaded);
            var id = parsed.GetRequiredValue(channel);
            var found = configuration.Channels.GetValueOrDefault(id) ?? throw Unknown(configuration, id);
            var stage = parsed.GetValue(back) is { } word ? Enum.Parse<Stage>(word, ignoreCase: true) : Stage.Live;
            if (found.Stage == stage)
            {
                screen.Say($"Le canal « {id} » est déjà {Stages.French(stage)}.", $"The channel '{id}' is {Stages.English(stage)} already.");
                screen.Answer(new Dictionary<string, string> { [SetStage.Channel] = id, ["from"] = Stages.English(stage), [SetStage.Stage] = Stages.English(stage) }, CliJson.Out.IReadOnlyDictionaryStringString);
                return ExitCode.Done;
            }
            if (stage == Stage.Live && !await ReadyAsync(screen, around, loaded, found, parsed.GetValue(yes), parsed.GetValue(dry), cancel))
            {
                return ExitCode.Done;
            }
            if (file.LineOf($"Relay:Channels:{id}") is not null)
            {
                throw SetStage.InTheFile(file, id, stage);
            }
            var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [SetStage.Channel] = id, [SetStage.Stage] = Stages.English(stage) };
            return await Changes.RunAsync(new(SetStage.Name, arguments), parsed, globals, around, cancel);
        });
        return command;
    }

    /// <summary>Shows, refuses or asks; false when nothing is to be changed.</summary>
    private static async Task<bool> ReadyAsync(Screen screen, Surroundings around, LoadedConfiguration loaded, Channel channel, bool yes, bool dry, CancellationToken cancel)
    {
        var (file, configuration) = loaded;
        var shown = await LivePreview.ReadAsync(configuration, channel, screen.Language, around.Time, cancel);
        Show(screen, configuration, channel, shown, around.Time.GetUtcNow());
        if (dry)
        {
            screen.Answer(shown, CliJson.Out.GoLiveShown);
            return false;
        }
        var proofs = await LivePreview.ProofsAsync(configuration, around.Time, cancel);
        if (LivePreview.Obstacle(channel, proofs) is { } before)
        {
            // It may have been mended since, by connecting anew or at the network.
            proofs = await LiveAccess.ProveAsync(loaded, channel.Account, around, cancel);
            if ((LivePreview.Obstacle(channel, proofs) ?? (LivePreview.IsUnknown(channel, proofs) ? before : null)) is { } obstacle)
            {
                throw new CommandFailure(ExitCode.Refused, new(
                    $"Le compte {channel.Account} ne peut pas publier ici, au dernier contrôle : {obstacle.French} Réparez, lancez « relay check », puis recommencez.",
                    $"The account {channel.Account} can't post here, as it was last seen: {obstacle.English} Mend it, run \"relay check\", then try again."));
            }
        }
        if (!LivePreview.IsProven(channel, proofs))
        {
            screen.Note($"Rien ne montre encore que le compte {channel.Account} peut publier ici : « relay check » le vérifie, « relay test-post {channel.Id} » l'essaie.",
                $"Nothing has shown yet that the account {channel.Account} can post here: \"relay check\" looks, \"relay test-post {channel.Id}\" tries.");
        }
        if (yes || file.LineOf($"Relay:Channels:{channel.Id}") is not null)
        {
            return true; // of a channel in the file only the line to change is said
        }
        return await AskAsync(screen, around, channel, cancel);
    }

    private static async Task<bool> AskAsync(Screen screen, Surroundings around, Channel channel, CancellationToken cancel)
    {
        if (around.Input is null || screen.Json)
        {
            throw new CommandFailure(ExitCode.Usage, new("Personne ne peut répondre ici : ajoutez --yes pour mettre en service, ou --dry-run pour regarder.", "Nobody can answer here: add --yes to go live, or --dry-run to look."));
        }
        var question = new Question("yes", new Phrase($"Mettre « {channel.Id} » en service ?", $"Put '{channel.Id}' into service?"), QuestionKind.Confirm) { Default = "no" };
        if (await new CommandDialogue(screen, around, given: _ => null, ask: true, patience: null).ConfirmAsync(question, cancel))
        {
            return true;
        }
        screen.Say("Rien n'a changé.", "Nothing was changed.");
        return false;
    }

    private static void Show(Screen screen, ConfigurationInForce configuration, Channel channel, GoLiveShown shown, DateTimeOffset now)
    {
        var target = $"{channel.Network} {channel.Target.Key}";
        screen.Say($"Le canal « {channel.Id} » ({target}) publierait {shown.Total} {(shown.Total < 2 ? "publication" : "publications")} : {shown.Now} dès maintenant{(shown.InTurn > 0 ? $", {shown.InTurn} ensuite au rythme du canal" : "")}, {shown.Soon} dans les 7 jours ; au plus {channel.MaximumPerDay} par jour.",
            $"The channel '{channel.Id}' ({target}) would publish {shown.Total} {(shown.Total == 1 ? "publication" : "publications")}: {shown.Now} at once{(shown.InTurn > 0 ? $", {shown.InTurn} after that at the channel's pace" : "")}, {shown.Soon} within 7 days; at most {channel.MaximumPerDay} a day.");
        if (shown.Opens is { } opens && OpeningWords.Of(channel, opens, now, screen.Zone) is var opening)
        {
            screen.Say($"Le canal est fermé à cette heure : il ouvre {opening.French}, et rien ne part avant.", $"The channel is closed at this hour: it opens {opening.English}, and nothing leaves before.");
        }
        else if (shown is { Now: 0, FirstLeaves: { } first } && OpeningWords.Of(channel, first, now, screen.Zone) is var then)
        {
            screen.Say($"La première partira {then.French} au plus tôt.", $"The first will leave {then.English} at the earliest.");
        }
        screen.Say("Les événements entrent à mesure qu'ils approchent, les initiatives ouvertes au rythme du canal ; rien de passé.",
            "Events come in as they draw near, open initiatives at the channel's pace; nothing past.");
        var (whole, soon) = (Money.Usd(shown.CostUsd ?? 0), Money.Usd(shown.CostSoonUsd ?? 0));
        screen.Say(shown.CostUsd is null ? "Publier ici ne coûte rien." : $"Coût au tarif connu : {whole.French} en tout, dont {soon.French} dans les 7 jours.",
            shown.CostUsd is null ? "Publishing here costs nothing." : $"Cost at the prices known: {whole.English} in all, of which {soon.English} within 7 days.");
        foreach (var text in shown.Texts)
        {
            screen.Gap();
            var (when, moment) = (screen.At(text.From, channel.Zone), MomentWords.Of(text.Moment));
            screen.Say($"  {when}  {moment.French}  {text.Subject}", $"  {when}  {moment.English}  {text.Subject}");
            foreach (var line in text.Text.Split('\n'))
            {
                screen.Say("      " + line, "      " + line);
            }
        }
        if (shown.Texts.Count > 0)
        {
            screen.Gap();
        }
        foreach (var fault in shown.Faults)
        {
            screen.Say("  ! " + fault, "  ! " + fault);
        }
        if (configuration.Channels.Values.FirstOrDefault(other => other.Id != channel.Id && other.Stage == Stage.Live && other.Network == channel.Network && other.Target.Key == channel.Target.Key) is { } twin)
        {
            screen.Say($"Le canal « {twin.Id} » y publie déjà : ce que les deux prennent n'y paraît qu'une fois.", $"The channel '{twin.Id}' publishes there already: what both take appears once.");
        }
    }

    private static CommandFailure Unknown(ConfigurationInForce configuration, string id) => new(ExitCode.Refused, configuration.Channels.Count == 0
        ? new($"Aucun canal n'est configuré dans {configuration.File} ni gardé dans le magasin {configuration.Store} : « relay connect » en ajoute.",
            $"No channel is configured in {configuration.File} or kept in the store {configuration.Store}: \"relay connect\" adds some.")
        : new($"Le canal « {id} » n'existe pas ; il y a : {string.Join(", ", configuration.Channels.Keys.Order(StringComparer.Ordinal))}.",
            $"There is no channel '{id}'; there are: {string.Join(", ", configuration.Channels.Keys.Order(StringComparer.Ordinal))}."));
}
