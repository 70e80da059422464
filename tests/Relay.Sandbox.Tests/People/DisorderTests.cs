using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Relay.Sandbox.Tests.People;

/// <summary>Duplicates, disorder and broken things among the good ones.</summary>
public sealed class DisorderTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false, judged: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Comments_Disturbed_HoldEveryGoodOneAndThenOrderIsBack()
    {
        var post = await _rehearsal.PostAsync("facebook");
        await _rehearsal.DoAsync("facebook", "flood", new { @do = "comment", count = 20, post, text = "Je viens {n}" });
        var before = await CommentsAsync(post);
        await _rehearsal.DoAsync("facebook", "disorder", new { repeat = 2, shuffle = true, malformed = 15, seed = 7 });

        var disturbed = await CommentsAsync(post);
        var after = await CommentsAsync(post);

        Assert.That(disturbed, Has.Count.EqualTo(55));
        Assert.That(before.Select(good => disturbed.Count(other => other == good)), Has.All.EqualTo(2), "nothing good is lost, and each comes twice");
        Assert.That(disturbed.Where(before.Contains).Distinct(), Is.Not.EqualTo(before), "in another order");
        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public async Task Comments_BrokenCopies_AreNoEditsOfWhatTheyWereMadeOf()
    {
        var post = await _rehearsal.PostAsync("facebook");
        var comment = (await _rehearsal.DoAsync("facebook", "comment", new { post, text = "Je viens" }))["comment"];
        await _rehearsal.DoAsync("facebook", "disorder", new { malformed = 200 });

        var all = await CommentsAsync(post);

        Assert.That(all.Select(item => JsonNode.Parse(item)).OfType<JsonObject>().Count(item => item["id"] is JsonValue id && id.ToString() == comment), Is.EqualTo(1));
    }

    [Test]
    public async Task Updates_BrokenAmongGood_HaveNumbersOfTheirOwn()
    {
        await _rehearsal.DoAsync("telegram", "disorder", new { lists = 5, repeat = 2, malformed = 3, seed = 3 });
        await _rehearsal.DoAsync("telegram", "write", new { chat = "@tilleul_gironde", text = "un" });
        await _rehearsal.DoAsync("telegram", "write", new { chat = "@tilleul_gironde", text = "deux" });

        var updates = (await _rehearsal.TelegramAsync("getUpdates", new { })).Json!["result"]!.AsArray().Select(update => update!.AsObject()).ToList();

        Assert.That(updates, Has.Count.EqualTo(16), "four of each, and each twice");
        Assert.That(updates.Select(update => update["update_id"]!.GetValue<long>()).Distinct().Count(), Is.EqualTo(8));
        Assert.That(updates.Select(update => update["channel_post"] is JsonObject post && post["text"] is JsonValue text ? text.ToString() : null), Has.Some.EqualTo("un").And.Some.EqualTo("deux"));
    }

    [Test]
    public async Task Mentions_Disturbed_KeepTheirMarks()
    {
        await _rehearsal.DoAsync("x", "flood", new { @do = "mention", count = 8, profile = "@tilleul_33", text = "numéro {n}" });
        await _rehearsal.DoAsync("x", "disorder", new { repeat = 3, shuffle = true, malformed = 4 });

        var mentions = await _rehearsal.XAsync(HttpMethod.Get, $"2/users/{_rehearsal.Profile.Id}/mentions?max_results=5");

        Assert.That(mentions.Json!["data"]!.AsArray(), Has.Count.EqualTo(19));
        Assert.That((mentions["meta/result_count"], mentions["meta/next_token"] is not null), Is.EqualTo(("5", true)));
    }

    private async Task<List<string>> CommentsAsync(string post)
        => [.. (await _rehearsal.FacebookAsync(HttpMethod.Get, $"{post}/comments?limit=100&fields=id,message")).Json!["data"]!.AsArray().Select(item => item!.ToJsonString())];
}
