using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Relay.Core.Items;
using Relay.Sources.ICalendar.Feeds;

namespace Relay.Sources.Tests.ICalendar;

/// <summary>A calendar on this machine's own web server.</summary>
public sealed class WebFeedTests
{
    private WebApplication _server = null!;
    private Uri _address = null!;

    private RequestDelegate Answer { get; set; } = null!;

    [SetUp]
    public async Task Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(context => Answer(context));
        await _server.StartAsync();
        _address = new Uri(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    [TearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [Test]
    public async Task GetAsync_SecondTime_AsksOnlyWhetherItChanged()
    {
        var asked = new List<(string Tag, string Since, string Agent)>();
        Answer = async context =>
        {
            asked.Add((context.Request.Headers.IfNoneMatch.ToString(), context.Request.Headers.IfModifiedSince.ToString(), context.Request.Headers.UserAgent.ToString()));
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.LastModified = "Fri, 20 Nov 2026 08:00:00 GMT";
            if (asked.Count > 1)
            {
                context.Response.StatusCode = 304;
                return;
            }
            await context.Response.WriteAsync("BEGIN:VCALENDAR");
        };
        var feed = Feed("/agenda.ics");

        var (first, second) = (await feed.GetAsync(CancellationToken.None), await feed.GetAsync(CancellationToken.None));

        Assert.That(second, Is.SameAs(first));
        Assert.That(asked.Select(one => (one.Tag, one.Since)), Is.EqualTo(new[] { ("", ""), ("\"v1\"", "Fri, 20 Nov 2026 08:00:00 GMT") }));
        Assert.That(asked[0].Agent, Does.StartWith("Relay/"));
    }

    [Test]
    public async Task GetAsync_SecretAddressReplacedWhileRunning_IsNotAnsweredWithTheOldCalendar()
    {
        Answer = async context =>
        {
            context.Response.Headers.LastModified = "Fri, 20 Nov 2026 08:00:00 GMT";
            if (context.Request.Headers.IfModifiedSince.Count > 0)
            {
                context.Response.StatusCode = 304;
                return;
            }
            await context.Response.WriteAsync(context.Request.Path);
        };
        var path = "/old.ics";
        var feed = new WebFeed(() => new Uri(_address, path), TimeSpan.FromSeconds(20), TimeProvider.System);
        await feed.GetAsync(CancellationToken.None);

        path = "/new.ics";

        Assert.That(await feed.GetAsync(CancellationToken.None), Is.EqualTo("/new.ics"u8.ToArray()));
    }

    [Test]
    public async Task GetAsync_Redirect_IsFollowedOnThisMachine()
    {
        Answer = context =>
        {
            if (context.Request.Path == "/a")
            {
                context.Response.Redirect("/b?x=1");
                return Task.CompletedTask;
            }
            return context.Response.WriteAsync(context.Request.Path + context.Request.QueryString.ToString());
        };

        Assert.That(await Feed("/a").GetAsync(CancellationToken.None), Is.EqualTo("/b?x=1"u8.ToArray()));
    }

    [TestCase("https://localhost:1/private", "does not answer", TestName = "to another port of this machine")]
    [TestCase("https://10.0.0.1/", "does not answer", TestName = "to a private network")]
    [TestCase("http://parti.example/", "not https", TestName = "to plain http elsewhere")]
    [TestCase("ftp://parti.example/", "not https", TestName = "to another protocol")]
    [TestCase("/a", "without end", TestName = "in a circle")]
    [TestCase("//parti.example:99999/", "not https", TestName = "to no address at all")]
    public void GetAsync_RedirectThatMustNotBeFollowed_IsASourceThatIsDown(string to, string reason)
    {
        Answer = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = to;
            return Task.CompletedTask;
        };

        Assert.That(async () => await Feed("/a?secret=12345").GetAsync(CancellationToken.None), Throws.TypeOf<SourceUnavailableException>().With.Message.Contain(reason).And.Message.Not.Contain("12345"));
    }

    [TestCase(404, "mend the address")]
    [TestCase(403, "secret address")]
    [TestCase(500, "HTTP 500")]
    [TestCase(304, "HTTP 304")]
    public void GetAsync_Error_SaysWhatToDoAndNoSecret(int status, string reason)
    {
        Answer = context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

        Assert.That(async () => await Feed("/a?secret=12345").GetAsync(CancellationToken.None), Throws.TypeOf<SourceUnavailableException>().With.Message.Contain(reason).And.Message.Not.Contain("12345"));
    }

    [Test]
    public void GetAsync_TooLarge_IsNotReadToItsEnd()
    {
        Answer = async context =>
        {
            for (var i = 0; i < 200 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(new byte[1024 * 1024]);
            }
        };

        Assert.That(async () => await Feed("/").GetAsync(CancellationToken.None), Throws.TypeOf<SourceUnavailableException>().With.Message.Contain("10 MB"));
    }

    [TestCase("https://parti.example/a.ics", true)]
    [TestCase("http://127.0.0.1:8080/a.ics", true)]
    [TestCase("http://parti.example/a.ics", false)]
    [TestCase("https://name:word@parti.example/a.ics", false)]
    [TestCase("file:///etc/passwd", false)]
    public void IsAllowed_OfAddresses_TellsThemApart(string address, bool allowed) => Assert.That(WebFeed.IsAllowed(new Uri(address)), Is.EqualTo(allowed));

    private WebFeed Feed(string path) => new(() => new Uri(_address, path), TimeSpan.FromSeconds(20), TimeProvider.System);
}
