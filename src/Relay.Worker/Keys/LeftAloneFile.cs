using System.Globalization;
using System.Text;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Texts;

namespace Relay.Worker.Keys;

/// <summary>
/// The log of those who are left alone, in the folder of keys, which is backed up apart from the store: one line a word, <c>instant channel hmac key word</c>, for its owner alone; a line without a
/// word is an erasure. What stands in it is read once and kept in memory: of each hash the strongest word, and beside it, each for itself, that it is a child's and that words were erased.
/// </summary>
/// <param name="folder">Where the keys stand, in full.</param>
internal sealed class LeftAloneFile(string folder) : ILeftAloneLog
{
    /// <summary>Name of the file: it held erasures alone once.</summary>
    public const string FileName = "people.erased";

    private readonly Lock _gate = new();
    private readonly string _place = Path.Combine(folder, FileName);
    private readonly Dictionary<(string Hmac, LeftAloneWord? Beside), LeftAlone> _last = [];
    private long _length = -1; // of the file, as far as it was read

    /// <inheritdoc/>
    public IReadOnlyCollection<LeftAlone> Read()
    {
        lock (_gate)
        {
            Load();
            return [.. _last.Values];
        }
    }

    /// <inheritdoc/>
    public LeftAlone? Find(KeyedHash hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        lock (_gate)
        {
            Load();
            return _last.GetValueOrDefault((hash.Hmac, null));
        }
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyCollection<LeftAlone> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        lock (_gate)
        {
            Load();
            var news = words.Where(IsNews).DistinctBy(KeyOf).ToList();
            if (news.Count == 0)
            {
                return;
            }
            Tried(() => Append(string.Concat(news.Select(Line))));
            news.ForEach(Note);
        }
    }

    /// <inheritdoc/>
    public void Drop(IReadOnlyCollection<LeftAlone> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        lock (_gate)
        {
            Load();
            var left = _last.Values.Except(words).ToList();
            if (left.Count < _last.Count)
            {
                Tried(() => Rewrite(left));
            }
        }
    }

    private static (string Hmac, LeftAloneWord? Beside) KeyOf(LeftAlone word) => (word.Hash.Hmac, word.Word is LeftAloneWord.Minor or LeftAloneWord.Forgotten ? word.Word : null);

    private bool IsNews(LeftAlone word) => !_last.TryGetValue(KeyOf(word), out var known) || (KeyOf(word).Beside is null
        ? word.Word < known.Word || (known.Word, word.Word) is (LeftAloneWord.Opposed, LeftAloneWord.Lifted)
        : word.At > known.At); // counts each time

    private void Load() => Tried(() =>
    {
        var file = new FileInfo(_place);
        if (_length == (file.Exists ? file.Length : 0))
        {
            return;
        }
        _length = -1;
        _last.Clear();
        var text = file.Exists ? File.ReadAllText(_place) : "";
        foreach (var line in text.Split('\n')[..^1]) // behind the last line's end nothing was finished
        {
            Note(Parse(line));
        }
        _length = Encoding.ASCII.GetByteCount(text);
    });

    private void Note(LeftAlone word)
    {
        if (IsNews(word))
        {
            _last[KeyOf(word)] = word;
        }
    }

    private void Append(string lines)
    {
        Directory.CreateDirectory(folder);
        var written = Encoding.ASCII.GetBytes(lines);
        var before = _length;
        _length = -1; // read anew, whatever becomes of it
        using var stream = OwnersAlone(_place, FileMode.OpenOrCreate);
        stream.Position = EndOfLines(stream);
        stream.SetLength(stream.Position);
        stream.Write(written);
        stream.Flush(flushToDisk: true);
        _length = stream.Length == before + written.Length ? stream.Length : -1;
    }

    /// <summary>In place of the file at once: cut off, the old one stands.</summary>
    private void Rewrite(IEnumerable<LeftAlone> words)
    {
        var next = $"{_place}.next";
        File.Delete(next); // of a start that was cut off
        using (var stream = OwnersAlone(next, FileMode.CreateNew))
        {
            stream.Write(Encoding.ASCII.GetBytes(string.Concat(words.Select(Line))));
            stream.Flush(flushToDisk: true);
        }
        _length = -1; // read anew
        File.Move(next, _place, overwrite: true);
    }

    private static FileStream OwnersAlone(string place, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return new FileStream(place, options);
    }

    /// <summary>Where the last whole line ends: behind it nothing was finished.</summary>
    private static long EndOfLines(FileStream stream)
    {
        for (var end = stream.Length; end > 0; end--)
        {
            stream.Position = end - 1;
            if (stream.ReadByte() == '\n')
            {
                return end;
            }
        }
        return 0;
    }

    private static string Line(LeftAlone word)
        => $"{word.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {word.Hash.Channel} {word.Hash.Hmac} {word.Hash.KeyId}{(word.Word == LeftAloneWord.Erased ? "" : $" {word.Word.ToString().ToLowerInvariant()}")}\n";

    private static LeftAlone Parse(string line) => line.Split(' ') is [var at, var channel, var hmac, var key, .. var more] && more.Length <= 1
        ? new(new KeyedHash(channel, hmac, key), more is [var word] ? WordOf(word) : LeftAloneWord.Erased, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))
        : throw new FormatException("A line is an instant, a channel, a hash, a key and a word.");

    private static LeftAloneWord WordOf(string text)
        => Enum.GetValues<LeftAloneWord>().Where(word => word.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Select(word => (LeftAloneWord?)word).FirstOrDefault() ?? throw new FormatException($"There is no word '{text}'.");

    private void Tried(Action work)
    {
        try
        {
            work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            var why = fault is FormatException ? new Phrase("une ligne n'en est pas une", "a line is none") : FileFault.Why(fault);
            throw new PeopleKeyException(
                $"The log of those who are left alone {_place} can't be used ({why.English}): give it to the user that runs Relay, or bring it back from your backup.",
                $"Le journal des personnes à laisser tranquilles {_place} est inutilisable ({why.French}) : donnez-le à l'utilisateur qui fait tourner Relay, ou remettez-le depuis votre sauvegarde.");
        }
    }
}
