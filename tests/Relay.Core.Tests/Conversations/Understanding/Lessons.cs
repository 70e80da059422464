using System.IO.Compression;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Core.Conversations.Understanding.Learned;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Labelled sentences made ready to learn from. What rules say of the sentences that they were mended by is left out: it would be trusted too much.</summary>
internal static class Lessons
{
    /// <summary>Every lesson: those that rules were mended by without the rules, <c>voices.csv</c> with them. Sentences that may stand anywhere are learnt in both places.</summary>
    public static IReadOnlyList<(List<Feature> Features, Intent Intent)> Of(Tables tables, IEnumerable<Sentence> mended, IEnumerable<Sentence> voices) =>
        [.. voices.SelectMany(sentence => Places(tables, sentence, withRules: true)), .. mended.SelectMany(sentence => Places(tables, sentence, withRules: false))];

    /// <summary>The file that the program reads.</summary>
    public static void Write(string file, byte[] table)
    {
        using var stream = new BrotliStream(File.Create(file), CompressionLevel.SmallestSize);
        stream.Write(table);
    }

    private static IEnumerable<(List<Feature> Features, Intent Intent)> Places(Tables tables, Sentence sentence, bool withRules)
    {
        bool[] places = sentence.Context == "any" ? [false, true] : [sentence.Public];
        var words = tables.Reader.Read(sentence.Text);
        return places.Select(inPublic => (tables.Shown(sentence.Text, words, withRules ? Evidence.Weigh(tables.Rules, words, inPublic) : null, inPublic), sentence.Intent));
    }
}
