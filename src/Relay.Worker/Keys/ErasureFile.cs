using System.Globalization;
using System.Text;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Texts;

namespace Relay.Worker.Keys;

/// <summary>The log of erasures, in the folder of keys, which is backed up apart from the store: one line a hash, <c>instant channel hmac key</c>, for its owner alone.</summary>
/// <param name="folder">Where the keys stand, in full.</param>
internal sealed class ErasureFile(string folder) : IErasureLog
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "people.erased";

    private readonly Lock _gate = new();
    private readonly string _place = Path.Combine(folder, FileName);

    /// <inheritdoc/>
    public IReadOnlyList<LoggedErasure> Read()
    {
        lock (_gate)
        {
            return Tried(() => File.Exists(_place) ? [.. File.ReadAllText(_place).Split('\n')[..^1].Select(Parse)] : Array.Empty<LoggedErasure>()); // behind the last line's end nothing was finished
        }
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyCollection<LoggedErasure> erased)
    {
        lock (_gate)
        {
            var known = Read().Select(one => one.Hash.Hmac).ToHashSet(StringComparer.Ordinal);
            var lines = string.Concat(erased.Where(one => known.Add(one.Hash.Hmac)).Select(one => $"{one.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} {one.Hash.Channel} {one.Hash.Hmac} {one.Hash.KeyId}\n"));
            Tried(() =>
            {
                Append(lines);
                return true;
            });
        }
    }

    private void Append(string lines)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using var stream = new FileStream(_place, options);
        var there = new byte[stream.Length];
        stream.ReadExactly(there);
        stream.SetLength(Array.LastIndexOf(there, (byte)'\n') + 1);
        stream.Position = stream.Length;
        stream.Write(Encoding.ASCII.GetBytes(lines));
        stream.Flush(flushToDisk: true);
    }

    private static LoggedErasure Parse(string line) => line.Split(' ') is [var at, var channel, var hmac, var key]
        ? new(new KeyedHash(channel, hmac, key), DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
        : throw new FormatException("A line is an instant, a channel, a hash and a key.");

    private T Tried<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            var why = fault is FormatException ? new Phrase("une ligne n'en est pas une", "a line is none") : FileFault.Why(fault);
            throw new PeopleKeyException(
                $"The log of erasures {_place} can't be used ({why.English}): give it to the user that runs Relay, or bring it back from your backup.",
                $"Le journal des effacements {_place} est inutilisable ({why.French}) : donnez-le à l'utilisateur qui fait tourner Relay, ou remettez-le depuis votre sauvegarde.");
        }
    }
}
