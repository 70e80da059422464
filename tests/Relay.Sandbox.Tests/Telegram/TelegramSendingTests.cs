using System.Net.Http.Headers;
using NUnit.Framework;

namespace Relay.Sandbox.Tests.Telegram;

public sealed class TelegramSendingTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task SendMessage_Html_GivesTheTextWithoutMarkupAndItsEntities()
    {
        var reply = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = "@tilleul_gironde", text = "<b>Réunion</b> &amp; <a href=\"https://example.org/x\">suite 🎉</a>", parse_mode = "HTML" });

        Assert.Multiple(() =>
        {
            Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
            Assert.That(reply["result/text"], Is.EqualTo("Réunion & suite 🎉"));
            Assert.That(reply["result/entities/0/type"], Is.EqualTo("bold"));
            Assert.That(reply["result/entities/1/url"], Is.EqualTo("https://example.org/x"));
            Assert.That((reply["result/entities/1/offset"], reply["result/entities/1/length"]), Is.EqualTo(("10", "8")));
            Assert.That(reply["result/sender_chat/type"], Is.EqualTo("channel"));
        });
    }

    [TestCase(true, TestName = "SendMessage_Get_IsAccepted")]
    [TestCase(false, TestName = "SendMessage_Form_IsAccepted")]
    public async Task SendMessage_OtherCarriers_AreAccepted(bool get)
    {
        var request = get
            ? new HttpRequestMessage(HttpMethod.Get, new Uri($"{_rehearsal.TelegramAddress("SENDMESSAGE")}?chat_id={_rehearsal.Channel.Id}&text=Bonjour"))
            : new HttpRequestMessage(HttpMethod.Post, _rehearsal.TelegramAddress("sendmessage"))
            {
                Content = new FormUrlEncodedContent([new("chat_id", $"{_rehearsal.Channel.Id}"), new("text", "Bonjour"), new("link_preview_options", """{"is_disabled":true}""")]),
            };

        var reply = await _rehearsal.SendAsync(request);

        Assert.That((reply.Status, reply["result/text"]), Is.EqualTo((200, "Bonjour")), reply.Text);
    }

    [Test]
    public async Task SendMessage_ManyInAChat_GetConsecutiveIdsOfThatChat()
    {
        var other = _rehearsal.World.Accounts.Chats[0].Id;
        var ids = new List<string?>();
        foreach (var chat in new[] { _rehearsal.Channel.Id, other, _rehearsal.Channel.Id, _rehearsal.Channel.Id })
        {
            ids.Add((await _rehearsal.TelegramAsync("sendMessage", new { chat_id = chat, text = "Bonjour" }))["result/message_id"]);
        }

        Assert.That(ids, Is.EqualTo(new[] { "1", "1", "2", "3" }));
    }

    [TestCase("", 400, "Bad Request: message text is empty")]
    [TestCase("   ", 400, "Bad Request: message text is empty")]
    [TestCase("<b></b>", 400, "Bad Request: message text is empty")]
    [TestCase("<b>x", 400, "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"")]
    [TestCase("é <u2>x</u2>", 400, "Bad Request: can't parse entities: Unsupported start tag \"u2\" at byte offset 3")]
    [TestCase("<b>x</i>", 400, "Bad Request: can't parse entities: Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"")]
    [TestCase("x</b>", 400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 1")]
    [TestCase("1 <2", 400, "Bad Request: can't parse entities: Unclosed start tag at byte offset 2")]
    public async Task SendMessage_BadText_IsRefusedInTelegramsWords(string text, int code, string description)
    {
        var reply = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text, parse_mode = "HTML" });

        Assert.That((reply.Status, reply["ok"], reply["error_code"], reply["description"]), Is.EqualTo((code, "false", $"{code}", description)));
        Assert.That(_rehearsal.World.Posts(), Is.Empty);
    }

    [TestCase(4096, 200)]
    [TestCase(4097, 400)]
    public async Task SendMessage_LengthAfterEntities_DecidesInUtf16Units(int length, int status)
    {
        var text = $"<b>{new string('é', length - 2)}</b>😀";

        var reply = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text, parse_mode = "HTML" });

        Assert.That(reply.Status, Is.EqualTo(status), reply["description"]);
        Assert.That(reply["description"], status == 200 ? Is.Null : Is.EqualTo("Bad Request: message is too long"));
    }

    [TestCase(-1L, 400, "Bad Request: chat not found")]
    [TestCase(700000009L, 403, "Forbidden: bot was blocked by the user")]
    [TestCase(-1009000000011L, 403, "Forbidden: bot was kicked from the supergroup chat")]
    public async Task SendMessage_ClosedChat_IsRefused(long chat, int code, string description)
    {
        var reply = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = chat, text = "Bonjour" });

        Assert.That((reply.Status, reply["description"]), Is.EqualTo((code, description)));
    }

    [Test]
    public async Task SendMessage_UpgradedGroup_NamesTheNewChat()
    {
        var reply = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = -900000010L, text = "Bonjour" });

        Assert.That((reply.Status, reply["parameters/migrate_to_chat_id"]), Is.EqualTo((400, "-1009000000006")));
    }

    [Test]
    public async Task SendMessage_Topic_MustExist()
    {
        var there = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = "@tilleul_bretagne", message_thread_id = 5, text = "Covoiturage" });
        var missing = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = "@tilleul_bretagne", message_thread_id = 6, text = "Covoiturage" });

        Assert.That((there["result/message_thread_id"], there["result/is_topic_message"]), Is.EqualTo(("5", "true")));
        Assert.That((missing.Status, missing["description"]), Is.EqualTo((400, "Bad Request: message thread not found")));
    }

    [Test]
    public async Task SendMessage_UnknownParameterOrWrongType_IsRefused()
    {
        var unknown = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Bonjour", disable_web_page_preview = true });
        var type = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Bonjour", disable_notification = "oui" });
        var preview = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Bonjour", link_preview_options = new { disabled = true } });

        Assert.That(new[] { unknown.Status, type.Status, preview.Status }, Is.All.EqualTo(400));
        Assert.That(unknown["description"], Does.Contain("disable_web_page_preview"));
    }

    [Test]
    public async Task SendMessage_Entities_AreCheckedAgainstTheText()
    {
        var good = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "  Bonjour", entities = new[] { new { type = "bold", offset = 2, length = 7 } } });
        var split = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "😀", entities = new[] { new { type = "bold", offset = 0, length = 1 } } });

        Assert.That((good["result/text"], good["result/entities/0/offset"]), Is.EqualTo(("Bonjour", "0")), "trimming moves entities");
        Assert.That(split.Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Call_BadTokenOrMethod_AnswersAsTheServerDoes()
    {
        var revoked = await _rehearsal.TelegramAsync("getMe", new { }, _rehearsal.Bot with { Token = "7000000009:AAREHEARSALrehearsalREHEARSALrehear9" });
        var shapeless = await _rehearsal.TelegramAsync("getMe", new { }, _rehearsal.Bot with { Token = "secret" });
        var method = await _rehearsal.TelegramAsync("sendCarrierPigeon", new { });

        Assert.That((revoked.Status, revoked["description"]), Is.EqualTo((401, "Unauthorized")));
        Assert.That((shapeless.Status, shapeless["description"]), Is.EqualTo((404, "Not Found")));
        Assert.That((method.Status, method["description"]), Is.EqualTo((404, "Not Found: method not found")));
    }

    [Test]
    public async Task SendPhoto_Upload_KeepsThePictureAndItsCaption()
    {
        using var content = Multipart(("chat_id", "@tilleul_gironde"), ("caption", "<i>Affiche</i>"), ("parse_mode", "HTML"));
        content.Add(File(await PictureAsync("1")), "photo", "affiche.png");

        var reply = await _rehearsal.SendAsync(new HttpRequestMessage(HttpMethod.Post, _rehearsal.TelegramAddress("sendPhoto")) { Content = content });
        var again = await _rehearsal.TelegramAsync("sendPhoto", new { chat_id = _rehearsal.Channel.Id, photo = reply["result/photo/0/file_id"] });

        Assert.That((reply["result/caption"], reply["result/caption_entities/0/type"], reply["result/photo/0/width"]), Is.EqualTo(("Affiche", "italic", "90")), reply.Text);
        Assert.That(again.Status, Is.EqualTo(200), again.Text);
    }

    [TestCase("pictures/2.png", 200, null)]
    [TestCase("pictures/25.png", 400, "Bad Request: failed to get HTTP URL content")]
    [TestCase("style.css", 400, "Bad Request: wrong type of the web page content")]
    public async Task SendPhoto_Address_IsFetched(string path, int status, string? description)
    {
        var reply = await _rehearsal.TelegramAsync("sendPhoto", new { chat_id = _rehearsal.Channel.Id, photo = new Uri(_rehearsal.Host.Console, path).ToString() });

        Assert.That((reply.Status, reply["description"]), Is.EqualTo((status, description)));
    }

    [Test]
    public async Task SendPhoto_CaptionOf1025_IsTooLong()
    {
        var photo = new Uri(_rehearsal.Host.Console, "pictures/2.png").ToString();

        var longest = await _rehearsal.TelegramAsync("sendPhoto", new { chat_id = _rehearsal.Channel.Id, photo, caption = new string('x', 1024) });
        var longer = await _rehearsal.TelegramAsync("sendPhoto", new { chat_id = _rehearsal.Channel.Id, photo, caption = new string('x', 1025) });

        Assert.That(longest.Status, Is.EqualTo(200));
        Assert.That((longer.Status, longer["description"]), Is.EqualTo((400, "Bad Request: message caption is too long")));
    }

    [Test]
    public async Task SendMediaGroup_AttachedFiles_GivesOneMessageEachInOneAlbum()
    {
        using var content = Multipart(("chat_id", "@tilleul_gironde"), ("media", """[{"type":"photo","media":"attach://a","caption":"Une"},{"type":"photo","media":"attach://b"}]"""));
        content.Add(File(await PictureAsync("3")), "a", "a.png");
        content.Add(File(await PictureAsync("4")), "b", "b.png");

        var reply = await _rehearsal.SendAsync(new HttpRequestMessage(HttpMethod.Post, _rehearsal.TelegramAddress("sendMediaGroup")) { Content = content });

        Assert.That((reply["result/0/message_id"], reply["result/1/message_id"], reply["result/0/caption"], reply["result/1/caption"]), Is.EqualTo(("1", "2", "Une", (string?)null)), reply.Text);
        Assert.That(reply["result/0/media_group_id"], Is.Not.Null.And.EqualTo(reply["result/1/media_group_id"]));
    }

    [TestCase("""[{"type":"photo","media":"https://example.org/a.png"}]""")]
    [TestCase("""[{"type":"photo","media":"https://example.org/a.png"},{"type":"sticker","media":"https://example.org/b.png"}]""")]
    [TestCase("""[{"type":"photo","media":"https://example.org/a.png"},{"type":"photo","media":"https://example.org/b.png","alt":"x"}]""")]
    [TestCase("""[{"type":"photo","media":"https://example.org/a.png"},{"type":"photo","media":"attach://missing"}]""")]
    public async Task SendMediaGroup_Wrong_IsRefusedWhole(string media)
    {
        var reply = await _rehearsal.TelegramAsync("sendMediaGroup", new { chat_id = _rehearsal.Channel.Id, media = System.Text.Json.Nodes.JsonNode.Parse(media) });

        Assert.That(reply.Status, Is.EqualTo(400), reply.Text);
        Assert.That(_rehearsal.World.Posts(), Is.Empty);
    }

    [Test]
    public async Task ForwardMessage_ToTheJournal_NamesItsOriginAndStaysOutOfTheList()
    {
        var journal = _rehearsal.World.Accounts.Chats.Single(chat => chat.Journal).Id;
        await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Bonjour" });

        var forward = await _rehearsal.TelegramAsync("forwardMessage", new { chat_id = journal, from_chat_id = _rehearsal.Channel.Id, message_id = 1 });
        var missing = await _rehearsal.TelegramAsync("forwardMessage", new { chat_id = journal, from_chat_id = _rehearsal.Channel.Id, message_id = 2 });

        Assert.That((forward["result/forward_origin/type"], forward["result/forward_origin/message_id"], forward["result/text"]), Is.EqualTo(("channel", "1", "Bonjour")), forward.Text);
        Assert.That((missing.Status, missing["description"]), Is.EqualTo((400, "Bad Request: message to forward not found")));
        Assert.That(_rehearsal.World.Posts(), Has.Count.EqualTo(1));
        Assert.That(_rehearsal.World.Posts(journal: true), Has.Count.EqualTo(2).And.Some.Property(nameof(Post.Journal)).True);
    }

    [Test]
    public async Task CopyMessage_OwnPost_GivesAnIdOnly()
    {
        await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Bonjour" });

        var copy = await _rehearsal.TelegramAsync("copyMessage", new { chat_id = "@tilleul_fr", from_chat_id = _rehearsal.Channel.Id, message_id = 1 });

        Assert.That(copy.Json!["result"]!.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "message_id" }), copy.Text);
    }

    [Test]
    public async Task GetMeAndGetChat_Ask_AnswerWhatTheSpecRequires()
    {
        var me = await _rehearsal.TelegramAsync("getMe", new { });
        var chat = await _rehearsal.TelegramAsync("getChat", new { chat_id = "@tilleul_bretagne" });

        Assert.That((me["result/id"], me["result/is_bot"]), Is.EqualTo(($"{_rehearsal.Bot.Id}", "true")));
        Assert.That(chat.Json!["result"]!.AsObject().Select(pair => pair.Key), Is.SupersetOf(new[] { "id", "type", "accent_color_id", "max_reaction_count", "accepted_gift_types" }));
        Assert.That(chat["result/is_forum"], Is.EqualTo("true"));
    }

    private static MultipartFormDataContent Multipart(params (string Name, string Value)[] fields)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            content.Add(new StringContent(value), name);
        }
        return content;
    }

    private static ByteArrayContent File(byte[] bytes) => new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };

    private async Task<byte[]> PictureAsync(string number)
    {
        using var http = new HttpClient();
        return await http.GetByteArrayAsync(new Uri(_rehearsal.Host.Console, $"pictures/{number}.png"));
    }
}
