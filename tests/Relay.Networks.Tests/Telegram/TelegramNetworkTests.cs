using System.Text.Json;
using Relay.Core.Channels;
using Relay.Core.Deliveries;
using Relay.Core.Items;
using Relay.Networks.Tests.Contract;
using Relay.Testing.Http;

namespace Relay.Networks.Tests.Telegram;

[TestFixture]
internal sealed class TelegramNetworkTests : NetworkContract
{
    protected override string Key => "telegram";

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Token"] = "123456789:AAE-secret_secret_secret_secret_1234",
        ["Journal"] = "-1009876543210",
    };

    protected override Target Target { get; } = new("@parti_gironde");

    protected override (int Status, string Body, string[] Ids) Accepted => (200, """{"ok":true,"result":{"message_id":4711,"date":1772438400,"chat":{"id":-1001,"type":"channel"},"text":"…"}}""", ["4711"]);

    protected override IReadOnlyList<(int Status, string Body, FailureKind Kind, FailureScope Scope)> Refusals =>
    [
        (401, Error(401, "Unauthorized"), FailureKind.Unauthorized, FailureScope.Account),
        (404, Error(404, "Not Found"), FailureKind.Unauthorized, FailureScope.Account),
        (403, Error(403, "Forbidden: bot was blocked by the user"), FailureKind.Refused, FailureScope.Target),
        (403, Error(403, "Forbidden: user is deactivated"), FailureKind.Refused, FailureScope.Target),
        (403, Error(403, "Forbidden: bot is not a member of the channel chat"), FailureKind.Misconfigured, FailureScope.Target),
        (403, Error(403, "Forbidden: bot was kicked from the supergroup chat"), FailureKind.Misconfigured, FailureScope.Target),
        (400, Error(400, "Bad Request: chat not found"), FailureKind.Misconfigured, FailureScope.Target),
        (400, Error(400, "Bad Request: need administrator rights in the channel chat"), FailureKind.Misconfigured, FailureScope.Target),
        (400, Error(400, "Bad Request: message thread not found"), FailureKind.Misconfigured, FailureScope.Target),
        (400, Error(400, "Bad Request: can't parse entities: Unsupported start tag \\\"b1\\\""), FailureKind.Refused, FailureScope.Delivery),
        (400, Error(400, "Bad Request: message is too long"), FailureKind.Refused, FailureScope.Delivery),
        (400, """{"error_code":"403","description":"Forbidden: bot was blocked by the user"}""", FailureKind.Refused, FailureScope.Target),
        (403, """{"description":"Forbidden"}""", FailureKind.Refused, FailureScope.Target),
        (500, Error(500, "Internal Server Error: something"), FailureKind.Unknown, FailureScope.Delivery),
    ];

    protected override (int Status, string Body, FailureScope Scope) Throttled => (429, Error(429, "Too Many Requests"), FailureScope.Target);

    protected override IReadOnlyList<(int Status, string Body, (string, string)[] Headers, TimeSpan Wait)> Waits =>
    [
        (429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 61","parameters":{"retry_after":61}}""", [], TimeSpan.FromSeconds(61)),
        (429, """{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":"5"}}""", [("Retry-After", "9")], TimeSpan.FromSeconds(5)),
        (429, Error(429, "Too Many Requests: retry after 33"), [], TimeSpan.FromSeconds(33)),
        (429, Error(429, "Too Many Requests: retry after ٣٣"), [("Retry-After", "9")], TimeSpan.FromSeconds(9)),
    ];

    protected override (int Status, string Body) Missing => (400, Error(400, "Bad Request: MESSAGE_ID_INVALID"));

    protected override (int Status, string Body) Deleted => (200, """{"ok":true,"result":true}""");

    [Test]
    public async Task CreateAsync_NoPicture_SendsHtmlWithThePreviewOfItsLink()
    {
        Wire.Always(Accepted.Status, Accepted.Body);

        await Rig.Network.CreateAsync(Account, new Target("-100123", "7", TargetKind.Group), Part("<b>Réunion</b>") with { InReplyTo = "41" }, CancellationToken.None);

        var request = Wire.Requests.Single();
        Assert.That(request.Path, Is.EqualTo("/bot123456789:AAE-secret_secret_secret_secret_1234/sendMessage"));
        Assert.That(JsonDocument.Parse(request.Text).RootElement.ToString(), Is.EqualTo(JsonDocument.Parse(
            """{"chat_id":-100123,"text":"\u003Cb\u003ER\u00E9union\u003C/b\u003E","parse_mode":"HTML","link_preview_options":{"url":"https://parti.example/e/7"},"message_thread_id":7,"reply_parameters":{"message_id":41,"allow_sending_without_reply":true}}""").RootElement.ToString()));
    }

    [Test]
    public async Task CreateAsync_Buttons_LinksStandAboveThoseThatArePressed()
    {
        Wire.Always(Accepted.Status, Accepted.Body);
        var part = Part() with { Buttons = [new("Publié", "hand:1"), new("Pas cette fois", "hand:2"), new("Ouvrir le groupe", Link: new Uri("https://facebook.example/groups/5"))] };

        await Rig.Network.CreateAsync(Account, Target, part, CancellationToken.None);
        await Rig.Network.CreateAsync(Account, Target, part with { Images = [Picture("a")] }, CancellationToken.None);
        await ((IEditPosts)Rig.Network).EditAsync(Account, Target, ["12"], part with { Buttons = part.Buttons.Take(1).ToArray() }, CancellationToken.None);
        await ((IEditPosts)Rig.Network).EditAsync(Account, Target, ["12"], Part(), CancellationToken.None);

        var keyboards = Wire.Requests.Select(request => JsonDocument.Parse(request.Text).RootElement is var body && body.TryGetProperty("reply_markup", out var markup)
            ? string.Join('|', markup.GetProperty("inline_keyboard").EnumerateArray().Select(row => string.Join(',', row.EnumerateArray().Select(button => button.GetProperty("text").GetString()))))
            : null);
        Assert.That(keyboards, Is.EqualTo(new[] { "Ouvrir le groupe|Publié,Pas cette fois", "Ouvrir le groupe|Publié,Pas cette fois", "Publié", null }));
    }

    [Test]
    public async Task CreateAsync_ButtonsOfACommonRow_StandSideBySideBelowTheOthers()
    {
        Wire.Always(Accepted.Status, Accepted.Body);
        var part = Part() with
        {
            Buttons = [new("WhatsApp", Link: new Uri("https://wa.me/?text=a%20b")) { Row = 1 }, new("Je viens", Link: new Uri("https://t.me/parti_bot?start=c1")), new("X", Link: new Uri("https://x.com/intent/post?text=a")) { Row = 1 }],
        };

        await Rig.Network.CreateAsync(Account, Target, part, CancellationToken.None);

        var rows = JsonDocument.Parse(Wire.Requests.Single().Text).RootElement.GetProperty("reply_markup").GetProperty("inline_keyboard").EnumerateArray()
            .Select(row => string.Join(' ', row.EnumerateArray().Select(button => button.GetProperty("url").GetString())));
        Assert.That(rows, Is.EqualTo(new[] { "https://t.me/parti_bot?start=c1", "https://wa.me/?text=a%20b https://x.com/intent/post?text=a" }));
    }

    [TestCase("", "hand:1", null)]
    [TestCase("Publié", "", null)]
    [TestCase("Publié", null, null)]
    [TestCase("Publié", "hand:1", "https://parti.example/")]
    [TestCase("Publié", "hand:ééééééééééééééééééééééééééééééé", null)]
    public void CreateAsync_ButtonThatTelegramWouldRefuse_IsAFaultOfOurs(string label, string? data, string? link)
        => Assert.That(
            () => Rig.Network.CreateAsync(Account, Target, Part() with { Buttons = [new(label, data, link is null ? null : new Uri(link))] }, CancellationToken.None),
            Throws.ArgumentException);

    [Test]
    public async Task CreateAsync_GeneralTopic_IsNotNamed()
    {
        Wire.Always(Accepted.Status, Accepted.Body);

        await Rig.Network.CreateAsync(Account, new Target("-100123", "1", TargetKind.Group), Part(), CancellationToken.None);

        Assert.That(Wire.Requests.Single().Text, Does.Not.Contain("message_thread_id"));
    }

    [Test]
    public async Task CreateAsync_SeveralPictures_IsOneAlbumWithAllItsIds()
    {
        Wire.Always(200, """{"ok":true,"result":[{"message_id":5},{"message_id":"6"}]}""");

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: [Picture("a"), Picture("b")]), CancellationToken.None);

        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { "5", "6" }));
        var media = JsonDocument.Parse(Wire.Requests.Single().Text).RootElement.GetProperty("media");
        Assert.That(media[0].GetProperty("caption").GetString(), Is.EqualTo(PostText));
        Assert.That(media[1].TryGetProperty("caption", out _), Is.False);
    }

    [Test]
    public async Task CreateAsync_PictureUnreachable_SaysThatThePictureIsAtFault()
    {
        Wire.Always(400, Error(400, "Bad Request: failed to get HTTP URL content"));

        var outcome = await Rig.Network.CreateAsync(Account, Target, Part(images: Picture("a")), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Failed>().With.Property(nameof(Outcome.Failed.PictureAtFault)).True);
    }

    [TestCase("""{"ok":true,"result":{"message_id":"77","chat":{"id":null},"date":1772438400000}}""", "77")]
    [TestCase("""{"result":{"message_id":9007199254740993,"chat":5}}""", "9007199254740993")]
    public async Task CreateAsync_LooselyWrittenAnswer_IsRead(string body, string id)
    {
        Wire.Always(200, body);

        var outcome = await CreateAsync();

        Assert.That(((Outcome.Done)outcome).RemoteIds, Is.EqualTo(new[] { id }));
    }

    [TestCase("@parti_gironde", "https://t.me/parti_gironde/4711")]
    [TestCase("-1001234", "https://t.me/c/1234/4711")]
    [TestCase("-1234", null)]
    public async Task CreateAsync_Accepted_SaysWhereItIsSeen(string chat, string? link)
    {
        Wire.Always(Accepted.Status, Accepted.Body);

        var outcome = await Rig.Network.CreateAsync(Account, new Target(chat), Part(), CancellationToken.None);

        Assert.That(((Outcome.Done)outcome).Link?.AbsoluteUri, Is.EqualTo(link));
    }

    [TestCase("11", "12")]
    [TestCase("11,12", null)]
    public async Task FindAsync_ClockTenMinutesAhead_OurMessageIsSeenAndThoseOfOthersAreNot(string taken, string? expected)
    {
        var now = Rig.Clock.GetUtcNow();
        Wire.Script = (request, _) => Task.FromResult(
            !request.Path.EndsWith("/forwardMessage", StringComparison.Ordinal) ? ScriptedHandler.Answer(200, """{"ok":true,"result":true}""")
            : JsonDocument.Parse(request.Text).RootElement.GetProperty("message_id").GetInt64() is var id and (11 or 12) ? ScriptedHandler.Answer(200, Copy(now.AddMinutes(id == 11 ? -20 : -10)))
            : ScriptedHandler.Answer(400, Error(400, "Bad Request: message to forward not found")));
        var search = Search() with { After = "10", Taken = new HashSet<string>(taken.Split(',')) };

        var finding = await EveryOperation.FindAsync(Rig.Network, Account, Target, search);

        Assert.That((finding as Finding.There)?.RemoteIds[0], Is.EqualTo(expected));
    }

    [Test]
    public async Task EditAsync_NotModified_IsDone()
    {
        Wire.Always(400, Error(400, "Bad Request: message is not modified: specified new message content is exactly the same"));

        var outcome = await ((IEditPosts)Rig.Network).EditAsync(Account, Target, ["12"], Part(), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
    }

    [TestCase(0, "editMessageText", "text")]
    [TestCase(2, "editMessageCaption", "caption")]
    public async Task EditAsync_TextOrAlbum_ChangesWhereTheWordsStand(int pictures, string method, string field)
    {
        Wire.Always(200, """{"ok":true,"result":{"message_id":12}}""");

        var outcome = await ((IEditPosts)Rig.Network).EditAsync(Account, Target, ["12", "13"], Part("Annulé", [.. Enumerable.Repeat(Picture("a"), pictures)]), CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Done>());
        Assert.That(Wire.Requests.Single().Path, Does.EndWith(method));
        var body = JsonDocument.Parse(Wire.Requests.Single().Text).RootElement;
        Assert.That((body.GetProperty("message_id").GetInt64(), body.GetProperty(field).GetString()), Is.EqualTo((12L, "Annulé")));
    }

    [Test]
    public async Task DeleteAsync_AfterTwoDays_IsRefusedForThisDeliveryAlone()
    {
        Wire.Always(400, Error(400, "Bad Request: message can't be deleted"));

        var outcome = await ((IDeletePosts)Rig.Network).DeleteAsync(Account, Target, ["12"], CancellationToken.None);

        Assert.That(outcome, Is.TypeOf<Outcome.Failed>());
        Assert.That((((Outcome.Failed)outcome).Kind, ((Outcome.Failed)outcome).Scope), Is.EqualTo((FailureKind.Refused, FailureScope.Delivery)));
    }

    [Test]
    public async Task DeleteAsync_Album_TakesAllOfItAway()
    {
        Wire.Always(Deleted.Status, Deleted.Body);

        await ((IDeletePosts)Rig.Network).DeleteAsync(Account, Target, ["12", "13"], CancellationToken.None);

        Assert.That(Wire.Requests.Single().Path, Does.EndWith("deleteMessages"));
        Assert.That(Wire.Requests.Single().Text, Does.Contain("\"message_ids\":[12,13]"));
    }

    private static Image Picture(string name) => new(new Uri($"https://parti.example/{name}.jpg"), "Une place");

    private static string Copy(DateTimeOffset sent) => JsonSerializer.Serialize(new
    {
        ok = true,
        result = new { message_id = 900, text = PostText, forward_origin = new { type = "channel", date = sent.ToUnixTimeSeconds() } },
    });

    private static string Error(int code, string description) => $$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"}""";

    [Test]
    public async Task Relabel_Buttons_ChangesThemAloneAndTheSameAgainIsDone()
    {
        var wire = new Testing.Http.ScriptedHandler();
        wire.Always(400, """{"ok":false,"error_code":400,"description":"Bad Request: message is not modified: specified new message content and reply markup are exactly the same"}""");
        using var rig = new Contract.Rig("telegram", wire);
        var account = rig.Account(new Dictionary<string, string> { ["Token"] = "123456789:AAE-secret_secret_secret_secret_1234" });

        var outcome = await ((IRelabelPosts)rig.Network).RelabelAsync(account, new Core.Channels.Target("@parti_33"), ["77"], [new Button("Je viens · 12", Link: new Uri("https://t.me/parti_bot?start=x"))], CancellationToken.None);

        Assert.That(outcome, Is.InstanceOf<Outcome.Done>());
        Assert.That(wire.Requests.Single().Path, Does.EndWith("/editMessageReplyMarkup"));
        Assert.That(wire.Requests.Single().Text, Does.Contain("Je viens").And.Not.Contain("\"text\":\"\"").And.Contain("\"message_id\":77"));
        Assert.That(Testing.Specs.Specifications.Telegram.Check(wire.Requests.Single()), Is.Empty);
    }
}
