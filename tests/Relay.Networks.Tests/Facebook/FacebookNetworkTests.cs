using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Networks.Facebook;
using Relay.Networks.Tests.Contract;

namespace Relay.Networks.Tests.Facebook;

[TestFixture]
internal sealed class FacebookNetworkTests : NetworkContract
{
    protected override string Key => "facebook";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["PageId"] = "1234567890",
        ["Token"] = "EAAGpageTokenOfThePage",
        ["AppSecret"] = "0123456789abcdef0123456789abcdef",
    };

    protected override Target Target { get; } = new("1234567890");

    protected override (int Status, string Body, string[] Ids) Accepted => (200, """{"id":"1234567890_998"}""", ["1234567890_998"]);

    protected override IReadOnlyList<(int Status, string Body, FailureKind Kind, FailureScope Scope)> Refusals =>
    [
        (400, Error(190, 463), FailureKind.Unauthorized, FailureScope.Account),
        (401, Error(190), FailureKind.Unauthorized, FailureScope.Account),
        (400, Error(190, 2069032), FailureKind.Misconfigured, FailureScope.Account),
        (403, Error(200), FailureKind.Misconfigured, FailureScope.Account),
        (403, Error(10), FailureKind.Misconfigured, FailureScope.Account),
        (400, Error(368), FailureKind.Misconfigured, FailureScope.Account),
        (400, Error(506), FailureKind.Duplicate, FailureScope.Delivery),
        (400, Error(100), FailureKind.Refused, FailureScope.Delivery),
        (400, Error(100, 1609005), FailureKind.Refused, FailureScope.Delivery),
        (400, Error(100, 33), FailureKind.Misconfigured, FailureScope.Target),
        (400, """{"error":{"message":"Invalid appsecret_proof provided in the API argument","type":"GraphMethodException","code":100}}""", FailureKind.Misconfigured, FailureScope.Account),
        (400, Error(1390008), FailureKind.Throttled, FailureScope.Account),
        (200, Error(4), FailureKind.Throttled, FailureScope.Account),
        (400, """{"error":{"message":"m","type":"OAuthException","code":"190"}}""", FailureKind.Unauthorized, FailureScope.Account),
        (500, Error(1), FailureKind.Unknown, FailureScope.Delivery),
        (400, Error(1), FailureKind.Unknown, FailureScope.Delivery),
        (503, Error(2), FailureKind.Unknown, FailureScope.Delivery),
        (400, """{"error":{"message":"m","code":9999,"is_transient":true}}""", FailureKind.Unknown, FailureScope.Delivery),
    ];

    protected override (int Status, string Body, FailureScope Scope) Throttled => (400, Error(32), FailureScope.Account);

    protected override IReadOnlyList<(int Status, string Body, (string, string)[] Headers, TimeSpan Wait)> Waits =>
    [
        (400, Error(80001), [("X-Business-Use-Case-Usage", """{"12":[{"type":"pages","call_count":100,"total_cputime":23,"total_time":23,"estimated_time_to_regain_access":19}],"12":[{"type":"pages","call_count":5,"estimated_time_to_regain_access":3}]}""")], TimeSpan.FromMinutes(19)),
        (429, "{}", [("Retry-After", "3")], TimeSpan.FromSeconds(3)),
    ];

    protected override (int Status, string Body) Missing => (400, Error(100, 33));

    protected override (int Status, string Body) Deleted => (200, """{"success":true}""");

    [Test]
    public async Task CreateAsync_NoPicture_PostsTheLinkWithTheProofOfTheApp()
    {
        Wire.Always(Accepted.Status, Accepted.Body);

        await CreateAsync();

        var request = Wire.Requests.Single();
        Assert.That(request.Address.AbsoluteUri, Is.EqualTo($"https://graph.facebook.com/{GraphVersion.Pinned}/1234567890/feed?appsecret_proof={FacebookApi.Proof(Settings["AppSecret"], Settings["Token"])}"));
        Assert.That(request.Headers.Authorization!.ToString(), Is.EqualTo("Bearer EAAGpageTokenOfThePage"));
        var body = JsonDocument.Parse(request.Text).RootElement;
        Assert.That((body.GetProperty("message").GetString(), body.GetProperty("link").GetString()), Is.EqualTo((PostText, "https://parti.example/e/7")));
    }

    // RFC 4231, test case 2.
    [Test]
    public void Proof_PublishedExample_IsLowerHex()
        => Assert.That(FacebookApi.Proof("Jefe", "what do ya want for nothing?"), Is.EqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));

    [Test]
    public async Task CreateAsync_OnePicture_IsAPhotoWithItsDescription()
    {
        Wire.Always(200, """{"id":"55","post_id":"1234567890_56"}""");

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: Picture("a")), CancellationToken.None);

        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { "1234567890_56" }));
        Assert.That(Wire.Requests.Single().Path, Does.EndWith("/1234567890/photos"));
        var body = JsonDocument.Parse(Wire.Requests.Single().Text).RootElement;
        Assert.That((body.GetProperty("caption").GetString(), body.GetProperty("alt_text_custom").GetString(), body.GetProperty("published").GetBoolean()), Is.EqualTo((PostText, "Une place", true)));
    }

    [Test]
    public async Task CreateAsync_SeveralPictures_ArePreparedUnseenThenShownInOnePost()
    {
        Wire.Routes(("POST /photos", 200, """{"id":55}"""), ("POST /feed", 200, Accepted.Body));

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: [Picture("a"), Picture("b")]), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(Wire.Requests.Take(2).Select(request => JsonDocument.Parse(request.Text).RootElement.GetProperty("published").GetBoolean()), Has.All.False);
        Assert.That(Wire.Requests[2].Text, Does.Contain("\"attached_media\":[{\"media_fbid\":\"55\"},{\"media_fbid\":\"55\"}]").And.Not.Contain("\"link\""));
    }

    [TestCase(500, 1, 0, FailureKind.Unavailable, false)]
    [TestCase(400, 100, 0, FailureKind.Refused, true)]
    [TestCase(400, 1366046, 0, FailureKind.Refused, true)]
    public async Task CreateAsync_PreparingFails_LeavesNoDoubtAboutThePost(int status, int code, int subcode, FailureKind kind, bool pictureAtFault)
    {
        Wire.Routes(("POST /photos", status, Error(code, subcode)));

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: [Picture("a"), Picture("b")]), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Failed>());
        Assert.That((((Outcome.Failed)outcome).Kind, ((Outcome.Failed)outcome).PictureAtFault), Is.EqualTo((kind, pictureAtFault)));
        Assert.That(Wire.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("X-App-Usage", """{"call_count":28,"total_time":25,"total_cputime":30.2}""", 69, 60)]
    [TestCase("X-Business-Use-Case-Usage", """{"1":[{"type":"pages","call_count":208,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":7}]}""", 0, 7)]
    [TestCase("X-App-Usage", """{"call_count":100""", null, 0)]
    public async Task CreateAsync_Accepted_ReadsHowMuchIsUsedUp(string header, string value, int? left, int minutes)
    {
        Wire.Always(Accepted.Status, Accepted.Body, (header, value));

        var outcome = await CreateAsync();

        Assert.That(((Outcome.Done)outcome).Rate, left is null ? Is.Null : Is.EqualTo(new RateReading(left.Value, Rig.Clock.GetUtcNow().AddMinutes(minutes))));
    }

    [Test]
    public async Task EditAsync_OwnPost_ChangesItsWords()
    {
        Wire.Always(200, "true");

        var outcome = await ((IEditPosts)Rig.Network).EditAsync(Account, Target, ["1234567890_998"], Part("Annulé"), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(Wire.Requests.Single().Path, Is.EqualTo($"/{GraphVersion.Pinned}/1234567890_998"));
        Assert.That(JsonDocument.Parse(Wire.Requests.Single().Text).RootElement.GetProperty("message").GetString(), Is.EqualTo("Annulé"));
    }

    [Test]
    public async Task EditAsync_PostOfAnotherApp_IsRefusedForThisDeliveryAlone()
    {
        Wire.Always(400, Error(10));

        var outcome = await ((IEditPosts)Rig.Network).EditAsync(Account, Target, ["1234567890_998"], Part(), CancellationToken.None);

        Assert.That((((Outcome.Failed)outcome).Kind, ((Outcome.Failed)outcome).Scope), Is.EqualTo((FailureKind.Refused, FailureScope.Delivery)));
    }

    [Test]
    public async Task FindAsync_OnALaterPage_IsFoundWithoutKeepingTheToken()
    {
        Wire.Routes(
            ("GET after=QVFI", 200, $$"""{"data":[{"id":"1_1","message":"{{PostText}}","created_time":"2026-03-02T08:00:03+0000"},{"id":"1_2","message":"{{PostText}}\n","created_time":"2026-03-02T08:00:03+0000"}]}"""),
            ("GET /published_posts?fields=id%2Cmessage%2Ccreated_time%2Cpermalink_url&limit=100&since=1772436600", 200,
                """{"data":[{"id":"1_3","created_time":"2026-03-02T08:09:00+0000"}],"paging":{"cursors":{"after":"QVFI"},"next":"https://graph.facebook.com/v26.0/1/published_posts?access_token=EAAGpageTokenOfThePage&limit=100&after=QVFI"}}"""));
        var search = Search() with { Taken = new HashSet<string> { "1_1" } };

        var first = await ((IFindOwnPosts)Rig.Network).FindAsync(Account, Target, search, CancellationToken.None);
        var second = await ((IFindOwnPosts)Rig.Network).FindAsync(Account, Target, search with { Cursor = ((Finding.More)first).Cursor }, CancellationToken.None);

        Assert.That(((Finding.More)first).Cursor, Does.Not.Contain("EAAG"));
        Assert.That(((Finding.There)second).RemoteIds, Is.EqualTo(new[] { "1_2" }));
    }

    [TestCase("1_1", "1_2")]
    [TestCase("1_1,1_2", null)]
    public async Task FindAsync_ClockTenMinutesAhead_OurPostIsSeenAndThoseOfOthersAreNot(string taken, string? expected)
    {
        Wire.Always(200, $$"""{"data":[{"id":"1_2","message":"{{PostText}}","created_time":"2026-03-02T07:50:00+0000"},{"id":"1_1","message":"{{PostText}}","created_time":"2026-03-02T07:40:00+0000"}]}""");
        var search = Search() with { Taken = new HashSet<string>(taken.Split(',')) };

        var finding = await ((IFindOwnPosts)Rig.Network).FindAsync(Account, Target, search, CancellationToken.None);

        Assert.That((finding as Finding.There)?.RemoteIds[0], Is.EqualTo(expected));
    }

    [TestCase("""{"data":[]}""")]
    [TestCase("""{"data":[{"id":"1_3","message":"Réunion publique à Bordeaux, mardi 3 mars à 19 h","created_time":"2026-03-02T07:29:00+0000"}],"paging":{"next":"https://graph.facebook.com/x?after=a"}}""")]
    public async Task FindAsync_NothingSinceTheAttempt_IsNotSeen(string body)
    {
        Wire.Always(200, body);

        Assert.That(await FindAsync(), Is.TypeOf<Finding.NotSeen>());
    }

    [Test]
    public async Task FindAsync_NoList_IsNoAbsence()
    {
        Wire.Always(200, "{}");

        Assert.That(await FindAsync(), Is.TypeOf<Finding.Failed>());
    }

    [TestCase("1234567890", true)]
    [TestCase("https://www.facebook.com/1234567890", true)]
    [TestCase("99999999", false)]
    [TestCase("partigironde", false)]
    public void ReadTarget_ThePageAlone_IsTaken(string written, bool taken)
    {
        var faults = new List<Fault>();

        var target = Rig.ReadTarget(Account, faults, ("Target", written));

        Assert.That(target?.Key, Is.EqualTo(taken ? "1234567890" : null));
        Assert.That(faults.Select(fault => fault.Setting), taken ? Is.Empty : Is.EqualTo(new[] { "Relay:Channels:test:Target" }));
    }

    private static Image Picture(string name) => new(new Uri($"https://parti.example/{name}.jpg"), "Une place");

    private static string Error(int code, int subcode = 0)
        => $$$"""{"error":{"message":"(#{{{code}}}) words","type":"OAuthException","code":{{{code}}},"error_subcode":{{{subcode}}},"fbtrace_id":"Abc"}}""";
}
