using System.Globalization;
using System.Text.Json;

namespace Relay.Worker.Cli;

/// <summary>What a change brought, for programs. The control socket carries words alone; here yes and no are booleans and counts are numbers.</summary>
internal static class ResultShown
{
    private static readonly HashSet<string> YesOrNo = new(StringComparer.Ordinal) { "changed" };
    private static readonly HashSet<string> Counts = new(StringComparer.Ordinal) { "erased", "items" };

    /// <summary>The result by name.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Of(IReadOnlyDictionary<string, string> result)
        => result.ToDictionary(pair => pair.Key, pair => Of(pair.Key, pair.Value), StringComparer.Ordinal);

    private static JsonElement Of(string name, string value)
        => YesOrNo.Contains(name) && bool.TryParse(value, out var yes) ? JsonSerializer.SerializeToElement(yes, CliJson.Out.Boolean)
            : Counts.Contains(name) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? JsonSerializer.SerializeToElement(count, CliJson.Out.Int32)
            : JsonSerializer.SerializeToElement(value, CliJson.Out.String);
}
