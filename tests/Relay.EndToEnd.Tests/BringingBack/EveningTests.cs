using System.Text.Json.Nodes;
using NUnit.Framework;
using Relay.EndToEnd.Tests.Harness;

namespace Relay.EndToEnd.Tests.BringingBack;

/// <summary>An evening in which many people write at once, as a coordinator plays it.</summary>
[Category("Long"), NonParallelizable]
public sealed class EveningTests
{
    [Test]
    public async Task Demo_Evening_AnswersNobodyWronglyHandsFewOnAndLosesNone()
    {
        using var folder = new TemporaryFolder();
        var (file, seed) = (folder.Of("evening.md"), Seed.Number("RELAY_SEED", 1));

        var ran = await RelayProgram.RunAsync(TimeSpan.FromMinutes(5), ["demo", "--evening", file, "--json", "--seed", $"{seed}", "--folder", folder.Of("demo")]);

        var text = File.Exists(file) ? await File.ReadAllTextAsync(file) : ran.ToString();
        var sum = JsonNode.Parse(ran.Output.Split('\n').Last(line => line.StartsWith('{')))!;
        await TestContext.Out.WriteLineAsync($"RELAY_SEED={seed}: {sum["messages"]} messages, {sum["answeredInPublic"]} answered in public, {sum["answeredInPrivate"]} in private, {sum["nothingToAnswer"]} ask for nothing, {sum["handed"]} of {sum["messages"]} to a person ({sum["handedPercent"]} %), {sum["lost"]} lost, {sum["publicReplies"]} public replies of which {sum["wrongInPublic"]} wrong");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)sum["messages"]!, Is.EqualTo(400));
            Assert.That((int)sum["wrongInPublic"]!, Is.Zero, () => Marked(text));
            Assert.That((int)sum["wrongInPrivate"]!, Is.Zero, () => Marked(text));
            Assert.That((int)sum["lost"]!, Is.Zero, () => Marked(text));
            Assert.That((double)sum["handedPercent"]!, Is.LessThanOrEqualTo(20));
            Assert.That((int)sum["publicReplies"]!, Is.GreaterThan(30), "it is no silence that is praised");
            Assert.That(text, Does.Contain("## In public").And.Contain("## In private").And.Contain("⏳"));
            Assert.That(ran.Exit, Is.Zero, ran.Error);
        }
    }

    /// <summary>What the transcript marks, with the words before it.</summary>
    private static string Marked(string text)
    {
        var lines = text.Split('\n');
        return string.Join('\n', lines.SelectMany((line, at) => line.Contains('⚠', StringComparison.Ordinal) ? lines[Math.Max(0, at - 3)..(at + 1)] : []));
    }
}
