using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Relay.Core.Tests.Architecture;

/// <summary>The log in French says what the English one says: the same values, of events that are there.</summary>
internal sealed partial class LogWordsTests
{
    /// <summary>Share of the warnings and errors that must have French words; what has none is told in English.</summary>
    private const double Least = 0.95;

    private static readonly Dictionary<int, (string Level, string Message)> English = SourceFile.Under("src", ".cs").Where(file => !file.Path.StartsWith("src/Relay.Sandbox/", StringComparison.Ordinal))
        .SelectMany(file => Messages().Matches(file.Text)).ToDictionary(match => int.Parse(match.Groups["id"].Value, null), match => (match.Groups["level"].Value, match.Groups["text"].Value));

    private static readonly Dictionary<int, string> French = SourceFile.Under("src", ".cs").Where(file => file.Path.EndsWith("/LogWords.cs", StringComparison.Ordinal))
        .SelectMany(file => Words().Matches(file.Text)).ToDictionary(match => int.Parse(match.Groups["id"].Value, null), match => match.Groups["text"].Value);

    [Test]
    public void Words_OfAnEvent_NameTheValuesThatItHas()
    {
        Assert.That(French, Has.Count.GreaterThan(50));
        Assert.That(French.Keys.Except(English.Keys), Is.Empty, "words of events that are gone");
        foreach (var (id, words) in French)
        {
            Assert.That(Names(words), Is.SubsetOf(Names(English[id].Message)), $"{id}");
        }
    }

    [Test]
    public void Words_OfWarningsAndErrors_AreThere()
    {
        var serious = English.Where(pair => pair.Value.Level is "Warning" or "Error" or "Critical").Select(pair => pair.Key).ToList();
        var missing = serious.Where(id => !French.ContainsKey(id)).ToList();

        Assert.That(missing, Has.Count.LessThanOrEqualTo((int)((1 - Least) * serious.Count)), $"add French words to src/Relay.Worker/Hosting/LogWords.cs for {string.Join(", ", missing)}");
    }

    private static IEnumerable<string> Names(string words) => Placeholders().Matches(words).Select(match => match.Value).Distinct();

    [GeneratedRegex("""\[LoggerMessage\((?<id>\d+), LogLevel\.(?<level>\w+), "(?<text>(\\.|[^"\\])*)"\)\]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Messages();

    [GeneratedRegex("""\[(?<id>\d+)\] = "(?<text>(\\.|[^"\\])*)",""", RegexOptions.ExplicitCapture)]
    private static partial Regex Words();

    [GeneratedRegex(@"\{\w+(:[^}]+)?\}")]
    private static partial Regex Placeholders();
}
