using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Sources.Csv;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Connect;

/// <summary>The first configuration of somebody who has none: a folder of CSV files as the source, to be filled in with a spreadsheet. Never touches a file that is there.</summary>
internal static class FirstFile
{
    /// <summary>Where events and initiatives will stand.</summary>
    public static readonly Question Folder = new("csv", new(
        "Dans quel dossier tiendrez-vous vos événements et initiatives, en fichiers CSV ?",
        "In which folder will you keep your events and initiatives, as CSV files?")) { Default = "party" };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The file to work with: as asked for, else in the current folder, else the program's own once it has been filled in.</summary>
    /// <returns>Its path, and whether it must be made.</returns>
    public static (string Path, bool Missing) Find(string? asked, Surroundings around)
    {
        var found = ConfigurationLoader.Find(asked, around);
        if (asked is not null)
        {
            return (found, !File.Exists(found));
        }
        var here = Path.Combine(around.Folder, ConfigurationLoader.FileName);
        return found == here || IsFilledIn(found) ? (found, false) : (here, true);
    }

    /// <summary>Writes the file, and the folder with templates unless it is there.</summary>
    /// <param name="path">Where.</param>
    /// <param name="folder">The source's folder, relative to the file's.</param>
    /// <param name="rehearsal">Whether all this is a rehearsal.</param>
    /// <param name="around">The clock.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task WriteAsync(string path, string folder, bool rehearsal, Surroundings around, CancellationToken cancel)
    {
        var relay = new JsonObject { ["Sources"] = new JsonObject { ["dossier"] = new JsonObject { ["Kind"] = "csv", ["Folder"] = folder } } };
        if (rehearsal)
        {
            relay.Insert(0, "Rehearsal", true);
        }
        try
        {
            var place = Path.GetFullPath(folder, Path.GetDirectoryName(path)!);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!Directory.Exists(place))
            {
                Directory.CreateDirectory(place);
                foreach (var name in CsvTemplate.Files)
                {
                    await File.WriteAllBytesAsync(Path.Combine(place, name), CsvTemplate.Of(name, DateOnly.FromDateTime(around.Time.GetUtcNow().UtcDateTime)), cancel);
                }
            }
            await using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            await JsonSerializer.SerializeAsync(stream, new JsonObject { ["Relay"] = relay }, Indented, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Refused, new Phrase($"{path} ne peut pas être écrit : {fault.Message}", $"{path} can't be written: {fault.Message}"));
        }
    }

    private static bool IsFilledIn(string path)
        => ConfigurationFile.Load(path).Values.Keys.Any(name => name.StartsWith("Relay:Sources:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Relay:Accounts:", StringComparison.OrdinalIgnoreCase));
}
