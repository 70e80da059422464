using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Sources.Rows;
using Relay.Testing;

namespace Relay.Sources.Tests.Rows;

/// <summary>What is documented is what is read.</summary>
public sealed class RowColumnsTests
{
    [TestCase(ItemKind.Event)]
    [TestCase(ItemKind.Initiative)]
    public void Of_AKind_StandsInTheDocs(ItemKind kind)
    {
        var docs = File.ReadAllText(Repository.PathOf("docs", "sources", "sql.md"));

        Assert.That(RowColumns.Of(kind).Where(column => !docs.Contains($"`{column}`", StringComparison.Ordinal)), Is.Empty);
        Assert.That(RowColumns.Required(kind).Where(column => !docs.Contains($"**`{column}`**", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("postgresql", ItemKind.Event, "relay_events")]
    [TestCase("postgresql", ItemKind.Initiative, "relay_initiatives")]
    [TestCase("sqlite", ItemKind.Event, "relay_events")]
    [TestCase("sqlite", ItemKind.Initiative, "relay_initiatives")]
    public void Of_AKind_AreTheColumnsOfTheDdl(string engine, ItemKind kind, string table)
    {
        var ddl = File.ReadAllText(Repository.PathOf("docs", "sources", "ddl", $"{engine}.sql"));
        var body = ddl[ddl.IndexOf($"CREATE TABLE {table}", StringComparison.Ordinal)..];
        var columns = Regex.Matches(body[..body.IndexOf("\n);", StringComparison.Ordinal)], @"^  (?<column>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture).Select(match => match.Groups["column"].Value);

        Assert.That(columns.Except(RowColumns.Of(kind)), Is.Empty);
        Assert.That(RowColumns.Of(kind).Except(columns).Except(kind == ItemKind.Initiative ? ["place_public"] : []), Is.Empty);
    }
}
