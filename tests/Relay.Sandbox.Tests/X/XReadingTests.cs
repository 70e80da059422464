using System.Net.Http.Headers;
using NUnit.Framework;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Tests.X;

public sealed class XReadingTests
{
    [Test]
    public async Task Timeline_ManyPosts_ComesNewestFirstInPages()
    {
        await using var rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        var ids = await PostAsync(rehearsal, 12);

        var first = await TimelineAsync(rehearsal, "max_results=5");
        var second = await TimelineAsync(rehearsal, $"max_results=5&pagination_token={first["meta/next_token"]}");
        var third = await TimelineAsync(rehearsal, $"max_results=5&pagination_token={second["meta/next_token"]}");

        var read = new[] { first, second, third }.SelectMany(page => page.Json!["data"]!.AsArray().Select(post => (string)post!["id"]!));
        Assert.That(read, Is.EqualTo(Enumerable.Reverse(ids)));
        Assert.That((first["meta/result_count"], first["meta/newest_id"], third["meta/next_token"]), Is.EqualTo(("5", ids[^1], (string?)null)));
    }

    [Test]
    public async Task Timeline_SinceId_GivesWhatIsNewerAndNoDataWhenEmpty()
    {
        await using var rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        var ids = await PostAsync(rehearsal, 3);

        var newer = await TimelineAsync(rehearsal, $"since_id={ids[1]}");
        var none = await TimelineAsync(rehearsal, $"since_id={ids[2]}");

        Assert.That(newer["data/0/id"], Is.EqualTo(ids[2]));
        Assert.That((none["meta/result_count"], none.Json!["data"]), Is.EqualTo(("0", (object?)null)));
    }

    [Test]
    public async Task Timeline_Dialects_AnswerInTheWordsOfTheQuestion()
    {
        await using var rehearsal = await Rehearsal.StartAsync(enforceLimits: false);
        await PostAsync(rehearsal, 1);

        var old = await TimelineAsync(rehearsal, "tweet.fields=created_at,author_id,edit_history_tweet_ids,nonsense");
        var recent = await TimelineAsync(rehearsal, "post.fields=created_at&expansions=edit_history_post_ids");

        Assert.That(old.Json!["data"]![0]!.AsObject().Select(pair => pair.Key), Is.EquivalentTo(new[] { "id", "text", "created_at", "author_id", "edit_history_tweet_ids" }));
        Assert.That(recent.Json!["data"]![0]!.AsObject().Select(pair => pair.Key), Is.EquivalentTo(new[] { "id", "text", "created_at", "edit_history_post_ids" }));
    }

    [TestCase("max_results=4")]
    [TestCase("max_results=101")]
    [TestCase("since_id=abc")]
    [TestCase("start_time=hier")]
    [TestCase("limit=5")]
    [TestCase("pagination_token=zz")]
    public async Task Timeline_WrongParameter_IsAnInvalidRequest(string query)
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var reply = await TimelineAsync(rehearsal, query);

