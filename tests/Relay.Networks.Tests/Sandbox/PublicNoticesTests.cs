using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Relay.Core.Inbox.Arrivals;
using Relay.Networks.Facebook;
using Relay.Networks.Facebook.Inbox;
using Relay.Networks.Telegram.Inbox;
using Relay.Networks.X.Inbox;

namespace Relay.Networks.Tests.Sandbox;

/// <summary>What the rehearsal's networks tell a webhook passes the product's checks of signatures and is read with the right author, words and ids; the same thing has the same key by both doors.</summary>
[TestFixture]
internal sealed class PublicNoticesTests
{
    private const string Words = "Je viens à deux 🌳 & demi";

    private readonly BlockingCollection<(byte[] Body, IHeaderDictionary Headers)> _told = [];
    private SandboxRig _rig = null!;
    private HttpClient _http = null!;
    private WebApplication _webhook = null!;

    [SetUp]
    public async Task Start()
    {
        (_rig, _http) = (await SandboxRig.StartAsync(), new HttpClient());
        var secret = _rig.Host.World.Accounts.Profiles[1].ConsumerSecret;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _webhook = builder.Build();
        _webhook.Run(async context =>
        {
            var query = context.Request.Query;
            if (context.Request.Method == "GET")
            {
                await context.Response.WriteAsync(query["crc_token"].ToString() is { Length: > 0 } token
                    ? new JsonObject { ["response_token"] = XWebhook.Answer(token, secret) }.ToJsonString() : query["hub.challenge"].ToString());
                return;
            }
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _told.Add((body.ToArray(), new HeaderDictionary(context.Request.Headers.ToDictionary())));
        });
        await _webhook.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        _http.Dispose();
        await _rig.DisposeAsync();
        await _webhook.DisposeAsync();
        _told.Dispose();
    }

    [Test]
    public async Task Read_NoticesOfFacebook_AreProvenAndWhatTheyWere()
    {
        var page = _rig.Host.World.Accounts.Pages[1];
        await FacebookAsync($"{page.AppId}/subscriptions", $"{page.AppId}|{page.AppSecret}", new { @object = "page", callback_url = Address, fields = "feed,messages,message_edits", verify_token = "v" });
        await FacebookAsync($"{page.Id}/subscribed_apps", page.Token, new { subscribed_fields = "feed,messages,message_edits" });
        var post = (await FacebookAsync($"{page.Id}/feed", page.Token, new { message = "Réunion" }))["id"]!.ToString();

        var comment = await DoAsync("facebook", "comment", new { post, text = Words, person = "Inès Martin" });
        await DoAsync("facebook", "delete", new { id = comment["comment"]!.ToString() });
        var message = await DoAsync("facebook", "message", new { page = page.Id, text = Words, person = "Fatou Diallo" });
        await DoAsync("facebook", "edit", new { id = message["message"]!.ToString(), text = "Non" });

        var notices = Enumerable.Range(0, 4).Select(_ => Next()).ToList();
        Assert.That(notices.Select(notice => FacebookSignature.IsRight(notice.Body, notice.Headers["X-Hub-Signature-256"], page.AppSecret)), Is.All.True);
        var happenings = notices.SelectMany(notice => Read("facebook", "page", notice.Body)).ToList();
        var (added, removed, written, edited) = ((Happening.Said)happenings[0], (Happening.Removed)happenings[1], (Happening.Said)happenings[2], (Happening.Said)happenings[3]);
        Assert.That((added.Text, added.Author.Id, added.Author.Name, added.Of.RemoteId, added.Post, removed.Of), Is.EqualTo((Words, comment["author"]!.ToString(), "Inès Martin", comment["comment"]!.ToString(), post, added.Of)));
        Assert.That((written.Text, written.Author.Id, written.Of.RemoteId, edited.Text, edited.Of, edited.Revision > written.Revision), Is.EqualTo((Words, message["author"]!.ToString(), message["message"]!.ToString(), "Non", written.Of, true)));
    }

