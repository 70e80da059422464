using System.CommandLine;
using Relay.Core.Territories;

namespace Relay.Worker.Cli;

/// <summary><c>relay territory TEXT</c>: where somebody lives who writes this. Prints one JSON object; needs no configuration.</summary>
internal static class TerritoryCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var text = new Argument<string[]>("text") { Arity = ArgumentArity.OneOrMore, Description = globals.Of("Code postal, département, commune… comme les gens l'écrivent.", "Postal code, departement, town … as people write it.") };
        var command = new Command("territory", globals.Of("Dire quel territoire Relay lit dans un texte, ou ce qu'il demanderait.", "Say which territory Relay reads in a text, or what it would ask.")) { text };
        command.SetAction(parsed =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var reading = PlaceReader.Read(string.Join(' ', parsed.GetRequiredValue(text)));
            if (reading.Territory is null && reading.Choices.Count > 0)
            {
                screen.Document(new AskShown([.. reading.Choices.Select(territory => territory.Code)]), CliJson.Out.AskShown);
            }
            else
            {
                screen.Document(new TerritoryShown(reading.Territory?.Code), CliJson.Out.TerritoryShown);
            }
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary>The territory; null when the text names none.</summary>
internal sealed record TerritoryShown(string? Code);

/// <summary>The territories to choose from.</summary>
internal sealed record AskShown(IReadOnlyList<string> Ask);
