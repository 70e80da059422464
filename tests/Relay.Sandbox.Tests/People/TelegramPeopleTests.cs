using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Relay.Sandbox.Tests.People;

public sealed class TelegramPeopleTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Message_OfAStranger_OpensHerOwnChatFirst()
    {
        var said = await DoAsync("message", new { text = "/start abc", person = "Sam Taylor" });

        var updates = await UpdatesAsync();

        Assert.That((updates[0]["my_chat_member"]?["from"]?["first_name"]?.ToString(), updates[0]["my_chat_member"]?["new_chat_member"]?["status"]?.ToString()), Is.EqualTo(("Sam Taylor", "member")));
        var message = updates[1]["message"]!;
        Assert.That((message["text"]?.ToString(), message["chat"]?["id"]?.ToString(), message["from"]?["id"]?.ToString(), message["from"]?["language_code"]?.ToString()), Is.EqualTo(("/start abc", said["chat"], said["author"], "en")));
    }

    [Test]
    public async Task Write_InAGroup_IsHeardWhenItNamesOrAnswersTheBot()
    {
        var ours = (await _rehearsal.TelegramAsync("sendMessage", new { chat_id = -900000005, text = "Qui vient ?" }))["result/message_id"];
        await DoAsync("write", new { chat = "Militants de Libourne", text = "entre nous", person = "Inès Martin" });
        await DoAsync("write", new { chat = "Militants de Libourne", text = "moi", person = "Yann Le Goff", replyTo = ours });
        await DoAsync("write", new { chat = "Militants de Libourne", text = "@tilleul_repetition_bot aide", person = "Veille automatique" });

        var heard = (await UpdatesAsync()).Select(update => update["message"]!).ToList();

        Assert.That(heard.Select(message => message["text"]?.ToString()), Is.EqualTo(new[] { "moi", "@tilleul_repetition_bot aide" }));
        Assert.That((heard[0]["reply_to_message"]?["message_id"]?.ToString(), heard[0]["from"]?["first_name"]?.ToString()), Is.EqualTo((ours, "Yann Le Goff")));
        Assert.That((heard[1]["from"]?["is_bot"]?.ToString(), heard[1]["entities"]?[0]?["type"]?.ToString()), Is.EqualTo(("true", "mention")));
    }

    [Test]
    public async Task Comment_OnAChannelsPost_StandsUnderItsForwardInTheDiscussion()
    {
        var post = (await _rehearsal.TelegramAsync("sendMessage", new { chat_id = "@tilleul_fr", text = "Réunion jeudi" }))["result/message_id"];
        var comment = await DoAsync("comment", new { chat = "@tilleul_fr", message = post, text = "Je viens", person = "Inès Martin" });
        await DoAsync("write", new { chat = comment["chat"], text = "Et moi", replyTo = comment["message"], person = "Yann Le Goff" });

        var heard = (await UpdatesAsync()).Select(update => update["message"]!).ToList();

        var (forward, first, second) = (heard[0], heard[1], heard[2]);
        Assert.That((forward["is_automatic_forward"]?.ToString(), forward["forward_origin"]?["message_id"]?.ToString(), forward["sender_chat"]?["username"]?.ToString(), forward["from"]?["id"]?.ToString()), Is.EqualTo(("true", post, "tilleul_fr", "777000")));
        Assert.That((first["text"]?.ToString(), first["message_thread_id"]?.ToString(), first["reply_to_message"]?["is_automatic_forward"]?.ToString()), Is.EqualTo(("Je viens", forward["message_id"]?.ToString(), "true")));
        Assert.That((second["message_thread_id"]?.ToString(), second["reply_to_message"]?["text"]?.ToString()), Is.EqualTo((forward["message_id"]?.ToString(), "Je viens")));
    }

    [Test]
    public async Task Edit_AndDelete_AreToldOnceAndNotAtAll()
    {
        var said = await DoAsync("message", new { text = "Je vien" });
        await DoAsync("edit", new { chat = said["chat"], message = said["message"], text = "Je viens" });
        await DoAsync("delete", new { chat = said["chat"], message = said["message"] });

        var updates = await UpdatesAsync();

        Assert.That(updates.Select(update => update.Last().Key), Is.EqualTo(new[] { "message", "edited_message" }));
        Assert.That((updates[1]["edited_message"]?["text"]?.ToString(), updates[1]["edited_message"]?["edit_date"] is not null), Is.EqualTo(("Je viens", true)));
        Assert.That(_rehearsal.World.Heard().Single().Deleted, Is.True);
    }

    [Test]
    public async Task Press_ContactAndBlock_AreToldAsTelegramTellsThem()
    {
        var private7 = 700000007;
        var asked = (await _rehearsal.TelegramAsync("sendMessage", new { chat_id = private7, text = "Vous venez ?", reply_markup = new { inline_keyboard = new[] { new[] { new { text = "Oui", callback_data = "rsvp:yes" } } } } }))["result/message_id"];
        await DoAsync("press", new { chat = private7, message = asked, button = "Oui" });
        await DoAsync("contact", new { });
        await DoAsync("block", new { });

        var updates = await UpdatesAsync();
        var refused = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = private7, text = "Encore nous" });

        Assert.That((updates[0]["callback_query"]?["data"]?.ToString(), updates[0]["callback_query"]?["from"]?["id"]?.ToString()), Is.EqualTo(("rsvp:yes", "700000007")));
        Assert.That((updates[1]["message"]?["contact"]?["phone_number"]?.ToString(), updates[1]["message"]?["contact"]?["user_id"]?.ToString()), Is.EqualTo(("33639980001", "700000007")));
        Assert.That((updates[2]["my_chat_member"]?["new_chat_member"]?["status"]?.ToString(), refused["description"]), Is.EqualTo(("kicked", "Forbidden: bot was blocked by the user")));
    }

    private Task<Reply> DoAsync(string action, object fields) => _rehearsal.DoAsync("telegram", action, fields);

    private async Task<List<JsonObject>> UpdatesAsync() => [.. (await _rehearsal.TelegramAsync("getUpdates", new { })).Json!["result"]!.AsArray().Select(update => update!.AsObject())];
}
