using System.Net;
using System.Net.Sockets;
using System.Text;
using Relay.Core.Channels.Connecting;
using Relay.Networks.Connecting;
using Relay.Testing;

namespace Relay.Networks.Tests.Connecting;

internal sealed class LoopbackRedirectTests
{
    private const string State = "5f2c";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly ManualTime _clock = new();
    private readonly LoopbackRedirect _redirect;

    public LoopbackRedirectTests() => _redirect = LoopbackRedirect.Open(0, _clock);

    [TearDown]
    public void Close() => _redirect.Dispose();

    [Test]
    public async Task WaitAsync_RedirectWithItsState_GivesTheQueryAndShowsAPage()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);

        var answer = await GetAsync($"{LoopbackRedirect.Path}?code=a%2Bb%20c&state={State}");
        var query = await wait;

        Assert.That(query["code"], Is.EqualTo("a+b c"));
        Assert.That(answer, Does.StartWith("HTTP/1.1 200 ").And.Contain("Vous pouvez fermer cette page").And.Contain("You may close this page").And.Contain("lang=\"fr\"").And.Contain("no-store"));
        Assert.That(answer, Does.Not.Contain("a+b c").And.Not.Contain("<script"));
    }

    [Test]
    public async Task WaitAsync_Denied_GivesTheErrorAndSaysSo()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);

        var answer = await GetAsync($"{LoopbackRedirect.Path}?error=access_denied&state={State}");

        Assert.That((await wait)["error"], Is.EqualTo("access_denied"));
        Assert.That(answer, Does.Contain("pas été donnée"));
    }

    [TestCase("5f2d")]
    [TestCase("5f2")]
    [TestCase("")]
    public async Task WaitAsync_ForeignState_IsRefusedWithAPageAndTheWaitGoesOn(string state)
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);

        var answer = await GetAsync($"{LoopbackRedirect.Path}?code=stolen&state={state}");

        Assert.That(answer, Does.StartWith("HTTP/1.1 400 ").And.Contain("still waits"));
        Assert.That(wait.IsCompleted, Is.False);
        await GetAsync($"{LoopbackRedirect.Path}?code=right&state={State}");
        Assert.That((await wait)["code"], Is.EqualTo("right"));
        Assert.That(_redirect.Strangers, Is.EqualTo(1));
    }

    [Test]
    public async Task WaitAsync_NothingButForeignStates_SaysSoInTheEnd()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);
        await GetAsync($"{LoopbackRedirect.Path}?code=stolen&state=5f2d");

        _clock.Advance(Patience);

        Assert.That(async () => await wait, Throws.TypeOf<ConnectException>().With.Message.Contains("another state"));
    }

    [Test]
    public async Task WaitAsync_BrowserThatLeavesWithoutItsPage_BroughtAGoodCode()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);

        using (var hasty = await ConnectAsync())
        {
            await hasty.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET {LoopbackRedirect.Path}?code=right&state={State} HTTP/1.1\r\nHost: {_redirect.Address.Authority}\r\n\r\n"));
            hasty.LingerState = new LingerOption(true, 0); // resets the connection: the page can't be written
        }

        Assert.That((await wait)["code"], Is.EqualTo("right"));
    }

    [Test]
    public async Task Open_TheSamePortAgain_IsFree()
    {
        using (var first = LoopbackRedirect.Open(0, _clock))
        {
            var port = first.Address.Port;
            var wait = first.WaitAsync(State, Patience, CancellationToken.None);
            using var browser = new HttpClient();
            await browser.GetStringAsync(new Uri(first.Address, $"?code=right&state={State}"));
            await wait;
            first.Dispose();

            using var second = LoopbackRedirect.Open(port, _clock);
            Assert.That(second.Address.Port, Is.EqualTo(port), "a step that is tried again opens it anew");
        }
    }

    [TestCase("GET /callback HTTP/1.1\r\nHost: {host}", 400)]
    [TestCase("GET /callback?code=x HTTP/1.1\r\nHost: {host}", 400)]
    [TestCase("GET /favicon.ico HTTP/1.1\r\nHost: {host}", 404)]
    [TestCase("GET /callback/../callback?code=x&state=5f2c HTTP/1.1\r\nHost: {host}", 404)]
    [TestCase("GET /callback?code=x&state=5f2c HTTP/1.1\r\nHost: evil.example", 404)]
    [TestCase("GET /callback?code=x&state=5f2c HTTP/1.1", 404)]
    [TestCase("POST /callback?code=x&state=5f2c HTTP/1.1\r\nHost: {host}", 404)]
    [TestCase("GET /callback?code=x&state=5f2c&state=5f2c HTTP/1.1\r\nHost: {host}", 404)]
    [TestCase("GET /callback?code=x&state=5f2c HTTP/1.1 more\r\nHost: {host}", 404)]
    [TestCase("\u0001\u0002", 404)]
    public async Task WaitAsync_AnythingElse_IsRefusedAndTheWaitGoesOn(string head, int status)
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);

        var answer = await SendAsync(head.Replace("{host}", _redirect.Address.Authority, StringComparison.Ordinal) + "\r\n\r\n");

        Assert.That(answer, Does.StartWith($"HTTP/1.1 {status} "));
        await GetAsync($"{LoopbackRedirect.Path}?code=right&state={State}");
        Assert.That((await wait)["code"], Is.EqualTo("right"));
    }

    [Test]
    public async Task WaitAsync_HeadWithoutEnd_IsRefusedAtItsLimit()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);

        var answer = await SendAsync("GET /callback HTTP/1.1\r\nX: " + new string('a', RedirectRequest.LongestHead));

        Assert.That(answer, Is.Empty.Or.StartsWith("HTTP/1.1 404 "), "a reset may overtake the answer");
        await GetAsync($"{LoopbackRedirect.Path}?code=right&state={State}");
        Assert.That((await wait)["code"], Is.EqualTo("right"));
    }

    [Test]
    public async Task WaitAsync_SilentVisitors_DoNotHoldUpTheRedirect()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);
        var silent = new List<TcpClient>();
        for (var visitor = 0; visitor < 8; visitor++)
        {
            silent.Add(await ConnectAsync());
        }

        await GetAsync($"{LoopbackRedirect.Path}?code=right&state={State}");

        Assert.That((await wait)["code"], Is.EqualTo("right"), "at once: the code lives 30 s");
        silent.ForEach(visitor => visitor.Dispose());
    }

    [Test]
    public async Task WaitAsync_MoreSilentVisitorsThanPlaces_AreSentAwayInTime()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);
        var silent = new List<TcpClient>();
        for (var visitor = 0; visitor < 20; visitor++)
        {
            silent.Add(await ConnectAsync());
        }
        while (_clock.Waiting < 17) // the patience, and a limit for each place
        {
            await Task.Yield();
        }

        _clock.Advance(TimeSpan.FromSeconds(11));
        await GetAsync($"{LoopbackRedirect.Path}?code=right&state={State}");

        Assert.That((await wait)["code"], Is.EqualTo("right"));
        silent.ForEach(visitor => visitor.Dispose());
    }

    [Test]
    public void WaitAsync_NobodyComes_EndsInOneSentence()
    {
        var wait = _redirect.WaitAsync(State, Patience, CancellationToken.None);

        _clock.Advance(Patience);

        Assert.That(async () => await wait, Throws.TypeOf<ConnectException>().With.Message.Contains("in time"));
    }

    [Test]
    public void WaitAsync_Cancelled_Throws()
    {
        using var cancel = new CancellationTokenSource();
        var wait = _redirect.WaitAsync(State, Patience, cancel.Token);

        cancel.Cancel();

        Assert.That(async () => await wait, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Open_PortTaken_NamesIt() =>
        Assert.That(() => LoopbackRedirect.Open(_redirect.Address.Port), Throws.TypeOf<ConnectException>().With.Message.Contains($"{_redirect.Address.Port}"));

    [Test]
    public void Address_Always_IsThisMachineAlone() => Assert.That(_redirect.Address.Host, Is.EqualTo("127.0.0.1"));

    [Test]
    public void NewState_Twice_DiffersAndFitsInAnAddress()
    {
        var (one, other) = (LoopbackRedirect.NewState(), LoopbackRedirect.NewState());

        Assert.That(one, Is.Not.EqualTo(other));
        Assert.That(one, Does.Match("^[0-9a-f]{64}$"));
    }

    private Task<string> GetAsync(string target) => SendAsync($"GET {target} HTTP/1.1\r\nHost: {_redirect.Address.Authority}\r\n\r\n");

    private async Task<string> SendAsync(string request)
    {
        using var visitor = await ConnectAsync();
        var stream = visitor.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            return Encoding.UTF8.GetString(answer.ToArray()); // cut off, which the test judges
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var visitor = new TcpClient();
        await visitor.ConnectAsync(IPAddress.Loopback, _redirect.Address.Port);
        return visitor;
    }
}
