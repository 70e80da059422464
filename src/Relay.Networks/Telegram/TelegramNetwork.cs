using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Swarm.Topics;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

/// <summary>Sends to channels, groups, topics and private chats through a bot. Source: core.telegram.org/bots/api, 10.2.</summary>
internal sealed partial class TelegramNetwork(TelegramApi api, TelegramJournal journal, ILogger<TelegramNetwork> logger) : INetwork, IEditPosts, IRelabelPosts, IDeletePosts, IFindOwnPosts, IAnswerPeople, IMakeTopics
{
    /// <summary>The key of this network.</summary>
    public const string NetworkKey = "telegram";

    /// <summary>Most pictures of one album.</summary>
    public const int LargestAlbum = 10;

    private const string Html = "HTML";

    public string Key => NetworkKey;

    // Whatever its rights: core.telegram.org/bots/api#deletemessage.
    public TimeSpan? DeletesWithin => TimeSpan.FromHours(48);

    public async Task<Outcome> CreateAsync(Account account, Target target, Part part, CancellationToken abort)
    {
        var topic = Topic(target);
        var reply = long.TryParse(part.InReplyTo, CultureInfo.InvariantCulture, out var before) ? new ReplyParameters(before, AllowSendingWithoutReply: true) : null;
        var answer = part.Images.Count switch
        {
            0 => await SendAsync(
                "sendMessage", new SendMessage(target.Value, part.Text, Html, Preview(part), topic, reply, Keyboard.Of(part.Buttons)), TelegramJson.Default.SendMessage),
            1 => await SendAsync(
                "sendPhoto", new SendPhoto(target.Value, part.Images[0].Url.AbsoluteUri, Words(part), Words(part) is null ? null : Html, topic, reply, Keyboard.Of(part.Buttons)), TelegramJson.Default.SendPhoto),
            _ => await SendAsync(
                "sendMediaGroup", new SendMediaGroup(target.Value, Album(part), topic, reply), TelegramJson.Default.SendMediaGroup),
        };
        if (answer.Failure is { } failure)
        {
            Log.NotSent(logger, part.DeliveryId, part.Ordinal, failure.Kind, failure.Scope);
            return topic is null ? failure : failure with { Topic = TelegramOutcomes.TopicAtFault(answer.Description) };
        }
        var messages = answer.Messages();
        if (messages.Count == 0)
        {
            Log.NotSent(logger, part.DeliveryId, part.Ordinal, FailureKind.Unknown, FailureScope.Delivery);
            return new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new("Telegram a accepté le message sans donner d'identifiant.", "Telegram accepted the message but gave no id."));
        }
        Log.Sent(logger, part.DeliveryId, part.Ordinal, messages[0].MessageId!);
        return new Outcome.Done([.. messages.Select(message => message.MessageId!)], Link(account, target, messages[0].MessageId!));

