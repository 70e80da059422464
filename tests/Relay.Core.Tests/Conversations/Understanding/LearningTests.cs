using NUnit.Framework;
using Relay.Core.Conversations.Understanding.Grammar;
using Relay.Testing;

namespace Relay.Core.Tests.Conversations.Understanding;

/// <summary>Learns the weights anew. To be run by hand after words, rules or sentences have changed.</summary>
internal sealed class LearningTests
{
    [Test, Explicit("writes src/Relay.Core/Conversations/Understanding/Learned/intents.weights")]
    public void Learn_FromLabelledSentences_WritesTheWeights()
    {
        var file = Repository.PathOf("src", "Relay.Core", "Conversations", "Understanding", "Learned", "intents.weights");

        Lessons.Write(file, Learner.Learn(Lessons.Of(Tables.Own,
            [.. Sentence.OfOurOwn("sentences.csv"), .. Sentence.Of(Repository.Data("intents.csv")).Where(sentence => !sentence.HeldOut)], Sentence.OfOurOwn("voices.csv"))));

        Assert.That(new FileInfo(file).Length, Is.InRange(100_000, 1_500_000));
    }
}
