using NUnit.Framework;

namespace Relay.Sandbox.Tests.Telegram;

public sealed class TelegramHearingTests
{
    private const string Group = "Militants de Libourne";

    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task GetUpdates_ConfirmedByTheNextOffset_NeverComesAgain()
    {
        await DoAsync("write", new { chat = "@tilleul_gironde", text = "un" });
        await DoAsync("write", new { chat = "@tilleul_gironde", text = "deux" });

        var first = await UpdatesAsync(new { limit = 1 });
        var again = await UpdatesAsync(new { });
        var rest = await UpdatesAsync(new { offset = long.Parse(first["result/0/update_id"]!, System.Globalization.CultureInfo.InvariantCulture) + 1 });

        Assert.That(first["result/0/channel_post/text"], Is.EqualTo("un"));
        Assert.That(again.Json!["result"]!.AsArray(), Has.Count.EqualTo(2), "unconfirmed ones stay");
        Assert.That(rest["result/0/channel_post/text"], Is.EqualTo("deux"));
        Assert.That((await UpdatesAsync(new { offset = -1 })).Json!["result"]!.AsArray(), Has.Count.EqualTo(1));
        _rehearsal.Clock.Advance(TimeSpan.FromHours(25));
        Assert.That((await UpdatesAsync(new { })).Json!["result"]!.AsArray(), Is.Empty, "a day is all they are kept");
    }

