using NUnit.Framework;
using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Counts the table of cues anew. To be run by hand after words or sentences have changed; sentences held out of the sample are left out.</summary>
internal sealed class CueLearningTests
{
    [Test, Explicit("writes src/Relay.Core/Conversations/Understanding/Cues/words.cues")]
    public void Learn_FromLabelledSentences_WritesTheTable()
    {
        var file = Repository.PathOf("src", "Relay.Core", "Conversations", "Understanding", "Cues", "words.cues");
        var sentences = Sentence.Of(Repository.PathOf("tests", "Relay.Core.Tests", "Conversations", "Understanding", "sentences.csv"))
            .Concat(Sentence.Of(Repository.Data("intents.csv")).Where(sentence => !sentence.HeldOut));

        File.WriteAllText(file, string.Concat(CueLearner.Learn(Tables.Own, sentences).Select(line => line + "\n")));

        Assert.That(File.ReadLines(file).Count(), Is.GreaterThan(100));
    }
}
