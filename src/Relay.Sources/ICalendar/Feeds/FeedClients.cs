using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Relay.Core.Addresses;

namespace Relay.Sources.ICalendar.Feeds;

/// <summary>The two ways out: to the host that the operator named, wherever it is, and to hosts that others name in redirects, on the open internet alone. Redirects are not followed by themselves.</summary>
internal static class FeedClients
{
    /// <summary>To the operator's own host.</summary>
    public static HttpClient Named { get; } = Create(connect: null);

    /// <summary>To any other.</summary>
    public static HttpClient Open { get; } = Create(ConnectPubliclyAsync);

    private static HttpClient Create(Func<SocketsHttpConnectionContext, CancellationToken, ValueTask<Stream>>? connect)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = connect,
        };
        // Behind a proxy it is the proxy that looks names up: addresses can't be judged here.
        handler.UseProxy = connect is null;
        var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        var version = typeof(FeedClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"Relay/{version}");
        http.DefaultRequestHeaders.Accept.ParseAdd("text/calendar, */*;q=0.5");
        return http;
    }

    private static async ValueTask<Stream> ConnectPubliclyAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        // The address that was looked at is the one that is used: a second look-up may answer otherwise.
        var open = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel)).Where(PublicAddress.Is).ToArray();
        if (open.Length == 0)
        {
            throw new HttpRequestException("The host is not on the open internet.");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
