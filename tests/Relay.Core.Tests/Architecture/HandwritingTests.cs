using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Relay.Core.Tests.Architecture;

/// <summary>What every hand-written file keeps to: its size, its place, and no unfinished work.</summary>
internal sealed partial class HandwritingTests
{
    private const int MostLines = 300;

    private static IEnumerable<SourceFile> Written => SourceFile.Under("src tests benchmarks", ".cs", ".cshtml", ".css", ".js", ".hbs", ".sql", ".sh", ".csproj").Concat(SourceFile.Under("", ".sh", ".props"))
        .Where(file => !file.Path.Contains("/Frozen/", StringComparison.Ordinal)); // dumps of a program: nobody writes them

    [Test]
    public void Files_WrittenByHand_AreShort() => Assert.That(Written.SelectMany(TooLong), Is.Empty);

    [Test]
    public void TooLong_OfAFileOverTheLimit_NamesIt()
    {
        var longest = new SourceFile("a.cs", string.Concat(Enumerable.Repeat("x;\n", MostLines)));

        Assert.That(TooLong(longest), Is.Empty);
        Assert.That(TooLong(longest with { Text = longest.Text + "y;" }), Is.EqualTo(new[] { "a.cs has 301 lines" }));
    }

    [Test]
    public void Sources_AsShipped_HoldNoUnfinishedWork() => Assert.That(SourceFile.Under("src", ".cs", ".cshtml", ".sql", ".js", ".hbs").SelectMany(Unfinished), Is.Empty);

    [TestCase("// TODO: later")]
    [TestCase("// FIXME")]
    [TestCase("throw new NotImplementedException();")]
    [TestCase("try { Send(); } catch (HttpRequestException) { }")]
    [TestCase("try { Send(); } catch { /* it happens */ }")]
    [TestCase("#pragma warning disable CA1031")]
    [TestCase("Console.WriteLine(x); Thread.Sleep(3);")]
    public void Unfinished_OfAnOffender_NamesIt(string text) => Assert.That(Unfinished(new SourceFile("a.cs", text)), Has.Exactly(1).StartsWith("a.cs: "));

    [TestCase("// What has to be done comes first.")]
    [TestCase("#pragma warning disable CA5350 // OAuth 1.0a asks for SHA-1")]
    [TestCase("try { Wait(); } catch (OperationCanceledException) { // the way it is meant to end\n }")]
    [TestCase("try { Send(); } catch (HttpRequestException fault) when (fault.StatusCode is null) { return Unavailable; }")]
    public void Unfinished_OfAnHonestFile_IsNothing(string text) => Assert.That(Unfinished(new SourceFile("a.cs", text)), Is.Empty);

    [Test]
    public void Namespaces_OfAllFiles_FollowTheirPath() => Assert.That(SourceFile.Under("src tests", ".cs").SelectMany(Misplaced), Is.Empty);

    [TestCase("src/Relay.Core/Items/A.cs", "namespace Relay.Core.Channels;")]
    [TestCase("tests/Relay.Core.Tests/A.cs", "namespace Relay.Core;")]
    public void Misplaced_OfAnOffender_NamesIt(string path, string text) => Assert.That(Misplaced(new SourceFile(path, text)), Has.Exactly(1).StartsWith(path));

    private static IEnumerable<string> TooLong(SourceFile file)
    {
        var lines = file.Text.TrimEnd('\n').Count(letter => letter == '\n') + 1;
        return lines > MostLines ? [$"{file.Path} has {lines} lines"] : [];
    }

    private static IEnumerable<string> Unfinished(SourceFile file) => Signs().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}");

    private static IEnumerable<string> Misplaced(SourceFile file)
    {
        var expected = string.Join('.', file.Path.Split('/')[1..^1]);
        var actual = Namespace().Match(file.Text).Groups["name"].Value;
        return actual.Length == 0 || actual == expected ? [] : [$"{file.Path} says {actual}, its place is {expected}"];
    }

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|\bNotImplementedException\b|\bThread\.Sleep\b|#pragma warning disable \w+\s*$|catch\s*(\((?!OperationCanceledException)[^)]*\)\s*)?\{\s*(/\*.*?\*/|//[^\n]*)?\s*\}", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Signs();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();
}
