using NUnit.Framework;

namespace Relay.Sandbox.Tests.Telegram;

public sealed class TelegramEditingTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start()
    {
        _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Bonjour" });
        await _rehearsal.TelegramAsync("sendPhoto", new { chat_id = _rehearsal.Channel.Id, photo = "https://example.org/affiche.jpg", caption = "Affiche" });
    }

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task EditMessageText_NewText_ReplacesItUnderTheSameId()
    {
        _rehearsal.Clock.Advance(TimeSpan.FromDays(30));

        var reply = await EditAsync("editMessageText", 1, new { text = "Reporté" });

        Assert.That((reply["result/message_id"], reply["result/text"], reply["result/edit_date"]), Is.EqualTo(("1", "Reporté", $"{_rehearsal.Clock.GetUtcNow().ToUnixTimeSeconds()}")), reply.Text);
        Assert.That(_rehearsal.World.Posts().First(post => post.Id == "1").Text, Is.EqualTo("Reporté"));
    }

    [Test]
    public async Task EditMessageText_SameText_IsNotModified()
    {
        var reply = await EditAsync("editMessageText", 1, new { text = "Bonjour" });

        Assert.That((reply.Status, reply["description"]), Is.EqualTo((400,
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")));
    }

    [TestCase("editMessageText", 9, "Bad Request: message to edit not found")]
    [TestCase("editMessageText", 2, "Bad Request: there is no text in the message to edit")]
    [TestCase("editMessageCaption", 1, "Bad Request: there is no caption in the message to edit")]
    public async Task Edit_WrongMessage_IsRefused(string method, int message, string description)
    {
        var reply = await EditAsync(method, message, method == "editMessageText" ? new { text = "Reporté" } : new { caption = "Reporté" });

        Assert.That((reply.Status, reply["description"]), Is.EqualTo((400, description)));
    }

    [Test]
    public async Task EditMessageCaption_NewCaption_KeepsThePicture()
    {
        var reply = await EditAsync("editMessageCaption", 2, new { caption = "Affiche <s>annulée</s>", parse_mode = "HTML" });

        Assert.That((reply["result/caption"], reply["result/caption_entities/0/type"]), Is.EqualTo(("Affiche annulée", "strikethrough")), reply.Text);
        Assert.That(reply["result/photo/0/file_id"], Is.Not.Null);
    }

    [Test]
    public async Task EditMessageMedia_TextMessage_BecomesAPicture()
    {
        var reply = await EditAsync("editMessageMedia", 1, new { media = new { type = "photo", media = "https://example.org/autre.jpg", caption = "Nouvelle" } });

        Assert.That((reply["result/message_id"], reply["result/caption"]), Is.EqualTo(("1", "Nouvelle")), reply.Text);
    }

    [Test]
    public async Task Edit_MessageOfAnotherBot_IsRefused()
    {
        var reply = await _rehearsal.TelegramAsync("editMessageText", new { chat_id = _rehearsal.Channel.Id, message_id = 1, text = "Autre" }, _rehearsal.World.Accounts.Bots[1]);

        Assert.That((reply.Status, reply["description"]), Is.EqualTo((400, "Bad Request: message can't be edited")));
    }

    [Test]
    public async Task DeleteMessage_WithinTwoDays_RemovesItForGood()
    {
        var first = await EditAsync("deleteMessage", 1, new { });
        var second = await EditAsync("deleteMessage", 1, new { });
        var next = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Encore" });

        Assert.That(first["result"], Is.EqualTo("true"), first.Text);
        Assert.That((second.Status, second["description"]), Is.EqualTo((400, "Bad Request: message to delete not found")));
        Assert.That(next["result/message_id"], Is.EqualTo("3"), "an id is never used again");
        Assert.That(_rehearsal.World.Posts().First(post => post.Id == "1").Deleted, Is.True);
    }

    [Test]
    public async Task DeleteMessage_After48Hours_IsRefused()
    {
        _rehearsal.Clock.Advance(TimeSpan.FromHours(48));

        var reply = await EditAsync("deleteMessage", 1, new { });

        Assert.That((reply.Status, reply["description"]), Is.EqualTo((400, "Bad Request: message can't be deleted")));
    }

    [Test]
    public async Task DeleteMessages_SomeMissing_SkipsThem()
    {
        var reply = await _rehearsal.TelegramAsync("deleteMessages", new { chat_id = _rehearsal.Channel.Id, message_ids = new[] { 1, 2, 77 } });

        Assert.That(reply["result"], Is.EqualTo("true"), reply.Text);
        Assert.That(_rehearsal.World.Posts(), Has.All.Property(nameof(Post.Deleted)).True);
    }

    private Task<Reply> EditAsync(string method, int message, object more)
    {
        var parameters = System.Text.Json.JsonSerializer.SerializeToNode(more)!.AsObject();
        parameters["chat_id"] = _rehearsal.Channel.Id;
        parameters["message_id"] = message;
        return _rehearsal.TelegramAsync(method, parameters);
    }
}
