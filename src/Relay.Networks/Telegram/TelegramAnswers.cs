using System.Globalization;
using System.Text;
using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Networks.Transport;

namespace Relay.Networks.Telegram;

/// <summary>
/// Answers in private chats, groups and topics with <c>sendMessage</c>, with a file <c>sendDocument</c>. Words go without <c>parse_mode</c>: nothing in them can be taken for markup. A message that was deleted
/// meanwhile is answered beside it in a private chat, and not at all in a group, where the answer would hang in the air. Source: core.telegram.org/bots/api#sendmessage, #senddocument.
/// </summary>
internal sealed class TelegramAnswers(TelegramApi api)
{
    /// <summary>Sends one answer.</summary>
    /// <param name="account">The bot.</param>
    /// <param name="target">The person or the group.</param>
    /// <param name="topic">Topic of a forum; null for none.</param>
    /// <param name="answer">What is sent.</param>
    /// <param name="abort">Aborts the call.</param>
    public async Task<Outcome> SendAsync(Account account, Target target, long? topic, AnswerPart answer, CancellationToken abort)
    {
        var isPublic = answer.Form == AnswerForm.PublicReply;
        var reply = long.TryParse(answer.InReplyTo, CultureInfo.InvariantCulture, out var before) ? new ReplyParameters(before, AllowSendingWithoutReply: !isPublic) : null;
        if (isPublic && reply is null)
        {
            return new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new("Le message auquel répondre n'a pas de numéro de Telegram.", "The message to answer has no number of Telegram's."));
        }
        var sent = answer.File is { } file
            ? await api.CallAsync(account, Call.Create, "sendDocument", () => Document(target, answer, file), answer.Text, abort)
            : await api.CallAsync(
                account, Call.Create, "sendMessage", new SendMessage(target.Value, answer.Text, null, new(true, null), topic, reply, Keyboard.Of(answer.Buttons)), TelegramJson.Default.SendMessage, answer.Text, abort);
        if (sent.Failure is { } failure)
        {
            return isPublic ? failure : OfPerson(failure, sent.Description);
        }
        return sent.Messages() is [{ MessageId: { } id }, ..]
            ? new Outcome.Done([id], isPublic ? TelegramNetwork.Link(account, target, id) : null)
            : new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new("Telegram a accepté le message sans donner d'identifiant.", "Telegram accepted the message but gave no id."));
    }

    /// <summary>One message with the words under the file. Only people are sent files: no topic, nothing that is answered.</summary>
    private static MultipartFormDataContent Document(Target target, AnswerPart answer, AnswerFile file)
    {
        var fields = new List<KeyValuePair<string, string>> { new("chat_id", target.Value), new("caption", answer.Text) };
        if (Keyboard.Of(answer.Buttons) is { } keyboard)
        {
            fields.Add(new("reply_markup", JsonSerializer.Serialize(keyboard, TelegramJson.Default.InlineKeyboard)));
        }
        return MultipartBody.Of(fields, "document", file.Name, $"{file.MediaType}; charset=utf-8", Encoding.UTF8.GetBytes(file.Content));
    }

    /// <summary>What a refusal says of the person: the words that Telegram has for it, in ours.</summary>
    private static Outcome.Failed OfPerson(Outcome.Failed failure, string description)
    {
        bool Says(string words) => description.Contains(words, StringComparison.OrdinalIgnoreCase);
        return failure.Kind is not (FailureKind.Refused or FailureKind.Misconfigured) ? failure
            : Says("blocked by the user") ? failure with { Person = PersonStatus.Blocked, Reason = new("La personne a bloqué le bot : plus rien ne lui sera écrit.", "The person has blocked the bot: nothing more is written to that person.") }
            : Says("user is deactivated") ? failure with { Person = PersonStatus.Gone, Reason = new("Le compte Telegram de la personne n'existe plus.", "The person's Telegram account is no more.") }
            : Says("initiate conversation") || Says("chat not found") ? failure with { Reason = new("La personne n'a jamais ouvert le bot : il ne peut pas lui écrire le premier.", "The person has never opened the bot: it cannot write first.") }
            : failure;
    }
}
