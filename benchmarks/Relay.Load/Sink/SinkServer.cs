using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Relay.Load.Sink;

/// <summary>
/// A neutral network: takes whatever is posted, as fast as the machine can, and answers as Telegram's <c>sendMessage</c> does. It keeps nothing and judges nothing, so
/// that a figure is about the caller. <c>GET /count</c> tells how many were posted.
/// </summary>
internal static class SinkServer
{
    private static readonly byte[] Before = "{\"ok\":true,\"result\":{\"message_id\":"u8.ToArray();
    private static readonly byte[] After = ",\"date\":1772000000,\"chat\":{\"id\":-1001234567890,\"type\":\"channel\",\"title\":\"Parti\"},\"text\":\"Parti\"}}"u8.ToArray();

    private static long _posted;

    /// <summary>Listens on a free port of this machine, writes its address, and ends with its input.</summary>
    public static async Task RunAsync(TextReader input, TextWriter output)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        await output.WriteLineAsync(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await output.FlushAsync();
        await input.ReadToEndAsync();
        await server.StopAsync();
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsync(Interlocked.Read(ref _posted).ToString(CultureInfo.InvariantCulture), context.RequestAborted);
            return;
        }
        await DrainAsync(context.Request.BodyReader, context.RequestAborted);
        var number = Interlocked.Increment(ref _posted);
        context.Response.ContentType = "application/json";
        Write(context.Response.BodyWriter, number);
    }

    private static async ValueTask DrainAsync(PipeReader body, CancellationToken cancel)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancel);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static void Write(PipeWriter body, long number)
    {
        Span<byte> digits = stackalloc byte[20];
        var length = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture), digits);
        body.Write(Before);
        body.Write(digits[..length]);
        body.Write(After);
    }
}