        Task<TelegramAnswer> SendAsync<T>(string method, T body, JsonTypeInfo<T> form) => api.CallAsync(account, Call.Create, method, body, form, part.Text, abort);
    }

    public async Task<Outcome> AnswerAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
    {
        var outcome = await new TelegramAnswers(api).SendAsync(account, target, Topic(target), answer, abort);
        Log.Answered(logger, answer.DeliveryId, outcome is Outcome.Failed failed ? failed.Kind.ToString() : "done");
        return outcome;
    }

    public async Task<Outcome> EditAsync(Account account, Target target, IReadOnlyList<string> remoteIds, Part part, CancellationToken abort)
    {
        if (remoteIds.Count == 0 || !long.TryParse(remoteIds[0], CultureInfo.InvariantCulture, out var id))
        {
            return NoId();
        }
        // An album's caption stands on its first message.
        var answer = part.Images.Count == 0
            ? await api.CallAsync(
                account, Call.Edit, "editMessageText", new EditMessageText(target.Value, id, part.Text, Html, Preview(part), Keyboard.Of(part.Buttons)), TelegramJson.Default.EditMessageText, part.Text, abort)
            : await api.CallAsync(
                account, Call.Edit, "editMessageCaption", new EditMessageCaption(target.Value, id, part.Text, Html, Keyboard.Of(part.Buttons)), TelegramJson.Default.EditMessageCaption, part.Text, abort);
        if (answer.Failure is { } failure)
        {
            Log.NotEdited(logger, part.DeliveryId, part.Ordinal, failure.Kind, failure.Scope);
            return failure;
        }
        Log.Edited(logger, part.DeliveryId, part.Ordinal);
        return new Outcome.Done([]);
    }

    public async Task<Outcome> DeleteAsync(Account account, Target target, IReadOnlyList<string> remoteIds, CancellationToken abort)
    {
        var ids = remoteIds.Select(id => long.TryParse(id, CultureInfo.InvariantCulture, out var number) ? number : 0).Where(id => id > 0).Take(100).ToArray();
        if (ids.Length == 0)
        {
            return NoId();
        }
        var answer = ids.Length == 1
            ? await api.CallAsync(account, Call.Delete, "deleteMessage", new DeleteMessage(target.Value, ids[0]), TelegramJson.Default.DeleteMessage, null, abort)
            : await api.CallAsync(account, Call.Delete, "deleteMessages", new DeleteMessages(target.Value, ids), TelegramJson.Default.DeleteMessages, null, abort);
        if (answer.Failure is { Kind: not FailureKind.Gone } failure)
        {
            Log.NotDeleted(logger, account.Id, failure.Kind, failure.Scope);
            return failure;
        }
        return answer.Result is { ValueKind: JsonValueKind.False }
            ? new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new("Telegram n'a pas supprimé le message : un bot ne peut supprimer les siens que pendant 48 heures.", "Telegram did not delete the message: a bot can delete its messages for 48 hours only."))
            : new Outcome.Done([]);
    }

    public Task<Outcome> MakeTopicAsync(Account account, Target target, string name, CancellationToken abort) => new TelegramTopics(api).MakeAsync(account, target, name, abort);

    public async Task<Outcome> RelabelAsync(Account account, Target target, IReadOnlyList<string> remoteIds, IReadOnlyList<Button> buttons, CancellationToken abort)
    {
        if (remoteIds.Count == 0 || !long.TryParse(remoteIds[0], CultureInfo.InvariantCulture, out var id))
        {
            return NoId();
        }
        var answer = await api.CallAsync(
            account, Call.Edit, "editMessageReplyMarkup", new EditMessageReplyMarkup(target.Value, id, Keyboard.Of(buttons)), TelegramJson.Default.EditMessageReplyMarkup, null, abort);
        return answer.Failure is { } failure ? failure : new Outcome.Done([]);
    }

    public Target? ReadsAt(Account account, Target target) => TelegramJournal.ReadsAt(account);

    public Task<Finding> FindAsync(Account account, Target target, Search search, CancellationToken abort) => journal.FindAsync(account, target, search, abort);

    /// <summary>Where a message is seen in a browser; null where it is not the public Telegram or the chat has no address.</summary>
    internal static Uri? Link(Account account, Target target, string messageId)
        => !account.IsNetworksOwn ? null
            : target.Value.StartsWith('@') ? new Uri($"https://t.me/{target.Value[1..]}/{messageId}")
            : target.Value.StartsWith("-100", StringComparison.Ordinal) ? new Uri($"https://t.me/c/{target.Value[4..]}/{messageId}")
            : null;

    // The general topic of a forum has number 1, and naming it is refused as not found.
    private static long? Topic(Target target) => long.TryParse(target.Topic, CultureInfo.InvariantCulture, out var topic) && topic != 1 ? topic : null;

    private static LinkPreviewOptions Preview(Part part) => part.Link is { } link ? new(null, link.AbsoluteUri) : new(true, null);

    private static string? Words(Part part) => part.Text.Length == 0 ? null : part.Text;

    private static InputMediaPhoto[] Album(Part part)
        => [.. part.Images.Take(LargestAlbum).Select((image, index) =>
            index == 0 ? new InputMediaPhoto("photo", image.Url.AbsoluteUri, Words(part), Words(part) is null ? null : Html) : new InputMediaPhoto("photo", image.Url.AbsoluteUri, null, null))];

    // Not Gone: what cannot be named may well stand there.
    private static Outcome.Failed NoId() => new(FailureKind.Refused, FailureScope.Delivery,
        new("Aucun identifiant utilisable n'est connu pour ce message : il ne peut être changé ou retiré qu'à la main.", "No usable message id is known: it can be changed or taken away by hand only."));

    private static partial class Log
    {
        [LoggerMessage(2300, LogLevel.Information, "Sent part {Part} of {DeliveryId} as message {MessageId}.")]
        public static partial void Sent(ILogger logger, Guid deliveryId, int part, string messageId);

        [LoggerMessage(2301, LogLevel.Warning, "Part {Part} of {DeliveryId} was not confirmed: {Kind}, which concerns the {Scope}. \"relay why {DeliveryId}\" says what the network answered.")]
        public static partial void NotSent(ILogger logger, Guid deliveryId, int part, FailureKind kind, FailureScope scope);

        [LoggerMessage(2302, LogLevel.Information, "Edited part {Part} of {DeliveryId}.")]
        public static partial void Edited(ILogger logger, Guid deliveryId, int part);

        [LoggerMessage(2303, LogLevel.Warning, "Part {Part} of {DeliveryId} was not edited: {Kind}, which concerns the {Scope}.")]
        public static partial void NotEdited(ILogger logger, Guid deliveryId, int part, FailureKind kind, FailureScope scope);

        [LoggerMessage(2306, LogLevel.Information, "Answer {DeliveryId}: {Result}.")]
        public static partial void Answered(ILogger logger, Guid deliveryId, string result);

        [LoggerMessage(2304, LogLevel.Warning, "A message of account {Account} was not deleted: {Kind}, which concerns the {Scope}.")]
        public static partial void NotDeleted(ILogger logger, string account, FailureKind kind, FailureScope scope);
    }
}
