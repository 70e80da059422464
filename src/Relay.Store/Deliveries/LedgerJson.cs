using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Core.Items;

namespace Relay.Store.Deliveries;

/// <summary>Lists inside a row, as JSON.</summary>
internal static class LedgerJson
{
    private static readonly LedgerJsonContext Context = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    });

    public static string Write(IEnumerable<string> texts) => JsonSerializer.Serialize(texts.ToArray(), Context.StringArray);

    public static IReadOnlyList<string> Texts(string json) => JsonSerializer.Deserialize(json, Context.StringArray) ?? [];

    public static string Write(IEnumerable<ItemKey> keys) => Write(keys.Select(key => key.ToString()));

    public static IReadOnlyList<ItemKey> Keys(string json) => [.. Texts(json).Select(ItemKey.Parse)];

    public static string Write(IEnumerable<Image> images)
        => JsonSerializer.Serialize(images.Select(image => new StoredImage(image.Url.OriginalString, image.AltText)).ToArray(), Context.StoredImageArray);

    public static IReadOnlyList<Image> Images(string json)
        => [.. (JsonSerializer.Deserialize(json, Context.StoredImageArray) ?? []).Select(image => new Image(new Uri(image.Url), image.Alt))];
}

/// <summary>A picture as stored.</summary>
internal sealed record StoredImage(string Url, string? Alt);

[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(StoredImage[]))]
internal sealed partial class LedgerJsonContext : JsonSerializerContext;
