using System.Globalization;
using System.Text;
using Relay.Core.Contacts.Rights;
using Relay.Core.Contacts.Suppressions;
using Relay.Core.Texts;

namespace Relay.Worker.Keys;

/// <summary>
/// The log of those who are left alone, in the folder of keys, which is backed up apart from the store: one line a word, <c>instant channel hmac key word</c>, for its owner alone; a line without a
/// word is an erasure. What stands in it is read once and kept in memory.
/// </summary>
/// <param name="folder">Where the keys stand, in full.</param>
internal sealed class LeftAloneFile(string folder) : ILeftAloneLog
{
    /// <summary>Name of the file: it held erasures alone once.</summary>
    public const string FileName = "people.erased";

    private readonly Lock _gate = new();
    private readonly string _place = Path.Combine(folder, FileName);
    private readonly Dictionary<string, LeftAlone> _last = new(StringComparer.Ordinal);
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
            return _last.GetValueOrDefault(hash.Hmac);
        }
    }

    /// <inheritdoc/>
    public void Add(IReadOnlyCollection<LeftAlone> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        lock (_gate)
        {
            Load();
            var news = words.Where(IsNews).DistinctBy(word => word.Hash.Hmac).ToList();
            if (news.Count == 0)
            {
                return;
            }
            Tried(() => Append(string.Concat(news.Select(Line))));
            news.ForEach(Note);
        }
    }

    // That words were erased ends no opposition, and counts each time.
    private bool IsNews(LeftAlone word) => _last.GetValueOrDefault(word.Hash.Hmac) switch
    {
        null => true,
        { Word: LeftAloneWord.Erased } => false,
        var known when word.Word == LeftAloneWord.Forgotten => known.Word == LeftAloneWord.Lifted || (known.Word == LeftAloneWord.Forgotten && word.At > known.At),
        var known => known.Word != word.Word,
    };

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
        if (_last.GetValueOrDefault(word.Hash.Hmac)?.Word != LeftAloneWord.Erased)
        {
            _last[word.Hash.Hmac] = word;
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
        var written = Encoding.ASCII.GetBytes(lines);
        var before = _length;
        _length = -1; // read anew, whatever becomes of it
        using var stream = new FileStream(_place, options);
        stream.Position = EndOfLines(stream);
        stream.SetLength(stream.Position);
        stream.Write(written);
        stream.Flush(flushToDisk: true);
        _length = stream.Length == before + written.Length ? stream.Length : -1;
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
