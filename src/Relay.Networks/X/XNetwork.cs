using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Networks.Transport;

namespace Relay.Networks.X;

/// <summary>
/// Posts to an X profile. It cannot edit: X lets only paying accounts do so, within an hour, and each edit is a post with a new id. A change is told in a new post.
/// Source: docs.x.com, OpenAPI 2.167.
/// </summary>
internal sealed partial class XNetwork(XApi api, XMedia media, XTimeline timeline, ILogger<XNetwork> logger) : INetwork, IDeletePosts, IFindOwnPosts, IAnswerPeople
{
    /// <summary>The key of this network.</summary>
    public const string NetworkKey = "x";

    public string Key => NetworkKey;

    public async Task<Outcome> CreateAsync(Account account, Target target, Part part, CancellationToken abort)
    {
        var pictures = new List<string>();
        foreach (var image in part.Images.Take(XMedia.Most))
        {
            var (picture, fault) = await media.UploadAsync(account, image, abort);
            if (fault is not null)
            {
                return NotSent(part, fault);
            }
            pictures.Add(picture!);
        }
        var body = new CreatePost(part.Text, pictures.Count == 0 ? null : new PostMedia(pictures), part.InReplyTo is { } before ? new PostReply(before) : null);
        var answer = await api.CallAsync(account, Call.Create, HttpMethod.Post, "2/tweets", [], JsonBody.Of(body, XJson.Default.CreatePost), part.Text, abort);
        if (answer.Failure is { } failure)
        {
            return NotSent(part, failure);
        }
        if (answer.Entities().FirstOrDefault()?.Id is not { Length: > 0 } id)
        {
            return NotSent(part, new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new("X a accepté la publication sans donner d'identifiant.", "X accepted the post but gave no id.")));
        }
        Log.Sent(logger, part.DeliveryId, part.Ordinal, id);
        return new Outcome.Done([id], Link(account, id), answer.Rate);
    }

    public async Task<Outcome> DeleteAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort)
    {
        if (remoteIds.FirstOrDefault(id => id.Length > 0 && id.All(char.IsAsciiDigit)) is not { } id)
        {
            // Not Gone: what cannot be named may well stand there.
            return new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery,
                new("Aucun identifiant utilisable n'est connu pour cette publication : elle ne peut être retirée qu'à la main.", "No usable post id is known: it can be taken away by hand only."));
        }
        var answer = await api.CallAsync(account, Call.Delete, HttpMethod.Delete, $"2/tweets/{id}", [], null, null, abort);
        if (answer.Failure is { Kind: not FailureKind.Gone } failure)
        {
            Log.NotDeleted(logger, account.Id, failure.Kind, failure.Scope);
            return failure;
        }
        return answer.Entities().FirstOrDefault()?.Deleted is false
            ? new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new("X n'a pas supprimé la publication.", "X did not delete the post."))
            : new Outcome.Done([]);
    }

    public Target? ReadsAt(Account account, Target target) => null;

    public Task<Finding> FindAsync(Account account, Target target, Search search, CancellationToken abort) => timeline.FindAsync(account, search, abort);

    public async Task<Outcome> AnswerAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
    {
        var outcome = await new XAnswers(api).SendAsync(account, target, answer, abort);
        Log.Answered(logger, answer.DeliveryId, outcome is Outcome.Failed failed ? failed.Kind.ToString() : "done");
        return outcome;
    }

    /// <summary>Where a post is seen in a browser; null where it is not on the public X.</summary>
    internal static Uri? Link(Account account, string id) => account.IsNetworksOwn ? new Uri($"https://x.com/i/web/status/{id}") : null;

    private Outcome.Failed NotSent(Part part, Outcome.Failed failure)
    {
        Log.NotSent(logger, part.DeliveryId, part.Ordinal, failure.Kind, failure.Scope);
        return failure;
    }

    private static partial class Log
    {
        [LoggerMessage(2200, LogLevel.Information, "Sent part {Part} of {DeliveryId} as post {PostId}.")]
        public static partial void Sent(ILogger logger, Guid deliveryId, int part, string postId);

        [LoggerMessage(2201, LogLevel.Warning, "Part {Part} of {DeliveryId} was not confirmed: {Kind}, which concerns the {Scope}. \"relay why {DeliveryId}\" says what the network answered.")]
        public static partial void NotSent(ILogger logger, Guid deliveryId, int part, FailureKind kind, FailureScope scope);

        [LoggerMessage(2206, LogLevel.Information, "Answer {DeliveryId}: {Result}.")]
        public static partial void Answered(ILogger logger, Guid deliveryId, string result);

        [LoggerMessage(2202, LogLevel.Warning, "A post of account {Account} was not deleted: {Kind}, which concerns the {Scope}.")]
        public static partial void NotDeleted(ILogger logger, string account, FailureKind kind, FailureScope scope);
    }
}
