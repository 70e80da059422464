using NUnit.Framework;

namespace Relay.Sandbox.Tests.Facebook;

public sealed class PagePublishingTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync();

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Feed_Message_GivesTheIdOfPageAndPost()
    {
        var reply = await PostAsync(new { message = "Bonjour", link = "https://tilleul.example.org/a" });

        Assert.That(reply["id"], Does.Match($"^{_rehearsal.Page.Id}_\\d+$"), reply.Text);
        Assert.That(reply.Headers.Keys, Is.SupersetOf(new[] { "X-App-Usage", "X-Business-Use-Case-Usage" }));
        Assert.That(_rehearsal.World.Posts()[0], Has.Property(nameof(Post.Id)).EqualTo(reply["id"]).And.Property(nameof(Post.Link)).EqualTo("https://tilleul.example.org/a"));
    }

    [Test]
    public async Task Feed_FormAndTokenInBody_IsAccepted()
    {
        var page = _rehearsal.Page;
        var request = _rehearsal.FacebookRequest(HttpMethod.Post, $"{page.Id}/feed", new FormUrlEncodedContent([new("message", "Bonjour"), new("access_token", page.Token)]));
        request.Headers.Authorization = null;

        var reply = await _rehearsal.SendAsync(request);

        Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
    }

    [TestCase("""{"message":""}""", "100")]
    [TestCase("""{"texte":"x"}""", "100")]
    [TestCase("""{"message":"x","published":"peut-être"}""", "100")]
    [TestCase("""{"message":"x","link":"pas une adresse"}""", "1609005")]
    [TestCase("""{"message":"x","attached_media":[{"media_fbid":"12"}]}""", "100")]
    [TestCase("""{"message":"x","published":false,"scheduled_publish_time":1}""", "100")]
    [TestCase("""{"message":""", "100")]
    public async Task Feed_WrongParameter_IsRefusedInTheEnvelope(string body, string code)
    {
        var reply = await _rehearsal.SendAsync(_rehearsal.FacebookRequest(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new StringContent(body, System.Text.Encoding.UTF8, "application/json")));

        Assert.That((reply.Status, reply["error/code"], reply["error/type"]), Is.EqualTo((400, code, "OAuthException")), reply.Text);
        Assert.That(reply["error/fbtrace_id"], Has.Length.GreaterThan(10));
    }

    [TestCase(63_206, 200)]
    [TestCase(63_207, 400)]
    public async Task Feed_Length_Decides(int length, int status)
    {
        var reply = await PostAsync(new { message = new string('é', length) });

        Assert.That(reply.Status, Is.EqualTo(status));
    }

    [Test]
    public async Task Feed_SameAsTheLast_IsADuplicateUnlessTheLinkChanges()
    {
        await PostAsync(new { message = "Bonjour" });

        var same = await PostAsync(new { message = "Bonjour" });
        var linked = await PostAsync(new { message = "Bonjour", link = "https://tilleul.example.org/b" });

        Assert.That((same.Status, same["error/code"], same["error/message"]), Is.EqualTo((400, "506", "(#506) Duplicate status message")));
        Assert.That(linked.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Call_TokenOrProofWrong_IsRefused()
    {
        var unknown = await PostAsync(new { message = "x" }, _rehearsal.Page with { Token = "EAAnobody" });
        var unproven = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new { message = "x" }, proof: "00");
        var bare = await _rehearsal.GetAsync(new Uri(_rehearsal.Host.Facebook, $"v26.0/{_rehearsal.Page.Id}"));
        var foreign = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.World.Accounts.Pages[0].Id}/feed", new { message = "x" });

        Assert.That((unknown.Status, unknown["error/code"]), Is.EqualTo((401, "190")));
        Assert.That((unproven["error/code"], unproven["error/message"]), Is.EqualTo(("100", "Invalid appsecret_proof provided in the API argument")));
        Assert.That((bare.Status, bare["error/code"]), Is.EqualTo((401, "104")));
        Assert.That((foreign.Status, foreign["error/code"]), Is.EqualTo((403, "200")));
        Assert.That(_rehearsal.World.Posts(), Is.Empty);
    }

    [TestCase("v26.0/me/feed", true)]
    [TestCase("me/feed", false)]
    [TestCase("v19.0/me/feed", false)]
    [TestCase("v26.0/me/nosuchedge", false)]
    public async Task Call_PathAndVersion_AreChecked(string path, bool known)
    {
        var request = _rehearsal.FacebookRequest(HttpMethod.Get, "me", null);
        request.RequestUri = new Uri(_rehearsal.Host.Facebook, path + request.RequestUri!.Query);

        var reply = await _rehearsal.SendAsync(request);

        Assert.That(reply["error/code"], known ? Is.Null : Is.AnyOf("2635", "2500"));
    }

    [Test]
    public async Task Photos_Published_GivesPhotoAndPost()
    {
        var url = new Uri(_rehearsal.Host.Console, "pictures/3.png").ToString();

        var reply = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/photos", new { url, message = "Affiche", alt_text_custom = "Un soleil" });
        var read = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{reply["id"]}?fields=alt_text_custom,name,width,page_story_id");

        Assert.That(reply["post_id"], Does.StartWith(_rehearsal.Page.Id + "_"), reply.Text);
        Assert.That((read["alt_text_custom"], read["name"], read["width"], read["page_story_id"]), Is.EqualTo(("Un soleil", "Affiche", "640", reply["post_id"])), read.Text);
        Assert.That(_rehearsal.World.Posts()[0].Pictures[0].AltText, Is.EqualTo("Un soleil"));
    }

    [Test]
    public async Task Photos_UnpublishedThenAttached_MakeOnePost()
    {
        var ids = new List<string?>();
        foreach (var number in new[] { 1, 2 })
        {
            var photo = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/photos", new { url = new Uri(_rehearsal.Host.Console, $"pictures/{number}.png").ToString(), published = false });
            Assert.That(photo["post_id"], Is.Null, photo.Text);
            ids.Add(photo["id"]);
        }
        var empty = _rehearsal.World.Posts();

        var json = await PostAsync(new { message = "Album", attached_media = ids.Select(id => new { media_fbid = id }) });
        var form = await _rehearsal.SendAsync(_rehearsal.FacebookRequest(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new FormUrlEncodedContent(
            [new("message", "Album encore"), new("attached_media[0]", $$"""{"media_fbid":"{{ids[0]}}"}"""), new("attached_media[1]", $$"""{"media_fbid":"{{ids[1]}}"}""")])));
        var read = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{json["id"]}?fields=attachments{{media_type,subattachments}}");

        Assert.That(empty, Is.Empty, "an unpublished photo is no post");
        Assert.That(_rehearsal.World.Posts().Select(post => post.Pictures.Count), Is.EqualTo(new[] { 2, 2 }), json.Text + form.Text);
        Assert.That(read["attachments/data/0/media_type"], Is.EqualTo("album"), read.Text);
        Assert.That(read.Json!["attachments"]!["data"]![0]!["subattachments"]!["data"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Photos_MissingPicture_IsRefused()
    {
        var reply = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/photos", new { url = new Uri(_rehearsal.Host.Console, "pictures/25.png").ToString() });

        Assert.That((reply.Status, reply["error/code"], reply["error/error_subcode"]), Is.EqualTo((400, "324", "1366046")));
    }

    [Test]
    public async Task Feed_Scheduled_ShowsOnlyWhenItsTimeHasCome()
    {
        var at = _rehearsal.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var post = await PostAsync(new { message = "Plus tard", published = false, scheduled_publish_time = at });

        var scheduled = await ListAsync("scheduled_posts?fields=id,scheduled_publish_time");
        var published = await ListAsync("published_posts");
        _rehearsal.Clock.Advance(TimeSpan.FromHours(1));
        var later = await ListAsync("published_posts");

        Assert.That((scheduled["data/0/id"], scheduled["data/0/scheduled_publish_time"]), Is.EqualTo((post["id"], $"{at}")), scheduled.Text);
        Assert.That(published.Json!["data"]!.AsArray(), Is.Empty);
        Assert.That(later["data/0/id"], Is.EqualTo(post["id"]));
    }

    [Test]
    public async Task Usage_DayUsedUp_ThrottlesWithTheMinutesToWait()
    {
        await using var rehearsal = await Rehearsal.StartAsync(SandboxWorld.Default with { Pages = [SandboxWorld.Default.Pages[0], SandboxWorld.Default.Pages[1] with { EngagedUsers = 0 }] });

        var reply = await rehearsal.FacebookAsync(HttpMethod.Post, $"{rehearsal.Page.Id}/feed", new { message = "Bonjour" });

        Assert.That((reply.Status, reply["error/code"]), Is.EqualTo((400, "80001")));
        Assert.That(reply.Headers["X-Business-Use-Case-Usage"], Does.Contain("\"call_count\":100").And.Contain("\"estimated_time_to_regain_access\":1440"));
    }

    private Task<Reply> PostAsync(object body, FacebookPage? page = null) => _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", body, page);

    private Task<Reply> ListAsync(string edge) => _rehearsal.FacebookAsync(HttpMethod.Get, $"{_rehearsal.Page.Id}/{edge}");
}
