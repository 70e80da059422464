using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

// What goes out. Source: the Graph API's codegen specs (Page.json, PagePost.json) and developers.facebook.com/docs/pages-api/posts.
internal sealed record FeedPost(string Message, string? Link, IReadOnlyList<AttachedMedia>? AttachedMedia, bool? Published = null);

internal sealed record AttachedMedia(string MediaFbid);

internal sealed record PagePhoto(string Url, string? Caption, string? AltTextCustom, bool Published);

internal sealed record PostUpdate(string Message);

// What comes back.
internal sealed record GraphReply(string? Id, string? PostId, bool? Success, JsonElement? Data, GraphPaging? Paging, GraphError? Error);

internal sealed record GraphError(string? Message, string? Type, int? Code, int? ErrorSubcode, bool? IsTransient, string? ErrorUserMsg, string? FbtraceId);

internal sealed record GraphPaging(GraphCursors? Cursors, string? Next);

internal sealed record GraphCursors(string? After);

internal sealed record GraphPost(string? Id, string? Message, string? CreatedTime, string? PermalinkUrl);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantText), typeof(TolerantFlag)])]
[JsonSerializable(typeof(FeedPost))]
[JsonSerializable(typeof(PagePhoto))]
[JsonSerializable(typeof(PostUpdate))]
[JsonSerializable(typeof(GraphReply))]
[JsonSerializable(typeof(GraphPost))]
internal sealed partial class FacebookJson : JsonSerializerContext;
