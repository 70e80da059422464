using System.Security.Cryptography;
using Relay.Core.Contacts.Suppressions;

namespace Relay.Worker.Keys;

/// <summary>
/// The keys that hash whom we know, in a file of the folder of keys, for its owner alone: one line a key, <c>id base64</c>, the newest last. It is made once; whether one that is gone may be made
/// anew, the store decides.
/// </summary>
/// <param name="folder">Where the keys stand, in full.</param>
internal sealed class PeopleKeyFile(string folder) : IPeopleKeyFile
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "people.keys";

    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Of all instances: moving a file is not sure to spare one that is made at the same moment. Between processes the store's lock stands.
    private static readonly Lock Gate = new();

    /// <inheritdoc/>
    public string Place { get; } = Path.Combine(folder, FileName);

    /// <inheritdoc/>
    public PeopleKeys? Read()
    {
        lock (Gate)
        {
            return Load() is [_, ..] keys ? new(keys) : null;
        }
    }

    /// <inheritdoc/>
    public PeopleKeys Make()
    {
        lock (Gate)
        {
            return Load() is { Count: > 0 } keys ? new(keys) : Keep([PeopleKey.Create()], isFirst: true);
        }
    }

    /// <inheritdoc/>
    public PeopleKeys Rotate()
    {
        lock (Gate)
        {
            return Load() is { Count: > 0 } keys
                ? Keep([.. keys, PeopleKey.Create()], isFirst: false)
                : throw new PeopleKeyException($"There is no key in {Place} yet: the first objection makes it.", $"Il n'y a pas encore de clé dans {Place} : la première opposition la crée.");
        }
    }

    private List<PeopleKey> Load()
    {
        try
        {
            if (!File.Exists(Place))
            {
                return [];
            }
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Place) & ~OwnersFile) != UnixFileMode.None)
            {
                throw new PeopleKeyException($"{Place} may be read by others: give it to its owner alone (chmod 600).", $"{Place} est lisible par d'autres : réservez-le à son propriétaire (chmod 600).");
            }
            var lines = File.ReadAllLines(Place).Where(line => line.Trim().Length > 0).ToList();
            return lines.Count > 0 ? [.. lines.Select(Parse)] : throw new FormatException("It is empty.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new PeopleKeyException(
                $"{Place} can't be read ({fault.GetType().Name}): give it to the user that runs Relay, or bring it back from your backup.",
                $"{Place} est illisible ({fault.GetType().Name}) : donnez-le à l'utilisateur qui fait tourner Relay, ou remettez-le depuis votre sauvegarde.");
        }
    }

    private static PeopleKey Parse(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [var id, var bytes]
        ? new(id, Convert.FromBase64String(bytes))
        : throw new FormatException("A line is an id and a key.");

    /// <summary>Writes the file whole and puts it in its place once it is on the disk; a first one never over another that somebody has made meanwhile.</summary>
    private PeopleKeys Keep(IReadOnlyList<PeopleKey> keys, bool isFirst)
    {
        var draft = $"{Place}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.new";
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnersFolder);
            }
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnersFile;
            }
            using (var stream = new FileStream(draft, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Concat(keys.Select(key => $"{key.Id} {Convert.ToBase64String(key.Export())}\n"))));
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, Place, overwrite: !isFirst);
            return new(keys);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            File.Delete(draft);
            return isFirst && File.Exists(Place) ? new(Load()) : throw new PeopleKeyException(
                $"{Place} can't be written ({fault.GetType().Name}): give the folder to the user that runs Relay.",
                $"{Place} ne peut pas être écrit ({fault.GetType().Name}) : donnez le dossier à l'utilisateur qui fait tourner Relay.");
        }
    }
}
