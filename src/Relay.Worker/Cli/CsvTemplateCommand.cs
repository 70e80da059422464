using System.CommandLine;
using Relay.Core.Texts;
using Relay.Sources.Csv;

namespace Relay.Worker.Cli;

/// <summary><c>relay csv-template</c>: makes the folder that a CSV source reads, with two files to start from. Never overwrites one.</summary>
internal static class CsvTemplateCommand
{
    public static Command Create(GlobalOptions globals, Surroundings around)
    {
        var folder = new Argument<string>("folder") { HelpName = globals.Of("DOSSIER", "FOLDER"), Description = globals.Of("Dossier à créer ou à compléter.", "Folder to make or to complete.") };
        var command = new Command("csv-template", globals.Of("Créer un dossier de fichiers CSV (événements, initiatives) à remplir dans un tableur.", "Make a folder of CSV files (events, initiatives) to fill in with a spreadsheet.")) { folder };
        command.SetAction(async (parsed, cancel) =>
        {
            var screen = globals.ScreenOf(parsed, around);
            var path = Path.GetFullPath(parsed.GetRequiredValue(folder), around.Folder);
            var files = CsvTemplate.Files.Select(name => Path.Combine(path, name)).ToList();
            if (files.Find(File.Exists) is { } there)
            {
                throw new CommandFailure(ExitCode.Refused, new($"{there} existe déjà : choisissez un autre dossier, ou renommez ce fichier.", $"{there} is there already: choose another folder, or rename that file."));
            }
            await WriteAsync(path, files, DateOnly.FromDateTime(around.Time.GetUtcNow().UtcDateTime), cancel);
            foreach (var file in files)
            {
                screen.Say($"  {file}", $"  {file}");
            }
            screen.Say("Remplissez-les dans un tableur ; les exemples sont des brouillons, personne ne les publie. Puis dans appsettings.json :", "Fill them in with a spreadsheet; the examples are drafts, nobody publishes them. Then in appsettings.json:");
            var setting = $$"""  "Sources": { "party": { "Kind": "csv", "Folder": "{{path.Replace("\\", "\\\\", StringComparison.Ordinal)}}" } }""";
            screen.Say(setting, setting);
            screen.Answer<IReadOnlyList<string>>(files, CliJson.Out.IReadOnlyListString);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task WriteAsync(string path, List<string> files, DateOnly today, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(path);
            foreach (var file in files)
            {
                await File.WriteAllBytesAsync(file, CsvTemplate.Of(Path.GetFileName(file), today), cancel);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Refused, new($"Impossible d'écrire dans {path} : {FileFault.Why(fault).French}.", $"Can't write to {path}: {FileFault.Why(fault).English}."));
        }
    }
}
