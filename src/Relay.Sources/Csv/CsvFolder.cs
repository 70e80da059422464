using Relay.Core.Items;
using Relay.Core.Texts;

namespace Relay.Sources.Csv;

/// <summary>The folder: which files of it are read, and their whole contents as they stand at one moment. A file that is being saved makes the source unavailable, never empty.</summary>
/// <param name="path">In full.</param>
/// <param name="kinds">Each must have at least one file.</param>
/// <param name="time">Tells how old a lock is.</param>
internal sealed class CsvFolder(string path, IReadOnlyList<ItemKind> kinds, TimeProvider time)
{
    /// <summary>Most that one file may measure, in bytes.</summary>
    public const int Largest = 16 * 1024 * 1024;

    /// <summary>A lock older than this was left behind by a program that ended badly.</summary>
    private static readonly TimeSpan LockHolds = TimeSpan.FromHours(1);

    private static readonly string[] Spreadsheets = [".xlsx", ".xls", ".xlsm", ".ods", ".numbers"];

    /// <summary>Reads every file of the folder that is meant for Relay.</summary>
    /// <exception cref="SourceUnavailableException">When the folder or a file can't be read whole.</exception>
    public async Task<CsvLook> LookAsync(CancellationToken cancel)
    {
        var names = Names();
        foreach (var name in names)
        {
            RefuseLocked(name, names);
        }
        var files = new List<CsvFile>();
        foreach (var (name, kind) in names.Select(name => (name, CsvNames.KindOf(name))).Where(one => one.Item2 is not null && IsCsv(one.name)))
        {
            if (kinds.Contains(kind!.Value))
            {
                files.Add(await ReadAsync(name, kind.Value, cancel));
            }
        }
        foreach (var kind in kinds.Where(kind => files.TrueForAll(file => file.Kind != kind)))
        {
            throw Down(new(
                $"il n'y a aucun fichier {CsvNames.Pattern(kind)} dans {path} : remettez-le, ou n'écrivez dans le réglage Kinds que ce que le dossier contient.",
                $"There is no file {CsvNames.Pattern(kind)} in {path}: put it back, or name in the setting Kinds only what the folder holds."));
        }
        return new CsvLook(files, [.. names.Where(IsStranger)]);
    }

    private List<string> Names()
    {
        try
        {
            return [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Down(Directory.Exists(path)
                ? new($"le dossier {path} ne peut pas être lu par cet utilisateur : donnez-lui le droit de lecture.", $"The folder {path} can't be read by this user: give it the right to.")
                : new($"le dossier {path} n'existe pas : créez-le ou corrigez le réglage Folder.", $"The folder {path} is not there: create it or mend the setting Folder."), fault);
        }
    }

    // Excel writes « ~$name » beside an open workbook, LibreOffice « .~lock.name# »: what is saved in between is half an edit.
    private void RefuseLocked(string name, List<string> names)
    {
        var locks = names.Where(other => other == $"~${name}" || other == $".~lock.{name}#");
        if (IsCsv(name) && CsvNames.KindOf(name) is not null
            && locks.Any(found => time.GetUtcNow() - File.GetLastWriteTimeUtc(Path.Combine(path, found)) < LockHolds))
        {
            throw Down(new($"{name} est ouvert dans un tableur : enregistrez-le et fermez-le.", $"{name} is open in a spreadsheet: save and close it."));
        }
    }

    private async Task<CsvFile> ReadAsync(string name, ItemKind kind, CancellationToken cancel)
    {
        var full = Path.Combine(path, name);
        byte[] bytes;
        DateTimeOffset modified;
        try
        {
            var before = Stamp(full);
            if (before.Length > Largest)
            {
                throw Down(new($"{name} dépasse {Largest / 1024 / 1024} Mo : partagez-le en plusieurs fichiers.", $"{name} is larger than {Largest / 1024 / 1024} MB: split it into several files."));
            }
            bytes = await File.ReadAllBytesAsync(full, cancel);
            if (Stamp(full) != before || bytes.Length != before.Length)
            {
                throw Down(new($"{name} est en cours d'enregistrement ; il sera relu à la prochaine lecture.", $"{name} is being saved; the next poll reads it again."));
            }
            modified = new DateTimeOffset(before.Modified, TimeSpan.Zero);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Down(File.Exists(full)
                ? new($"{name} ne peut pas être lu : fermez-le s'il est ouvert, et donnez à cet utilisateur le droit de lecture.", $"{name} can't be read: close it if it is open, and give this user the right to read it.")
                : new($"{name} vient de disparaître ; il sera relu à la prochaine lecture.", $"{name} has just vanished; the next poll looks again."), fault);
        }
        if (bytes.Length == 0)
        {
            throw Down(new($"{name} est vide, sans même une ligne d'en-têtes : son enregistrement a été coupé ; enregistrez-le de nouveau.", $"{name} is empty, without even a line of headers: its saving was cut short; save it again."));
        }
        var (text, why) = CsvText.Decode(bytes);
        return text is null ? throw Down(new($"{name}, {why.French}", $"{name}, {why.English}")) : new CsvFile(name, kind, text, modified);
    }

    private static (long Length, DateTime Modified) Stamp(string file)
    {
        var info = new FileInfo(file);
        return (info.Length, info.LastWriteTimeUtc);
    }

    private static bool IsStranger(string name) => !name.StartsWith('.') && !name.StartsWith('~')
        && (IsCsv(name) ? CsvNames.KindOf(name) is null : CsvNames.KindOf(name) is not null && Spreadsheets.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase));

    private static bool IsCsv(string name) => Path.GetExtension(name).Equals(".csv", StringComparison.OrdinalIgnoreCase);

    private static SourceUnavailableException Down(Phrase why, Exception? inner = null) => new(new Phrase(Capital(why.French), why.English), inner);

    private static string Capital(string sentence) => sentence.StartsWith("il ", StringComparison.Ordinal) || sentence.StartsWith("le ", StringComparison.Ordinal) ? char.ToUpperInvariant(sentence[0]) + sentence[1..] : sentence;
}

/// <summary>What the folder holds at one moment.</summary>
/// <param name="Files">Those that are read, by name.</param>
/// <param name="Strangers">Names of CSV files that are neither events nor initiatives, and of workbooks that were not saved as CSV.</param>
internal sealed record CsvLook(IReadOnlyList<CsvFile> Files, IReadOnlyList<string> Strangers);

/// <summary>One file as text.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Kind">Told by its name.</param>
/// <param name="Text">Without byte order mark.</param>
/// <param name="ModifiedAt">When it was saved.</param>
internal sealed record CsvFile(string Name, ItemKind Kind, string Text, DateTimeOffset ModifiedAt);
