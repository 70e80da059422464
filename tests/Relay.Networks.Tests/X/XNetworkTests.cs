using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Networks.Tests.Contract;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.X;

[TestFixture]
internal sealed class XNetworkTests : NetworkContract
{
    private const string Jpeg = "\u00FF\u00D8\u00FF\u00E0picture";

    protected override string Key => "x";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["ConsumerKey"] = "consumer-key-of-the-app",
        ["ConsumerSecret"] = "consumer-secret-of-the-app",
        ["Token"] = "12345-token-of-the-user",
        ["TokenSecret"] = "token-secret-of-the-user",
    };

    protected override Target Target { get; } = new("@parti_33");

    protected override (int Status, string Body, string[] Ids) Accepted => (201, """{"data":{"id":"1893456789012345678","text":"…","edit_history_tweet_ids":["1893456789012345678"]}}""", ["1893456789012345678"]);

    protected override IReadOnlyList<(int Status, string Body, FailureKind Kind, FailureScope Scope)> Refusals =>
    [
        (401, """{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}""", FailureKind.Unauthorized, FailureScope.Account),
        (401, """{"errors":[{"code":89,"message":"Invalid or expired token."}]}""", FailureKind.Unauthorized, FailureScope.Account),
        (402, """{"title":"CreditsDepleted","detail":"Your enrolled account has no credits.","type":"https://api.x.com/2/problems/credits"}""", FailureKind.Misconfigured, FailureScope.Account),
        (403, Problem("You are not allowed to create a Tweet with duplicate content."), FailureKind.Duplicate, FailureScope.Delivery),
        (403, """{"errors":[{"code":187,"message":"Status is a duplicate."}]}""", FailureKind.Duplicate, FailureScope.Delivery),
        (403, Problem("Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to."), FailureKind.Refused, FailureScope.Delivery),
        (403, """{"title":"Client Forbidden","detail":"This request must be made using an approved developer account.","type":"https://api.x.com/2/problems/client-forbidden"}""", FailureKind.Misconfigured, FailureScope.Account),
        (403, """{"title":"Forbidden","detail":"Your client app is not configured with the appropriate oauth1 app permissions for this endpoint."}""", FailureKind.Misconfigured, FailureScope.Account),
        (403, """{"errors":[{"code":326,"message":"To protect our users from spam and other malicious activity, this account is temporarily locked."}]}""", FailureKind.Unauthorized, FailureScope.Account),
        (400, """{"errors":[{"parameters":{"text":["x"]},"message":"One or more parameters to your request was invalid."}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.twitter.com/2/problems/invalid-request"}""", FailureKind.Refused, FailureScope.Delivery),
        (400, """{"errors":[{"code":324,"message":"The validation of media ids failed."}]}""", FailureKind.Refused, FailureScope.Delivery),
        (503, """{"title":"Service Unavailable","detail":"Service Unavailable","type":"about:blank","status":503}""", FailureKind.Unknown, FailureScope.Delivery),
    ];

    protected override (int Status, string Body, FailureScope Scope) Throttled => (429, """{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}""", FailureScope.Account);

    protected override IReadOnlyList<(int Status, string Body, (string, string)[] Headers, TimeSpan Wait)> Waits =>
    [
        (429, Throttled.Body, [("x-rate-limit-limit", "100"), ("x-rate-limit-remaining", "0"), ("x-rate-limit-reset", $"{Rig.Clock.GetUtcNow().AddSeconds(400).ToUnixTimeSeconds()}")], TimeSpan.FromSeconds(400)),
        (429, Throttled.Body,
            [
                ("x-rate-limit-remaining", "55"), ("x-rate-limit-reset", $"{Rig.Clock.GetUtcNow().AddSeconds(400).ToUnixTimeSeconds()}"),
                ("x-app-limit-24hour-remaining", "0"), ("x-app-limit-24hour-reset", $"{Rig.Clock.GetUtcNow().AddHours(5).ToUnixTimeSeconds()}"),
            ],
            TimeSpan.FromHours(5)),
        (400, """{"errors":[{"code":88,"message":"Rate limit exceeded"}]}""", [("Retry-After", "12")], TimeSpan.FromSeconds(12)),
    ];

    protected override (int Status, string Body) Missing => (404, """{"title":"Not Found Error","detail":"Could not find tweet with id: [12].","type":"https://api.twitter.com/2/problems/resource-not-found"}""");

    protected override (int Status, string Body) Deleted => (200, """{"data":{"deleted":true}}""");

    [Test]
    public async Task CreateAsync_Thread_AnswersThePartBefore()
    {
        Wire.Always(Accepted.Status, Accepted.Body);

        await Rig.Network.CreateAsync(Account, Target, Part() with { InReplyTo = "42" }, CancellationToken.None);

        var request = Wire.Requests.Single();
        Assert.That((request.Method, request.Address.AbsoluteUri), Is.EqualTo((HttpMethod.Post, "https://api.x.com/2/tweets")));
        Assert.That(request.Headers.Authorization!.ToString(), Does.StartWith("OAuth oauth_consumer_key=\"consumer-key-of-the-app\", oauth_nonce="));
        Assert.That(JsonDocument.Parse(request.Text).RootElement.GetProperty("reply").GetProperty("in_reply_to_tweet_id").GetString(), Is.EqualTo("42"));
    }

    [Test]
    public async Task CreateAsync_Picture_IsHandedOverWithItsDescriptionFirst()
    {
        Script(("GET /place.jpg", 200, Jpeg), ("POST /2/media/upload", 200, """{"data":{"id":1146654567674912769,"media_key":"3_1","expires_after_secs":86400}}"""), ("POST /2/media/metadata", 200, """{"data":{"id":"1146654567674912769"}}"""), ("POST /2/tweets", 201, Accepted.Body));

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: Place), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(Wire.Requests.Select(request => request.Path), Is.EqualTo(new[] { "/place.jpg", "/2/media/upload", "/2/media/metadata", "/2/tweets" }));
        Assert.That(Wire.Requests[1].Text, Does.Contain("tweet_image").And.Contain("name=\"media\"; filename=\"picture.jpg\""));
        Assert.That(Wire.Requests[2].Text, Is.EqualTo("""{"id":"1146654567674912769","metadata":{"alt_text":{"text":"Une place"}}}"""));
        Assert.That(Wire.Requests[3].Text, Does.Contain("\"media\":{\"media_ids\":[\"1146654567674912769\"]}"));
    }

    [TestCase(404, "", FailureKind.Refused)]
    [TestCase(200, "<html>not a picture</html>", FailureKind.Refused)]
    public async Task CreateAsync_PictureNotToBeHad_MayGoWithoutIt(int status, string body, FailureKind kind)
    {
        Script(("GET /place.jpg", status, body));

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: Place), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Failed>());
        var failed = (Outcome.Failed)outcome;
        Assert.That((failed.Kind, failed.PictureAtFault), Is.EqualTo((kind, true)));
    }

    [TestCase(500, FailureKind.Unavailable, false)]
    [TestCase(400, FailureKind.Refused, true)]
    [TestCase(429, FailureKind.Throttled, false)]
    public async Task CreateAsync_UploadFails_LeavesNoDoubtAboutThePost(int status, FailureKind kind, bool pictureAtFault)
    {
        Script(("GET /place.jpg", 200, Jpeg), ("POST /2/media/upload", status, """{"title":"x","detail":"media type unrecognized"}"""));

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: Place), CancellationToken.None);

        var failed = (Outcome.Failed)outcome;
        Assert.That((failed.Kind, failed.PictureAtFault), Is.EqualTo((kind, pictureAtFault)));
        Assert.That(Wire.Requests.Select(request => request.Path), Has.None.EqualTo("/2/tweets"));
    }

    [Test]
    public async Task CreateAsync_Accepted_ReadsWhatIsLeftOfTheRate()
    {
        Wire.Always(Accepted.Status, Accepted.Body, ("x-rate-limit-remaining", "7"), ("x-rate-limit-reset", "1772439000"), ("x-app-limit-24hour-remaining", "3"), ("x-app-limit-24hour-reset", "1772500000"));

        var outcome = await CreateAsync();

        Assert.That(((Outcome.Done)outcome).Rate, Is.EqualTo(new RateReading(3, DateTimeOffset.FromUnixTimeSeconds(1772500000))));
    }

    [Test]
    public async Task FindAsync_ThereWithItsLinkRewritten_IsFoundInSmallSteps()
    {
        var ours = Part("Réunion & débat https://parti.example/e/7");
        Script(
            ("GET /2/users/me", 200, """{"data":{"id":"77","name":"Parti","username":"parti_33"}}"""),
            ("GET pagination_token=next", 200, """{"data":[{"id":"11","text":"Réunion &amp; débat https://t.co/abc"},{"id":"12","text":"Réunion &amp; débat https://t.co/abc"}],"meta":{"result_count":2}}"""),
            ("GET /2/users/77/tweets?max_results=100&start_time=2026-03-02T07%3A30%3A00Z", 200, """{"data":[{"id":"13","text":"Autre chose"}],"meta":{"next_token":"next"}}"""));
        var search = new Search(ours, Rig.Clock.GetUtcNow(), null, null, new HashSet<string> { "11" });

        var findings = await WalkAsync(search);

        Assert.That(findings[^1], Is.TypeOf<Finding.There>());
        Assert.That(((Finding.There)findings[^1]).RemoteIds, Is.EqualTo(new[] { "12" }));
        Assert.That(findings, Has.Count.EqualTo(3));
        Assert.That(Wire.Requests, Has.Count.EqualTo(3));
    }

    [TestCase("11", new[] { "12" })]
    [TestCase("11,12", new string[0])]
    public async Task FindAsync_ClockTenMinutesAhead_OurPostIsSeenAndThoseOfOthersAreNot(string taken, string[] expected)
    {
        var now = Rig.Clock.GetUtcNow();
        var posts = new[] { ("11", now.AddMinutes(-20)), ("12", now.AddMinutes(-10)) };
        Wire.Script = (request, _) => Task.FromResult(ScriptedHandler.Answer(200, request.Path.EndsWith("/me", StringComparison.Ordinal)
            ? """{"data":{"id":"77"}}"""
            : JsonSerializer.Serialize(new { data = posts.Where(post => post.Item2 >= Since(request.Address)).Select(post => new { id = post.Item1, text = PostText }), meta = new { } })));

        var findings = await WalkAsync(Search() with { Taken = new HashSet<string>(taken.Split(',')) });

        Assert.That((findings[^1] as Finding.There)?.RemoteIds ?? [], Is.EqualTo(expected));
    }

    [Test]
    public async Task FindAsync_EmptyTimeline_IsNotSeen()
    {
        Script(("GET /2/users/me", 200, """{"data":{"id":"77"}}"""), ("GET /2/users/77/tweets", 200, """{"meta":{"result_count":0}}"""));

        var findings = await WalkAsync(Search());

        Assert.That(findings[^1], Is.TypeOf<Finding.NotSeen>());
    }

    [Test]
    public async Task FindAsync_ReadingFails_IsNoAbsence()
    {
        Script(("GET /2/users/me", 503, "<html></html>"));

        var findings = await WalkAsync(Search());

        Assert.That(((Finding.Failed)findings[^1]).Failure.Kind, Is.EqualTo(FailureKind.Unavailable));
    }

    [TestCase("Parti_33", "@parti_33")]
    [TestCase("https://x.com/Parti_33", "@parti_33")]
    [TestCase("@parti-33", null)]
    public void ReadTarget_AnyForm_HasOneName(string written, string? canonical)
    {
        var faults = new List<Fault>();

        var target = Rig.ReadTarget(Account, faults, ("Target", written));

        Assert.That(target?.Key, Is.EqualTo(canonical));
        Assert.That(faults.Select(fault => fault.Setting), canonical is null ? Is.EqualTo(new[] { "Relay:Channels:test:Target" }) : Is.Empty);
    }

    private static Image Place => new(new Uri("https://parti.example/place.jpg"), "Une place");

    private static string Problem(string detail) => $$"""{"detail":"{{detail}}","type":"about:blank","title":"Forbidden","status":403}""";

    private void Script(params (string Route, int Status, string Body)[] routes)
    {
        Wire.Routes(routes);
        var answer = Wire.Script;
        Wire.Script = async (request, cancel) =>
        {
            var response = await answer(request, cancel);
            if (request.Path == "/place.jpg" && response.IsSuccessStatusCode)
            {
                response.Content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(await response.Content.ReadAsStringAsync(cancel)));
            }
            return response;
        };
    }

    private static DateTimeOffset Since(Uri address)
        => DateTimeOffset.Parse(QueryHelpers.ParseQuery(address.Query)["start_time"].ToString(), CultureInfo.InvariantCulture);

    private async Task<List<Finding>> WalkAsync(Search search)
    {
        var findings = new List<Finding>();
        string? cursor = null;
        do
        {
            findings.Add(await ((IFindOwnPosts)Rig.Network).FindAsync(Account, Target, search with { Cursor = cursor }, CancellationToken.None));
            cursor = (findings[^1] as Finding.More)?.Cursor;
        }
        while (cursor is not null && findings.Count < 100);
        return findings;
    }
}
