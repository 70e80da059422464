using System.Globalization;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding.Grammar;

/// <summary>Every rule, found by the word it begins with.</summary>
internal sealed class RuleBook
{
    private const string Usual = ".9";
    private readonly Dictionary<int, List<Rule>> _byFirst = [];

    /// <summary>Reads the table of one intent.</summary>
    /// <exception cref="FormatException">When a line can't be read; names it.</exception>
    public void Add(string key, IEnumerable<string> lines, Vocabulary vocabulary)
    {
        if (!Intents.TryParse(key, out var intent))
        {
            throw new FormatException($"'{key}' is not an intent.");
        }
        var defaults = new List<string>();
        foreach (var line in lines)
        {
            if (line.StartsWith("default ", StringComparison.Ordinal))
            {
                defaults = [.. line.Split(' ').Skip(1)];
                continue;
            }
            var rule = Rule(key, intent, line, defaults, vocabulary);
            foreach (var atom in rule.Pattern.Beginnings.Distinct())
            {
                if (!_byFirst.TryGetValue(atom, out var rules))
                {
                    _byFirst.Add(atom, rules = []);
                }
                rules.Add(rule);
            }
        }
    }

    /// <summary>Every match in the words.</summary>
    public IEnumerable<Match> Find(IReadOnlyList<Word> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var atom in words[at].Atoms)
            {
                if (_byFirst.TryGetValue(atom, out var rules))
                {
                    foreach (var rule in rules)
                    {
                        if ((rule.Asked is null || rule.Asked == words[at].Asked) && rule.Pattern.End(words, at) is >= 0 and var end)
                        {
                            yield return new Match(rule, at, end);
                        }
                    }
                }
            }
        }
    }

    private static Rule Rule(string key, Intent intent, string line, List<string> defaults, Vocabulary vocabulary)
    {
        try
        {
            return Read(intent, line, defaults, vocabulary);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{key}.rules, '{line}': {fault.Message}", fault);
        }
    }

    private static Rule Read(Intent intent, string line, List<string> defaults, Vocabulary vocabulary)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var effect = parts[0] switch { "hide" => Effect.Hides, "exclude" => Effect.Excludes, _ => Effect.Fits };
        if (effect != Effect.Fits)
        {
            parts.RemoveAt(0);
        }
        var own = parts.Find(part => part[0] == '.' && part.Length > 1 && char.IsAsciiDigit(part[1]));
        var flags = effect == Effect.Fits ? defaults.Concat(parts.Where(part => part[0] == '@')).ToList() : [.. parts.Where(part => part[0] == '@')];
        var number = own ?? defaults.Find(part => part[0] == '.') ?? Usual;
        return new Rule(intent,
            PatternReader.Read([.. parts.Where(part => part != own && part[0] != '@')], vocabulary),
            double.Parse("0" + number, CultureInfo.InvariantCulture),
            effect,
            flags.FindLast(flag => flag is "@ask" or "@say" or "@any") switch { "@ask" => true, "@say" => false, _ => null },
            flags.Contains("@public") ? true : flags.Contains("@private") ? false : null,
            flags.FindLast(flag => flag is "@certain" or "@review" or "@none") switch { "@certain" => OptOut.Certain, "@review" => OptOut.Review, _ => OptOut.None },
            flags.Contains("@first"),
            line);
    }
}

/// <summary>A rule that fits the words from <paramref name="Start"/> up to but not including <paramref name="End"/>.</summary>
internal sealed record Match(Rule Rule, int Start, int End);
