namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>Every word that the tables name, each with the numbers (atoms) of the spellings, stems and classes it belongs to. Filled once while the tables load, then only read.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly HashSet<string> _things = new(StringComparer.Ordinal);
    private readonly HashSet<string> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _stems = new(StringComparer.Ordinal);

    /// <summary>Every spelling that is named in full.</summary>
    public IEnumerable<string> Words => _words.Keys;

    /// <summary>The number of a class (<c>VENIR</c>), a sign (<c>#EMAIL</c>), a spelling (<c>reunion</c>) or a stem (<c>inscri*</c>); a new one is made.</summary>
    public int Atom(string name)
    {
        if (!_numbers.TryGetValue(name, out var number))
        {
            _numbers.Add(name, number = _numbers.Count);
            _names.Add(name);
            if (!IsClass(name))
            {
                Add(name, number);
            }
        }
        return number;
    }

    /// <summary>What a number stands for.</summary>
    public string NameOf(int atom) => _names[atom];

    /// <summary>Whether a class has members.</summary>
    public bool Declares(string @class) => _classes.Contains(@class);

    /// <summary>Puts a spelling, a stem, or the forms of a verb (<c>venir~</c>) into a class.</summary>
    public void Put(string entry, string @class)
    {
        _classes.Add(@class);
        foreach (var form in entry.EndsWith('~') ? Conjugation.Of(entry[..^1]) : [entry])
        {
            Add(form, Atom(@class));
        }
    }

    /// <summary>Says that a class holds things, not deeds: a negation before them denies something else.</summary>
    public void HoldsThings(string @class) => _things.Add(@class);

    /// <summary>Whether rules mean a class only where it is not denied, unless they say otherwise.</summary>
    public bool Denies(string @class) => !_things.Contains(@class);

    /// <summary>Puts every word of one class into another.</summary>
    public void Include(string part, string @class)
    {
        _classes.Add(@class);
        var (from, to) = (Atom(part), Atom(@class));
        foreach (var atoms in _words.Values.Concat(_stems.Values).Where(atoms => atoms.Contains(from)))
        {
            atoms.Add(to);
        }
    }

    /// <summary>Whether the tables name the word.</summary>
    public bool Knows(string word) => AtomsOf(word).Count > 0;

    /// <summary>Whether a spelling is named in full, with or without the ending of a plural or a feminine.</summary>
    public bool Spells(string word) => Variants(word).Any(_words.ContainsKey);

    /// <summary>What a word belongs to; a plural or feminine counts as its plain form.</summary>
    public HashSet<int> AtomsOf(string word)
    {
        var atoms = new HashSet<int>();
        foreach (var variant in Variants(word))
        {
            if (_words.TryGetValue(variant, out var found))
            {
                atoms.UnionWith(found);
            }
        }
        for (var length = Math.Min(word.Length, 16); length >= 3; length--)
        {
            if (_stems.TryGetValue(word[..length], out var found))
            {
                atoms.UnionWith(found);
            }
        }
        return atoms;
    }

    /// <summary>Whether a name stands for a class or a sign, not for a spelling.</summary>
    public static bool IsClass(string name) => char.IsAsciiLetterUpper(name[0]) || (name[0] == '#' && name.Length > 1);

    private static IEnumerable<string> Variants(string word)
    {
        yield return word;
        if (word.Length > 4 && word[^1] is 's' or 'x')
        {
            yield return word[..^1];
        }
        if (word.Length > 4 && word[^1] == 'e')
        {
            yield return word[..^1];
        }
        if (word.Length > 5 && word.EndsWith("es", StringComparison.Ordinal))
        {
            yield return word[..^2];
        }
    }

    private void Add(string spelling, int number)
    {
        var (table, key) = spelling.Length > 1 && spelling.EndsWith('*') ? (_stems, spelling[..^1]) : (_words, spelling);
        if (!table.TryGetValue(key, out var atoms))
        {
            table.Add(key, atoms = []);
        }
        atoms.Add(number);
    }
}
