using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Networks.Pictures;
using Relay.Networks.Transport;

namespace Relay.Networks.X;

/// <summary>Hands pictures and their descriptions to X before the post that shows them. Nobody sees them until then.</summary>
internal sealed class XMedia(XApi api, PictureFetcher pictures)
{
    /// <summary>Most pictures of one post.</summary>
    public const int Most = 4;

    /// <summary>Longest description of a picture, in UTF-16 units.</summary>
    public const int LongestAltText = 1000;

    /// <summary>Fetches and uploads one picture: <c>POST /2/media/upload</c>, then <c>POST /2/media/metadata</c> when it has a description.</summary>
    /// <returns>Its media id, or what went wrong.</returns>
    public async Task<(string? Id, Outcome.Failed? Failure)> UploadAsync(Account account, Image image, CancellationToken abort)
    {
        var fetched = await pictures.FetchAsync(account, image, abort);
        if (fetched.Picture is not { } picture)
        {
            return (null, new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, fetched.Reason, PictureAtFault: true));
        }
        var answer = await api.CallAsync(account, Call.Prepare, HttpMethod.Post, "2/media/upload", [], Form(picture), null, abort);
        if (answer.Failure is { } failure)
        {
            return (null, failure);
        }
        if (answer.Entities().FirstOrDefault()?.Id is not { Length: > 0 } id)
        {
            return (null, new Outcome.Failed(FailureKind.Unavailable, FailureScope.Delivery, new("X a pris l'image sans donner d'identifiant.", "X took the picture but gave no id.")));
        }
        return string.IsNullOrWhiteSpace(image.AltText) ? (id, null) : (id, (await DescribeAsync(account, id, image.AltText, abort)).Failure);
    }

    private Task<XAnswer> DescribeAsync(Account account, string id, string altText, CancellationToken abort)
    {
        var body = JsonBody.Of(new MediaMetadata(id, new MediaDescription(new MediaAltText(AltText.Shortened(altText, LongestAltText)))), XJson.Default.MediaMetadata);
        return api.CallAsync(account, Call.Prepare, HttpMethod.Post, "2/media/metadata", [], body, altText, abort);
    }

    private static MultipartFormDataContent Form(Picture picture)
        => MultipartBody.Of([new("media_category", "tweet_image")], "media", $"picture.{picture.Kind.Extension}", picture.Kind.MediaType, picture.Bytes);
}
