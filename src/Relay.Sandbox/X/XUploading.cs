using System.Globalization;
using System.Text.Json.Nodes;
using Relay.Sandbox.Pictures;
using Relay.Sandbox.Wire;

namespace Relay.Sandbox.X;

/// <summary>Pictures for posts: in one call or in segments, then their alternative text.</summary>
internal sealed class XUploading(XStore store, WireSetting setting)
{
    private const int Life = 86_400;
    private const int LargestPicture = 5 << 20;
    private static readonly string[] Categories = ["tweet_image", "tweet_gif"];

    public WireAnswer Upload(WireRequest request, XProfile profile)
    {
        XQuery.Read(request);
        var (file, category) = request.Kind switch
        {
            BodyKind.Multipart => (File(request), Field(request, "media_category")),
            BodyKind.Json => (Decode(XBody.Json(request, "media", "media_category", "additional_owners")), XBody.Text(request.Json!, "media_category")),
            _ => throw XBody.Refuse("media", null, "Request body must be multipart/form-data or application/json"),
        };
        Check(category, Categories, "media_category");
        return Keep(profile, store.NextId(), file);
    }

    public WireAnswer Initialize(WireRequest request, XProfile profile)
    {
        XQuery.Read(request);
        var body = XBody.Json(request, "media_type", "total_bytes", "media_category", "additional_owners", "shared");
        Check(XBody.Text(body, "media_category"), Categories, "media_category");
        Check(XBody.Text(body, "media_type"), ["image/jpeg", "image/png", "image/gif", "image/webp"], "media_type");
        var total = body["total_bytes"] is JsonValue value && value.TryGetValue<long>(out var bytes) && bytes is > 0 and <= LargestPicture
            ? bytes
            : throw XBody.Refuse("$.total_bytes", null, $"$.total_bytes: must be between 1 and {LargestPicture}");
        var upload = new Upload(store.NextId(), profile.Id, XBody.Text(body, "media_type")!, total);
        store.Open(upload);
        return Answer(new JsonObject { ["id"] = upload.Id, ["media_key"] = $"3_{upload.Id}", ["expires_after_secs"] = Life });
    }

    public WireAnswer Append(WireRequest request, XProfile profile, string id)
    {
        XQuery.Read(request);
        var upload = store.Find(id, profile) ?? throw XBody.Refuse("id", id, "The upload session does not exist.");
        var number = request.Kind == BodyKind.Multipart ? Field(request, "segment_index") : request.Json?["segment_index"]?.ToString();
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > 999)
        {
            throw XBody.Refuse("segment_index", number, "$.segment_index: must be between 0 and 999");
        }
        upload.Segments[index] = request.Kind == BodyKind.Multipart ? File(request) : Decode(XBody.Json(request, "media", "segment_index"));
        return Answer(new JsonObject { ["expires_at"] = setting.Now.AddSeconds(Life).ToUnixTimeSeconds() });
    }

    public WireAnswer FinishUpload(WireRequest request, XProfile profile, string id)
    {
        XQuery.Read(request);
        var upload = store.Find(id, profile) ?? throw XBody.Refuse("id", id, "The upload session does not exist.");
        byte[] file = [.. upload.Segments.OrderBy(segment => segment.Key).SelectMany(segment => segment.Value)];
        return file.Length == upload.Total ? Keep(profile, id, file) : throw XBody.Refuse("id", id, $"{upload.Total} bytes were announced, {file.Length} came.");
    }

    public WireAnswer Status(WireRequest request, XProfile profile)
    {
        var query = XQuery.Read(request, "media_id", "command");
        Check(query.Text("command") ?? "STATUS", ["STATUS"], "command");
        var id = query.Text("media_id") ?? throw XBody.Refuse("media_id", null, "The `media_id` query parameter can not be empty");
        return store.Media(id, profile) is { } media ? Answer(Describe(media)) : XProblems.Missing("media", "media_id", id);
    }

    public WireAnswer Describe(WireRequest request, XProfile profile)
    {
        XQuery.Read(request);
        var body = XBody.Json(request, "id", "metadata");
        var id = XBody.Id(body, "id") ?? throw XBody.Refuse("$.id", null, "$.id: is missing but it is required");
        var metadata = XBody.Only(XBody.Object(body, "metadata") ?? [], "$.metadata", "alt_text");
        var text = XBody.Object(metadata, "alt_text") is { } alt ? XBody.Text(XBody.Only(alt, "$.metadata.alt_text", "text"), "text") : null;
        if (text is null or { Length: 0 or > 1000 })
        {
            throw XBody.Refuse("$.metadata.alt_text.text", null, "$.metadata.alt_text.text: must be 1 to 1000 characters long");
        }
        var media = store.Media(id, profile) ?? throw new RefusedException(XProblems.Missing("media", "id", id));
        store.Keep(media with { AltText = text });
        return Answer(new JsonObject { ["id"] = id, ["associated_metadata"] = new JsonObject { ["alt_text"] = new JsonObject { ["text"] = text } } });
    }

    private static WireAnswer Answer(JsonObject data) => new(200, new JsonObject { ["data"] = data });

    private static JsonObject Describe(XMedia media) => new()
    {
        ["id"] = media.Id,
        ["media_key"] = media.Key,
        ["size"] = media.Picture.Bytes.Length,
        ["expires_after_secs"] = Life,
        ["image"] = new JsonObject { ["image_type"] = media.Picture.Type, ["w"] = media.Picture.Width, ["h"] = media.Picture.Height },
    };

    private static void Check(string? value, string[] known, string name)
    {
        if (!known.Contains(value))
        {
            throw XBody.Refuse($"$.{name}", value, $"$.{name}: does not have a value in the enumeration [{string.Join(", ", known)}]");
        }
    }

    private static string? Field(WireRequest request, string name)
    {
        foreach (var (field, _) in request.Form)
        {
            if (field is not ("media_category" or "media_type" or "additional_owners" or "segment_index" or "media"))
            {
                throw XBody.Refuse($"$.{field}", null, $"$.{field}: is not defined in the schema and the schema does not allow additional properties");
            }
        }
        return request.Form.FirstOrDefault(pair => pair.Key == name).Value;
    }

    private static byte[] File(WireRequest request)
        => request.Files.GetValueOrDefault("media")?.Bytes ?? throw XBody.Refuse("$.media", null, "$.media: is missing but it is required");

    private static byte[] Decode(JsonObject body)
    {
        var text = XBody.Text(body, "media") ?? throw XBody.Refuse("$.media", null, "$.media: is missing but it is required");
        var file = new byte[(text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(text, file, out var length) ? file[..length] : throw XBody.Refuse("$.media", null, "$.media: is not base64");
    }

    private WireAnswer Keep(XProfile profile, string id, byte[] file)
    {
        if (file.Length > LargestPicture || setting.Pictures.Keep(file) is not Picture picture)
        {
            throw XBody.Refuse("media", null, "The media is no picture that X takes, or larger than 5 MB.");
        }
        var media = new XMedia(id, profile.Id, picture, setting.Now.AddSeconds(Life));
        store.Keep(media);
        return Answer(Describe(media));
    }
}
