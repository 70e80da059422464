using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;

namespace Relay.Networks.Tests.Answers;

[TestFixture]
internal sealed class FacebookAnswersTests
{
    private static readonly Target Page = new("100000000000002");

    [Test]
    public async Task Answer_ToAComment_StandsUnderIt()
    {
        using var rig = new AnswerRig("facebook");
        rig.Wire.Always(200, """{"id":"122100_122106"}""");

        var outcome = await rig.AnswerAsync(Page, AnswerRig.Part(AnswerForm.PublicReply, "122100_122103"));

        var request = rig.Wire.Requests.Single();
        Assert.That(request.Path, Does.EndWith("/122100_122103/comments"));
        Assert.That(JsonDocument.Parse(request.Text).RootElement.GetProperty("message").GetString(), Is.EqualTo(AnswerRig.Words));
        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { "122100_122106" }));
    }

    [TestCase(AnswerForm.PrivateMessage, "id", "24000000000007")]
    [TestCase(AnswerForm.PrivateReply, "comment_id", "122100_122103")]
    public async Task Answer_InMessenger_IsAResponseToThatPerson(AnswerForm form, string key, string recipient)
    {
        using var rig = new AnswerRig("facebook");
        rig.Wire.Always(200, """{"recipient_id":"24000000000007","message_id":"m_AG5"}""");

        var outcome = await rig.AnswerAsync(AnswerRig.Person("24000000000007"), AnswerRig.Part(form, form == AnswerForm.PrivateReply ? "122100_122103" : null));

        var body = JsonDocument.Parse(rig.Wire.Requests.Single().Text).RootElement;
        Assert.That(rig.Wire.Requests.Single().Path, Does.EndWith("/100000000000002/messages"));
        Assert.That(body.GetProperty("recipient").ToString(), Is.EqualTo($$"""{"{{key}}":"{{recipient}}"}"""));
        Assert.That((body.GetProperty("messaging_type").GetString(), body.GetProperty("message").GetProperty("text").GetString()), Is.EqualTo(("RESPONSE", AnswerRig.Words)));
        Assert.That((((Outcome.Done)outcome).RemoteIds.Single(), ((Outcome.Done)outcome).Link), Is.EqualTo(("m_AG5", (Uri?)null)));
    }

    [Test]
    public async Task Answer_WithButtonsInMessenger_ShowsThemAsQuickRepliesAndATemplate()
    {
        using var rig = new AnswerRig("facebook");
        rig.Wire.Always(200, """{"recipient_id":"24000000000007","message_id":"m_AG5"}""");
        Button come = new("Je viens", "r:y"), page = new("En savoir plus", Link: new("https://parti.example/e/1"));

        await rig.AnswerAsync(AnswerRig.Person("24000000000007"), AnswerRig.Part(AnswerForm.PrivateMessage, null, come));
        await rig.AnswerAsync(AnswerRig.Person("24000000000007"), AnswerRig.Part(AnswerForm.PrivateMessage, null, page, come));

        var messages = rig.Wire.Requests.Select(request => JsonDocument.Parse(request.Text).RootElement.GetProperty("message")).ToList();
        const string Quick = """[{"content_type":"text","title":"Je viens","payload":"r:y"}]""";
        Assert.That((messages[0].GetProperty("text").GetString(), messages[0].GetProperty("quick_replies").ToString()), Is.EqualTo((AnswerRig.Words, Quick)));
        Assert.That((messages[1].TryGetProperty("text", out _), messages[1].GetProperty("quick_replies").ToString()), Is.EqualTo((false, Quick)));
        var template = messages[1].GetProperty("attachment");
        Assert.That((template.GetProperty("type").GetString(), template.GetProperty("payload").GetProperty("template_type").GetString(), template.GetProperty("payload").GetProperty("text").GetString()), Is.EqualTo(("template", "button", AnswerRig.Words)));
        Assert.That(template.GetProperty("payload").GetProperty("buttons").ToString(), Is.EqualTo("""[{"type":"web_url","url":"https://parti.example/e/1","title":"En savoir plus"}]"""));
    }

    [Test]
    public async Task Answer_MoreChoicesThanMessengerShows_GoesWithThirteen()
    {
        using var rig = new AnswerRig("facebook");
        rig.Wire.Always(200, """{"recipient_id":"24000000000007","message_id":"m_AG5"}""");

        await rig.AnswerAsync(AnswerRig.Person("24000000000007"), AnswerRig.Part(AnswerForm.PrivateMessage, null, [.. Enumerable.Range(1, 15).Select(number => new Button($"{number}. Choix", $"r:{number}"))]));

        Assert.That(JsonDocument.Parse(rig.Wire.Requests.Single().Text).RootElement.GetProperty("message").GetProperty("quick_replies").GetArrayLength(), Is.EqualTo(13));
    }

    [TestCase(10, 2018278, FailureKind.Refused, FailureScope.Delivery, "24 heures")]
    [TestCase(10, 2534022, FailureKind.Refused, FailureScope.Delivery, "24 heures")]
    [TestCase(551, 1545041, FailureKind.Refused, FailureScope.Delivery, "ne peut pas recevoir")]
    [TestCase(100, 2018001, FailureKind.Refused, FailureScope.Delivery, "ne connaît pas")]
    [TestCase(10900, 0, FailureKind.Refused, FailureScope.Delivery, "une")]
    [TestCase(100, 33, FailureKind.Gone, FailureScope.Delivery, "plus là")]
    [TestCase(230, 0, FailureKind.Refused, FailureScope.Delivery, "said")]
    [TestCase(200, 0, FailureKind.Refused, FailureScope.Delivery, "said")]
    [TestCase(190, 0, FailureKind.Unauthorized, FailureScope.Account, "said")]
    [TestCase(368, 0, FailureKind.Misconfigured, FailureScope.Account, "said")]
    [TestCase(80006, 0, FailureKind.Throttled, FailureScope.Account, "said")]
    [TestCase(1, 0, FailureKind.Unknown, FailureScope.Delivery, "said")]
    public async Task Answer_Refused_MeansAsMuchAsItSays(int code, int subcode, FailureKind kind, FailureScope scope, string french)
    {
        using var rig = new AnswerRig("facebook");
        rig.Wire.Always(400, $$$"""{"error":{"message":"(#{{{code}}}) said","type":"OAuthException","code":{{{code}}},"error_subcode":{{{subcode}}}}}""");

        var failed = (Outcome.Failed)await rig.AnswerAsync(AnswerRig.Person("24000000000007"), AnswerRig.Part(AnswerForm.PrivateMessage));

        Assert.That((failed.Kind, failed.Scope, failed.Person), Is.EqualTo((kind, scope, PersonStatus.Unchanged)));
        Assert.That(failed.Reason.French, Does.Contain(french));
    }

    [Test]
    public async Task Answer_Lost_LeavesADoubt()
    {
        using var rig = new AnswerRig("facebook");
        rig.Wire.Throws(() => new HttpRequestException(HttpRequestError.ResponseEnded));

        Assert.That(((Outcome.Failed)await rig.AnswerAsync(Page, AnswerRig.Part(AnswerForm.PublicReply, "122100_122103"))).Kind, Is.EqualTo(FailureKind.Unknown));
    }
}
