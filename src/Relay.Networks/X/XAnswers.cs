using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;
using Relay.Networks.Transport;

namespace Relay.Networks.X;

/// <summary>
/// Answers people on X: a reply (<c>POST /2/tweets</c>), which a self-serve app may write only to who named or quoted it, and a private message
/// (<c>POST /2/dm_conversations/with/{id}/messages</c>). Source: docs.x.com, OpenAPI 2.167.
/// </summary>
internal sealed class XAnswers(XApi api)
{
    /// <summary>Sends one answer.</summary>
    public async Task<Outcome> SendAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
        => answer.Form == AnswerForm.PublicReply ? await ReplyAsync(account, answer, abort) : await MessageAsync(account, target, answer, abort);

    private async Task<Outcome> ReplyAsync(Account account, AnswerPart answer, CancellationToken abort)
    {
        if (!IsId(answer.InReplyTo))
        {
            return NoId();
        }
        var body = JsonBody.Of(new CreatePost(answer.Text, null, new PostReply(answer.InReplyTo!)), XJson.Default.CreatePost);
        var said = await api.CallAsync(account, Call.Answer, HttpMethod.Post, "2/tweets", [], body, answer.Text, abort);
        return said.Failure is { } failure ? failure
            : said.Entities().FirstOrDefault()?.Id is { Length: > 0 } id ? new Outcome.Done([id], XNetwork.Link(account, id), said.Rate)
            : NoAnswer();
    }

    /// <summary>Private messages have windows of their own, which X tells with the answer: see <see cref="AccountLimits.PerPrivate"/>.</summary>
    private async Task<Outcome> MessageAsync(Account account, Target target, AnswerPart answer, CancellationToken abort)
    {
        if (!IsId(target.Value))
        {
            return NoId();
        }
        var body = JsonBody.Of(new CreateMessage(answer.Text), XJson.Default.CreateMessage);
        var said = await api.CallAsync(account, Call.Answer, HttpMethod.Post, $"2/dm_conversations/with/{target.Value}/messages", [], body, answer.Text, abort);
        return said.Failure is { } failure ? failure
            : said.Entities().FirstOrDefault()?.DmEventId is { Length: > 0 } id ? new Outcome.Done([id], Rate: said.Rate)
            : NoAnswer();
    }

    private static bool IsId(string? id) => id is { Length: > 0 and <= 19 } && id.All(char.IsAsciiDigit);

    private static Outcome.Failed NoId()
        => new(FailureKind.Refused, FailureScope.Delivery, new("Ce à quoi répondre n'a pas d'identifiant de X.", "What to answer has no id of X's."));

    private static Outcome.Failed NoAnswer()
        => new(FailureKind.Unknown, FailureScope.Delivery, new("X a accepté la réponse sans donner d'identifiant.", "X accepted the answer but gave no id."));
}
