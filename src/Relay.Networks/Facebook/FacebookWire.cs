using System.Text.Json;
using System.Text.Json.Serialization;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

// What goes out. Source: the Graph API's codegen specs (Page.json, PagePost.json) and developers.facebook.com/docs/pages-api/posts.
internal sealed record FeedPost(string Message, string? Link, IReadOnlyList<AttachedMedia>? AttachedMedia, bool? Published = null);

internal sealed record AttachedMedia(string MediaFbid);

internal sealed record PagePhoto(string Url, string? Caption, string? AltTextCustom, bool Published);

internal sealed record PostUpdate(string Message);

internal sealed record CommentReply(string Message);

internal sealed record PageMessage(MessageRecipient Recipient, string MessagingType, MessageBody Message);

internal sealed record MessageRecipient(string? Id, string? CommentId);

// Words alone, or in a button template; quick replies may stand under either.
internal sealed record MessageBody(string? Text, MessageAttachment? Attachment, IReadOnlyList<QuickReply>? QuickReplies);

internal sealed record QuickReply(string ContentType, string Title, string Payload);

internal sealed record MessageAttachment(string Type, ButtonTemplate Payload);

internal sealed record ButtonTemplate(string TemplateType, string Text, IReadOnlyList<LinkButton> Buttons);

internal sealed record LinkButton(string Type, string Url, string Title);

// Source: Application.json of the same specs.
internal sealed record AppSubscription(string Object, string CallbackUrl, string Fields, string VerifyToken, bool IncludeValues)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => CallbackUrl;
}

// What comes back.
internal sealed record GraphReply(string? Id, string? PostId, string? MessageId, bool? Success, JsonElement? Data, GraphPaging? Paging, GraphError? Error);

internal sealed record GraphError(string? Message, string? Type, int? Code, int? ErrorSubcode, bool? IsTransient, string? ErrorUserMsg, string? FbtraceId);

internal sealed record GraphPaging(GraphCursors? Cursors, string? Next);

internal sealed record GraphCursors(string? After);

internal sealed record GraphPost(string? Id, string? Message, string? CreatedTime, string? PermalinkUrl, GraphAuthor? From);

internal sealed record GraphAuthor(string? Id);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TolerantText), typeof(TolerantFlag)])]
[JsonSerializable(typeof(FeedPost))]
[JsonSerializable(typeof(PagePhoto))]
[JsonSerializable(typeof(PostUpdate))]
[JsonSerializable(typeof(CommentReply))]
[JsonSerializable(typeof(PageMessage))]
[JsonSerializable(typeof(AppSubscription))]
[JsonSerializable(typeof(GraphReply))]
[JsonSerializable(typeof(GraphPost))]
internal sealed partial class FacebookJson : JsonSerializerContext;
