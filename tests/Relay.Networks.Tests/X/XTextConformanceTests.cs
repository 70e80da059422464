using System.Text.Json;
using Relay.Networks.X;
using Relay.Testing;

namespace Relay.Networks.Tests.X;

/// <summary>The conformance cases that X publishes with its counting, as far as a publisher needs them: what is a link, and whether a text fits.</summary>
public sealed class XTextConformanceTests
{
    [TestCase("urls")]
    [TestCase("urls_with_indices")]
    [TestCase("urls_with_directional_markers")]
    [TestCase("tco_urls_with_params")]
    public void Links_OfEachCaseOfExtract_AreThoseOfX(string section) => Pass("extract.json", section, HasItsLinks);

    [TestCase("country")]
    [TestCase("generic")]
    public void Links_UnderEachTopLevelDomain_AreThoseOfX(string section) => Pass("tlds.json", section, HasItsLinks);

    [Test]
    public void Weight_OfEachTweetOfValidate_FitsAsBeforeWeights()
    {
        var once = Weights("v1.json");

        Pass("validate.json", "tweets", test => (once.Weigh(Text(test)), test.GetProperty("expected").GetBoolean()) switch
        {
            (var weight, true) => weight is > 0 && weight <= once.Longest,
            (var weight, false) => weight == 0 || weight > once.Longest || Invalid(Text(test)),
        });
    }

    [TestCase("WeightedTweetsCounterTest", "v2.json")]
    [TestCase("WeightedTweetsWithDiscountedEmojiCounterTest", "v3.json")]
    [TestCase("UnicodeDirectionalMarkerCounterTest", "v3.json")]
    public void Weight_OfEachWeightedTweetOfValidate_IsThatOfX(string section, string configuration)
    {
        var weights = Weights(configuration);

        Pass("validate.json", section, test =>
        {
            var expected = test.GetProperty("expected");
            var weight = weights.Weigh(Text(test));
            return weight == expected.GetProperty("weightedLength").GetInt32()
                && expected.GetProperty("valid").GetBoolean() == (weight > 0 && weight <= weights.Longest && !Invalid(Text(test)));
        });
    }

    [Test]
    public void Weights_InForce_AreThoseThatXPublishes()
    {
        var published = Weights("v3.json");

        Assert.That(XTextWeights.Current with { Light = [] }, Is.EqualTo(published with { Light = [] }));
        Assert.That(XTextWeights.Current.Light, Is.EqualTo(published.Light));
    }

    private static bool HasItsLinks(JsonElement test)
    {
        var text = Text(test);
        var found = XTextLinks.Find(text);
        var expected = test.GetProperty("expected").EnumerateArray().ToList();
        return found.Count == expected.Count && found.Zip(expected).All(pair => pair.Second.ValueKind == JsonValueKind.String
            ? text.Substring(pair.First.Start, pair.First.Length) == pair.Second.GetString()
            : pair.Second.GetProperty("indices").EnumerateArray().Select(index => index.GetInt32()).SequenceEqual([CodePoints(text, pair.First.Start), CodePoints(text, pair.First.End)]));
    }

    private static void Pass(string file, string section, Func<JsonElement, bool> passes)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Specs("twitter-text", "conformance", file)));
        if (!document.RootElement.GetProperty("tests").TryGetProperty(section, out var tests))
        {
            Assert.Ignore($"{file} has no section {section}.");
        }

        var failed = tests.EnumerateArray().Where(test => !passes(test)).Select(test => test.GetProperty("description").GetString()).ToList();

        var all = tests.GetArrayLength();
        TestContext.Out.WriteLine($"twitter-text {file} {section}: {all - failed.Count} of {all}");
        Assert.That(failed, Is.Empty);
    }

    private static XTextWeights Weights(string configuration)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Specs("twitter-text", "config", configuration)));
        var root = document.RootElement;
        var scale = root.GetProperty("scale").GetInt32();
        return new XTextWeights(
            root.GetProperty("maxWeightedTweetLength").GetInt32(),
            root.GetProperty("transformedURLLength").GetInt32(),
            root.GetProperty("defaultWeight").GetInt32() / scale,
            root.TryGetProperty("emojiParsingEnabled", out var emoji) && emoji.GetBoolean(),
            root.TryGetProperty("ranges", out var ranges) ? [.. ranges.EnumerateArray().Select(range => (range.GetProperty("start").GetInt32(), range.GetProperty("end").GetInt32()))] : []);
    }

    private static string Text(JsonElement test) => test.GetProperty("text").GetString()!;

    private static bool Invalid(string text) => new XText().FindFault(text) is not null;

    private static int CodePoints(string text, int units) => text[..units].EnumerateRunes().Count();
}
