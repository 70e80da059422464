using System.CommandLine;
using Relay.Core.Channels;
using Relay.Core.Texts;

namespace Relay.Worker.Cli;

/// <summary>Says what went wrong: a sentence for people on the error stream, or a JSON document on the output.</summary>
internal static class Complaints
{
    /// <summary>The command line makes no sense.</summary>
    public static int Usage(Screen screen, ParseResult parsed)
    {
        var said = parsed.UnmatchedTokens.Count > 0
            ? Unknown(parsed, parsed.UnmatchedTokens[0]).In(screen.Language)
            : string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal));
        var command = string.Join(' ', Path(parsed));
        return Say(screen, ExitCode.Usage, new($"{said} Voyez : {command} --help", $"{said} See: {command} --help"), []);
    }

    /// <summary>A command could not do what was asked.</summary>
    public static int Failure(Screen screen, CommandFailure failure)
    {
        // A file with faults is in force nowhere; that it is a rehearsal's can be read all the same.
        screen.Rehearsal |= failure.File?.Values.GetValueOrDefault("Relay:Rehearsal") is { } word && bool.TryParse(word, out var rehearsal) && rehearsal;
        return Say(screen, failure.Exit, failure.Sentence, [.. failure.Faults.Select(fault => Describe(fault, failure.File, screen.Language))]);
    }

    /// <summary>A fault of Relay itself: the one place where it is caught, named, and turned into an exit code.</summary>
    public static int Fault(Screen screen, Exception fault, bool trace, TextWriter error)
    {
        if (trace)
        {
            error.WriteLine(fault);
        }
        var kind = fault.GetType().Name;
        return Say(screen, ExitCode.Internal,
            new($"Relay a rencontré une panne ({kind} : {fault.Message}). Ajoutez --trace pour le détail et signalez-la.", $"Relay has failed ({kind}: {fault.Message}). Add --trace for the detail, and report it."), []);
    }

    /// <summary>A fault of the configuration with its place.</summary>
    public static FaultShown Describe(Fault fault, ConfigurationFile? file, string language) => new(fault.Setting, file?.LineOf(fault.Setting), fault.In(language));

    private static int Say(Screen screen, int exit, Phrase sentence, IReadOnlyList<FaultShown> faults)
    {
        if (!screen.Json)
        {
            screen.Note(sentence.French, sentence.English);
            foreach (var fault in faults)
            {
                var place = fault.Line is { } line ? screen.Language == "fr" ? $" (ligne {line})" : $" (line {line})" : "";
                screen.Note($"  {fault.Setting}{place} : {fault.Sentence}", $"  {fault.Setting}{place}: {fault.Sentence}");
            }
        }
        screen.Answer(new ErrorShown(new(exit, sentence.In(screen.Language), faults)), CliJson.Out.ErrorShown);
        return exit;
    }

    private static Phrase Unknown(ParseResult parsed, string token)
    {
        var known = parsed.CommandResult.Command.Subcommands.Select(command => command.Name).Concat(parsed.CommandResult.Command.Options.Select(option => option.Name));
        return ConfigurationNames.Nearest(token, known) is { } meant
            ? new($"« {token} » est inconnu : vouliez-vous écrire {meant} ?", $"'{token}' is unknown: did you mean {meant}?")
            : new($"« {token} » est inconnu.", $"'{token}' is unknown.");
    }

    private static Stack<string> Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var symbol = parsed.CommandResult; symbol is not null; symbol = symbol.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(symbol.Command is RootCommand ? "relay" : symbol.Command.Name);
        }
        return names;
    }
}