    [Test]
    public async Task GetUpdates_SecondReader_EndsTheFirst()
    {
        var first = UpdatesAsync(new { timeout = 50 });
        while (_rehearsal.Clock.Waiting == 0)
        {
            await Task.Yield();
        }

        var second = await UpdatesAsync(new { timeout = 0 });

        Assert.That((second.Status, (await first).Status), Is.EqualTo((200, 409)));
        Assert.That((await first)["description"], Is.EqualTo("Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));
    }

    [Test]
    public async Task GetUpdates_LongPoll_EndsWithTheFirstUpdateOrItsTime()
    {
        var heard = UpdatesAsync(new { timeout = 50, allowed_updates = new[] { "callback_query", "channel_post" } });
        while (_rehearsal.Clock.Waiting == 0)
        {
            await Task.Yield();
        }
        await DoAsync("add", new { chat = Group });
        await DoAsync("write", new { chat = "@tilleul_gironde", text = "enfin" });

        Assert.That((await heard)["result/0/channel_post/text"], Is.EqualTo("enfin"), "kinds that were not named are not kept");
        await UpdatesAsync(new { offset = long.Parse((await heard)["result/0/update_id"]!, System.Globalization.CultureInfo.InvariantCulture) + 1 });
        var silent = UpdatesAsync(new { timeout = 300 });
        while (_rehearsal.Clock.Waiting == 0)
        {
            await Task.Yield();
        }
        _rehearsal.Clock.Advance(TimeSpan.FromSeconds(50));
        Assert.That((await silent).Json!["result"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Webhook_Set_StopsPollingUntilItIsDeleted()
    {
        Assert.That((await _rehearsal.TelegramAsync("setWebhook", new { url = "http://a.example" })).Status, Is.EqualTo(400));
        await _rehearsal.TelegramAsync("setWebhook", new { url = "https://a.example/hook" });

        Assert.That((await UpdatesAsync(new { })).Status, Is.EqualTo(409));
        Assert.That((await _rehearsal.TelegramAsync("getWebhookInfo", new { }))["result/url"], Is.EqualTo("https://a.example/hook"));
        await _rehearsal.TelegramAsync("deleteWebhook", new { drop_pending_updates = false });
        Assert.That((await UpdatesAsync(new { })).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Write_InAGroup_IsHeardByAdministratorsAndCommandsByAll()
    {
        await DoAsync("write", new { chat = Group, text = "entre nous" });
        await DoAsync("write", new { chat = Group, text = "/aide" });
        await DoAsync("add", new { chat = Group, rights = "delete" });
        await DoAsync("write", new { chat = Group, text = "devant le robot" });

        var updates = (await UpdatesAsync(new { })).Json!["result"]!.AsArray().Select(update => update!["message"]?["text"]?.GetValue<string>() ?? "my_chat_member");

        Assert.That(updates, Is.EqualTo(new[] { "/aide", "my_chat_member", "devant le robot" }));
    }

    [Test]
    public async Task Press_UnderAMessage_IsToldAndAnsweredOnce()
    {
        var markup = new { inline_keyboard = new object[] { new object[] { new { text = "Publié", callback_data = "hand:1" } } } };
        var sent = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = 700000007, text = "À publier", reply_markup = markup });
        var press = await DoAsync("press", new { chat = "700000007", message = sent["result/message_id"], button = "Publié" });

        var update = await UpdatesAsync(new { });
        Assert.That((update["result/0/callback_query/data"], update["result/0/callback_query/from/id"], update["result/0/callback_query/message/text"]), Is.EqualTo(("hand:1", "700000007", "À publier")));
        var id = update["result/0/callback_query/id"];
        Assert.That(press["press"], Is.EqualTo(id));
        Assert.That((await _rehearsal.TelegramAsync("answerCallbackQuery", new { callback_query_id = id, text = "Noté" })).Status, Is.EqualTo(200));
        Assert.That((await _rehearsal.TelegramAsync("answerCallbackQuery", new { callback_query_id = "5" }))["description"], Does.Contain("query is too old"));
        Assert.That((await _rehearsal.ControlAsync(HttpMethod.Get, "telegram/presses"))["0/answer"], Is.EqualTo("Noté"));
        Assert.That((await _rehearsal.TelegramAsync("editMessageReplyMarkup", new { chat_id = 700000007, message_id = int.Parse(sent["result/message_id"]!, System.Globalization.CultureInfo.InvariantCulture) }))["result/reply_markup"], Is.Null);
        Assert.That((await _rehearsal.ControlAsync(HttpMethod.Post, "telegram/press", new { chat = "700000007", message = sent["result/message_id"], button = "Publié" })).Status, Is.EqualTo(400), "the button is gone");
    }

    [TestCase("edit", 400, "not enough rights to send text messages")]
    [TestCase("member", 400, "need administrator rights in the channel chat")]
    [TestCase("post", 200, null)]
    public async Task SendMessage_ToAChannel_NeedsTheRightToPost(string rights, int status, string? description)
    {
        await DoAsync("add", new { chat = "@tilleul_gironde", rights });

        var answer = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = "@tilleul_gironde", text = "a" });
        var member = await _rehearsal.TelegramAsync("getChatMember", new { chat_id = "@tilleul_gironde", user_id = _rehearsal.Bot.Id });

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer["description"] ?? "", Does.Contain(description ?? ""));
        Assert.That(member["result/status"], Is.EqualTo(rights == "member" ? "member" : "administrator"));
    }

    [Test]
    public async Task Chat_MadeByPeople_TakesTheBotWhenItIsAdded()
    {
        var made = await DoAsync("chats", new { title = "Cercle", people = 3, topics = "Annonces" });
        var chat = long.Parse(made["chat"]!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That((await _rehearsal.TelegramAsync("getChat", new { chat_id = chat })).Status, Is.EqualTo(403));

        await DoAsync("add", new { chat = "Cercle" });
        await DoAsync("topics", new { chat = "Cercle", name = "Covoiturage" });

        Assert.That((await _rehearsal.TelegramAsync("getChat", new { chat_id = chat }))["result/is_forum"], Is.EqualTo("true"));
        Assert.That((await _rehearsal.TelegramAsync("getChatMemberCount", new { chat_id = chat }))["result"], Is.EqualTo("5"));
        Assert.That((await _rehearsal.TelegramAsync("getChatAdministrators", new { chat_id = chat })).Json!["result"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((await UpdatesAsync(new { }))["result/1/message/forum_topic_created/name"], Is.EqualTo("Covoiturage"));
        Assert.That((await _rehearsal.GetAsync(new Uri(_rehearsal.Host.Console, $"telegram/{chat}"))).Status, Is.EqualTo(200));
        await DoAsync("remove", new { chat = "Cercle" });
        Assert.That((await _rehearsal.TelegramAsync("sendMessage", new { chat_id = chat, text = "a" }))["description"], Is.EqualTo("Forbidden: bot was kicked from the supergroup chat"));
    }

    [TestCase("write", """{"chat":"@nowhere","text":"a"}""", 400)]
    [TestCase("write", """{"chat":"@tilleul_gironde"}""", 400)]
    [TestCase("write", """[]""", 400)]
    [TestCase("dance", """{}""", 404)]
    public async Task Control_Nonsense_IsRefusedWithAReason(string action, string body, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.Console, $"_sandbox/telegram/{action}")) { Content = new StringContent(body) };

        var answer = await _rehearsal.SendAsync(request);

        Assert.That(answer.Status, Is.EqualTo(status));
        Assert.That(answer["error"], Is.Not.Empty);
    }

    private Task<Reply> UpdatesAsync(object parameters) => _rehearsal.TelegramAsync("getUpdates", parameters);

    private async Task<Reply> DoAsync(string action, object fields)
    {
        var done = await _rehearsal.ControlAsync(HttpMethod.Post, "telegram/" + action, fields);
        Assert.That(done.Status, Is.EqualTo(200), done.Text);
        return done;
    }
}
