using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Relay.Core.Tests.Architecture;

/// <summary>A network is an adapter, a contract fixture and a page for the coordinator; none comes without the others.</summary>
internal sealed partial class NetworkTests
{
    [Test]
    public void Networks_OfTheSources_HaveAFixtureAndAPage()
    {
        var networks = SourceFile.Under("src/Relay.Networks", ".cs").ToList();

        Assert.That(Adapters(networks), Is.Not.Empty);
        Assert.That(Lacking(networks, SourceFile.Under("tests/Relay.Networks.Tests", ".cs"), SourceFile.Under("docs/networks", ".md")), Is.Empty);
    }

    [Test]
    public void Lacking_OfALonelyNetwork_NamesBoth()
    {
        var crow = new SourceFile("src/Relay.Networks/Crow/CrowNetwork.cs", "internal sealed class CrowNetwork(CrowApi api) : INetwork, IDeletePosts");
        var otherFixture = new SourceFile("tests/Relay.Networks.Tests/X/XNetworkTests.cs", "class XNetworkTests : NetworkContract { protected override string Key => \"x\"; }");

        Assert.That(Lacking([crow], [otherFixture], []), Is.EqualTo(new[] { "crow has no sealed fixture that inherits NetworkContract", "crow has no page docs/networks/crow.md" }));
    }

    private static IEnumerable<string> Lacking(IEnumerable<SourceFile> networks, IEnumerable<SourceFile> tests, IEnumerable<SourceFile> pages) =>
        from key in Adapters(networks)
        from lack in new[]
        {
            tests.Any(test => test.Text.Contains($"Key => \"{key}\"", StringComparison.Ordinal) && Fixture().IsMatch(test.Text)) ? "" : "sealed fixture that inherits NetworkContract",
            pages.Any(page => page.Path == $"docs/networks/{key}.md") ? "" : $"page docs/networks/{key}.md",
        }
        where lack.Length > 0
        select $"{key} has no {lack}";

    private static IEnumerable<string> Adapters(IEnumerable<SourceFile> files) =>
        files.SelectMany(file => Adapter().Matches(file.Code)).Select(match => match.Groups[1].Value.ToLowerInvariant());

    [GeneratedRegex(@"\bclass (\w+)Network\b[^{;]*\bINetwork\b")]
    private static partial Regex Adapter();

    [GeneratedRegex(@"\bsealed class \w+ : NetworkContract\b")]
    private static partial Regex Fixture();
}
