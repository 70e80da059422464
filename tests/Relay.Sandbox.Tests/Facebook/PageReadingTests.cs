using NUnit.Framework;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Tests.Facebook;

public sealed class PageReadingTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync();

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [TestCase("feed")]
    [TestCase("posts")]
    [TestCase("published_posts")]
    public async Task List_ManyPosts_ComesNewestFirstAndEndsWithoutNext(string edge)
    {
        var ids = await PostAsync(7);

        var first = await ListAsync($"{edge}?limit=4&fields=id,message,created_time,application,is_published,permalink_url,attachments");
        var second = await _rehearsal.SendAsync(_rehearsal.FacebookRequest(HttpMethod.Get, $"{_rehearsal.Page.Id}/{edge}?limit=4&after={Uri.EscapeDataString(first["paging/cursors/after"]!)}", null));

        var read = new[] { first, second }.SelectMany(page => page.Json!["data"]!.AsArray().Select(post => (string)post!["id"]!));
        Assert.That(read, Is.EqualTo(Enumerable.Reverse(ids)));
        Assert.That(first["paging/next"], Does.Contain("after="));
        Assert.That(second["paging/next"], Is.Null);
        Assert.That(first["data/0/created_time"], Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$"));
        Assert.That(first["data/0/application/id"], Is.EqualTo(_rehearsal.Page.AppId));
    }

    [Test]
    public async Task List_NextAddress_LeadsToTheNextPage()
    {
        var ids = await PostAsync(3);
        var first = await ListAsync("posts?limit=2");

        var proof = new Uri(_rehearsal.FacebookRequest(HttpMethod.Get, "me", null).RequestUri!.ToString()).Query[1..];
        var second = await _rehearsal.GetAsync(new Uri($"{first["paging/next"]}&{proof}"));

        Assert.That(second["data/0/id"], Is.EqualTo(ids[0]), second.Text);
    }

    [Test]
    public async Task List_Since_GivesWhatIsNewer()
    {
        await PostAsync(2);
        _rehearsal.Clock.Advance(TimeSpan.FromMinutes(10));
        var since = _rehearsal.Clock.GetUtcNow().ToUnixTimeSeconds();
        var last = await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new { message = "Dernière" });

        var reply = await ListAsync($"published_posts?since={since}");

        Assert.That(reply.Json!["data"]!.AsArray().Select(post => (string?)post!["id"]), Is.EqualTo(new[] { last["id"] }));
    }

    [TestCase("posts?limit=101")]
    [TestCase("posts?fields=id,nonsense")]
    [TestCase("posts?fields=id,,message")]
    [TestCase("posts?fields=attachments{url")]
    [TestCase("posts?since=avant-hier")]
    [TestCase("posts?ordre=inverse")]
    public async Task List_WrongParameter_IsRefused(string edge)
    {
        var reply = await ListAsync(edge);

        Assert.That((reply.Status, reply["error/code"]), Is.EqualTo((400, "100")).Or.EqualTo((400, "2500")), reply.Text);
    }

    [Test]
    public async Task List_LateVisibility_ShowsAPostOnlyThen()
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.LateVisibility) { Operation = "POST feed", Delay = TimeSpan.FromSeconds(222) });
        var id = (await PostAsync(1))[0];

        var before = await ListAsync("feed");
        var direct = await _rehearsal.FacebookAsync(HttpMethod.Get, id);
        _rehearsal.Clock.Advance(TimeSpan.FromSeconds(222));
        var after = await ListAsync("feed");

        Assert.That(before.Json!["data"]!.AsArray(), Is.Empty);
        Assert.That(direct["id"], Is.EqualTo(id));
        Assert.That(after["data/0/id"], Is.EqualTo(id));
    }

    [Test]
    public async Task Post_EditThenDelete_AreSeenAndThenItIsMissing()
    {
        var id = (await PostAsync(1))[0];

        var edited = await _rehearsal.FacebookAsync(HttpMethod.Post, id, new { message = "Corrigé" });
        var read = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{id}?fields=message");
        var deleted = await _rehearsal.FacebookAsync(HttpMethod.Delete, id);
        var again = await _rehearsal.FacebookAsync(HttpMethod.Delete, id);
        var late = await _rehearsal.FacebookAsync(HttpMethod.Post, id, new { message = "Trop tard" });

        Assert.That((edited["success"], deleted["success"], read["message"]), Is.EqualTo(("true", "true", "Corrigé")));
        Assert.That((again.Status, again["error/code"], again["error/error_subcode"]), Is.EqualTo((400, "100", "33")));
        Assert.That(late["error/error_subcode"], Is.EqualTo("33"));
        Assert.That(_rehearsal.World.Posts()[0].Deleted, Is.True);
    }

    [Test]
    public async Task Page_MePictureAndDebug_Answer()
    {
        var me = await _rehearsal.FacebookAsync(HttpMethod.Get, "me?fields=id,name,tasks");
        var picture = await _rehearsal.FacebookAsync(HttpMethod.Get, $"{_rehearsal.Page.Id}/picture?redirect=false");
        var debug = await _rehearsal.FacebookAsync(HttpMethod.Get, $"debug_token?input_token={_rehearsal.Page.Token}");

        Assert.That((me["id"], me["name"], me["tasks/0"]), Is.EqualTo((_rehearsal.Page.Id, _rehearsal.Page.Name, "CREATE_CONTENT")), me.Text);
        Assert.That(picture["data/is_silhouette"], Is.EqualTo("true"), picture.Text);
        Assert.That((debug["data/is_valid"], debug["data/expires_at"]), Is.EqualTo(("true", "0")), debug.Text);
    }

    private Task<Reply> ListAsync(string edge) => _rehearsal.FacebookAsync(HttpMethod.Get, $"{_rehearsal.Page.Id}/{edge}");

    private async Task<List<string>> PostAsync(int count)
    {
        var ids = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            ids.Add((await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new { message = $"Numéro {number}" }))["id"]!);
        }
        return ids;
    }
}
