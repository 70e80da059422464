namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>Exchanges runs of words by a table, the longest first: abbreviations for what they stand for, fixed phrases for one word.</summary>
internal sealed class Respelling
{
    private readonly Dictionary<string, (string[] From, string[] To)[]> _byFirst;

    /// <param name="lines">Lines of <c>a b =&gt; c d</c>.</param>
    public Respelling(IEnumerable<string> lines) => _byFirst = lines
        .Select(line => Folding.Fold(line).Split("=>", 2))
        .Select(parts => (From: parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries), To: parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        .GroupBy(rule => rule.From[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.OrderByDescending(rule => rule.From.Length).ToArray(), StringComparer.Ordinal);

    /// <summary>The first words of its phrases: known, whatever the tables of words say.</summary>
    public bool Starts(string word) => _byFirst.ContainsKey(word);

    /// <summary>Its results, to be known words too.</summary>
    public IEnumerable<string> Results => _byFirst.Values.SelectMany(rules => rules).SelectMany(rule => rule.To);

    /// <summary>The words after the exchange.</summary>
    public List<Word> Apply(List<Word> words)
    {
        var result = new List<Word>(words.Count);
        for (var at = 0; at < words.Count;)
        {
            if (Fitting(words, at) is not { From: not null } rule)
            {
                result.Add(words[at++]);
                continue;
            }
            for (var place = 0; place < rule.To.Length; place++)
            {
                result.Add(words[at] with { Text = rule.To[place], Break = place == 0 ? words[at].Break : Break.None });
            }
            at += rule.From.Length;
        }
        return result;
    }

    private (string[] From, string[] To) Fitting(List<Word> words, int at)
    {
        if (_byFirst.TryGetValue(words[at].Text, out var rules))
        {
            foreach (var rule in rules)
            {
                var length = 1;
                while (length < rule.From.Length && at + length < words.Count && words[at + length].Break == Break.None && words[at + length].Text == rule.From[length])
                {
                    length++;
                }
                if (length == rule.From.Length)
                {
                    return rule;
                }
            }
        }
        return default;
    }
}
