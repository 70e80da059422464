using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Items;
using Relay.Networks.Pictures;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

/// <summary>Posts to a Facebook Page. Source: developers.facebook.com/docs/pages-api/posts.</summary>
internal sealed partial class FacebookNetwork(FacebookApi api, FacebookFeed feed, ILogger<FacebookNetwork> logger) : INetwork, IEditPosts, IDeletePosts, IFindOwnPosts, IAnswerPeople
{
    /// <summary>The key of this network.</summary>
    public const string NetworkKey = "facebook";

    /// <summary>Most pictures of one post.</summary>
    public const int MostPictures = 10;

    /// <summary>Longest description of a picture, in UTF-16 units. Facebook documents none; this is what it was seen to take.</summary>
    public const int LongestAltText = 1000;

    public string Key => NetworkKey;

    public async Task<Outcome> CreateAsync(Account account, Target target, Part part, CancellationToken abort)
    {
        return part.Images.Count == 1
            ? Sent(account, part, await PhotoAsync(account, Call.Create, target, part.Images[0], part.Text, abort))
            : await PostAsync(account, target, part, published: null, abort);
    }

    /// <summary>Makes one post of words and any number of pictures.</summary>
    /// <param name="account">The Page's account.</param>
    /// <param name="target">The Page.</param>
    /// <param name="part">The post.</param>
    /// <param name="published">False for a post that the Page's administrators alone see; null for what Facebook does by itself, which is to publish.</param>
    /// <param name="abort">Aborts the call.</param>
    internal async Task<Outcome> PostAsync(Account account, Target target, Part part, bool? published, CancellationToken abort)
    {
        var media = new List<AttachedMedia>();
        foreach (var image in part.Images.Take(MostPictures))
        {
            // Nobody sees an unpublished picture; one that is never attached is dropped by Facebook after a day.
            var photo = await PhotoAsync(account, Call.Prepare, target, image, null, abort);
            if (photo.Failure is { } failure)
            {
                return NotSent(part, failure);
            }
            if (photo.Reply?.Id is not { Length: > 0 } id)
            {
                return NotSent(part, new Outcome.Failed(FailureKind.Unavailable, FailureScope.Delivery, new("Facebook a pris l'image sans donner d'identifiant.", "Facebook took the picture but gave no id.")));
            }
            media.Add(new AttachedMedia(id));
        }
        var post = new FeedPost(part.Text, media.Count == 0 ? part.Link?.AbsoluteUri : null, media.Count == 0 ? null : media, published);
        var body = JsonBody.Of(post, FacebookJson.Default.FeedPost);
        return Sent(account, part, await api.CallAsync(account, Call.Create, HttpMethod.Post, $"{target.Value}/feed", [], body, part.Text, abort));
    }

    public async Task<Outcome> EditAsync(Account account, Target target, IReadOnlyList<string> remoteIds, Part part, CancellationToken abort)
    {
        if (PostId(remoteIds) is not { } id)
        {
            return NoId();
        }
        var answer = await api.CallAsync(
            account, Call.Edit, HttpMethod.Post, id, [], JsonBody.Of(new PostUpdate(part.Text), FacebookJson.Default.PostUpdate), part.Text, abort);
        if (answer.Failure is { } failure)
        {
            Log.NotEdited(logger, part.DeliveryId, part.Ordinal, failure.Kind, failure.Scope);
            return failure;
        }
        Log.Edited(logger, part.DeliveryId, part.Ordinal);
        return new Outcome.Done([], Rate: answer.Rate);
    }

