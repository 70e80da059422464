using System.Net.Sockets;
using NUnit.Framework;
using Relay.Sandbox.Faults;

namespace Relay.Sandbox.Tests.Faults;

public sealed class FaultTests
{
    private Rehearsal _rehearsal = null!;

    [SetUp]
    public async Task Start() => _rehearsal = await Rehearsal.StartAsync(enforceLimits: false);

    [TearDown]
    public async Task Stop() => await _rehearsal.DisposeAsync();

    [TestCase("drop-before", 0)]
    [TestCase("drop-after", 1)]
    public async Task Drop_OnASend_EndsTheConnectionBeforeOrAfterThePostIsThere(string kind, int posts)
    {
        await _rehearsal.ControlAsync(HttpMethod.Post, "faults", new { kind, network = "telegram", operation = "sendMessage", count = 1 });

        await Assert.ThatAsync(SendAsync, Throws.InstanceOf<HttpRequestException>().With.Property("HttpRequestError").EqualTo(HttpRequestError.ResponseEnded));

        Assert.That(_rehearsal.World.Posts(), Has.Count.EqualTo(posts));
        Assert.That((await SendAsync()).Status, Is.EqualTo(200), "it struck once");
    }

    [Test]
    public async Task Reset_OnASend_IsAnErrorOfTheConnection()
    {
        await _rehearsal.ControlAsync(HttpMethod.Post, "faults", new { kind = "reset", count = 1 });

        var fault = await Assert.ThrowsAsync<HttpRequestException>(SendAsync);

        Assert.That(Causes(fault!).OfType<SocketException>().Select(cause => cause.SocketErrorCode), Has.Member(SocketError.ConnectionReset));
        Assert.That(_rehearsal.World.Posts(), Is.Empty);
    }

