using System.Text.Json;
using System.Text.Json.Nodes;
using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;
using Relay.Core.Texts;
using Relay.Sources.Csv;
using Relay.Worker.Hosting;

namespace Relay.Worker.Cli.Connect;

/// <summary>
/// The first configuration of somebody who has none: a folder of CSV files as the source, to be filled in with a spreadsheet. It is thought out first and written last, so that a
/// connection that is given up leaves nothing behind. Never touches a file that is there.
/// </summary>
/// <param name="path">Where the file will stand.</param>
/// <param name="folder">The source's folder, relative to the file's.</param>
/// <param name="rehearsal">Whether all this is a rehearsal.</param>
internal sealed class FirstFile(string path, string folder, bool rehearsal)
{
    /// <summary>Id of its source: items are named after it, <c>party/event/cafe-5</c>.</summary>
    public const string Source = "party";

    /// <summary>Where events and initiatives will stand.</summary>
    public static readonly Question Folder = new("csv", new(
        "Dans quel dossier tiendrez-vous vos événements et initiatives, en fichiers CSV ?",
        "In which folder will you keep your events and initiatives, as CSV files?")) { Default = "party" };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly List<string> _written = [];
    private string? _made;

    /// <summary>The folder, in full.</summary>
    public string Place { get; } = Path.GetFullPath(folder, Path.GetDirectoryName(path)!);

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

    /// <summary>A folder's name as she types it.</summary>
    /// <exception cref="ConnectException">When no folder can be called so there.</exception>
    public static string FolderOf(string typed, string path)
    {
        var place = typed.Contains('\0', StringComparison.Ordinal) ? null : Path.GetFullPath(typed, Path.GetDirectoryName(path)!);
        return place is not null && !File.Exists(place) ? typed : throw new ConnectException(new(
            $"« {typed} » est un fichier, pas un dossier : donnez un autre nom.", $"'{typed}' is a file, not a folder: give another name."), Folder.Key);
    }

    /// <summary>The file as it will stand.</summary>
    public ConfigurationFile Read() => ConfigurationFile.Read(path, Json());

    /// <summary>Writes the folder with templates unless it is there, and the file, whole or not at all.</summary>
    /// <exception cref="CommandFailure">When that can't be; nothing is left of it then.</exception>
    public async Task WriteAsync(TimeProvider time)
    {
        try
        {
            if (!Directory.Exists(Place))
            {
                Directory.CreateDirectory(Place);
                _made = Place;
                foreach (var name in CsvTemplate.Files)
                {
                    var template = Path.Combine(Place, name);
                    _written.Add(template);
                    await File.WriteAllBytesAsync(template, CsvTemplate.Of(name, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)));
                }
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var making = $"{path}.new";
            _written.Add(making);
            await File.WriteAllTextAsync(making, Json());
            File.Move(making, path); // throws when one has come meanwhile
            _written.Add(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Undo();
            throw new CommandFailure(ExitCode.Refused, new Phrase($"{path} ne peut pas être écrit : {FileFault.Why(fault).French}.", $"{path} can't be written: {FileFault.Why(fault).English}."));
        }
    }

    /// <summary>Takes away what was written: what it was for did not come about.</summary>
    public void Undo()
    {
        _written.ForEach(File.Delete);
        _written.Clear();
        if (_made is not null && Directory.Exists(_made) && !Directory.EnumerateFileSystemEntries(_made).Any())
        {
            Directory.Delete(_made);
        }
        _made = null;
    }

    private string Json()
    {
        var relay = new JsonObject { ["Sources"] = new JsonObject { [Source] = new JsonObject { ["Kind"] = "csv", ["Folder"] = folder } } };
        if (rehearsal)
        {
            relay.Insert(0, "Rehearsal", true);
        }
        return new JsonObject { ["Relay"] = relay }.ToJsonString(Indented);
    }

    private static bool IsFilledIn(string path)
        => ConfigurationFile.Load(path).Values.Keys.Any(name => name.StartsWith("Relay:Sources:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Relay:Accounts:", StringComparison.OrdinalIgnoreCase));
}
