using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Networks.Tests.Contract;
using Relay.Testing;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Specs;

/// <summary>What other people's programs were answered by the real networks is read by ours.</summary>
[TestFixture]
internal sealed class RecordedAnswersTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Settings = new()
    {
        ["telegram"] = new() { ["Token"] = "123456789:AAE-secret_secret_secret_secret_1234", ["Journal"] = "-1009876543210" },
        ["x"] = new() { ["ConsumerKey"] = "ck", ["ConsumerSecret"] = "cs", ["Token"] = "t", ["TokenSecret"] = "ts", ["UserId"] = "7" },
        ["facebook"] = new() { ["PageId"] = "1234567890", ["Token"] = "token" },
    };

    [Test]
    public async Task CreateAsync_EveryRecordedMessageOfTelegram_GivesItsId()
    {
        var read = 0;
        foreach (var file in Directory.GetFiles(Repository.Specs("derived", "telegram-teloxide"), "message*.json"))
        {
            var message = JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
            if (message.TryGetProperty("message_id", out var id) && message.TryGetProperty("date", out _) && message.TryGetProperty("chat", out _) && id.GetInt64() > 0)
            {
                var outcome = await CreateAsync("telegram", 200, $$"""{"ok":true,"result":{{message.GetRawText()}}}""");

                Assert.That((outcome as Outcome.Done)?.RemoteIds, Is.EqualTo(new[] { id.GetRawText() }), file);
                read++;
            }
        }
        Assert.That(read, Is.GreaterThan(10));
    }

    [TestCase("telegram", 400, "telegram/fixtures/rubenlagus-ResponseWithError.json", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase("telegram", 409, "derived/telegram-teloxide/response-6.json", FailureKind.Unknown, FailureScope.Delivery)]
    [TestCase("x", 403, "derived/x-linqtotwitter/TwitterErrorHandlerTests.AccountLockedErrorJson.json", FailureKind.Unauthorized, FailureScope.Account)]
    [TestCase("x", 400, "derived/x-linqtotwitter/TwitterErrorHandlerTests.ApiV2ErrorJson.json", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase("x", 400, "derived/x-linqtotwitter/TwitterErrorHandlerTests.BadRequestErrorMessage.json", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase("x", 400, "derived/x-linqtotwitter/TwitterErrorHandlerTests.MediaErrorJson.json", FailureKind.Refused, FailureScope.Delivery)]
    [TestCase("facebook", 400, "facebook/fixtures-restfb/exampleError.json", FailureKind.Unauthorized, FailureScope.Account)]
    [TestCase("facebook", 400, "facebook/fixtures-restfb/exampleErrorNew.json", FailureKind.Unauthorized, FailureScope.Account)]
    [TestCase("facebook", 400, "facebook/fixtures-restfb/oauthExampleError.json", FailureKind.Unknown, FailureScope.Delivery)]
    public async Task CreateAsync_RecordedError_HasItsMeaningAndItsWords(string network, int status, string file, FailureKind kind, FailureScope scope)
    {
        var outcome = await CreateAsync(network, status, await ReadAsync(file));

        Assert.That(outcome, Is.TypeOf<Outcome.Failed>());
        var failed = (Outcome.Failed)outcome;
        Assert.That((failed.Kind, failed.Scope), Is.EqualTo((kind, scope)));
        Assert.That(failed.Reason.English, Does.Not.Contain("without an explanation"));
    }

    [Test]
    public async Task DeleteAsync_RecordedAbsenceOnX_IsDone()
    {
        using var wire = new ScriptedHandler();
        using var rig = new Rig("x", wire);
        wire.Always(200, await ReadAsync("derived/x-linqtotwitter/TweetRequestProcessorTests.ErrorTweet.json"));

        var outcome = await ((IDeletePosts)rig.Network).DeleteAsync(rig.Account(Settings["x"]), new Target("@a"), ["1"], CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
    }

    [TestCase("x/fixtures-python-twitter/apis/timeline/timeline_mentions.json")]
    [TestCase("x/fixtures-python-twitter/apis/lists/list_tweets_resp.json")]
    [TestCase("x/fixtures-python-twitter/apis/searches/search_tweets_for_nyc.json")]
    public async Task FindAsync_RecordedListOfX_FindsEveryPostByItsWords(string file)
    {
        var body = await ReadAsync(file);
        var posts = JsonDocument.Parse(body).RootElement.GetProperty("data").EnumerateArray().ToList();
        using var wire = new ScriptedHandler();
        using var rig = new Rig("x", wire);
        wire.Always(200, body);
        foreach (var post in posts.DistinctBy(post => post.GetProperty("text").GetString()))
        {
            var search = new Search(new Part(Guid.NewGuid(), 0, post.GetProperty("text").GetString()!, []), rig.Clock.GetUtcNow(), null, null, new HashSet<string>());

            var finding = await EveryOperation.FindAsync(rig.Network, rig.Account(Settings["x"]), new Target("@a"), search);

            Assert.That((finding as Finding.There)?.RemoteIds, Is.EqualTo(new[] { post.GetProperty("id").GetString() }), post.GetRawText());
        }
        Assert.That(posts, Is.Not.Empty);
    }

    [Test]
    public async Task UploadAsync_RecordedMediaOfX_GivesItsId()
    {
        var media = await ReadAsync("x/fixtures-python-twitter/apis/media_upload_v2/upload_simple_resp.json");
        var id = JsonDocument.Parse(media).RootElement.GetProperty("id").ToString();
        using var wire = new ScriptedHandler();
        using var rig = new Rig("x", wire);
        wire.Routes(("GET /a.gif", 200, "GIF89a"), ("POST /2/media/upload", 200, media), ("POST /2/tweets", 201, """{"data":{"id":"5","text":"a"}}"""));
        var part = new Part(Guid.NewGuid(), 0, "a", [new(new Uri("https://parti.example/a.gif"))]);

        var outcome = await rig.Network.CreateAsync(rig.Account(Settings["x"]), new Target("@a"), part, CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(wire.Requests[^1].Text, Does.Contain($"\"media_ids\":[\"{id}\"]"));
    }

    private static Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Repository.Specs(file.Split('/')));

    private static async Task<Outcome> CreateAsync(string network, int status, string body)
    {
        using var wire = new ScriptedHandler();
        using var rig = new Rig(network, wire);
        wire.Always(status, body);
        return await rig.Network.CreateAsync(rig.Account(Settings[network]), new Target("1234567890"), new Part(Guid.NewGuid(), 0, "a", []), CancellationToken.None);
    }
}
