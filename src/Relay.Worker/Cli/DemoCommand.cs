using System.CommandLine;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Core.Texts;
using Relay.Worker.Demo;
using Relay.Worker.Demo.Evening;
using Relay.Worker.Hosting;
using Relay.Worker.Jobs;

namespace Relay.Worker.Cli;

/// <summary><c>relay demo</c>: a rehearsal on local networks with a sample party. Publishes nothing anywhere else, needs no configuration.</summary>
internal static class DemoCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var once = new Option<bool>("--once") { Description = globals.Of("Finir quand plus rien n'est à publier, avec un bilan en JSON.", "End when nothing is due any more, with a summary in JSON.") };
        var open = new Option<TimeSpan?>("--open-for") { HelpName = "HH:MM:SS", Description = globals.Of("Laisser les pages ouvertes ce temps-là, puis finir.", "Leave the pages open for this long, then end.") };
        var port = new Option<int>("--port") { HelpName = "N", Description = globals.Of("Port des pages ; les trois suivants servent aux réseaux. Par défaut, des ports libres.", "Port of the pages; the next three serve the networks. By default free ports.") };
        var seed = new Option<int>("--seed") { HelpName = "N", DefaultValueFactory = _ => 1, Description = globals.Of("Graine du parti d'essai.", "Seed of the sample party.") };
        var folder = new Option<string?>("--folder") { HelpName = globals.Of("CHEMIN", "PATH"), Description = globals.Of("Dossier neuf où tout garder ; par défaut un dossier temporaire, effacé à la fin.", "New folder to keep everything in; by default a temporary one, removed at the end.") };
        var posts = new Option<string?>("--posts") { HelpName = globals.Of("FICHIER", "FILE"), Description = globals.Of("Écrire dans ce fichier la liste de ce que les réseaux ont reçu.", "Write the list of what the networks hold to this file.") };
        var evening = new Option<string?>("--evening")
        {
            HelpName = globals.Of("FICHIER", "FILE"),
            Description = globals.Of("Puis jouer une soirée : 400 messages de toutes sortes sur les trois réseaux ; la transcription, en Markdown, va dans ce fichier.",
                "Then play an evening: 400 messages of all kinds on the three networks; its transcript, in Markdown, goes to this file."),
        };
        var command = new Command("demo", globals.Of("Répéter : tout Relay sur des réseaux locaux, avec un parti d'essai. Rien n'est publié.", "Rehearse: all of Relay on local networks, with a sample party. Nothing is published."))
        {
            once, evening, open, port, seed, folder, posts,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValue(port) is < 0 or > 65_532)
            {
                result.AddError(globals.Of("--port prend un nombre de 0 à 65532.", "--port takes a number from 0 to 65532."));
            }
        });
        command.SetAction((parsed, stop) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            screen.Rehearsal = true;
            screen.Quiet = !parsed.GetValue(globals.Trace) && !(screen.Json && parsed.GetValue(once));
            string? Whole(string? file) => file is null ? null : Path.GetFullPath(file, around.Folder);
            return new DemoRun(screen, around, parsed.GetValue(once), parsed.GetValue(open), Whole(parsed.GetValue(posts)), Whole(parsed.GetValue(evening)))
                .RunAsync(parsed.GetValue(folder) is { } place ? Path.GetFullPath(place, around.Folder) : null, parsed.GetValue(port), parsed.GetValue(seed), stop);
        });
        return command;
    }

    /// <summary>One rehearsal.</summary>
    private sealed class DemoRun(Screen screen, Surroundings around, bool once, TimeSpan? openFor, string? posts, string? evening)
    {
        private bool Ends => once || evening is not null;

        public async Task<int> RunAsync(string? folder, int port, int seed, CancellationToken stop)
        {
            await using var stage = await SetAsync(folder, port, seed, stop);
            var bare = around with { Environment = new Dictionary<string, string>() };
            var (file, configuration) = await ConfigurationLoader.LoadForWorkAsync(stage.ConfigurationPath, bare, stop);
            await using var run = await WorkerRun.StartAsync(file, configuration, screen, bare, stop);
            Announce(stage, seed, configuration.Channels.Count);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var progress = screen.Quiet ? new DemoProgress(run.Services.GetRequiredService<ILedger>(), stage.Networks.Console, Tell, around.Time).RunAsync(over.Token) : Task.CompletedTask;
            try
            {
                var exit = once ? await FinishAsync(stage, run.Services, stop) : ExitCode.Done;
                if (evening is not null && exit == ExitCode.Done)
                {
                    exit = await PlayAsync(stage, run.Services, seed, evening, stop);
                }
                await StayOpenAsync(stage, stop);
                return exit;
            }
            finally
            {
                await over.CancelAsync();
                await progress;
            }
        }

        private async Task<DemoStage> SetAsync(string? folder, int port, int seed, CancellationToken stop)
        {
            try
            {
                return await DemoStage.SetAsync(folder, port, seed, around.Time, stop);
            }
            catch (IOException fault)
            {
                throw new CommandFailure(ExitCode.Refused, new($"La répétition ne peut pas commencer : {fault.Message}", $"The rehearsal can't begin: {fault.Message}"));
            }
        }

        private void Announce(DemoStage stage, int seed, int channels)
        {
            var console = stage.Networks.Console;
            Tell($"Répétition : rien n'est publié hors de cette machine. {channels} canaux, parti d'essai de graine {seed}.", $"Rehearsal: nothing leaves this machine. {channels} channels, sample party of seed {seed}.");
            Tell($"  liste de tout ce qui est paru : {stage.Posts}", $"  list of everything posted: {stage.Posts}");
            if (!Ends)
            {
                screen.Answer(new DemoOpened(console, stage.Posts, stage.ConfigurationPath, seed), CliJson.Out.DemoOpened);
            }
            var status = OwnCommand.Line(["status", "--config", stage.ConfigurationPath], around.Folder, AppContext.BaseDirectory);
            Tell($"  autres commandes : {status}", $"  other commands: {status}");
            if (!Ends && openFor is null)
            {
                Tell("  Ctrl+C y met fin.", "  Ctrl+C ends it.");
            }
            Tell($"  à ouvrir : {console}", $"  open: {console}");
        }

        private async Task<int> FinishAsync(DemoStage stage, IServiceProvider parts, CancellationToken stop)
        {
            var (ledger, items) = (parts.GetRequiredService<ILedger>(), parts.GetRequiredService<IItemStore>());
            var end = new DemoEnd(ledger, items, parts.GetRequiredService<Rounds>(), around.Time);
            await end.WaitAsync(stop);
            var proof = await DemoProof.ReadAsync(ledger, items, stage.Networks.World, stop);
            var sum = await end.SumUpAsync(proof.Strangers, stop);
            if (posts is not null)
            {
                using var http = new HttpClient();
                await File.WriteAllTextAsync(posts, await http.GetStringAsync(stage.Posts, stop), stop);
            }
            if (proof.Missing > 0)
            {
                screen.Note($"Il manque sur les réseaux {Counted.French(proof.Missing, "identifiant confirmé", "identifiants confirmés")}.", $"Missing on the networks: {Counted.English(proof.Missing, "confirmed id")}.");
            }
            screen.Say($"Bilan : {sum.Items} éléments, {sum.Publications} publications, {sum.Confirmed} confirmées, {sum.Uncertain} incertaines, {sum.Refused} refusées, {sum.Duplicates} en double.",
                $"Summary: {sum.Items} items, {sum.Publications} publications, {sum.Confirmed} confirmed, {sum.Uncertain} uncertain, {sum.Refused} refused, {sum.Duplicates} twice.");
            screen.Document(sum, CliJson.Out.DemoShown);
            return sum.Uncertain == 0 && sum.Duplicates == 0 && proof.Missing == 0 ? ExitCode.Done : ExitCode.Fault;
        }

        /// <summary>Plays an evening once everything due was published.</summary>
        private async Task<int> PlayAsync(DemoStage stage, IServiceProvider parts, int seed, string file, CancellationToken stop)
        {
            await new DemoEnd(parts.GetRequiredService<ILedger>(), parts.GetRequiredService<IItemStore>(), parts.GetRequiredService<Rounds>(), around.Time).WaitAsync(stop);
            var sum = await EveningRun.RunAsync(stage, parts, seed, file, screen.Language, Tell, around.Time, stop);
            foreach (var line in sum.Lines())
            {
                screen.Say(line.French, line.English);
            }
            screen.Say($"Transcription : {file}", $"Transcript: {file}");
            screen.Answer(EveningShown.Of(sum, file), CliJson.Out.EveningShown);
            return sum.IsGood ? ExitCode.Done : ExitCode.Fault;
        }

        private async Task StayOpenAsync(DemoStage stage, CancellationToken stop)
        {
            if (Ends && openFor is null)
            {
                return;
            }
            if (openFor is { } length)
            {
                Tell($"Les pages restent ouvertes {length:c} : {stage.Networks.Console}", $"The pages stay open for {length:c}: {stage.Networks.Console}");
            }
            try
            {
                await Task.Delay(openFor ?? Timeout.InfiniteTimeSpan, around.Time, stop);
            }
            catch (OperationCanceledException)
            {
                // The way a rehearsal is meant to end.
                Tell("La répétition s'arrête.", "The rehearsal is stopping.");
            }
        }

        private void Tell(Phrase phrase) => Tell(phrase.French, phrase.English);

        /// <summary>Beside a JSON result people are told on the error stream.</summary>
        private void Tell(string french, string english)
        {
            if (screen.Json)
            {
                screen.Note(french, english);
            }
            else
            {
                screen.Say(french, english);
            }
        }
    }
}
