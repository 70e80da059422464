using System.Net;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Relay.Networks.Transport;

/// <summary>How every network is called.</summary>
internal static class NetworkClients
{
    /// <summary>Most that an answer may measure, in bytes; a network's own answers are a hundred times smaller.</summary>
    public const int LongestAnswer = 2 * 1024 * 1024;

    private static readonly string Version = typeof(NetworkClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Adds the client of a network under its key.</summary>
    public static IServiceCollection AddNetworkClient(this IServiceCollection services, string key)
    {
        services.AddHttpClient(key, (provider, http) => Shape(http, provider.GetService<IConfiguration>()))
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                var handler = Handler();
                handler.AllowAutoRedirect = false; // a redirect would carry the token elsewhere
                handler.Proxy = new ProxyForOthers(HttpClient.DefaultProxy);
                return handler;
            })
            .RemoveAllLoggers(); // they write addresses at Information, and Telegram's hold the token
        return services;
    }

    /// <summary>The wire under every client of ours.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // One call, one connection: a kept one may be dead, or be reset on its second request (both seen), and each such death of a create is a doubt.
        PooledConnectionLifetime = TimeSpan.Zero,
        // No traces: they name the whole address, and Telegram's holds the token. Nor do networks need to know our traces' numbers.
        ActivityHeadersPropagator = null,
    };

    /// <summary>Says who calls, and where to ask: networks block clients that don't.</summary>
    public static void Shape(HttpClient http, IConfiguration? configuration)
    {
        http.Timeout = Timeout.InfiniteTimeSpan; // each call has its account's
        http.MaxResponseContentBufferSize = LongestAnswer;
        http.DefaultRequestHeaders.ConnectionClose = true; // the server closes, so that its side and not ours waits for late packets
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent(configuration?["Relay:Party:PrivacyNotice"]));
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    private static string UserAgent(string? contact)
        => Uri.TryCreate(contact, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" && !page.AbsoluteUri.AsSpan().ContainsAny('(', ')')
            ? $"Relay/{Version} (+{page.AbsoluteUri})"
            : $"Relay/{Version} (+mirror of a party's events; no contact configured)";
}
