using System.Text;

namespace Relay.Core.Conversations.Understanding.Reading;

/// <summary>How a French word sounds, roughly: two spellings of one sound share a key (<c>dezaboner</c>, <c>désabonner</c>).</summary>
internal static class Sound
{
    private static readonly (string From, string To)[] Spellings =
    [
        ("eaux", "o"), ("eau", "o"), ("aux", "o"), ("au", "o"), ("ph", "f"), ("qu", "k"), ("ch", "$"), ("gn", "n"), ("gu", "g"), ("ge", "je"), ("gi", "ji"),
        ("ce", "se"), ("ci", "si"), ("cy", "si"), ("tion", "sion"), ("tia", "sia"), ("ain", "1"), ("ein", "1"), ("in", "1"), ("im", "1"), ("an", "2"), ("en", "2"), ("am", "2"), ("em", "2"),
        ("ai", "e"), ("ei", "e"), ("oi", "wa"), ("h", ""), ("y", "i"), ("q", "k"), ("c", "k"), ("z", "s"), ("x", "s"),
    ];

    private static readonly string[] Silent = ["er", "ez", "ent", "es", "e", "s", "t", "d", "x", "p"];

    /// <summary>The key; empty when nothing sounds.</summary>
    public static string Of(string word)
    {
        var end = Array.Find(Silent, ending => word.Length > ending.Length + 2 && word.EndsWith(ending, StringComparison.Ordinal));
        var rest = word.AsSpan(0, word.Length - (end?.Length ?? 0));
        var sound = new StringBuilder(rest.Length);
        while (rest.Length > 0)
        {
            var taken = 1;
            var sounds = rest[..1];
            foreach (var (from, to) in Spellings)
            {
                if (rest.StartsWith(from, StringComparison.Ordinal))
                {
                    taken = from.Length;
                    sounds = to;
                    break;
                }
            }
            if (sound.Length == 0 || sounds.Length != 1 || sound[^1] != sounds[0])
            {
                sound.Append(sounds);
            }
            rest = rest[taken..];
        }
        return sound.ToString();
    }
}
