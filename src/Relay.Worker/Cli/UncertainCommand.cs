using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Ids;
using Relay.Core.Texts;
using Relay.Worker.Control;
using Relay.Worker.Hosting;
using Relay.Worker.Service;

namespace Relay.Worker.Cli;

/// <summary><c>relay uncertain</c>: what may or may not be on a network, and a coordinator's word on it.</summary>
internal static class UncertainCommand
{
    private const int Most = 1000;

    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var command = new Command("uncertain", globals.Of("Lister les publications dont on ne sait pas si elles sont en ligne.", "List publications of which it is not known whether they are there.")) { Resolve(globals, around) };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var (_, configuration) = await ConfigurationLoader.LoadAsync(parsed.GetValue(globals.Config), around, cancel);
            screen.Follow(configuration);
            await using var store = await StoreAccess.OpenReadOnlyAsync(configuration, around.Time, cancel);
            var doubts = await store.Ledger.DoubtsAsync(account: null, now: null, Most, cancel);
            // A call without an end is nobody's while no worker runs: the next start makes a doubt of it.
            var worker = await WorkerLook.AskAsync(configuration, around.Time, cancel);
            var cutOff = worker.MayWork ? [] : await store.Ledger.UnderWayAsync(Most, cancel);
            IReadOnlyList<DoubtShown> shown = [.. doubts.Select(delivery => Of(delivery, PartState.Uncertain, configuration, screen.Language)), .. cutOff.Select(delivery => Of(delivery, PartState.Attempting, configuration, screen.Language))];
            shown = [.. shown.Select(doubt => doubt.CutOff || configuration.Accounts.ContainsKey(doubt.Account) ? doubt : doubt with { Ask = Alone(doubt).In(screen.Language), NextLook = null })];
            var (halts, standings) = (await new HaltBoard().ReadAsync(store, configuration, cancel), await store.Ledger.StandingsAsync(cancel));
            shown = [.. shown.Select(doubt => doubt.NextLook is not null && Stopped(doubt, halts, standings, worker, screen) is { } why ? doubt with { NextLook = null, Waits = why.In(screen.Language) } : doubt)];
            Show(screen, shown);
            screen.Answer(shown, CliJson.Out.IReadOnlyListDoubtShown);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Resolve(GlobalOptions globals, Surroundings around)
    {
        var id = new Argument<string>("id") { HelpName = globals.Of("IDENTIFIANT", "ID"), Description = globals.Of("Publication ou envoi : la fin de son identifiant (8 caractères) ou son début.", "Publication or delivery: the end of its id (8 characters) or its start.") };
        var there = new Option<string[]>("--there")
        {
            HelpName = globals.Of("IDENTIFIANT", "ID"),
            AllowMultipleArgumentsPerToken = true,
            Description = globals.Of("Elle est en ligne, sous cet identifiant du réseau.", "It is there, under this id of the network."),
        };
        var seen = new Option<bool>("--seen") { Description = globals.Of("Elle est en ligne, et son identifiant n'est pas connu : Relay ne pourra ni la corriger ni la retirer.", "It is there, and its id is not known: Relay can neither change it nor take it away.") };
        var again = new Option<bool>("--send-again") { Description = globals.Of("Elle n'est pas en ligne : l'envoyer de nouveau.", "It is not there: send it again.") };
        var command = new Command("resolve", globals.Of("Dire si une publication incertaine est en ligne.", "Say whether an uncertain publication is there.")) { id, there, seen, again };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetResult(there) is not null, result.GetValue(seen), result.GetValue(again) }.Count(said => said) != 1)
            {
                result.AddError(globals.Of("Dites soit --there avec l'identifiant, soit --seen, soit --send-again.", "Say either --there with the id, or --seen, or --send-again."));
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var arguments = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ResolveDoubt.Id] = parsed.GetRequiredValue(id),
                [ResolveDoubt.There] = string.Join(',', parsed.GetValue(there) ?? []),
                [ResolveDoubt.Seen] = parsed.GetValue(seen) ? "true" : "",
                [ResolveDoubt.Again] = parsed.GetValue(again) ? "true" : "",
            };
            return await Changes.RunAsync(new(ResolveDoubt.Name, arguments), parsed, globals, around, cancel);
        });
        return command;
    }

    private static DoubtShown Of(Delivery delivery, PartState state, ConfigurationInForce configuration, string language)
    {
        var part = delivery.Parts.FirstOrDefault(part => part.State == state);
        return new(delivery.Id.ToString(), delivery.Key.ToString(), delivery.Account, part?.Index ?? 0, part?.AttemptedAt, part?.Doubt?.NegativeReads ?? 0, part?.Doubt?.NextAt, part?.Doubt?.Ask is { } ask ? Phrase.Of(ask).In(language) : null, CutOff: state == PartState.Attempting)
        {
            Name = delivery.Key.Words,
            Zone = configuration.Channels.GetValueOrDefault(delivery.Channel)?.Zone,
        };
    }

    /// <summary>Why nobody looks although it would be time: a look is promised only where one will come.</summary>
    private static Phrase? Stopped(DoubtShown doubt, HaltBoard halts, IReadOnlyList<Standing> standings, WorkerLook worker, Screen screen)
    {
        if (halts.OfAccount(doubt.Account) is { } halt)
        {
            return halt.Say(Phrase.Said(screen.At(halt.Since, doubt.Zone)));
        }
        if (standings.FirstOrDefault(standing => standing.Account == doubt.Account && standing.Target.Length == 0)?.Paused is { } reason)
        {
            var cause = Phrase.Of(reason).Clause;
            return new($"le compte {doubt.Account} est en pause ({cause.French}) ; réparez-le, puis « relay resume --account {doubt.Account} ».",
                $"account {doubt.Account} is paused ({cause.English}); mend it, then \"relay resume --account {doubt.Account}\".");
        }
        return worker.MayWork ? null : new("Relay ne travaille pas : « relay run ».", "Relay does not work: \"relay run\".");
    }

    /// <summary>An account that was disconnected looks no more: a person does, and her word is taken all the same.</summary>
    private static Phrase Alone(DoubtShown doubt) => new(
        $"le compte {doubt.Account} n'est plus relié et Relay ne peut plus vérifier ; en ligne : relay uncertain resolve {ShortId.Of(doubt.Delivery)} --there IDENTIFIANT ; sinon : --send-again, qui ne l'enverra que si le compte est relié de nouveau",
        $"account {doubt.Account} is no longer connected, and Relay can't look any more; if it is there: relay uncertain resolve {ShortId.Of(doubt.Delivery)} --there ID; if not: --send-again, which sends it only if the account is connected again");

    private static void Show(Screen screen, IReadOnlyList<DoubtShown> doubts)
    {
        screen.Say(doubts.Count == 0 ? "Rien n'est incertain." : $"{Counted.French(doubts.Count, "publication incertaine", "publications incertaines")} :", doubts.Count == 0 ? "Nothing is uncertain." : $"{Counted.English(doubts.Count, "uncertain publication")}:");
        foreach (var doubt in doubts)
        {
            screen.Say($"  {ShortId.Of(doubt.Delivery)}  {doubt.Name.French}", $"  {ShortId.Of(doubt.Delivery)}  {doubt.Name.English}");
            if (doubt.CutOff)
            {
                screen.Say($"    {Explainer.CutOff.French}", $"    {Explainer.CutOff.English}");
                continue;
            }
            screen.Say(doubt.Ask is { } ask ? $"    à vous de regarder : {ask}{Answered(screen, doubt)}" : $"    Relay vérifie ({Counted.French(doubt.NegativeReads, "lecture")} sans la voir){Next(screen, doubt)}",
                doubt.Ask is { } question ? $"    you must look: {question}{Answered(screen, doubt)}" : $"    Relay looks ({Counted.English(doubt.NegativeReads, "read")} without seeing it){Next(screen, doubt)}");
        }
    }

    /// <summary>The command that ends it, where the question does not say it already.</summary>
    private static string Answered(Screen screen, DoubtShown doubt) => doubt.Ask!.Contains("relay uncertain resolve", StringComparison.Ordinal) ? ""
        : screen.Language == "fr" ? $"\n    puis : relay uncertain resolve {ShortId.Of(doubt.Delivery)} --there NUMÉRO si elle y est (--seen sans son numéro), --send-again si elle n'y est pas"
        : $"\n    then: relay uncertain resolve {ShortId.Of(doubt.Delivery)} --there NUMBER if it is there (--seen without its number), --send-again if it is not";

    private static string Next(Screen screen, DoubtShown doubt)
        => doubt.Waits is { } waits ? screen.Language == "fr" ? $" ; attend : {waits}" : $"; waits: {waits}"
            : doubt.NextLook is { } at ? screen.Language == "fr" ? $", prochaine le {screen.At(at, doubt.Zone)}." : $", next on {screen.At(at, doubt.Zone)}." : ".";
}
