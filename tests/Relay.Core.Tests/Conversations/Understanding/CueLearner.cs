using System.Globalization;
using Relay.Core.Conversations.Understanding;
using Relay.Core.Conversations.Understanding.Grammar;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Weighs words and classes with an averaged perceptron over labelled sentences: the same table from the same sentences.</summary>
internal static class CueLearner
{
    private const int Rounds = 25;
    private const int LeastSentences = 2;

    /// <summary>The lines of the table.</summary>
    public static IEnumerable<string> Learn(Tables tables, IEnumerable<Sentence> sentences)
    {
        var examples = sentences.Select(sentence => (Features: tables.Features(tables.Reader.Read(sentence.Text), sentence.Public), sentence.Intent)).ToList();
        var often = examples.SelectMany(example => example.Features).CountBy(feature => feature, StringComparer.Ordinal).Where(count => count.Value >= LeastSentences).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        examples.ForEach(example => example.Features.IntersectWith(often));
        var (weights, totals) = Weigh(examples);
        foreach (var feature in weights.Keys.Select(key => key.Feature).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var line = Intents.ByPrecedence
                .Select(intent => (Intent: intent, Weight: (int)Math.Round(2 * (weights.GetValueOrDefault((feature, intent)) - totals.GetValueOrDefault((feature, intent))))))
                .Where(cue => cue.Weight != 0).Select(cue => string.Create(CultureInfo.InvariantCulture, $"{Intents.KeyOf(cue.Intent)}:{cue.Weight}"))
                .ToList();
            if (line.Count > 0)
            {
                yield return $"{feature} {string.Join(' ', line)}";
            }
        }
    }

    private static (Dictionary<(string Feature, Intent Intent), double> Weights, Dictionary<(string Feature, Intent Intent), double> Totals) Weigh(List<(HashSet<string> Features, Intent Intent)> examples)
    {
        var (weights, totals) = (new Dictionary<(string Feature, Intent Intent), double>(), new Dictionary<(string Feature, Intent Intent), double>());
        var (seen, chance) = (0, new Random(20261121)); // the same table from the same sentences
        for (var round = 0; round < Rounds; round++)
        {
            var order = examples.ToArray();
            chance.Shuffle(order);
            foreach (var (features, intent) in order)
            {
                seen++;
                var sums = Intents.ByPrecedence.ToDictionary(candidate => candidate, candidate => features.Sum(feature => weights.GetValueOrDefault((feature, candidate))));
                var rival = Intents.ByPrecedence.Where(candidate => candidate != intent).MaxBy(candidate => sums[candidate]);
                if (sums[intent] - sums[rival] < 1)
                {
                    Move(intent, 1);
                    Move(rival, -1);
                }

                void Move(Intent candidate, int by)
                {
                    foreach (var feature in features)
                    {
                        weights[(feature, candidate)] = weights.GetValueOrDefault((feature, candidate)) + by;
                        totals[(feature, candidate)] = totals.GetValueOrDefault((feature, candidate)) + (by * (double)seen);
                    }
                }
            }
        }
        foreach (var key in totals.Keys)
        {
            totals[key] /= seen;
        }
        return (weights, totals);
    }
}
