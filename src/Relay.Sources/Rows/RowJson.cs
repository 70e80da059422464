using System.Text.Json.Serialization;

namespace Relay.Sources.Rows;

/// <summary>Lists that a database keeps as JSON.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class RowJson : JsonSerializerContext;
