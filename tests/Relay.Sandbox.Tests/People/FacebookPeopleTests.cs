using NUnit.Framework;

namespace Relay.Sandbox.Tests.People;

public sealed class FacebookPeopleTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync();

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Comments_OfAPost_TellWhoWroteWhatWhenAndUnderWhat()
    {
        var post = await _rehearsal.PostAsync("facebook");
        var comment = await _rehearsal.DoAsync("facebook", "comment", new { post, text = "Je viens à deux 🌳", person = "Inès Martin" });
        _rehearsal.Clock.Advance(TimeSpan.FromMinutes(1));
        var answer = await _rehearsal.DoAsync("facebook", "comment", new { under = comment["comment"], text = "Moi aussi", person = "Yann Le Goff" });

        var top = await CommentsAsync(post, "fields=id,message,created_time,from,permalink_url,comment_count,can_reply_privately&summary=true");
        var stream = await CommentsAsync(post, "filter=stream&order=reverse_chronological&fields=id,message,parent,from,object");
        var answers = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{comment["comment"]}/comments?fields=id,message");

        Assert.That((top["data/0/id"], top["data/0/message"], top["data/0/from/name"], top["data/0/from/id"], top["data/0/comment_count"], top["summary/total_count"]),
            Is.EqualTo((comment["comment"], "Je viens à deux 🌳", "Inès Martin", comment["author"], "1", "1")));
        Assert.That(top["data/0/created_time"], Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$"));
        Assert.That(stream.Each("data", "id"), Is.EqualTo(new[] { answer["comment"], comment["comment"] }));
        Assert.That((stream["data/0/parent/id"], stream["data/0/object/id"]), Is.EqualTo((comment["comment"], post)));
        Assert.That(answers.Each("data", "message"), Is.EqualTo(new[] { "Moi aussi" }));
        Assert.That(comment["comment"], Does.StartWith(post.Split('_')[1] + "_"));
    }

    [Test]
    public async Task Comments_MorePagesThanOne_AreReadWholeAlthoughOneGoesInBetween()
    {
        var post = await _rehearsal.PostAsync("facebook");
        await _rehearsal.DoAsync("facebook", "flood", new { @do = "comment", count = 12, post, text = "Je viens {n}" });

        var read = new List<string?>();
        var address = "filter=stream&limit=5&fields=id,message";
        for (var after = ""; ;)
        {
            var page = await CommentsAsync(post, address + after);
            read.AddRange(page.Each("data", "message"));
            if (page["paging/next"] is null)
            {
                break;
            }
            Assert.That(page["paging/next"], Does.Contain("after=").And.Contain("filter=stream"));
            await _rehearsal.DoAsync("facebook", "delete", new { id = page["data/4/id"] });
            after = $"&after={Uri.EscapeDataString(page["paging/cursors/after"]!)}";
        }

        Assert.That(read, Is.EqualTo(Enumerable.Range(1, 12).Select(number => $"Je viens {number}")));
        Assert.That(_rehearsal.World.Heard().Select(voice => voice.Author).Distinct().Count(), Is.EqualTo(12), "a crowd is many people");
    }

    [Test]
    public async Task Comments_ChangedAndTakenBack_KeepTheirIdAndGo()
    {
        var post = await _rehearsal.PostAsync("facebook");
        var comment = (await _rehearsal.DoAsync("facebook", "comment", new { post, text = "Je vien" }))["comment"];
        await _rehearsal.DoAsync("facebook", "comment", new { under = comment, text = "Super" });

        await _rehearsal.DoAsync("facebook", "edit", new { id = comment, text = "Je viens" });
        var edited = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{comment}?fields=id,message");
        await _rehearsal.DoAsync("facebook", "delete", new { id = comment });

        Assert.That((edited["id"], edited["message"]), Is.EqualTo((comment, "Je viens")));
        Assert.That((await CommentsAsync(post, "filter=stream")).Each("data", "id"), Is.Empty, "what answers it goes with it");
        Assert.That((await _rehearsal.FacebookAsync(HttpMethod.Get, $"{comment}"))["error/error_subcode"], Is.EqualTo("33"));
    }

    [TestCase("filter=all")]
    [TestCase("order=ranked")]
    [TestCase("fields=nonsense")]
    [TestCase("after=nonsense")]
    [TestCase("limit=101")]
    public async Task Comments_WhatFacebookDoesNotKnow_IsRefused(string query)
    {
        var post = await _rehearsal.PostAsync("facebook");

        Assert.That((await CommentsAsync(post, query))["error/code"], Is.EqualTo("100"));
    }

    [Test]
    public async Task Comments_WithoutThePermission_AreRefused()
    {
        var world = SandboxWorld.Default;
        await using var rehearsal = await Rehearsal.StartAsync(world with { Pages = [.. world.Pages.Select(page => page with { Scopes = ["pages_show_list", "pages_read_engagement", "pages_manage_posts"] })] });
        var post = await rehearsal.PostAsync("facebook");

        Assert.That((await rehearsal.FacebookAsync(HttpMethod.Get, $"{post}/comments"))["error/code"], Is.EqualTo("10"));
        Assert.That((await rehearsal.FacebookAsync(HttpMethod.Get, $"{rehearsal.Page.Id}/conversations"))["error/code"], Is.EqualTo("200"));
    }

    [Test]
    public async Task Conversations_TheLastThatMoved_ComesFirstWithItsMessages()
    {
        var first = await WriteAsync("Bonjour, c'est où ?", "Fatou Diallo");
        await WriteAsync("Merci", "Loïc Hoarau");
        _rehearsal.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await WriteAsync("Et à quelle heure ?", "Fatou Diallo");

        var list = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{_rehearsal.Page.Id}/conversations?platform=messenger&limit=1&fields=id,updated_time,participants,snippet,unread_count,can_reply,messages.limit(5){{id,created_time,from,to,message}}");
        var conversation = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{second["conversation"]}/messages?fields=id,message,from,to");
        var message = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{first["message"]}?fields=id,created_time,from,to,message");

        Assert.That((list["data/0/id"], list["data/0/snippet"], list["data/0/unread_count"], list["data/0/messages/data/0/message"], list["data/0/messages/data/1/message"]),
            Is.EqualTo((second["conversation"], "Et à quelle heure ?", "2", "Et à quelle heure ?", "Bonjour, c'est où ?")));
        Assert.That(list["paging/next"], Is.Not.Null, "the other conversation");
        Assert.That(first["conversation"], Is.EqualTo(second["conversation"]));
        Assert.That(conversation.Each("data", "id"), Is.EqualTo(new[] { second["message"], first["message"] }));
        Assert.That((message["message"], message["from/id"], message["to/data/0/id"]), Is.EqualTo(("Bonjour, c'est où ?", first["author"], _rehearsal.Page.Id)));
    }

    [Test]
    public async Task Messages_TwentyNewerOnesAbove_CannotBeReadAnyMore()
    {
        var first = await WriteAsync("Au début", "Fatou Diallo");
        await _rehearsal.DoAsync("facebook", "flood", new { @do = "message", count = 20, page = _rehearsal.Page.Id, text = "{n}", person = "Fatou Diallo" });

        Assert.That((await _rehearsal.FacebookAsync(HttpMethod.Get, $"{first["message"]}?fields=message"))["error/message"], Does.Contain("deleted"));
    }

    [Test]
    public async Task People_OnTwoPages_HaveAnIdForEach()
    {
        var here = await WriteAsync("Bonjour", "Fatou Diallo");
        var there = await _rehearsal.DoAsync("facebook", "message", new { page = _rehearsal.World.Accounts.Pages[0].Id, text = "Bonjour", person = "Fatou Diallo" });

        Assert.That(here["author"], Is.Not.EqualTo(there["author"]));
    }

    [TestCase("comment", "text is missing")]
    [TestCase("dance", "Nobody can dance on facebook")]
    public async Task People_WhatCannotBeDone_IsToldInWords(string action, string words)
    {
        var post = await _rehearsal.PostAsync("facebook");

        var refused = await _rehearsal.ControlAsync(HttpMethod.Post, $"people/facebook/{action}", new { post });

        Assert.That(refused.Status, Is.EqualTo(400));
        Assert.That(refused["error"], Does.Contain(words));
        Assert.That(_rehearsal.World.Heard(), Is.Empty);
    }

    [Test]
    public async Task People_AListOfDeeds_IsDone()
    {
        var post = await _rehearsal.PostAsync("facebook");

        var done = await _rehearsal.ControlAsync(HttpMethod.Post, "people", new object[]
        {
            new { network = "facebook", action = "comment", post, text = "un" }, new { network = "x", action = "mention", profile = "@tilleul_33", text = "deux" },
            new { network = "telegram", action = "message", text = "trois" },
        });

        Assert.That(done.Status, Is.EqualTo(200), done.Text);
        Assert.That(_rehearsal.World.Heard().Select(voice => (voice.Network, voice.Text)), Is.EquivalentTo(new[] { ("facebook", "un"), ("x", "@tilleul_33 deux"), ("telegram", "trois") }));
    }

    private Task<Reply> CommentsAsync(string post, string query) => _rehearsal.FacebookAsync(HttpMethod.Get, $"{post}/comments?{query}");

    private Task<Reply> WriteAsync(string text, string person) => _rehearsal.DoAsync("facebook", "message", new { page = _rehearsal.Page.Id, text, person });
}
