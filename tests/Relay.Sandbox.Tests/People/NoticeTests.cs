using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Relay.Sandbox.Tests.People;

/// <summary>What the networks tell the addresses that were registered with them.</summary>
public sealed class NoticeTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [Test]
    public async Task Facebook_CommentsAndMessages_AreToldSignedOverTheirBytes()
    {
        await using var listener = await Listener.StartAsync();
        await HearFacebookAsync(listener, "feed,messages,message_edits");
        var post = await _rehearsal.PostAsync("facebook");

        var comment = await _rehearsal.DoAsync("facebook", "comment", new { post, text = "Je viens à deux 🌳", person = "Inès Martin" });
        var added = listener.Next();
        await _rehearsal.DoAsync("facebook", "edit", new { id = comment["comment"], text = "Je viens" });
        await _rehearsal.DoAsync("facebook", "delete", new { id = comment["comment"] });
        var verbs = new[] { listener.Next(), listener.Next() }.Select(notice => Value(notice.Body)["verb"]?.ToString()).ToList();
        var message = await _rehearsal.DoAsync("facebook", "message", new { page = _rehearsal.Page.Id, text = "Bonjour", person = "Fatou Diallo" });
        var written = JsonNode.Parse(listener.Next().Body)!["entry"]![0]!["messaging"]![0]!;

        Assert.That(added.Body, Does.Contain("\\u00E0").IgnoreCase.And.Not.Contain("à"), "Meta escapes, and signs what it escaped");
        Assert.That(added.Headers["X-Hub-Signature-256"].ToString(), Is.EqualTo("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_rehearsal.Page.AppSecret), added.Bytes))));
        var value = Value(added.Body);
        Assert.That((value["verb"]?.ToString(), value["comment_id"]?.ToString(), value["parent_id"]?.ToString(), value["from"]?["id"]?.ToString(), value["message"]?.ToString()), Is.EqualTo(("add", comment["comment"], post, comment["author"], "Je viens à deux 🌳")));
        Assert.That(verbs, Is.EqualTo(new[] { "edited", "remove" }));
        Assert.That((written["message"]?["mid"]?.ToString(), written["sender"]?["id"]?.ToString(), written["recipient"]?["id"]?.ToString()), Is.EqualTo((message["message"], message["author"], _rehearsal.Page.Id)));
    }

    [Test]
    public async Task Facebook_AddressThatDoesNotKnowTheToken_IsRefused()
    {
        await using var listener = await Listener.StartAsync("another");

        var refused = await SubscribeAsync(listener.Address);

        Assert.That((refused.Status, refused["error/code"]), Is.EqualTo((400, "2200")));
    }

    [Test]
    public async Task Facebook_PageOrFieldNotHeard_IsNotTold()
    {
        await using var listener = await Listener.StartAsync();
        await HearFacebookAsync(listener, "messages");
        var post = await _rehearsal.PostAsync("facebook");

        await _rehearsal.DoAsync("facebook", "comment", new { post, text = "non" });
        await _rehearsal.DoAsync("facebook", "message", new { page = _rehearsal.World.Accounts.Pages[0].Id, text = "non plus" });
        await _rehearsal.DoAsync("facebook", "message", new { page = _rehearsal.Page.Id, text = "oui" });

        Assert.That(listener.Next().Body, Does.Contain("oui"));
        Assert.That(listener.Told, Is.Empty);
    }

    [Test]
    public async Task Facebook_NoticeNotTaken_ComesAgainInOrder()
    {
        await using var listener = await Listener.StartAsync();
        await HearFacebookAsync(listener, "messages");
        listener.Refusals = 2;

        await _rehearsal.DoAsync("facebook", "message", new { page = _rehearsal.Page.Id, text = "un" });
        await _rehearsal.DoAsync("facebook", "message", new { page = _rehearsal.Page.Id, text = "deux" });
        for (var wait = 0; wait < 2; wait++)
        {
            while (_rehearsal.Clock.Waiting == 0)
            {
                await Task.Yield();
            }
            _rehearsal.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.That(listener.Next().Body, Does.Contain("\"un\""));
        Assert.That(listener.Next().Body, Does.Contain("\"deux\""));
    }

    [Test]
    public async Task X_MentionsAndMessages_AreToldSignedAfterTheChallenge()
    {
        await using var listener = await Listener.StartAsync(secret: _rehearsal.Profile.ConsumerSecret);
        var bearer = await BearerAsync();
        var webhook = await AppAsync(bearer, HttpMethod.Post, "2/webhooks", new { url = $"{listener.Address}" });
        Assert.That(webhook.Status, Is.EqualTo(200), webhook.Text);
        foreach (var kind in new[] { "post.mention.create", "post.reply.create", "post.quote.create", "dm.received" })
        {
            var heard = await AppAsync(bearer, HttpMethod.Post, "2/activity/subscriptions", new { event_type = kind, filter = new { user_id = _rehearsal.Profile.Id }, webhook_id = webhook["data/id"], tag = "t" });
            Assert.That(heard.Status, Is.EqualTo(200), heard.Text);
        }

        var mention = await _rehearsal.DoAsync("x", "mention", new { profile = "@tilleul_33", text = "Bravo à tous", person = "Inès Martin" });
        var told = listener.Next();
        var message = await _rehearsal.DoAsync("x", "message", new { profile = "@tilleul_33", text = "Bonjour", person = "Fatou Diallo" });
        var written = JsonNode.Parse(listener.Next().Body)!["data"]!;

        Assert.That(told.Headers["x-twitter-webhooks-signature"].ToString(), Is.EqualTo("sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_rehearsal.Profile.ConsumerSecret), told.Bytes))));
        var data = JsonNode.Parse(told.Body)!["data"]!;
        Assert.That((data["event_type"]?.ToString(), data["payload"]?["id"]?.ToString(), data["payload"]?["author_id"]?.ToString(), data["filter"]?["user_id"]?.ToString()), Is.EqualTo(("post.mention.create", mention["post"], mention["author"], _rehearsal.Profile.Id)));
        Assert.That((written["event_type"]?.ToString(), written["payload"]?["direct_message_events"]?[0]?["id"]?.ToString(), written["payload"]?["direct_message_events"]?[0]?["message_create"]?["sender_id"]?.ToString()), Is.EqualTo(("dm.received", message["message"], message["author"])));
        Assert.That((await AppAsync(bearer, HttpMethod.Delete, $"2/webhooks/{webhook["data/id"]}", null))["data/deleted"], Is.EqualTo("true"));
    }

    [Test]
    public async Task X_AddressWithoutTheSecret_IsRefused()
    {
        await using var listener = await Listener.StartAsync(secret: "wrong");

        Assert.That((await AppAsync(await BearerAsync(), HttpMethod.Post, "2/webhooks", new { url = $"{listener.Address}" })).Status, Is.EqualTo(400));
    }

    [Test]
    public async Task Telegram_Webhook_IsToldWithItsSecretAndWhatItTookIsGone()
    {
        await using var listener = await Listener.StartAsync();
        await _rehearsal.DoAsync("telegram", "message", new { text = "avant" });
        Assert.That((await _rehearsal.TelegramAsync("setWebhook", new { url = "https://relay.example/hook/telegram", secret_token = "s3cret" })).Status, Is.EqualTo(200));
        await _rehearsal.DoAsync("telegram", "message", new { text = "entre" });
        Assert.That((await _rehearsal.ControlAsync(HttpMethod.Post, "proxy", new { from = "https://relay.example/hook/telegram", to = $"{listener.Address}" })).Status, Is.EqualTo(200));
        await _rehearsal.DoAsync("telegram", "message", new { text = "après" });

        var told = new[] { listener.Next(), listener.Next(), listener.Next() };

        Assert.That(told.Select(notice => JsonNode.Parse(notice.Body)!["message"]?["text"]?.ToString()), Is.EqualTo(new[] { "avant", "entre", "après" }));
        Assert.That(told.Select(notice => notice.Headers["X-Telegram-Bot-Api-Secret-Token"].ToString()), Is.All.EqualTo("s3cret"));
        while ((await _rehearsal.TelegramAsync("getWebhookInfo", new { }))["result/pending_update_count"] != "0")
        {
            await Task.Yield();
        }
        await _rehearsal.TelegramAsync("deleteWebhook", new { });
        Assert.That((await _rehearsal.TelegramAsync("getUpdates", new { })).Json!["result"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task Proxy_ToAnotherMachine_IsRefused()
        => Assert.That((await _rehearsal.ControlAsync(HttpMethod.Post, "proxy", new { from = "https://a.example/", to = "https://b.example/" })).Status, Is.EqualTo(400));

    private static JsonNode Value(string body) => JsonNode.Parse(body)!["entry"]![0]!["changes"]![0]!["value"]!;

    private async Task HearFacebookAsync(Listener listener, string fields)
    {
        var app = await SubscribeAsync(listener.Address);
        Assert.That(app["success"], Is.EqualTo("true"), app.Text);
        Assert.That((await _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/subscribed_apps", new { subscribed_fields = fields }))["success"], Is.EqualTo("true"));
    }

    private Task<Reply> SubscribeAsync(Uri callback)
    {
        var page = _rehearsal.Page;
        var token = $"{page.AppId}|{page.AppSecret}";
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(page.AppSecret), Encoding.UTF8.GetBytes(token)));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.Facebook, $"v26.0/{page.AppId}/subscriptions?appsecret_proof={proof}"))
        {
            Content = Rehearsal.Json(new { @object = "page", callback_url = $"{callback}", fields = "feed,messages,message_edits", verify_token = "verify" }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _rehearsal.SendAsync(request);
    }

    private async Task<string> BearerAsync()
    {
        var keys = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_rehearsal.Profile.ConsumerKey}:{_rehearsal.Profile.ConsumerSecret}"));
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.X, "oauth2/token")) { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", keys);
        return (await _rehearsal.SendAsync(request))["access_token"]!;
    }

    private Task<Reply> AppAsync(string bearer, HttpMethod method, string path, object? body)
    {
        var request = new HttpRequestMessage(method, new Uri(_rehearsal.Host.X, path)) { Content = body is null ? null : Rehearsal.Json(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return _rehearsal.SendAsync(request);
    }
}
