using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;

namespace Relay.Networks.Tests.Answers;

[TestFixture]
internal sealed class XAnswersTests
{
    [Test]
    public async Task Answer_ToAMention_IsAReply()
    {
        using var rig = new AnswerRig("x");
        rig.Wire.Always(201, """{"data":{"id":"1346889436626259968","text":"…","edit_history_tweet_ids":["1346889436626259968"]}}""");

        var outcome = await rig.AnswerAsync(new Target("@parti_33"), AnswerRig.Part(AnswerForm.PublicReply, "1346889436626259900"));

        var body = JsonDocument.Parse(rig.Wire.Requests.Single().Text).RootElement;
        Assert.That((body.GetProperty("text").GetString(), body.GetProperty("reply").ToString()), Is.EqualTo((AnswerRig.Words, """{"in_reply_to_tweet_id":"1346889436626259900"}""")));
        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { "1346889436626259968" }));
    }

    [Test]
    public async Task Answer_InPrivate_IsADirectMessage()
    {
        using var rig = new AnswerRig("x");
        rig.Wire.Always(201, """{"data":{"dm_conversation_id":"42-7","dm_event_id":"1346889436626259968"}}""", ("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", "4102444800"));

        var outcome = (Outcome.Done)await rig.AnswerAsync(AnswerRig.Person("7"), AnswerRig.Part(AnswerForm.PrivateMessage));

        Assert.That(rig.Wire.Requests.Single().Path, Is.EqualTo("/2/dm_conversations/with/7/messages"));
        Assert.That((outcome.RemoteIds.Single(), outcome.Rate), Is.EqualTo(("1346889436626259968", new RateReading(0, DateTimeOffset.FromUnixTimeSeconds(4102444800)))));
    }

    [TestCase(AnswerForm.PublicReply, 403, "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(AnswerForm.PublicReply, 403, "You are not allowed to create a Tweet with duplicate content.", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(AnswerForm.PublicReply, 403, "You attempted to reply to a Tweet that is deleted or not visible to you.", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(AnswerForm.PrivateMessage, 403, "You cannot send messages to this user.", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(AnswerForm.PrivateMessage, 403, "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase(AnswerForm.PrivateMessage, 404, "Not Found", FailureKind.Gone, FailureScope.Delivery)]
    [TestCase(AnswerForm.PrivateMessage, 402, "Your enrolled account does not have any credits to fulfill this request.", FailureKind.Misconfigured, FailureScope.Account)]
    [TestCase(AnswerForm.PrivateMessage, 429, "Too Many Requests", FailureKind.Throttled, FailureScope.Account)]
    [TestCase(AnswerForm.PublicReply, 429, "Too Many Requests", FailureKind.Throttled, FailureScope.Account)]
    [TestCase(AnswerForm.PublicReply, 503, "Service Unavailable", FailureKind.Unknown, FailureScope.Delivery)]
    public async Task Answer_Refused_MeansAsMuchAsItSays(AnswerForm form, int status, string detail, FailureKind kind, FailureScope scope)
    {
        using var rig = new AnswerRig("x");
        rig.Wire.Always(status, $$"""{"title":"Forbidden","detail":"{{detail}}","type":"about:blank","status":{{status}}}""");

        var failed = (Outcome.Failed)await rig.AnswerAsync(form == AnswerForm.PublicReply ? new Target("@parti_33") : AnswerRig.Person("7"), AnswerRig.Part(form, "41"));

        Assert.That((failed.Kind, failed.Scope), Is.EqualTo((kind, scope)));
    }
}
