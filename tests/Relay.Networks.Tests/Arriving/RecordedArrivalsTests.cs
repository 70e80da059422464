using System.Text.Json.Nodes;
using Relay.Core.Inbox.Arrivals;
using Relay.Testing;

namespace Relay.Networks.Tests.Arriving;

/// <summary>What the real networks sent to other people's programs is accepted by our doors, with the right author, words, ids and time.</summary>
internal sealed class RecordedArrivalsTests : IDisposable
{
    private static readonly string[] Media = ["photo", "video", "animation", "audio", "voice", "document", "sticker"];

    private readonly Doors _doors = new();

    public void Dispose() => _doors.Dispose();

    [TestCase("telegram", "telegram/fixtures")]
    [TestCase("telegram", "derived/telegram-dotnet-client")]
    [TestCase("telegram", "derived/telegram-teloxide")]
    [TestCase("facebook", "facebook/fixtures-restfb/webhooks")]
    [TestCase("facebook", "facebook/fixtures-python-facebook")]
    [TestCase("x", "derived/x-account-activity")]
    [TestCase("x", "derived/x-activity-events")]
    [TestCase("x", "x/fixtures-python-twitter")]
    public void Read_EveryRecordedFile_IsWholeAndAccountedFor(string network, string folder)
    {
        foreach (var (name, text) in Walk.Files(folder.Split('/')))
        {
            var reading = _doors.Read(network, text);

            Assert.That(reading.Unread.Select(unread => unread.Kind), Has.None.EqualTo("payload"), name);
        }
    }

    [TestCase("telegram/fixtures", 2)]
    [TestCase("derived/telegram-dotnet-client", 2)]
    [TestCase("derived/telegram-teloxide", 3)]
    public void Read_EveryRecordedMessageOfTelegram_IsTold(string folder, int least)
    {
        var told = 0;
        foreach (var (name, text) in Walk.Files(folder.Split('/')))
        {
            var root = JsonNode.Parse(text);
            // Messages stand in updates, or alone as a client library keeps them.
            var updates = root is JsonObject { } one && one.ContainsKey("message_id") ? [new JsonObject { ["update_id"] = 1, ["message"] = one.DeepClone() }]
                : Walk.Objects(root).Where(found => found.ContainsKey("update_id"));
            foreach (var update in updates)
            {
                var said = _doors.Read("telegram", update.ToJsonString()).Happenings.OfType<Happening.Said>().ToList();
                foreach (var (_, message) in update.Where(field => field.Key.EndsWith("message", StringComparison.Ordinal) && (field.Value?["text"] ?? field.Value?["caption"] ?? Media.Select(kind => field.Value?[kind]).FirstOrDefault(found => found is not null)) is not null))
                {
                    var expected = (message.Raw("chat", "id"), message.Raw("message_id"), message.Raw("sender_chat", "id") ?? message.Raw("from", "id"), message.Raw("text") ?? message.Raw("caption") ?? "", Walk.Seconds(message.Raw("date")));
                    Assert.That(said.Select(each => (each.Of.Chat, each.Of.RemoteId, each.Author.Id, each.Text, each.At?.ToUnixTimeSeconds())), Has.Member(expected), name);
                    told++;
                }
            }
        }
        Assert.That(told, Is.AtLeast(least));
    }

    [Test]
    public void Read_EveryRecordedPressAndBlockOfTelegram_IsTold()
    {
        var press = _doors.Read("telegram", File.ReadAllText(Repository.Specs("telegram", "fixtures", "rubenlagus-Update.json"))).Happenings.OfType<Happening.Pressed>().Single();
        var block = _doors.Read("telegram", File.ReadAllText(Repository.Specs("derived", "telegram-teloxide", "update-my_chat_member.json"))).Happenings.OfType<Happening.Reach>().Single();

        Assert.That((press.Press.Id, press.Press.Data, press.Press.Person), Is.EqualTo(("4382bfdwdsb323b2d9", "Data from button callback", "1111111")));
        Assert.That((block.Reachable, block.IsPrivate, block.Author.Id), Is.EqualTo((false, true, "0")));
    }

