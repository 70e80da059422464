using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Relay.EndToEnd.Tests.FromFiles;

/// <summary>A calendar on this machine's own web server, with an entity tag that changes when it does.</summary>
internal sealed class CalendarServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private CalendarServer(WebApplication server) => _server = server;

    /// <summary>Its address.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What it answers with.</summary>
    public volatile string Text = "";

    /// <summary>The codes it has answered with, in order.</summary>
    public ConcurrentQueue<int> Answers { get; } = [];

    public static async Task<CalendarServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CalendarServer(builder.Build());
        server._server.Run(server.AnswerAsync);
        await server._server.StartAsync();
        server.Address = new Uri(new Uri(server._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), "agenda.ics");
        return server;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var text = Text;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]}\"";
        context.Response.Headers.ETag = tag;
        context.Response.StatusCode = context.Request.Headers.IfNoneMatch == tag ? 304 : 200;
        Answers.Enqueue(context.Response.StatusCode);
        if (context.Response.StatusCode == 200)
        {
            await context.Response.WriteAsync(text);
        }
    }
}