        Assert.That((reply.Status, reply["title"]), Is.EqualTo((400, "Invalid Request")));
    }

    [Test]
    public async Task Timeline_LateVisibility_ShowsAPostOnlyThen()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        rehearsal.World.Faults.Add(new FaultRule(FaultKind.LateVisibility) { Network = "x", Delay = TimeSpan.FromSeconds(200), Count = 1 });
        await PostAsync(rehearsal, 1);

        var before = await TimelineAsync(rehearsal, "max_results=5");
        rehearsal.Clock.Advance(TimeSpan.FromSeconds(200));
        var after = await TimelineAsync(rehearsal, "max_results=5");

        Assert.That((before["meta/result_count"], after["meta/result_count"]), Is.EqualTo(("0", "1")));
    }

    [Test]
    public async Task Rates_EveryAnswer_TellsWhatIsLeft()
    {
        await using var rehearsal = await Rehearsal.StartAsync();

        var me = await rehearsal.XAsync(HttpMethod.Get, "2/users/me");
        var post = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Bonjour" });

        Assert.That((me["data/id"], me["data/username"]), Is.EqualTo((rehearsal.Profile.Id, rehearsal.Profile.Username)));
        Assert.That((me.Headers["x-rate-limit-limit"], me.Headers["x-rate-limit-remaining"]), Is.EqualTo(("75", "74")));
        Assert.That((post.Headers["x-rate-limit-remaining"], post.Headers["x-app-limit-24hour-remaining"]), Is.EqualTo(("99", "9999")));
        Assert.That(post.Headers["x-rate-limit-reset"], Is.EqualTo($"{rehearsal.Clock.GetUtcNow().AddMinutes(15).ToUnixTimeSeconds()}"));
    }

    [Test]
    public async Task Rates_HundredAndFirstPostOfAQuarter_IsTooMany()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        await PostAsync(rehearsal, 100);

        var refused = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Encore" });
        rehearsal.Clock.Advance(TimeSpan.FromMinutes(15));
        var later = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Encore" });

        Assert.That((refused.Status, refused["title"], refused.Headers["x-rate-limit-remaining"]), Is.EqualTo((429, "Too Many Requests", "0")));
        Assert.That(later.Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Media_UploadThenAltTextThenPost_StandsInThePost()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var id = (await UploadAsync(rehearsal, "pictures/5.png"))["data/id"];

        var described = await rehearsal.XAsync(HttpMethod.Post, "2/media/metadata", new { id, metadata = new { alt_text = new { text = "Deux collines" } } });
        var post = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Affiche", media = new { media_ids = new[] { id } } });
        var read = await rehearsal.XAsync(HttpMethod.Get, $"2/tweets/{post["data/id"]}?tweet.fields=attachments&expansions=attachments.media_keys&media.fields=alt_text,width");

        Assert.That(described["data/id"], Is.EqualTo(id), described.Text);
        Assert.That(post["data/text"], Does.Match(@"^Affiche https://t\.co/\w{10}$"));
        Assert.That((read["includes/media/0/alt_text"], read["includes/media/0/width"]), Is.EqualTo(("Deux collines", "640")), read.Text);
        Assert.That(rehearsal.World.Posts()[0].Pictures[0].AltText, Is.EqualTo("Deux collines"));
    }

    [Test]
    public async Task Media_NoPictureOrOtherOwner_IsRefused()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        var id = (await UploadAsync(rehearsal, "pictures/5.png"))["data/id"];

        var css = await UploadAsync(rehearsal, "style.css");
        var foreign = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Vol", media = new { media_ids = new[] { id } } }, rehearsal.World.Accounts.Profiles[0]);
        rehearsal.Clock.Advance(TimeSpan.FromHours(24));
        var expired = await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Tard", media = new { media_ids = new[] { id } } });

        Assert.That(new[] { css.Status, foreign.Status, expired.Status }, Is.All.EqualTo(400));
    }

    [Test]
    public async Task Media_InSegments_IsPutTogether()
    {
        await using var rehearsal = await Rehearsal.StartAsync();
        using var http = new HttpClient();
        var file = await http.GetByteArrayAsync(new Uri(rehearsal.Host.Console, "pictures/6.png"));
        var opened = await rehearsal.XAsync(HttpMethod.Post, "2/media/upload/initialize", new { media_type = "image/png", total_bytes = file.Length, media_category = "tweet_image" });
        var id = opened["data/id"];
        foreach (var (part, index) in file.Chunk((file.Length / 2) + 1).Select((part, index) => (part, index)))
        {
            await rehearsal.XAsync(HttpMethod.Post, $"2/media/upload/{id}/append", new { segment_index = index, media = Convert.ToBase64String(part) });
        }

        var finished = await rehearsal.XAsync(HttpMethod.Post, $"2/media/upload/{id}/finalize", new { });
        var status = await rehearsal.XAsync(HttpMethod.Get, $"2/media/upload?media_id={id}&command=STATUS");

        Assert.That((finished["data/id"], finished["data/size"]), Is.EqualTo((id, $"{file.Length}")), finished.Text);
        Assert.That(status["data/image/w"], Is.EqualTo("640"), status.Text);
    }

    private static async Task<Reply> UploadAsync(Rehearsal rehearsal, string path)
    {
        using var http = new HttpClient();
        using var file = new ByteArrayContent(await http.GetByteArrayAsync(new Uri(rehearsal.Host.Console, path))) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        using var category = new StringContent("tweet_image");
        using var content = new MultipartFormDataContent { { file, "media", "picture.png" }, { category, "media_category" } };
        return await rehearsal.SendAsync(rehearsal.XRequest(HttpMethod.Post, "2/media/upload", content));
    }

    private static async Task<List<string>> PostAsync(Rehearsal rehearsal, int count)
    {
        var ids = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            ids.Add((await rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = $"Numéro {number}" }))["data/id"]!);
        }
        return ids;
    }

    private static Task<Reply> TimelineAsync(Rehearsal rehearsal, string query) => rehearsal.XAsync(HttpMethod.Get, $"2/users/{rehearsal.Profile.Id}/tweets?{query}");
}