    [TestCase("telegram", "500", "error_code")]
    [TestCase("facebook", "2", "error/code")]
    [TestCase("x", "https://api.x.com/2/problems/internal-error", "type")]
    public async Task ErrorAfter_OnAPost_BreaksInTheNetworksShapeAlthoughItIsThere(string network, string value, string path)
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.ErrorAfter) { Network = network });

        var reply = await PostAsync(network);

        Assert.That((reply.Status, reply[path]), Is.EqualTo((500, value)));
        Assert.That(_rehearsal.World.Posts(), Has.Count.EqualTo(1));
    }

    [TestCase("telegram", "429", "error_code")]
    [TestCase("facebook", "80001", "error/code")]
    [TestCase("x", "Too Many Requests", "title")]
    public async Task Throttled_OnAPost_NamesTheWaitAndPostsNothing(string network, string value, string path)
    {
        await _rehearsal.ControlAsync(HttpMethod.Post, "faults", new { kind = "throttled", network, retryAfter = "00:01:30" });

        var reply = await PostAsync(network);

        Assert.That((reply.Status, reply[path], reply.Headers["Retry-After"]), Is.EqualTo((429, value, "90")));
        Assert.That(_rehearsal.World.Posts(), Is.Empty);
    }

    [TestCase("telegram", "Unauthorized", "description")]
    [TestCase("facebook", "190", "error/code")]
    [TestCase("x", "Unauthorized", "title")]
    public async Task TokenRevoked_OnAPost_IsUnauthorized(string network, string value, string path)
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.TokenRevoked) { Network = network });

        var reply = await PostAsync(network);

        Assert.That((reply.Status, reply[path]), Is.EqualTo((401, value)));
    }

    [Test]
    public async Task HtmlPage_OnAPost_IsNoJson()
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.HtmlPage));

        var reply = await PostAsync("x");

        Assert.That((reply.Status, reply.Json), Is.EqualTo((502, (object?)null)));
        Assert.That(reply.Text, Does.StartWith("<!DOCTYPE html>"));
    }

    [Test]
    public async Task Delay_OnASend_WaitsOnTheGivenClockOnly()
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.Delay) { Delay = TimeSpan.FromMinutes(4) });

        var sending = SendAsync();
        await UntilAsync(() => _rehearsal.Clock.Waiting > 0);
        var waiting = _rehearsal.World.Posts();
        _rehearsal.Clock.Advance(TimeSpan.FromMinutes(4));
        var reply = await sending;

        Assert.That(waiting, Is.Empty);
        Assert.That(reply.Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Delay_CallerLeaves_TheRequestIsStillCarriedOut()
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.Delay) { Delay = TimeSpan.FromMinutes(4) });
        using (var http = new HttpClient())
        {
            using var leave = new CancellationTokenSource();
            var sending = http.PostAsync(_rehearsal.TelegramAddress("sendMessage"), Rehearsal.Json(new { chat_id = _rehearsal.Channel.Id, text = "Bonjour" }), leave.Token);
            await UntilAsync(() => _rehearsal.Clock.Waiting > 0);
            await leave.CancelAsync();
            await Assert.ThatAsync(() => sending, Throws.InstanceOf<OperationCanceledException>());
        }

        _rehearsal.Clock.Advance(TimeSpan.FromMinutes(4));
        await UntilAsync(() => _rehearsal.World.Posts().Count > 0);

        Assert.That(_rehearsal.World.Posts()[0].Text, Is.EqualTo("Bonjour"));
    }

    [Test]
    public async Task UserAgentRequired_NoName_IsATeapot()
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.UserAgentRequired));

        var nameless = await _rehearsal.SendAsync(new HttpRequestMessage(HttpMethod.Get, _rehearsal.TelegramAddress("getMe")), named: false);
        var named = await _rehearsal.TelegramAsync("getMe", new { });

        Assert.That((nameless.Status, named.Status), Is.EqualTo((418, 200)));
    }

    [Test]
    public async Task Probability_SameSeed_StrikesTheSameRequests()
    {
        var rounds = new List<string>();
        for (var round = 0; round < 2; round++)
        {
            _rehearsal.World.Faults.Clear();
            _rehearsal.World.Faults.Add(new FaultRule(FaultKind.HtmlPage) { Probability = 0.4, Seed = 11 });
            var statuses = new List<int>();
            for (var call = 0; call < 30; call++)
            {
                statuses.Add((await _rehearsal.TelegramAsync("getMe", new { })).Status);
            }
            rounds.Add(string.Join(' ', statuses));
        }

        Assert.That(rounds[0], Is.EqualTo(rounds[1]).And.Contains("200").And.Contains("502"));
    }

    [Test]
    public async Task AfterAccepting_ReadsAndRefusals_AreNeverStruck()
    {
        var fault = _rehearsal.World.Faults.Add(new FaultRule(FaultKind.DropAfter));

        await _rehearsal.TelegramAsync("getMe", new { });
        await _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "" });
        await _rehearsal.XAsync(HttpMethod.Get, "2/users/me");

        Assert.That(_rehearsal.World.Faults.List().Single(), Is.EqualTo(fault));
    }

    [Test]
    public async Task Control_AddListRemove_CountsTheStrikes()
    {
        var added = await _rehearsal.ControlAsync(HttpMethod.Post, "faults", new object[] { new { kind = "html-page", network = "telegram", count = 2 }, new { kind = "delay", network = "x", delay = 1.5 } });
        for (var call = 0; call < 3; call++)
        {
            await SendAsync();
        }

        var listed = await _rehearsal.ControlAsync(HttpMethod.Get, "faults");
        var removed = await _rehearsal.ControlAsync(HttpMethod.Delete, $"faults/{added["0/id"]}");
        var cleared = await _rehearsal.ControlAsync(HttpMethod.Delete, "faults");

        Assert.That((listed["0/kind"], listed["0/seen"], listed["0/struck"], listed["1/delay"], listed["1/struck"]), Is.EqualTo(("html-page", "2", "2", "1.5", "0")), listed.Text);
        Assert.That((added.Status, removed.Status, cleared.Status), Is.EqualTo((201, 204, 204)));
        Assert.That(_rehearsal.World.Faults.List(), Is.Empty);
    }

    [TestCase("""{"network":"x"}""")]
    [TestCase("""{"kind":"earthquake"}""")]
    [TestCase("""{"kind":"delay","network":"myspace"}""")]
    [TestCase("""{"kind":"delay","delay":"bientôt"}""")]
    [TestCase("""{"kind":"delay","probability":2}""")]
    [TestCase("""{"kind":"delay","count":0}""")]
    [TestCase("""{"kind":"delay","cout":1}""")]
    [TestCase("""{"kind":5}""")]
    [TestCase("""7""")]
    [TestCase("""{""")]
    public async Task Control_WrongFault_IsRefusedWithItsReason(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_rehearsal.Host.Console, "_sandbox/faults")) { Content = new StringContent(body) };

        var reply = await _rehearsal.SendAsync(request);

        Assert.That(reply.Status, Is.EqualTo(400));
        Assert.That(reply["error"], Is.Not.Empty);
        Assert.That(_rehearsal.World.Faults.List(), Is.Empty);
    }

    [TestCase("POST feed", true)]
    [TestCase("POST *", true)]
    [TestCase("post FEED", true)]
    [TestCase("GET *", false)]
    [TestCase("sendMessage", false)]
    public async Task Operation_Pattern_ChoosesTheRequests(string operation, bool strikes)
    {
        _rehearsal.World.Faults.Add(new FaultRule(FaultKind.HtmlPage) { Operation = operation });

        var reply = await PostAsync("facebook");

        Assert.That(reply.Status, Is.EqualTo(strikes ? 502 : 200));
    }

    private static IEnumerable<Exception> Causes(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private Task<Reply> SendAsync() => _rehearsal.TelegramAsync("sendMessage", new { chat_id = _rehearsal.Channel.Id, text = "Bonjour" });

    private Task<Reply> PostAsync(string network) => network switch
    {
        "facebook" => _rehearsal.FacebookAsync(HttpMethod.Post, $"{_rehearsal.Page.Id}/feed", new { message = "Bonjour" }),
        "x" => _rehearsal.XAsync(HttpMethod.Post, "2/tweets", new { text = "Bonjour" }),
        _ => SendAsync(),
    };
}