    [Test]
    public void Read_EveryRecordedWordOfFacebooksNotices_IsTold()
    {
        var told = 0;
        foreach (var (name, text) in Walk.Files("facebook", "fixtures-restfb", "webhooks"))
        {
            var happenings = _doors.Read("facebook", text).Happenings;
            var said = happenings.OfType<Happening.Said>().Select(each => (each.Of.RemoteId, each.Author.Id, each.Text, each.At?.ToUnixTimeSeconds())).ToList();
            foreach (var value in Walk.Objects(text).Where(value => value.Raw("item") == "comment" && value.Raw("verb") is "add" or "edited" && value.Raw("comment_id") is not null))
            {
                Assert.That(said, Has.Member((value.Raw("comment_id"), value.Raw("from", "id") ?? value.Raw("sender_id"), value.Raw("message") ?? "", Walk.Seconds(value.Raw("created_time")))), name);
                told++;
            }
            foreach (var gone in Walk.Objects(text).Where(value => value.Raw("item") == "comment" && value.Raw("verb") == "remove"))
            {
                Assert.That(happenings.OfType<Happening.Removed>().Select(each => each.Of.RemoteId), Has.Member(gone.Raw("comment_id")), name);
                told++;
            }
            foreach (var happened in Walk.Objects(text).Where(value => (value["message"] ?? value["message_edit"]) is JsonObject && value.ContainsKey("sender") && value.Raw("message", "is_deleted") is null))
            {
                var message = happened["message"] ?? happened["message_edit"];
                Assert.That(said, Has.Member((message.Raw("mid"), happened.Raw("sender", "id"), message.Raw("text") ?? "", Walk.Seconds(happened.Raw("timestamp")))), name);
                told++;
            }
            foreach (var happened in Walk.Objects(text).Where(value => value["postback"] is JsonObject))
            {
                var press = happenings.OfType<Happening.Pressed>().Single();
                Assert.That((press.Press.Data, press.Author.Id, press.At?.ToUnixTimeSeconds()), Is.EqualTo((happened.Raw("postback", "payload"), happened.Raw("sender", "id"), Walk.Seconds(happened.Raw("timestamp")))), name);
                told++;
            }
        }
        Assert.That(told, Is.AtLeast(25));
    }

    [Test]
    public void Read_EveryRecordedCommentAndMessageOfFacebooksEdges_IsTold()
    {
        var told = 0;
        foreach (var folder in new[] { "comments", "messages" })
        {
            foreach (var (name, text) in Walk.Files("facebook", "fixtures-python-facebook", "facebook", "apidata", folder))
            {
                var said = _doors.Read("facebook", text, "edge", Door.Poll).Happenings.OfType<Happening.Said>().ToList();
                foreach (var written in Walk.Objects(text).Where(value => value.ContainsKey("created_time")))
                {
                    var same = said.Single(each => (written.Raw("id") ?? each.Of.RemoteId) == each.Of.RemoteId && Address(written, each) && each.At?.ToUnixTimeSeconds() == Walk.Parsed(written.Raw("created_time")));
                    Assert.That((same.Text, same.Author.Id), Is.EqualTo((written.Raw("message") ?? "", written.Raw("from", "id"))), name);
                    told++;
                }
            }
        }
        Assert.That(told, Is.AtLeast(10));
    }

    [TestCase("derived/x-account-activity", 1)]
    [TestCase("derived/x-activity-events", 3)]
    [TestCase("x/fixtures-python-twitter/apis/tweet", 5)]
    [TestCase("x/fixtures-python-twitter/apis/timeline", 5)]
    [TestCase("x/fixtures-python-twitter/apis/searches", 2)]
    public void Read_EveryRecordedWordOnX_IsTold(string folder, int least)
    {
        var told = 0;
        foreach (var (name, text) in Walk.Files(folder.Split('/')))
        {
            var said = _doors.Read("x", text).Happenings.OfType<Happening.Said>().Select(each => (each.Of.RemoteId, each.Author.Id, each.Text, each.At?.ToUnixTimeSeconds())).ToList();
            var root = JsonNode.Parse(text)!.AsObject();
            foreach (var post in Walk.Objects((root["data"] as JsonObject)?["payload"] ?? root["data"]).Where(value => value.ContainsKey("id") && value.ContainsKey("text") && !value.ToJsonString().Contains("\"retweeted\"", StringComparison.Ordinal)))
            {
                Assert.That(said, Has.Member((post.Raw("id"), post.Raw("author_id"), post.Raw("text")!.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal), Walk.Parsed(post.Raw("created_at")))), name);
                told++;
            }
            foreach (var message in Walk.Objects(root).Where(value => value.ContainsKey("message_create")))
            {
                Assert.That(said, Has.Member((message.Raw("id"), message.Raw("message_create", "sender_id"), message.Raw("message_create", "message_data", "text"), Walk.Seconds(message.Raw("created_timestamp")))), name);
                told++;
            }
        }
        Assert.That(told, Is.AtLeast(least));
    }

    // A comment without its number is known by its address.
    private static bool Address(JsonObject written, Happening.Said said)
        => written.ContainsKey("id") || written.Raw("permalink_url")!.EndsWith($"comment_id={said.Of.RemoteId.Split('_')[1]}", StringComparison.Ordinal);
}
