using NUnit.Framework;
using Relay.Sandbox.Tests.People;

namespace Relay.Sandbox.Tests.Web;

public sealed class ConsoleTests
{
    private const string Hostile = "<script>alert('x')</script> & « salut » <b onmouseover=\"x\">";

    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [TestCase("", "RÉPÉTITION", "lang=\"fr\"")]
    [TestCase("?lang=en", "REHEARSAL", "lang=\"en\"")]
    public async Task Index_Languages_ListEveryAccountUnderTheBanner(string query, string banner, string language)
    {
        var page = await PageAsync(query);

        var accounts = _rehearsal.World.Accounts;
        Assert.That(page.Text, Does.Contain(banner).And.Contain(language).And.Contain("name=\"viewport\""));
        foreach (var path in accounts.Pages.Select(each => $"/facebook/{each.Id}").Concat(accounts.Profiles.Select(each => $"/x/{each.Id}")).Concat(accounts.Chats.Select(each => $"/telegram/{each.Id}")))
        {
            Assert.That(page.Text, Does.Contain($"href=\"{path}?lang="));
            Assert.That((await PageAsync(path)).Status, Is.EqualTo(200), path);
        }
    }

    [Test]
    public async Task Forms_OfAChat_DoWhatAPersonWould()
    {
        var chat = $"telegram/{_rehearsal.Channel.Id}";
        Assert.That((await PageAsync(chat)).Text, Does.Contain("name=\"action\" value=\"add\"").And.Contain("Écrire comme une personne"));

        var made = await FillAsync("telegram", ("action", "chats"), ("title", "Cercle"), ("kind", "group"), ("topics", "Annonces|Voitures"));
        var written = await FillAsync(chat, ("action", "write"), ("chat", $"{_rehearsal.Channel.Id}"), ("text", "Bonjour"));
        var nowhere = await FillAsync(chat, ("action", "write"), ("chat", "5"), ("text", "Bonjour"));

        Assert.That((made.Status, made.Headers["Location"], written.Status, nowhere.Status), Is.EqualTo((303, "/?lang=fr", 303, 400)));
        Assert.That(_rehearsal.World.Accounts.Chats[^1].Topics.Select(topic => topic.Name), Is.EqualTo(new[] { "Annonces", "Voitures" }));
        Assert.That((await _rehearsal.TelegramAsync("getUpdates", new { }))["result/0/channel_post/text"], Is.EqualTo("Bonjour"));
    }

