using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Relay.Sandbox.Tests.People;

/// <summary>An app's webhook, which answers the challenges of Facebook and X and keeps what it is told.</summary>
internal sealed class Listener(string verifyToken, string secret) : IAsyncDisposable
{
    private WebApplication? _server;

    public Uri Address => new(_server!.Urls.Single() + "/hook");

    /// <summary>What was taken, with the header that was asked for.</summary>
    public BlockingCollection<(string Body, byte[] Bytes, IHeaderDictionary Headers)> Told { get; } = [];

    /// <summary>How many notices are refused before one is taken.</summary>
    public int Refusals { get; set; }

    public static async Task<Listener> StartAsync(string verifyToken = "verify", string secret = "")
    {
        var listener = new Listener(verifyToken, secret);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        listener._server = builder.Build();
        listener._server.Run(listener.HandleAsync);
        await listener._server.StartAsync();
        return listener;
    }

    /// <summary>The next notice; the test fails when none comes.</summary>
    public (string Body, byte[] Bytes, IHeaderDictionary Headers) Next()
        => Told.TryTake(out var notice, TimeSpan.FromSeconds(20)) ? notice : throw new InvalidOperationException("Nothing was told.");

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        Told.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (context.Request.Method == "GET")
        {
            var answer = query["crc_token"].ToString() is { Length: > 0 } token
                ? $$"""{"response_token":"sha256={{Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)))}}"}"""
                : query["hub.verify_token"] == verifyToken ? query["hub.challenge"].ToString() : "";
            await context.Response.WriteAsync(answer);
            return;
        }
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (Refusals-- > 0)
        {
            context.Response.StatusCode = 503;
            return;
        }
        Told.Add((Encoding.UTF8.GetString(body.ToArray()), body.ToArray(), new HeaderDictionary(context.Request.Headers.ToDictionary())));
    }
}
