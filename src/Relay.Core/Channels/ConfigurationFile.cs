using System.Globalization;
using System.Text;
using System.Text.Json;
using Relay.Core.Texts;

namespace Relay.Core.Channels;

/// <summary>The operator's file as written: every value by its full name, with its line. Comments and trailing commas are allowed.</summary>
public sealed class ConfigurationFile
{
    private readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (string Spelling, int Line)> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Fault> _faults = [];

    private ConfigurationFile(string path) => Path = path;

    /// <summary>Where it stands, in full.</summary>
    public string Path { get; }

    /// <summary>Where relative paths of its settings start.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Values by full name, <c>Relay:Channels:gironde:Slots:0</c>; letter case does not matter.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>Faults of its syntax; when there are any, <see cref="Values"/> may lack what follows them.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Whether its reading ended before its end: what seems to be missing may well stand behind.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The line of a setting, from 1; null for one that does not stand in the file.</summary>
    public int? LineOf(string setting) => _settings.TryGetValue(setting, out var found) ? found.Line : null;

    /// <summary>A full name in the file's own letter case, as far as the file knows it: variables come in capitals on some systems, and ids must not change by that.</summary>
    public string Spell(string setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        for (var end = setting.Length; end > 0; end = setting.LastIndexOf(':', end - 1))
        {
            if (_settings.TryGetValue(setting[..end], out var found))
            {
                return found.Spelling + setting[end..];
            }
        }
        return setting;
    }

    /// <summary>Reads a file; one that is missing or broken is a fault, not an exception.</summary>
    public static ConfigurationFile Load(string path)
    {
        var file = new ConfigurationFile(System.IO.Path.GetFullPath(path));
        try
        {
            file.Parse(File.ReadAllBytes(file.Path));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            file.Add(file.Path, "there is no such file: write one, or name another with --config.", "ce fichier n'existe pas : écrivez-le, ou nommez-en un autre avec --config.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var why = FileFault.Why(fault);
            file.Add(file.Path, $"the file can't be read: {why.English}.", $"le fichier ne peut pas être lu : {why.French}.");
        }
        return file;
    }

    /// <summary>Reads a text as if it were the file at <paramref name="path"/>.</summary>
    public static ConfigurationFile Read(string path, string json)
    {
        var file = new ConfigurationFile(System.IO.Path.GetFullPath(path));
        file.Parse(Encoding.UTF8.GetBytes(json));
        return file;
    }

    private void Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var lines = new LineCounter();
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                Add(Path, "the file must hold one JSON object: start it with { and end it with }.", "le fichier doit contenir un seul objet JSON : il commence par { et finit par }.");
                return;
            }
            ReadObject(ref reader, bytes, "", lines);
            reader.Read(); // anything but white space after the object throws
        }
        catch (JsonException fault)
        {
            IsBroken = true;
            var line = (fault.LineNumber ?? 0) + 1;
            var column = (fault.BytePositionInLine ?? 0) + 1;
            var where = FormattableString.Invariant($"{Path}:{line}");
            Add(where,
                $"the JSON breaks at line {line}, column {column}: look there, or just before it, for a missing comma, quote or bracket.",
                $"le JSON est rompu à la ligne {line}, colonne {column} : cherchez là, ou juste avant, une virgule, un guillemet ou une accolade qui manque.");
        }
    }

    private bool ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, string prefix, LineCounter lines)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var setting = prefix.Length == 0 ? name : $"{prefix}:{name}";
            var line = lines.At(bytes, reader.TokenStartIndex);
            if (!seen.TryAdd(name, line))
            {
                Add(setting, $"it stands twice, at lines {seen[name]} and {line}: keep one.", $"il figure deux fois, aux lignes {seen[name]} et {line} : gardez-en un.");
            }
            reader.Read();
            ReadValue(ref reader, bytes, setting, line, lines);
        }
        return seen.Count > 0;
    }

    private void ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, string setting, int line, LineCounter lines)
    {
        _settings.TryAdd(setting, (setting, line));
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                if (!ReadObject(ref reader, bytes, setting, lines))
                {
                    _values.TryAdd(setting, null); // an empty object is there all the same: an account without a setting, a misspelt section
                }
                break;
            case JsonTokenType.StartArray:
                for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    ReadValue(ref reader, bytes, string.Create(CultureInfo.InvariantCulture, $"{setting}:{index}"), lines.At(bytes, reader.TokenStartIndex), lines);
                }
                if (!_settings.ContainsKey($"{setting}:0"))
                {
                    _values.TryAdd(setting, ""); // an empty list, as the framework's own reader notes it
                }
                break;
            case JsonTokenType.Null:
                Add(setting, "it is null: leave the setting out to have its default.", "il vaut null : retirez ce réglage pour avoir sa valeur par défaut.");
                break;
            case JsonTokenType.String:
                _values.TryAdd(setting, reader.GetString());
                break;
            default:
                _values.TryAdd(setting, Encoding.UTF8.GetString(reader.ValueSpan));
                break;
        }
    }

    private void Add(string setting, string english, string french) => _faults.Add(new(setting, english, french));

    /// <summary>Lines by position, counted once.</summary>
    private sealed class LineCounter
    {
        private int _line = 1;
        private int _position;

        public int At(ReadOnlySpan<byte> bytes, long position)
        {
            _line += bytes[_position..(int)position].Count((byte)'\n');
            _position = (int)position;
            return _line;
        }
    }
}
