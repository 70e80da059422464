using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.Testing;

namespace Relay.Core.Tests.Architecture;

/// <summary>Pages lead where they say, and decisions can be found.</summary>
internal sealed partial class DocumentTests
{
    private static readonly string[] Chapters = ["## Context", "## Decision", "## Consequences"];

    [Test]
    public void Links_OfEveryPage_LeadSomewhere() =>
        Assert.That(SourceFile.Under("docs src tests benchmarks", ".md").Concat(SourceFile.Under("", ".md")).SelectMany(page => MarkdownLinks.Dead(page, Read)), Is.Empty);

    [TestCase("[a](missing.md)", "missing.md")]
    [TestCase("[a](../README.md#absent)", "../README.md#absent")]
    [TestCase("![picture](images/none.png \"title\")", "images/none.png")]
    [TestCase("[a](#nothing-here)", "#nothing-here")]
    public void Dead_OfAnOffender_NamesTheLink(string text, string link) =>
        Assert.That(MarkdownLinks.Dead(new SourceFile("docs/a.md", text), path => path == "README.md" ? "# Relay\n## Début, et fin" : path == "docs/a.md" ? text : null), Is.EqualTo(new[] { $"docs/a.md leads to {link}" }));

    [TestCase("[a](../README.md#début-et-fin)")]
    [TestCase("[a](https://example.org/none) and `[b](none.md)`")]
    [TestCase("```\n[a](none.md)\n```")]
    public void Dead_OfAnHonestPage_IsNothing(string text) =>
        Assert.That(MarkdownLinks.Dead(new SourceFile("docs/a.md", text), path => path == "README.md" ? "# Relay\n## Début, et fin" : null), Is.Empty);

    [Test]
    public void Decisions_OfTheRepository_AreNumberedListedAndWhole()
    {
        var decisions = SourceFile.Under("docs/adr", ".md").Where(page => !page.Path.EndsWith("README.md", StringComparison.Ordinal)).ToList();

        Assert.That(decisions, Is.Not.Empty);
        Assert.That(Unkept(decisions, Read("docs/adr/README.md") ?? ""), Is.Empty);
    }

    [Test]
    public void Unkept_OfOffenders_NamesThem()
    {
        var first = new SourceFile("docs/adr/0001-one.md", "# 1. One\nStatus: accepted.\n## Context\n## Decision\n## Consequences");
        var twin = new SourceFile("docs/adr/0001-two.md", first.Text);
        var bare = new SourceFile("docs/adr/0002-bare.md", "# 2. Bare");

        var faults = Unkept([first, twin, bare], "[One](0001-one.md) [Bare](0002-bare.md)");

        Assert.That(faults, Is.EqualTo(new[] { "docs/adr/0001-two.md is not in docs/adr/README.md", "docs/adr/0001-two.md should have number 2", "docs/adr/0002-bare.md should have number 3", "docs/adr/0002-bare.md lacks a chapter or its status" }));
    }

    private static IEnumerable<string> Unkept(IReadOnlyList<SourceFile> decisions, string index)
    {
        foreach (var (place, decision) in decisions.Index())
        {
            var name = Path.GetFileName(decision.Path);
            if (!index.Contains($"({name})", StringComparison.Ordinal))
            {
                yield return $"{decision.Path} is not in docs/adr/README.md";
            }
            if (!name.StartsWith($"{place + 1:0000}-", StringComparison.Ordinal))
            {
                yield return $"{decision.Path} should have number {place + 1}";
            }
            if (!Chapters.All(decision.Text.Contains) || !Status().IsMatch(decision.Text))
            {
                yield return $"{decision.Path} lacks a chapter or its status";
            }
            if (decision.Text.Count(letter => letter == '\n') > 60)
            {
                yield return $"{decision.Path} is longer than 60 lines";
            }
        }
    }

    private static string? Read(string path)
    {
        var file = Repository.PathOf(path.Split('/'));
        return Directory.Exists(file) ? "" : !File.Exists(file) ? null : path.EndsWith(".md", StringComparison.Ordinal) ? File.ReadAllText(file) : "";
    }

    [GeneratedRegex(@"^Status: (accepted|superseded by)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Status();
}
