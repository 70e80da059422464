using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.Sandbox.X;
using Relay.Testing;

namespace Relay.Sandbox.Tests.X;

/// <summary>The sandbox's own count against the shared conformance cases of twitter-text.</summary>
public sealed class TweetTextTests
{
    [TestCase("WeightedTweetsCounterTest")]
    [TestCase("WeightedTweetsWithDiscountedEmojiCounterTest")]
    [TestCase("UnicodeDirectionalMarkerCounterTest")]
    public void Weigh_ConformanceCases_AgreeWithTwitterText(string suite)
    {
        var cases = Cases("validate.json", suite);

        var wrong = cases.Where(each => TweetText.Weigh((string)each["text"]!) != (int)each["expected"]!["weightedLength"]!).Select(each => $"{each["description"]}: {each["text"]}").ToList();

        TestContext.Out.WriteLine($"{suite}: {cases.Count - wrong.Count} of {cases.Count} agree");
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Scan_ConformanceCases_FindTheSameLinks()
    {
        var cases = Cases("extract.json", "urls");

        var wrong = cases.Where(each => !Links((string)each["text"]!).SequenceEqual(each["expected"]!.AsArray().Select(url => (string)url!)))
            .Select(each => $"{each["description"]}: {each["text"]} gives {string.Join(" | ", Links((string)each["text"]!))}").ToList();

        TestContext.Out.WriteLine($"urls: {cases.Count - wrong.Count} of {cases.Count} agree");
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("Hello, world! 👋", 16)]
    [TestCase("…", 2)]
    [TestCase("€", 2)]
    [TestCase("« é » — ’", 9)]
    [TestCase("日本", 4)]
    [TestCase("👩‍👩‍👧‍👦🇫🇷👍🏽1️⃣", 8)]
    [TestCase("voir https://tilleul.example.org/agenda/evt-0001?x=y !", 30)]
    [TestCase("example.org et budget.fr", 50)]
    [TestCase("http://127.0.0.1:5100/x", 23)]
    [TestCase("parti.notatld", 13)]
    public void Weigh_Text_CountsAsX(string text, int weight) => Assert.That(TweetText.Weigh(text), Is.EqualTo(weight));

    private static IEnumerable<string> Links(string text) => UrlScanner.Scan(text).Select(span => text.Substring(span.Start, span.Length));

    private static List<JsonNode> Cases(string file, string suite)
        => [.. JsonNode.Parse(File.ReadAllText(Repository.Specs("twitter-text", "conformance", file)))!["tests"]![suite]!.AsArray().Select(each => each!)];
}
