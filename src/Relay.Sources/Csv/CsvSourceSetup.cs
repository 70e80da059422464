using Microsoft.Extensions.Configuration;
using Relay.Core.Channels;
using Relay.Core.Items;
using Relay.Sources.Rows;

namespace Relay.Sources.Csv;

/// <summary>Reads <c>Relay:Sources:{id}</c> with <c>Kind: csv</c>: docs/sources/csv.md.</summary>
internal sealed class CsvSourceSetup(TimeProvider time) : ISourceSetup
{
    private static readonly string[] Settings = [.. ConfigurationSources.Common, .. RowDefaults.Settings, "Folder", "Kinds"];

    public string Kind => "csv";

    public ISource? Read(string id, IConfigurationSection section, string folder, ISecrets secrets, ICollection<Fault> faults)
    {
        var before = faults.Count;
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown(Settings);
        var defaults = RowDefaults.Read(values);
        var words = values.Choices("Kinds", ["event", "initiative"]);
        ItemKind[] kinds = [.. new[] { ItemKind.Event, ItemKind.Initiative }.Where(kind => words.Count == 0 || words.Contains(kind == ItemKind.Event ? "event" : "initiative"))];
        var path = values.Text("Folder", required: true) is { } written ? Path.GetFullPath(written, folder) : null;
        return path is null || faults.Count > before ? null : new CsvSource(id, new CsvFolder(path, kinds, time), defaults);
    }
}
