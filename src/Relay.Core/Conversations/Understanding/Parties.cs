using System.Globalization;
using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding;

/// <summary>How many come: "on sera 3", "+2", "avec ma femme et un ami".</summary>
internal sealed class Parties(Tables tables)
{
    private const int Most = 99; // more is a typing error or a joke: asked back
    private readonly int _number = tables.Atom("NOMBRE");
    private readonly int _heads = tables.Atom("TETES");
    private readonly int _are = tables.Atom("ETREPLUSIEURS");
    private readonly int _with = tables.Atom("AVEC");
    private readonly int _companion = tables.Atom("PROCHE");
    private readonly int _alone = tables.Atom("SEUL");
    private readonly Dictionary<string, int> _spelt = new(StringComparer.Ordinal)
    {
        ["un"] = 1, ["une"] = 1, ["deux"] = 2, ["trois"] = 3, ["quatre"] = 4, ["cinq"] = 5, ["six"] = 6, ["sept"] = 7, ["huit"] = 8, ["neuf"] = 9, ["dix"] = 10, ["douze"] = 12,
        ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["seven"] = 7, ["eight"] = 8, ["nine"] = 9, ["ten"] = 10,
    };

    /// <summary>How many, the writer included; null when nothing is said.</summary>
    public int? Count(IReadOnlyList<Word> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (NumberAt(words, at) is not { } number || number < 1 || number > Most)
            {
                continue;
            }
            if (at > 0 && words[at - 1].Text == "+")
            {
                return number + 1;
            }
            if ((at + 1 < words.Count && words[at + 1].Atoms.Contains(_heads)) || Before(words, at))
            {
                return number;
            }
        }
        return words.Any(word => word.Atoms.Contains(_alone)) ? 1 : Companions(words) is > 0 and var others ? others + 1 : null;
    }

    private bool Before(IReadOnlyList<Word> words, int at)
    {
        var skip = at > 0 && words[at - 1].Text is "a" or "tous" or "de" ? at - 2 : at - 1;
        return skip >= 0 && words[skip].Atoms.Contains(_are);
    }

    private int? NumberAt(IReadOnlyList<Word> words, int at) =>
        words[at].Sign == "#NUMBER" && int.TryParse(words[at].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var figure) ? figure
        : words[at].Atoms.Contains(_number) && _spelt.TryGetValue(words[at].Text, out var spelt) ? spelt : null;

    // Everybody named after "avec": my wife, a friend and my son, two friends.
    private int Companions(IReadOnlyList<Word> words)
    {
        var (count, after) = (0, false);
        for (var at = 0; at < words.Count; at++)
        {
            after = (after && words[at].Break != Break.Sentence) || words[at].Atoms.Contains(_with);
            if (after && words[at].Atoms.Contains(_companion))
            {
                // "deux amis", "trois autres amis"
                var before = at > 1 && words[at - 1].Text is "autres" or "other" ? at - 2 : at - 1;
                count += before >= 0 && NumberAt(words, before) is { } number and >= 1 and < Most ? number : 1;
            }
        }
        return count;
    }
}
