using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Deliveries.Answers;

namespace Relay.Networks.Tests.Answers;

[TestFixture]
internal sealed class TelegramAnswersTests
{
    private const string Accepted = """{"ok":true,"result":{"message_id":4711,"date":1772438400,"chat":{"id":700,"type":"private"},"text":"…"}}""";

    [Test]
    public async Task Answer_InPrivate_SendsPlainWordsWithoutMarkupOrPreview()
    {
        using var rig = new AnswerRig("telegram");
        rig.Wire.Always(200, Accepted);

        var outcome = await rig.AnswerAsync(AnswerRig.Person("700000007"), AnswerRig.Part(AnswerForm.PrivateMessage, null, new Button("Je viens", "rsvp:1")));

        var body = JsonDocument.Parse(rig.Wire.Requests.Single().Text).RootElement;
        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { "4711" }));
        Assert.That((body.GetProperty("chat_id").GetInt64(), body.GetProperty("text").GetString(), body.TryGetProperty("parse_mode", out _)), Is.EqualTo((700000007L, AnswerRig.Words, false)));
        Assert.That(body.GetProperty("link_preview_options").GetProperty("is_disabled").GetBoolean(), Is.True);
        Assert.That(body.GetProperty("reply_markup").GetProperty("inline_keyboard")[0][0].GetProperty("callback_data").GetString(), Is.EqualTo("rsvp:1"));
    }

    [Test]
    public async Task Answer_WithAFile_IsOneMessageWithTheWordsAndButtonsUnderIt()
    {
        using var rig = new AnswerRig("telegram");
        rig.Wire.Always(200, Accepted);

        var outcome = await rig.AnswerAsync(AnswerRig.Person("700000007"), AnswerRig.Part(AnswerForm.PrivateMessage, null, new Button("Je ne viens plus", "rsvp:1")) with { File = new("2026-03-14-reunion.ics", "text/calendar", "SUMMARY:Réunion") });

        var request = rig.Wire.Requests.Single();
        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { "4711" }));
        Assert.That(request.Path, Does.EndWith("/sendDocument"));
        Assert.That(request.Text, Does.Contain("name=\"caption\"").And.Contain(AnswerRig.Words).And.Contain("Je ne viens plus"));
        Assert.That(request.Text, Does.Contain("name=\"document\"; filename=\"2026-03-14-reunion.ics\"").And.Contain("SUMMARY:Réunion").And.Contain("text/calendar; charset=utf-8"));
    }

    [Test]
    public async Task Answer_InATopic_StandsUnderTheMessageAndNowhereElse()
    {
        using var rig = new AnswerRig("telegram");
        rig.Wire.Always(200, Accepted);

        await rig.AnswerAsync(new("-1009000000006", "5", TargetKind.Group), AnswerRig.Part(AnswerForm.PublicReply, "41"));

        var body = JsonDocument.Parse(rig.Wire.Requests.Single().Text).RootElement;
        Assert.That(body.GetProperty("message_thread_id").GetInt32(), Is.EqualTo(5));
        Assert.That(body.GetProperty("reply_parameters").ToString(), Is.EqualTo("""{"message_id":41,"allow_sending_without_reply":false}"""));
    }

    [TestCase(403, "Forbidden: bot was blocked by the user", PersonStatus.Blocked)]
    [TestCase(403, "Forbidden: user is deactivated", PersonStatus.Gone)]
    [TestCase(403, "Forbidden: bot can't initiate conversation with a user", PersonStatus.Unchanged)]
    [TestCase(400, "Bad Request: chat not found", PersonStatus.Unchanged)]
    public async Task Answer_PersonOutOfReach_SaysWhyInBothLanguages(int status, string description, PersonStatus person)
    {
        using var rig = new AnswerRig("telegram");
        rig.Wire.Always(status, $$"""{"ok":false,"error_code":{{status}},"description":"{{description}}"}""");

        var failed = (Outcome.Failed)await rig.AnswerAsync(AnswerRig.Person("700000007"), AnswerRig.Part(AnswerForm.PrivateMessage));

        Assert.That(failed.Person, Is.EqualTo(person));
        Assert.That(failed.Reason.French, Does.Contain("personne"));
        Assert.That(failed.Reason.English, Does.Contain("person"));
    }

    [Test]
    public async Task Answer_GroupThatPutTheBotOut_SaysNothingOfAPerson()
    {
        using var rig = new AnswerRig("telegram");
        rig.Wire.Always(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked from the supergroup chat"}""");

        var failed = (Outcome.Failed)await rig.AnswerAsync(new("-100", Kind: TargetKind.Group), AnswerRig.Part(AnswerForm.PublicReply, "4"));

        Assert.That((failed.Kind, failed.Scope, failed.Person), Is.EqualTo((FailureKind.Misconfigured, FailureScope.Target, PersonStatus.Unchanged)));
    }
}
