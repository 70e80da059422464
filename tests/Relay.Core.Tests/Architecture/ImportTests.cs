using System.Text.RegularExpressions;
using NUnit.Framework;
using Relay.Core.Items;

namespace Relay.Core.Tests.Architecture;

/// <summary>Who may use whom: docs/architecture.md says why.</summary>
internal sealed partial class ImportTests
{
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        ["Relay.Core"] = [],
        ["Relay.Networks"] = ["Relay.Core"],
        ["Relay.Sources"] = ["Relay.Core"],
        ["Relay.Store"] = ["Relay.Core"],
        ["Relay.Sandbox"] = [],
        ["Relay.Worker"] = ["Relay.Core", "Relay.Networks", "Relay.Sources", "Relay.Store", "Relay.Sandbox"],
    };

    private static readonly string[] NotInCore = ["System.Net.Http", "System.Net.Sockets", "System.Data", "Microsoft.Data", "Microsoft.AspNetCore", "Npgsql", "Dapper", "Quartz", "SQLitePCL"];

    [Test]
    public void Sources_OfEveryProject_NameOnlyWhatTheyMayUse() =>
        Assert.That(SourceFile.Under("src", ".cs", ".csproj").SelectMany(Forbidden), Is.Empty);

    [TestCase("src/Relay.Core/A.cs", "using Relay.Store.Items;")]
    [TestCase("src/Relay.Core/A.cs", "using Quartz;")]
    [TestCase("src/Relay.Core/A.cs", "global using System.Net.Http.Json;")]
    [TestCase("src/Relay.Core/A.cs", "var x = new Microsoft.Data.Sqlite.SqliteConnection();")]
    [TestCase("src/Relay.Networks/A.cs", "var x = Relay.Sources.Html.HtmlText.Read(y);")]
    [TestCase("src/Relay.Sandbox/A.cs", "using static Relay.Core.Items.Item;")]
    [TestCase("src/Relay.Store/Relay.Store.csproj", """<ProjectReference Include="../Relay.Networks/Relay.Networks.csproj" />""")]
    public void Forbidden_OfAnOffender_NamesIt(string path, string text) =>
        Assert.That(Forbidden(new SourceFile(path, text)), Has.Exactly(1).StartsWith(path));

    [TestCase("src/Relay.Core/A.cs", "using Relay.Core.Items; // like Relay.Store, but smaller")]
    [TestCase("src/Relay.Worker/A.cs", "using Quartz; using Relay.Sandbox;")]
    public void Forbidden_OfAnHonestFile_IsNothing(string path, string text) =>
        Assert.That(Forbidden(new SourceFile(path, text)), Is.Empty);

    [Test]
    public void Core_AsCompiled_ReferencesNoHttpSqlSchedulerOrWebAssembly()
    {
        var referenced = typeof(Item).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.That(referenced.Where(name => NotInCore.Any(word => name.StartsWith(word, StringComparison.Ordinal))), Is.Empty);
    }

    [Test]
    public void Projects_OfTheSources_AllHaveARule() =>
        Assert.That(SourceFile.Under("src", ".csproj").Select(file => Path.GetFileNameWithoutExtension(file.Path)), Is.EquivalentTo(MayUse.Keys));

    private static IEnumerable<string> Forbidden(SourceFile file)
    {
        var project = file.Path.Split('/')[1];
        var code = file.Path.EndsWith(".cs", StringComparison.Ordinal) ? file.Code : Frameworks().Replace(file.Text, "");
        var ours = ProjectNames().Matches(code).Select(match => match.Value).Where(name => name != project && MayUse.ContainsKey(name) && !MayUse[project].Contains(name));
        var others = project == "Relay.Core" ? NotInCore.Where(word => Regex.IsMatch(code, $@"\b{Regex.Escape(word)}\b")) : [];
        return ours.Concat(others).Distinct().Select(name => $"{file.Path} uses {name}");
    }

    // Core references the web framework for what it shares with it (configuration, logging), and uses none of its types.
    [GeneratedRegex("<FrameworkReference [^>]*>")]
    private static partial Regex Frameworks();

    [GeneratedRegex(@"\bRelay\.[A-Z][a-z]+\b")]
    private static partial Regex ProjectNames();
}
