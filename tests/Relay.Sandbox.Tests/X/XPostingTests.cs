using NUnit.Framework;

namespace Relay.Sandbox.Tests.X;

public sealed class XPostingTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Create_Link_ComesBackAsTco()
    {
        var reply = await PostAsync("Réunion & débat : https://tilleul.example.org/agenda/evt-0001 😀");
        var read = await _rehearsal.XAsync(HttpMethod.Get, $"2/tweets/{reply["data/id"]}?tweet.fields=entities,created_at,author_id");

        Assert.Multiple(() =>
        {
            Assert.That(reply.Status, Is.EqualTo(201), reply.Text);
            Assert.That(reply["data/text"], Does.Match(@"^Réunion &amp; débat : https://t\.co/\w{10} 😀$"));
            Assert.That(reply["data/edit_history_tweet_ids/0"], Is.EqualTo(reply["data/id"]));
            Assert.That(read["data/entities/urls/0/expanded_url"], Is.EqualTo("https://tilleul.example.org/agenda/evt-0001"), read.Text);
            Assert.That((read["data/entities/urls/0/start"], read["data/entities/urls/0/end"]), Is.EqualTo(("22", "45")));
            Assert.That(_rehearsal.World.Posts()[0].Text, Does.Contain("https://tilleul.example.org"));
        });
    }

    [Test]
    public async Task Create_SameTextTwice_IsADuplicateWithoutAnId()
    {
        await PostAsync("Bonjour");

        var reply = await PostAsync("Bonjour");

        Assert.That((reply.Status, reply["title"], reply["detail"], reply["type"]), Is.EqualTo((403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.", "about:blank")));
    }

    [Test]
    public async Task Create_SameTextOfAnotherProfileOrNextDay_IsAccepted()
    {
        await PostAsync("Bonjour");

        var other = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Bonjour" }, _rehearsal.World.Accounts.Profiles[0]);
        _rehearsal.Clock.Advance(TimeSpan.FromHours(25));
        var later = await PostAsync("Bonjour");

        Assert.That(new[] { other.Status, later.Status }, Is.All.EqualTo(201));
    }

    [TestCase(280, 201)]
    [TestCase(281, 403)]
    public async Task Create_WeightedLength_Decides(int weight, int status)
    {
        var link = "https://tilleul.example.org/" + new string('a', 80); // 23, however long

        var reply = await PostAsync($"日 {link} " + new string('é', weight - 27));

        Assert.That(reply.Status, Is.EqualTo(status), reply.Text);
    }

    [Test]
    public async Task Create_Reply_JoinsTheThread()
    {
        var first = await PostAsync("1/2");

        var second = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "2/2", reply = new { in_reply_to_tweet_id = first["data/id"] } });
        var read = await _rehearsal.XAsync(HttpMethod.Get, $"2/tweets/{second["data/id"]}?tweet.fields=conversation_id,referenced_tweets");

        Assert.That((read["data/conversation_id"], read["data/referenced_tweets/0/id"]), Is.EqualTo((first["data/id"], first["data/id"])), read.Text);
    }

    [Test]
    public async Task Create_ReplyToOthersOrToNothing_IsForbidden()
    {
        var foreign = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Ailleurs" }, _rehearsal.World.Accounts.Profiles[0]);

        var others = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Réponse", reply = new { in_reply_to_tweet_id = foreign["data/id"] } });
        var nothing = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Réponse", reply = new { in_reply_to_tweet_id = "1" } });

        Assert.That(others["detail"], Does.StartWith("Reply to this conversation is not allowed"));
        Assert.That(new[] { others.Status, nothing.Status }, Is.All.EqualTo(403));
    }

    [TestCase("""{"texte":"Bonjour"}""", "$.texte")]
    [TestCase("""{"text":5}""", "$.text")]
    [TestCase("""{"text":"x","reply":{"in_reply_to_tweet_id":5}}""", "$.in_reply_to_tweet_id")]
    [TestCase("""{"text":"x","media":{"media_ids":[]}}""", "$.media_ids")]
    [TestCase("""{"text":"x","media":{"media_ids":["12"]}}""", "media.media_ids")]
    [TestCase("""{"text":"x","reply_settings":"everyone"}""", "$.reply_settings")]
    [TestCase("""{"text":" "}""", "text")]
    [TestCase("""{"text":"\ud800"}""", "body")]
    [TestCase("""{"text":"a\uffffb"}""", "text")]
    [TestCase("""[1]""", "body")]
    [TestCase("""{""", "body")]
    public async Task Create_BodyAgainstTheDescription_IsAnInvalidRequest(string body, string parameter)
    {
        var reply = await _rehearsal.SendAsync(_rehearsal.XRequest(HttpMethod.Post, "2/tweets", new StringContent(body, System.Text.Encoding.UTF8, "application/json")));

        Assert.That((reply.Status, reply["title"], reply["type"]), Is.EqualTo((400, "Invalid Request", "https://api.x.com/2/problems/invalid-request")));
        Assert.That(reply.Json!["errors"]![0]!["parameters"]!.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { parameter }));
    }

    [Test]
    public async Task Call_WrongSignature_IsUnauthorized()
    {
        var wrong = _rehearsal.Profile with { TokenSecret = "x" };
        var replay = await _rehearsal.SendAsync(_rehearsal.XRequest(HttpMethod.Get, "2/users/me", null, nonce: "once"));

        var signed = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Bonjour" }, wrong);
        var replayed = await _rehearsal.SendAsync(_rehearsal.XRequest(HttpMethod.Get, "2/users/me", null, nonce: "once"));
        var unsigned = await _rehearsal.GetAsync(new Uri(_rehearsal.Host.X, "2/users/me"));
        var late = _rehearsal.XRequest(HttpMethod.Get, "2/users/me", null);
        _rehearsal.Clock.Advance(TimeSpan.FromMinutes(6));
        var stale = await _rehearsal.SendAsync(late);

        Assert.That(replay.Status, Is.EqualTo(200));
        Assert.That(new[] { signed.Status, replayed.Status, unsigned.Status, stale.Status }, Is.All.EqualTo(401));
        Assert.That((unsigned["title"], unsigned["type"]), Is.EqualTo(("Unauthorized", "about:blank")));
    }

    [Test]
    public async Task Create_EditByPremium_GivesANewIdAndReplacesTheOldInTheTimeline()
    {
        var profile = _rehearsal.World.Accounts.Profiles[0];
        var first = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Mardi" }, profile);

        var second = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Mercredi", edit_options = new { previous_post_id = first["data/id"] } }, profile);
        var timeline = await _rehearsal.XAsync(HttpMethod.Get, $"2/users/{profile.Id}/tweets", null, profile);
        _rehearsal.Clock.Advance(TimeSpan.FromMinutes(61));
        var late = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Jeudi", edit_options = new { previous_post_id = second["data/id"] } }, profile);

        Assert.That((second.Status, second["data/edit_history_tweet_ids/0"], second["data/edit_history_tweet_ids/1"]), Is.EqualTo((201, first["data/id"], second["data/id"])), second.Text);
        Assert.That((timeline["meta/result_count"], timeline["data/0/text"]), Is.EqualTo(("1", "Mercredi")));
        Assert.That(late.Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Create_EditWithoutPremium_IsForbidden()
    {
        var first = await PostAsync("Mardi");

        var reply = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Mercredi", edit_options = new { previous_post_id = first["data/id"] } });

        Assert.That(reply.Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Delete_OwnPost_IsDoneOnceAndThenNotFound()
    {
        var id = (await PostAsync("Bonjour"))["data/id"];

        var foreign = await _rehearsal.XAsync(HttpMethod.Delete, $"2/tweets/{id}", null, _rehearsal.World.Accounts.Profiles[0]);
        var first = await _rehearsal.XAsync(HttpMethod.Delete, $"2/tweets/{id}");
        var second = await _rehearsal.XAsync(HttpMethod.Delete, $"2/tweets/{id}");
        var again = await PostAsync("Bonjour");

        Assert.That(foreign.Status, Is.EqualTo(403));
        Assert.That((first.Status, first["data/deleted"]), Is.EqualTo((200, "true")));
        Assert.That((second.Status, second["type"]), Is.EqualTo((404, "https://api.x.com/2/problems/resource-not-found")));
        Assert.That(again.Status, Is.EqualTo(403), "the text of a deleted post stays a duplicate for a while");
        Assert.That(_rehearsal.World.Posts()[0].Deleted, Is.True);
    }

    private Task<Reply> PostAsync(string text) => _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text });
}
