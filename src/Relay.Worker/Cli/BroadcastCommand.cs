using System.CommandLine;
using Relay.Core.Audit;
using Relay.Core.Broadcasts;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Cli.Connect;
using Relay.Worker.Control;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli;

/// <summary><c>relay broadcast</c>: news for the subscribers of one list, each in private; how far they are; and stopping them.</summary>
internal static class BroadcastCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var list = new Argument<string?>("list") { HelpName = globals.Of("LISTE", "LIST"), Arity = ArgumentArity.ZeroOrOne, Description = globals.Of("Liste d'un territoire (DEP-33) ou d'un thème (logement) ; sans elle, les diffusions en cours.", "List of a territory (DEP-33) or a theme (logement); without it, how broadcasts stand.") };
        var item = new Option<string?>("--item") { HelpName = "ID", Description = globals.Of("Annoncer cet événement ou cette initiative.", "Announce this event or initiative.") };
        var text = new Option<string?>("--text") { HelpName = globals.Of("FICHIER", "FILE"), Description = globals.Of("Envoyer ce texte, en français.", "Send this text, in French.") };
        var english = new Option<string?>("--text-en") { HelpName = globals.Of("FICHIER", "FILE"), Description = globals.Of("Le même texte en anglais, pour qui lit l'anglais.", "The same text in English, for who reads English.") };
        var yes = new Option<bool>("--yes") { Description = globals.Of("Ne pas demander.", "Do not ask.") };
        var dry = new Option<bool>("--dry-run") { Description = globals.Of("Montrer seulement.", "Only show.") };
        var command = new Command("broadcast", globals.Of("Écrire en privé à tous les abonnés d'une liste, et à eux seuls ; dire où en sont les diffusions.", "Write in private to all subscribers of one list, and to nobody else; say how broadcasts stand."))
        {
            list, item, text, english, yes, dry,
        };
        command.Validators.Add(result =>
        {
            var (named, what) = (result.GetValue(list) is not null, new[] { result.GetValue(item), result.GetValue(text) }.Count(one => one is not null));
            if (what != (named ? 1 : 0) || (result.GetValue(english) is not null && result.GetValue(text) is null))
            {
                result.AddError(globals.Of("Dites une liste avec --item ou avec --text (et --text-en), ou rien du tout pour la liste des diffusions.", "Say a list with --item or with --text (and --text-en), or nothing at all for the list of broadcasts."));
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            if (parsed.GetValue(list) is not { } asked)
            {
                return await BroadcastList.RunAsync(parsed, globals, around, cancel);
            }
            var request = await PreparedAsync(parsed, BroadcastDesk.ListOf(asked), parsed.GetValue(item), (parsed.GetValue(text), parsed.GetValue(english)), parsed.GetValue(yes), parsed.GetValue(dry), globals, around, cancel);
            return request is null ? ExitCode.Done : await Changes.RunAsync(request, parsed, globals, around, cancel);
        });
        command.Add(Cancel(globals, around));
        return command;
    }

    private static Command Cancel(GlobalOptions globals, Surroundings around)
    {
        var number = new Argument<string>("number") { HelpName = globals.Of("NUMÉRO", "NUMBER"), Description = globals.Of("Numéro de la diffusion ; « relay broadcast » le donne.", "Number of the broadcast; \"relay broadcast\" tells it.") };
        var command = new Command("cancel", globals.Of("Arrêter une diffusion : ce qui n'est pas parti ne partira pas.", "Stop a broadcast: what has not left never will.")) { number };
        command.SetAction((parsed, cancel) => Changes.RunAsync(
            new(CancelBroadcast.Name, new Dictionary<string, string>(StringComparer.Ordinal) { [CancelBroadcast.Number] = parsed.GetRequiredValue(number) }), parsed, globals, around, cancel));
        return command;
    }

    /// <summary>Shows what would leave and asks; null when it is not to be.</summary>
    private static async Task<ControlRequest?> PreparedAsync(
        ParseResult parsed, string list, string? item, (string? French, string? English) files, bool yes, bool dry, GlobalOptions globals, Surroundings around, CancellationToken cancel)
    {
        var screen = globals.ScreenOf(parsed, around);
        var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
        screen.Follow(configuration);
        var words = Words(around, files);
        Broadcast broadcast;
        BroadcastPreview preview;
        await using (var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel))
        {
            var key = item is null ? null : await KeyOfAsync(item, configuration, store, cancel);
            try
            {
                broadcast = await new BroadcastDesk(store.Broadcasts, store.Items, configuration.Party, around.Time).PrepareAsync(list, key, words, new Actor(ActorKind.Coordinator, Environment.UserName), cancel);
            }
            catch (BroadcastRefusedException refused)
            {
                throw new CommandFailure(ExitCode.Refused, refused.Sentence);
            }
            preview = await BroadcastPreview.OfAsync(broadcast, store.Broadcasts, configuration, configuration.Party, around.Time.GetUtcNow(), cancel);
        }
        Show(screen, list, preview, around.Time.GetUtcNow());
        if (dry)
        {
            screen.Answer(new BroadcastPreviewShown(list, preview.Subscribers, preview.Reached, preview.Text, preview.Leaves, preview.Takes?.TotalSeconds, preview.CostUsd), CliJson.Out.BroadcastPreviewShown);
            return null;
        }
        if (!yes && !await AskAsync(screen, around, list, preview.Reached, cancel))
        {
            return null;
        }
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [MakeBroadcast.List] = list, [MakeBroadcast.Item] = $"{broadcast.Item}" };
        foreach (var (language, said) in words ?? [])
        {
            arguments[$"{MakeBroadcast.Text}{language}"] = said;
        }
        return new(MakeBroadcast.Name, arguments);
    }

    private static async Task<ItemKey> KeyOfAsync(string asked, ConfigurationInForce configuration, RelayStore store, CancellationToken cancel)
    {
        var whole = await ItemNames.WholeAsync(asked, configuration.Sources.Keys, store, cancel);
        try
        {
            return ItemKey.Parse(whole);
        }
        catch (FormatException)
        {
            throw new CommandFailure(ExitCode.Refused, new($"Aucun élément ne s'appelle « {asked} » : « relay plan » montre ceux qu'il y a.", $"No item is called '{asked}': \"relay plan\" shows those that there are."));
        }
    }

    private static Dictionary<string, string>? Words(Surroundings around, (string? French, string? English) files)
    {
        if (files.French is null)
        {
            return null;
        }
        var words = new Dictionary<string, string>(StringComparer.Ordinal) { ["fr"] = Read(files.French) };
        if (files.English is { } english)
        {
            words["en"] = Read(english);
        }
        return words;

        string Read(string file)
        {
            try
            {
                return File.ReadAllText(Path.Combine(around.Folder, file));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailure(ExitCode.Refused, new($"Le fichier {file} ne se lit pas.", $"The file {file} can't be read."));
            }
        }
    }

    private static void Show(Screen screen, string list, BroadcastPreview preview, DateTimeOffset now)
    {
        var left = preview.Subscribers.Values.Sum() - preview.Reached;
        screen.Say($"Liste {list} : {Counted.French(preview.Reached, "abonné", "abonnés")} à qui écrire en privé{(left > 0 ? $", et {left} sur des réseaux qui ne laissent pas écrire les premiers" : "")}.",
            $"List {list}: {Counted.English(preview.Reached, "subscriber")} to write to in private{(left > 0 ? $", and {left} on networks that do not let us write first" : "")}.");
        var (french, english) = Durations(preview.Takes);
        screen.Say($"Départ : {(preview.Leaves > now ? screen.At(preview.Leaves) : "tout de suite")} ; {french}, et entre 8 h et 21 h 30 à l'heure de chacun. Coût : rien.",
            $"Leaves: {(preview.Leaves > now ? screen.At(preview.Leaves) : "at once")}; {english}, and between 08:00 and 21:30 on the clock of each. Cost: nothing.");
        screen.Say("Relay ne connaît pas encore les jours d'élection : n'envoyez rien la veille et le jour d'un scrutin.", "Relay does not know election days yet: send nothing on the eve and the day of a poll.");
        screen.Gap();
        foreach (var line in preview.Text.Split('\n'))
        {
            screen.Say("      " + line, "      " + line);
        }
        screen.Gap();
    }

    private static (string French, string English) Durations(TimeSpan? takes) => takes switch
    {
        null => ("aucun compte ne peut l'envoyer", "no account can send it"),
        { TotalMinutes: < 1 } => ("moins d'une minute", "less than a minute"),
        { TotalMinutes: var minutes } => ($"environ {Counted.French((int)Math.Ceiling(minutes), "minute")}", $"about {Counted.English((int)Math.Ceiling(minutes), "minute")}"),
    };

    private static async Task<bool> AskAsync(Screen screen, Surroundings around, string list, int count, CancellationToken cancel)
    {
        if (around.Input is null || screen.Json)
        {
            throw new CommandFailure(ExitCode.Usage, new("Personne ne peut répondre ici : ajoutez --yes pour envoyer, ou --dry-run pour regarder.", "Nobody can answer here: add --yes to send, or --dry-run to look."));
        }
        var question = new Question("yes", new Phrase($"Écrire à {Counted.French(count, "personne")} ({list}) ?", $"Write to {Counted.English(count, "person", "people")} ({list})?"), QuestionKind.Confirm) { Default = "no" };
        if (await new CommandDialogue(screen, around, given: _ => null, ask: true, patience: null).ConfirmAsync(question, cancel))
        {
            return true;
        }
        screen.Say("Rien n'est envoyé.", "Nothing is sent.");
        return false;
    }
}
