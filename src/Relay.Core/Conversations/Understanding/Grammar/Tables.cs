using System.Reflection;
using Relay.Core.Conversations.Understanding.Learned;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding.Grammar;

/// <summary>The tables of words and rules, from the program itself or from anywhere that has them.</summary>
internal sealed class Tables
{
    private readonly Vocabulary _vocabulary = new();
    private readonly List<string> _shorthand = [];
    private readonly List<string> _phrases = [];
    private readonly List<(string Part, string Class)> _parts = [];
    private readonly Func<Classifier>? _learnt;

    /// <param name="files">Names like <c>verbs.words</c>, <c>phrases.respell</c>, <c>rsvp_yes.rules</c>, and their lines.</param>
    /// <param name="learnt">The classifier that was learnt with them; null to go by the rules alone.</param>
    /// <exception cref="FormatException">When a line can't be read.</exception>
    public Tables(IEnumerable<(string Name, string Text)> files, Func<Classifier>? learnt = null)
    {
        _learnt = learnt;
        var rules = new List<(string Key, List<string> Lines)>();
        foreach (var (name, text) in files)
        {
            var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line != "#" && !line.StartsWith("# ", StringComparison.Ordinal)).ToList();
            switch (Path.GetExtension(name))
            {
                case ".words":
                    lines.ForEach(AddWords);
                    break;
                case ".respell":
                    (name == "shorthand.respell" ? _shorthand : _phrases).AddRange(lines);
                    break;
                default:
                    rules.Add((Path.GetFileNameWithoutExtension(name), lines));
                    break;
            }
        }
        foreach (var (part, @class) in _parts)
        {
            _vocabulary.Include(part, @class);
        }
        foreach (var (key, lines) in rules)
        {
            Rules.Add(key, lines, _vocabulary);
        }
        var (shorthand, phrases) = (new Respelling(_shorthand), new Respelling(_phrases));
        foreach (var word in shorthand.Results.Concat(phrases.Results).Concat(_phrases.SelectMany(line => line.Split("=>")[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))))
        {
            _ = _vocabulary.Atom(word);
        }
        Reader = new Reader(_vocabulary, new Speller(_vocabulary, shorthand), shorthand, phrases);
    }

    /// <summary>The program's own, read when first asked for.</summary>
    public static Tables Own { get => field ??= new Tables(Embedded(), Classifier.Own); } = null!;

    /// <summary>Whether a word, in its plain form, is one of every day, and not the name of a place alone.</summary>
    public bool IsEveryday(string word) => _vocabulary.Spells(word) && !_vocabulary.AtomsOf(word).Contains(_vocabulary.Atom("PLACE"));

    /// <summary>Whether a word, in its plain form, says only that something takes place: a meeting, a meal, a debate.</summary>
    public bool IsKindOfEvent(string word) => _vocabulary.AtomsOf(word).Contains(_vocabulary.Atom("EVENEMENT"));

    /// <summary>Reads texts with these words.</summary>
    public Reader Reader { get; }

    /// <summary>The rules.</summary>
    public RuleBook Rules { get; } = new();

    /// <summary>How likely each intent is, as learnt; null for tables of one's own. Read when first asked for.</summary>
    public Classifier? Classifier => field ??= _learnt?.Invoke();

    /// <summary>What a message shows to learn from.</summary>
    public List<Feature> Shown(string text, IReadOnlyList<Word> words, Evidence? evidence, bool inPublic) => Learned.Features.Of(words, _vocabulary, Folding.Fold(text), evidence?.Names(), inPublic);

    /// <summary>The number of a class.</summary>
    public int Atom(string name) => _vocabulary.Atom(name);

    private static IEnumerable<(string Name, string Text)> Embedded()
    {
        var assembly = typeof(Tables).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("understanding/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            yield return (name["understanding/".Length..], Read(assembly, name));
        }
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The table {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // "CLASS: entry entry~ stem* =OTHER"; "CLASS=:" for things.
    private void AddWords(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
        {
            throw new FormatException($"'{line}' has no class.");
        }
        var @class = line[..colon].TrimEnd('=');
        if (line[colon - 1] == '=')
        {
            _vocabulary.HoldsThings(@class);
        }
        foreach (var entry in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry[0] == '=')
            {
                _parts.Add((entry[1..], @class));
            }
            else
            {
                _vocabulary.Put(entry, @class);
            }
        }
    }
}
