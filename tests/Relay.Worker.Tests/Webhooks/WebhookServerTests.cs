using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Relay.Core.Inbox.Webhooks;
using Relay.Worker.Webhooks;

namespace Relay.Worker.Tests.Webhooks;

public sealed class WebhookServerTests
{
    [Test]
    public async Task Server_OnAFreePort_AnswersHandshakesAndTakesNotices()
    {
        using var bench = new HookBench();
        await using var server = new WebhookServer(new(new("http://127.0.0.1:0"), new("https://relay.example/")), bench.Door, NullLoggerFactory.Instance, NullLogger<WebhookServer>.Instance);
        await server.StartAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = server.Address };

        var challenge = await http.GetStringAsync(new Uri("webhooks/page33?hub.mode=subscribe&hub.challenge=42&hub.verify_token=verify-token", UriKind.Relative));
        var taken = await PostAsync(http, "webhooks/bot33", HookBench.BotSecret, new ByteArrayContent(Encoding.ASCII.GetBytes("{}")));
        var refused = await PostAsync(http, "webhooks/bot33", "wrong", new ByteArrayContent(Encoding.ASCII.GetBytes("{}")));
        var tooLong = await PostAsync(http, "webhooks/bot33", HookBench.BotSecret, new ByteArrayContent(new byte[NoticeBody.Longest + 1]));
        var elsewhere = await http.GetAsync(new Uri("", UriKind.Relative));
        await server.StopAsync(CancellationToken.None);

        Assert.That(challenge, Is.EqualTo("42"));
        Assert.That((taken, refused, tooLong, elsewhere.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.NotFound)));
        Assert.That(bench.Kept, Has.Count.EqualTo(1));
    }

    [Test]
    public void AddressOf_Account_StandsBelowThePublicUrl()
        => Assert.That(new WebhookSettings(new("http://127.0.0.1:8430"), new("https://relay.example/relay/")).AddressOf("bot33"), Is.EqualTo(new Uri("https://relay.example/relay/webhooks/bot33")));

    private static async Task<HttpStatusCode> PostAsync(HttpClient http, string path, string secret, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = body };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        request.Headers.ExpectContinue = true; // a server that refuses before it has read everything may cut off whoever still writes
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
