using System.Text.Json;
using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.Testing;

namespace Relay.Core.Tests.Architecture;

/// <summary>Every setting that the schema offers is explained to operators.</summary>
internal sealed class SettingTests
{
    [Test]
    public void Settings_OfTheSchema_AreExplained()
    {
        var schema = File.ReadAllText(Repository.PathOf("appsettings.schema.json"));
        var page = string.Join('\n', SourceFile.Under("docs", "configuration.md").Concat(SourceFile.Under("docs/networks docs/sources", ".md")).Select(file => file.Text));

        Assert.That(Unexplained(schema, page), Is.Empty);
    }

    [Test]
    public void Unexplained_OfASettingThatThePageLacks_NamesIt()
    {
        const string Schema = """{ "properties": { "Store": { "properties": { "Path": {}, "Engine": {} } } }, "$defs": { "x": { "properties": { "Handle": {} } } } }""";

        Assert.That(Unexplained(Schema, "`Store` has a `Path`, not to mention Engineering."), Is.EqualTo(new[] { "Engine", "Handle" }));
    }

    private static IEnumerable<string> Unexplained(string schema, string page)
    {
        using var document = JsonDocument.Parse(schema);
        return [.. Names(document.RootElement).Distinct(StringComparer.Ordinal).Where(name => !name.StartsWith('$') && !Regex.IsMatch(page, $@"\b{Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromSeconds(5)))];
    }

    private static IEnumerable<string> Names(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member =>
            (member is { Name: "properties", Value.ValueKind: JsonValueKind.Object } ? member.Value.EnumerateObject().Select(property => property.Name) : []).Concat(Names(member.Value))),
        _ => [],
    };
}