    [Test]
    public async Task Read_NoticesOfX_AreProvenAndWhatTheyWere()
    {
        var profile = _rig.Host.World.Accounts.Profiles[1];
        var bearer = (await AppAsync("oauth2/token", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{profile.ConsumerKey}:{profile.ConsumerSecret}"))}", null))["access_token"]!.ToString();
        var webhook = (await AppAsync("2/webhooks", $"Bearer {bearer}", new { url = Address }))["data"]!["id"]!.ToString();
        foreach (var kind in new[] { "post.mention.create", "dm.received" })
        {
            await AppAsync("2/activity/subscriptions", $"Bearer {bearer}", new { event_type = kind, filter = new { user_id = profile.Id }, webhook_id = webhook });
        }

        var mention = await DoAsync("x", "mention", new { profile = profile.Username, text = Words, person = "Veille automatique" });
        var message = await DoAsync("x", "message", new { profile = profile.Username, text = Words, person = "Fatou Diallo" });

        var notices = new[] { Next(), Next() };
        Assert.That(notices.Select(notice => XWebhook.IsRight(notice.Body, notice.Headers["x-twitter-webhooks-signature"], profile.ConsumerSecret)), Is.All.True);
        var said = notices.SelectMany(notice => Read("x", "webhook", notice.Body)).Cast<Happening.Said>().ToList();
        Assert.That((said[0].Text, said[0].Author.Id, said[0].Author.Name, said[0].Author.Automated, said[0].Of.RemoteId, said[0].Kind), Is.EqualTo(($"@{profile.Username} {Words}", mention["author"]!.ToString(), "Veille automatique", true, mention["post"]!.ToString(), InteractionKind.Mention)));
        Assert.That((said[1].Text, said[1].Author.Id, said[1].Of.RemoteId, said[1].Kind), Is.EqualTo((Words, message["author"]!.ToString(), message["message"]!.ToString(), InteractionKind.PrivateMessage)));
    }

    [Test]
    public async Task Read_NoticesOfTelegram_AreProvenAndWhatTheyWere()
    {
        var bot = _rig.Host.World.Accounts.Bots[0];
        using var set = await _http.PostAsJsonAsync(new Uri($"{_rig.Host.Telegram}bot{bot.Token}/setWebhook"), new { url = Address, secret_token = "s3cret" });
        Assert.That((int)set.StatusCode, Is.EqualTo(200));

        var message = await DoAsync("telegram", "message", new { text = Words, person = "Camille Répétition" });

        var notice = Next();
        var said = (Happening.Said)Read("telegram", "updates", notice.Body).Single();
        Assert.That(SecretToken.IsRight(notice.Headers["X-Telegram-Bot-Api-Secret-Token"], "s3cret"), Is.True);
        Assert.That((said.Text, said.Author.Id, said.Of.RemoteId), Is.EqualTo((Words, message["author"]!.ToString(), message["message"]!.ToString())));
    }

    private string Address => _webhook.Urls.Single() + "/hook";

    private (byte[] Body, IHeaderDictionary Headers) Next() => _told.TryTake(out var notice, TimeSpan.FromSeconds(20)) ? notice : throw new InvalidOperationException("Nothing was told.");

    private IReadOnlyList<Happening> Read(string network, string stream, byte[] body)
    {
        var account = _rig.Account(network);
        var own = network == "x" ? account with { Settings = new Dictionary<string, string>(account.Settings) { ["UserId"] = _rig.Host.World.Accounts.Profiles[1].Id } } : account;
        var reading = _rig.Arrivals(network).Read(own, new Arrival(own.Id, Door.Webhook, stream, body, _rig.Clock.GetUtcNow()));
        Assert.That(reading.Unread, Is.Empty);
        return reading.Happenings;
    }

    private Task<JsonNode> DoAsync(string network, string action, object fields) => SendAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(_rig.Host.Console, $"_sandbox/people/{network}/{action}")), fields);

    private Task<JsonNode> FacebookAsync(string path, string token, object body)
    {
        var proof = FacebookApi.Proof(_rig.Host.World.Accounts.Pages[1].AppSecret, token);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_rig.Host.Facebook, $"v26.0/{path}?appsecret_proof={proof}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return SendAsync(request, body);
    }

    private Task<JsonNode> AppAsync(string path, string authorization, object? body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_rig.Host.X, path));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return SendAsync(request, body);
    }

    private async Task<JsonNode> SendAsync(HttpRequestMessage request, object? body)
    {
        using (request)
        {
            request.Content = body is null ? null : JsonContent.Create(body);
            using var answer = await _http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.That((int)answer.StatusCode, Is.EqualTo(200), text);
            return JsonNode.Parse(text)!;
        }
    }
}