    [Test]
    public async Task Forms_ButtonOfAMessage_IsPressedOnThePage()
    {
        var markup = new { inline_keyboard = new object[] { new object[] { new { text = "Publié <b>", callback_data = "hand:1" } } } };
        var sent = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = 700000007, text = "À publier", reply_markup = markup });
        Assert.That((await PageAsync("telegram/700000007")).Text, Does.Contain("<button>Publié &lt;b&gt;</button>"));

        await FillAsync("telegram/700000007", ("action", "press"), ("chat", "700000007"), ("message", sent["result/message_id"]!), ("button", "Publié <b>"));

        Assert.That((await _rehearsal.TelegramAsync("getUpdates", new { }))["result/0/callback_query/data"], Is.EqualTo("hand:1"));
    }

    [Test]
    public async Task Forms_QuickReplyOfAPage_IsPressedOnThePage()
    {
        var place = $"{_rehearsal.Page.Id}";
        var person = (await _rehearsal.DoAsync("facebook", "message", new { page = place, person = "Sam Taylor", text = "Hello" }))["author"];
        object[] quick = [new { content_type = "text", title = "Je viens", payload = "r:y" }];
        var sent = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{place}/messages", new { recipient = new { id = person }, messaging_type = "RESPONSE", message = new { text = "Venez-vous ?", quick_replies = quick } });
        Assert.That((await PageAsync($"facebook/{place}")).Text, Does.Contain("<button>Je viens</button>"));

        var pressed = await FillAsync($"people/facebook/{place}", ("action", "press"), ("page", place), ("message", sent["message_id"]!), ("button", "Je viens"), ("person", "Sam Taylor"));
        var none = await FillAsync($"people/facebook/{place}", ("action", "press"), ("message", sent["message_id"]!), ("button", "Non"));

        Assert.That((pressed.Status, none.Status), Is.EqualTo((303, 400)));
        Assert.That(_rehearsal.World.Heard().Select(voice => (voice.Author, voice.Text)).Last(), Is.EqualTo(("Sam Taylor", "Je viens")));
    }

    [Test]
    public async Task Forms_OfThePublic_ShowWhatWasWrittenUnderWhatItAnswers()
    {
        var post = (await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new { message = "Réunion jeudi" }))["id"]!;
        var place = $"{_rehearsal.Page.Id}";
        Assert.That((await PageAsync($"facebook/{place}")).Text, Does.Contain("name=\"action\" value=\"comment\"").And.Contain("Écrire à la Page en privé").And.Contain("<option value=\"Inès Martin\">"));

        var commented = await FillAsync($"people/facebook/{place}", ("action", "comment"), ("post", post), ("person", "Inès Martin"), ("text", "Je viens <b>"));
        var written = await FillAsync($"people/facebook/{place}", ("action", "message"), ("page", place), ("person", "Sam Taylor"), ("text", "Hello"));
        var missing = await FillAsync($"people/facebook/{place}", ("action", "comment"), ("post", post));
        var page = (await PageAsync($"facebook/{place}?as=In%C3%A8s%20Martin")).Text;

        Assert.That((commented.Status, written.Status, missing.Status), Is.EqualTo((303, 303, 400)));
        Assert.That(commented.Headers["Location"], Does.Match($"^/facebook/{place}\\?lang=fr&as=In%C3%A8s%20Martin#p-\\d+_\\d+$"), "back to the page, at the comment, as the same person");
        Assert.That(new[] { "Réunion jeudi", "Je viens &lt;b&gt;", "En privé avec Sam Taylor", "Hello" }.Select(words => page.IndexOf(words, StringComparison.Ordinal)), Is.Ordered.And.All.Positive);
        Assert.That(page, Does.Contain("value=\"Inès Martin\" autocomplete").And.Contain("<strong class=\"author\">Inès Martin</strong>").And.Contain("name=\"action\" value=\"delete\""));
        Assert.That((await PageAsync($"facebook/{place}?lang=en")).Text, Does.Contain("Write to the Page in private").And.Not.Contain("Écrire"));
    }

    [Test]
    public async Task Forms_CommentOnAChannelsPost_LeadsToTheDiscussion()
    {
        var sent = await _rehearsal.TelegramAsync("sendMessage", new { chat_id = "@tilleul_fr", text = "Réunion jeudi" });
        var chats = _rehearsal.World.Accounts.Chats;
        var (channel, group) = (chats.Single(chat => chat.Username == "tilleul_fr").Id, chats.Single(chat => chat.Username == "tilleul_discussion").Id);

        var done = await FillAsync($"people/telegram/{channel}", ("action", "comment"), ("chat", $"{channel}"), ("message", sent["result/message_id"]!), ("text", "Je viens"), ("person", "Inès Martin"));
        var page = (await PageAsync($"telegram/{group}")).Text;

        Assert.That(done.Headers["Location"], Does.StartWith($"/telegram/{group}?"));
        Assert.That(new[] { page.IndexOf("Réunion jeudi", StringComparison.Ordinal), page.IndexOf("Je viens", StringComparison.Ordinal) }, Is.Ordered.And.All.Positive);
    }

    [Test]
    public async Task Forms_FromAnotherSite_AreRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.Console, "telegram")) { Content = new FormUrlEncodedContent([new("action", "chats"), new("title", "a")]) };
        request.Headers.Add("Origin", "https://elsewhere.example");

        Assert.That((await _rehearsal.SendAsync(request)).Status, Is.EqualTo(403));
    }

    [Test]
    public async Task Timeline_HostileText_IsShownAsText()
    {
        await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = Hostile });
        await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new { message = Hostile, link = "https://example.org/\"onload=\"x" });
        await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = Hostile });

        foreach (var path in new[] { $"telegram/{_rehearsal.Channel.Id}", $"facebook/{_rehearsal.Page.Id}", $"x/{_rehearsal.Profile.Id}" })
        {
            var page = await PageAsync(path);
            Assert.That(page.Text, Does.Contain("&lt;script&gt;").And.Not.Contain("<script").And.Not.Contain("<b on").And.Not.Contain("\"onload"), path);
            Assert.That(page.Headers["Content-Security-Policy"], Does.StartWith("default-src 'none'"));
        }
    }

    [Test]
    public async Task Timeline_PostsThreadsPicturesAndDeletions_AreShown()
    {
        var first = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Premier" });
        await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Suite", reply = new { in_reply_to_tweet_id = first["data/id"] } });
        var last = await _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Dernier" });
        await _rehearsal.XAsync(HttpMethod.Delete, $"2/tweets/{last["data/id"]}");
        await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/photos", new { url = new Uri(_rehearsal.Host.Console, "pictures/3.png").ToString(), message = "Affiche", alt_text_custom = "Un soleil" });

        var x = (await PageAsync($"x/{_rehearsal.Profile.Id}")).Text;
        var facebook = (await PageAsync($"facebook/{_rehearsal.Page.Id}")).Text;

        Assert.That(new[] { x.IndexOf("Dernier", StringComparison.Ordinal), x.IndexOf("Premier", StringComparison.Ordinal), x.IndexOf("Suite", StringComparison.Ordinal) }, Is.Ordered.And.All.Positive);
        Assert.That(x, Does.Contain("article class=\"reply\"").And.Contain("Supprimée"));
        Assert.That(facebook, Does.Contain("alt=\"Un soleil\""));
        var picture = facebook.Split("src=\"")[1].Split('"')[0];
        Assert.That((await PageAsync(picture)).Headers, Is.Not.Empty);
        Assert.That((await PageAsync(picture)).Status, Is.EqualTo(200));
    }

    [TestCase("pictures/1.png", 200)]
    [TestCase("pictures/24.png", 200)]
    [TestCase("pictures/25.png", 404)]
    [TestCase("pictures/0.png", 404)]
    [TestCase("pictures/x.png", 404)]
    [TestCase("media/unknown", 404)]
    [TestCase("myspace/1", 404)]
    [TestCase("_sandbox/nothing", 404)]
    [TestCase("style.css", 200)]
    public async Task Address_KnownOrNot_IsAnsweredSo(string path, int status) => Assert.That((await PageAsync(path)).Status, Is.EqualTo(status));

    [Test]
    public async Task Pages_Resources_AreAllOfThisServer()
    {
        var page = await PageAsync("");

        Assert.That(page.Text, Does.Not.Contain("http://").And.Not.Contain("https://"));
    }

    [Test]
    public async Task Posts_Journal_IsLeftOutUnlessAskedFor()
    {
        var journal = _rehearsal.World.Accounts.Chats.Single(chat => chat.Journal).Id;
        await _rehearsal.TelegramAsync("sendMessage", new { chat_id = journal, text = "Bonjour" });

        var without = await _rehearsal.ControlAsync(HttpMethod.Get, "posts");
        var with = await _rehearsal.ControlAsync(HttpMethod.Get, "posts?journal=true");

        Assert.That(without.Json!.AsArray(), Is.Empty);
        Assert.That((with["0/journal"], with["0/target"], with["0/id"]), Is.EqualTo(("true", $"{journal}", "1")));
    }

    [Test]
    public async Task World_Json_GivesTheAccountsAndTheirTokens()
    {
        var reply = await _rehearsal.ControlAsync(HttpMethod.Get, "world");

        Assert.That((reply["pages/1/token"], reply["profiles/1/tokenSecret"], reply["bots/0/token"], reply["chats/5/topics/0/name"]),
            Is.EqualTo((_rehearsal.Page.Token, _rehearsal.Profile.TokenSecret, _rehearsal.Bot.Token, "Annonces")), reply.Text);
    }

    private Task<Reply> FillAsync(string path, params (string Name, string Value)[] fields) => _rehearsal.SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.Console, path))
    {
        Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
    });

    private Task<Reply> PageAsync(string path) => _rehearsal.GetAsync(new Uri(_rehearsal.Host.Console, path));
}
