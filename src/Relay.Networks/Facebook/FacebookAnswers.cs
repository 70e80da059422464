using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Core.Texts;
using Relay.Networks.Transport;

namespace Relay.Networks.Facebook;

/// <summary>
/// Answers people at a Page: under a comment (<c>POST /{comment}/comments</c>), in Messenger (<c>POST /{page}/messages</c>), and with the one private reply that a comment allows.
/// Buttons that are pressed go as quick replies, those that open a page in a button template.
/// Source: developers.facebook.com, Comments, Send API, Quick Replies, Button Template and Private Replies. No tag is ever sent: outside its window a message is refused.
/// </summary>
internal sealed class FacebookAnswers(FacebookApi api)
{
    private const string Response = "RESPONSE";

    /// <summary>Sends one answer.</summary>
    public async Task<Outcome> SendAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
        => answer.Form == AnswerForm.PublicReply ? await ReplyAsync(account, answer, abort) : await MessageAsync(account, target, answer, abort);

    private async Task<Outcome> ReplyAsync(Account account, AnswerPart answer, CancellationToken abort)
    {
        if (answer.InReplyTo is not { Length: > 0 } comment || !comment.All(letter => char.IsAsciiDigit(letter) || letter == '_'))
        {
            return new Outcome.Failed(FailureKind.Refused, FailureScope.Delivery, new("Le commentaire auquel répondre n'a pas d'identifiant de Facebook.", "The comment to answer has no id of Facebook's."));
        }
        var body = JsonBody.Of(new CommentReply(answer.Text), FacebookJson.Default.CommentReply);
        var said = await api.CallAsync(account, Call.Answer, HttpMethod.Post, $"{comment}/comments", [], body, answer.Text, abort);
        return said.Failure is { } failure ? Told(failure, said) : Sent(said.Reply?.Id, FacebookNetwork.Link, account, said.Rate);
    }

    private async Task<Outcome> MessageAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
    {
        var recipient = answer.Form == AnswerForm.PrivateReply ? new MessageRecipient(null, answer.InReplyTo) : new MessageRecipient(target.Value, null);
        var body = JsonBody.Of(new PageMessage(recipient, Response, Message(answer)), FacebookJson.Default.PageMessage);
        var page = account.Settings.GetValueOrDefault(FacebookSetup.PageId) ?? "me";
        var said = await api.CallAsync(account, Call.Answer, HttpMethod.Post, $"{page}/messages", [], body, answer.Text, abort);
        return said.Failure is { } failure ? Told(failure, said) : Sent(said.Reply?.MessageId, (_, _) => null, account, said.Rate);
    }

    // The desk has fitted them (ButtonRoom.OfMessenger); those beyond what is shown are typed by their number.
    private static MessageBody Message(AnswerPart answer)
    {
        List<QuickReply> choices = [.. answer.Buttons.Where(button => button.Link is null).Take(ButtonRoom.OfMessenger.MostChoices).Select(button => new QuickReply("text", button.Label, button.Data ?? throw new ArgumentException($"The button '{button.Label}' leads nowhere.", nameof(answer))))];
        List<LinkButton> links = [.. answer.Buttons.Where(button => button.Link is not null).Select(button => new LinkButton("web_url", button.Link!.AbsoluteUri, button.Label))];
        var quick = choices.Count > 0 ? choices : null;
        return links.Count == 0 ? new(answer.Text, null, quick) : new(null, new("template", new("button", answer.Text, links)), quick);
    }

    private static Outcome Sent(string? id, Func<Account, string, Uri?> link, Account account, RateReading? rate) => id is { Length: > 0 }
        ? new Outcome.Done([id], link(account, id), rate)
        : new Outcome.Failed(FailureKind.Unknown, FailureScope.Delivery, new("Facebook a accepté la réponse sans donner d'identifiant.", "Facebook accepted the answer but gave no id."));

    /// <summary>The usual refusals in our own words; Facebook's are in the language of the Page.</summary>
    private static Outcome.Failed Told(Outcome.Failed failure, FacebookAnswer said)
    {
        Phrase? reason = (said.Code, said.Subcode) switch
        {
            (10, 2018278 or 2534022) => new("La fenêtre de Messenger est close : plus de 24 heures depuis le dernier message de la personne.", "The window of Messenger is closed: more than 24 hours since the person's last message."),
            (551, _) or (10, 2018108) or (200, 1545041) => new("La personne ne peut pas recevoir de message de la Page pour l'instant.", "The person cannot receive messages from the Page at present."),
            (100, 2018001) => new("Messenger ne connaît pas cette personne.", "Messenger does not know this person."),
            (10900, _) => new("Une réponse privée à ce commentaire est déjà partie ; Facebook n'en permet qu'une.", "A private reply to this comment has left already; Facebook allows one."),
            (100, 33) => new("Le commentaire n'est plus là.", "The comment is not there any more."),
            _ => null,
        };
        return reason is { } words ? failure with { Reason = words } : failure;
    }
}
