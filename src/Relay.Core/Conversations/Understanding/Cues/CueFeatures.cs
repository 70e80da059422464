using Relay.Core.Conversations.Understanding.Reading;

namespace Relay.Core.Conversations.Understanding.Cues;

/// <summary>What cues are counted on: each word, each class it belongs to and whether it is denied, whether the message asks, is public, is short.</summary>
internal static class CueFeatures
{
    private const int MostWords = 200;

    /// <summary>The features of a message, each once.</summary>
    public static HashSet<string> Of(IReadOnlyList<Word> words, Vocabulary vocabulary, bool inPublic)
    {
        var features = new HashSet<string>(StringComparer.Ordinal)
        {
            inPublic ? "@public" : "@private",
            words.Count <= 1 ? "@one" : words.Count <= 3 ? "@few" : "@many",
        };
        foreach (var word in words.Take(MostWords))
        {
            features.Add(word.Sign is null or "#EMOJI" ? word.Text : word.Sign);
            foreach (var @class in word.Atoms.Select(vocabulary.NameOf).Where(Vocabulary.IsClass))
            {
                features.Add(word.Negated ? "!" + @class : @class);
            }
            if (word.Asked)
            {
                features.Add("@asks");
            }
        }
        return features;
    }
}