    public async Task<Outcome> DeleteAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort)
    {
        if (PostId(remoteIds) is not { } id)
        {
            return NoId();
        }
        var answer = await api.CallAsync(account, Call.Delete, HttpMethod.Delete, id, [], null, null, abort);
        if (answer.Failure is { Kind: not FailureKind.Gone } failure)
        {
            Log.NotDeleted(logger, account.Id, failure.Kind, failure.Scope);
            return failure;
        }
        return new Outcome.Done([], Rate: answer.Rate);
    }

    public Target? ReadsAt(Account account, Target target) => null;

    public Task<Finding> FindAsync(Account account, Target target, Search search, CancellationToken abort)
        => search.Answered is { } comment ? new FacebookReplies(api).FindAsync(account, target, comment, search, abort) : feed.FindAsync(account, target, search, abort);

    public async Task<Outcome> AnswerAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
    {
        var outcome = await new FacebookAnswers(api).SendAsync(account, target, answer, abort);
        Log.Answered(logger, answer.DeliveryId, outcome is Outcome.Failed failed ? failed.Kind.ToString() : "done");
        return outcome;
    }

    /// <summary>Where a post is seen in a browser; null where it is not on the public Facebook.</summary>
    internal static Uri? Link(Account account, string id) => account.IsNetworksOwn ? new Uri($"https://www.facebook.com/{id}") : null;

    private Task<FacebookAnswer> PhotoAsync(Account account, Call call, Target target, Image image, string? caption, CancellationToken abort)
    {
        var altText = string.IsNullOrWhiteSpace(image.AltText) ? null : AltText.Shortened(image.AltText, LongestAltText);
        var photo = new PagePhoto(image.Url.AbsoluteUri, string.IsNullOrEmpty(caption) ? null : caption, altText, Published: call is Call.Create);
        return api.CallAsync(account, call, HttpMethod.Post, $"{target.Value}/photos", [], JsonBody.Of(photo, FacebookJson.Default.PagePhoto), caption, abort);
    }

    private Outcome Sent(Account account, Part part, FacebookAnswer answer)
    {
        if (answer.Failure is { } failure)
        {
            return NotSent(part, failure);
        }
        // A photo has an id of its own; the post that shows it is the one to edit and to delete.
        if ((answer.Reply?.PostId ?? answer.Reply?.Id) is not { Length: > 0 } id)
        {
            return NotSent(part, new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new("Facebook a accepté la publication sans donner d'identifiant.", "Facebook accepted the post but gave no id.")));
        }
        Log.Sent(logger, part.DeliveryId, part.Ordinal, id);
        return new Outcome.Done([id], Link(account, id), answer.Rate);
    }

    private Outcome.Failed NotSent(Part part, Outcome.Failed failure)
    {
        Log.NotSent(logger, part.DeliveryId, part.Ordinal, failure.Kind, failure.Scope);
        return failure;
    }

    private static string? PostId(IReadOnlyList<string> remoteIds) => remoteIds.FirstOrDefault(id => id.Length > 0 && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'));

    // Not Gone: what cannot be named may well stand there.
    private static Outcome.Failed NoId() => new(FailureKind.Refused, FailureScope.Delivery,
        new("Aucun identifiant utilisable n'est connu pour cette publication : elle ne peut être changée ou retirée qu'à la main.", "No usable post id is known: it can be changed or taken away by hand only."));

    private static partial class Log
    {
        [LoggerMessage(2100, LogLevel.Information, "Sent part {Part} of {DeliveryId} as post {PostId}.")]
        public static partial void Sent(ILogger logger, Guid deliveryId, int part, string postId);

        [LoggerMessage(2101, LogLevel.Warning, "Part {Part} of {DeliveryId} was not confirmed: {Kind}, which concerns the {Scope}. \"relay why {DeliveryId}\" says what the network answered.")]
        public static partial void NotSent(ILogger logger, Guid deliveryId, int part, FailureKind kind, FailureScope scope);

        [LoggerMessage(2102, LogLevel.Information, "Edited part {Part} of {DeliveryId}.")]
        public static partial void Edited(ILogger logger, Guid deliveryId, int part);

        [LoggerMessage(2103, LogLevel.Warning, "Part {Part} of {DeliveryId} was not edited: {Kind}, which concerns the {Scope}.")]
        public static partial void NotEdited(ILogger logger, Guid deliveryId, int part, FailureKind kind, FailureScope scope);

        [LoggerMessage(2106, LogLevel.Information, "Answer {DeliveryId}: {Result}.")]
        public static partial void Answered(ILogger logger, Guid deliveryId, string result);

        [LoggerMessage(2104, LogLevel.Warning, "A post of account {Account} was not deleted: {Kind}, which concerns the {Scope}.")]
        public static partial void NotDeleted(ILogger logger, string account, FailureKind kind, FailureScope scope);
    }
}
