using System.Net;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Relay.Networks.Transport;

/// <summary>How every network is called.</summary>
internal static class NetworkClients
{
    /// <summary>Most that an answer may measure, in bytes; a network's own answers are a hundred times smaller.</summary>
    public const int LongestAnswer = 2 * 1024 * 1024;

    /// <summary>How long a connection to a network is used: servers keep a quiet one for five seconds and more, so that none is taken that its server has given up.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(2);

    private static readonly string Version = typeof(NetworkClients).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Adds the client of a network under its key.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="key">Of the network.</param>
    /// <param name="own">The server that the network runs itself.</param>
    public static IServiceCollection AddNetworkClient(this IServiceCollection services, string key, Uri own)
    {
        services.AddHttpClient(key, (provider, http) => Shape(http, provider.GetService<IConfiguration>()))
            .ConfigurePrimaryHttpMessageHandler(provider => new KeptConnections(provider.GetRequiredService<ConnectionTrust>(), Wire))
            .RemoveAllLoggers(); // they write addresses at Information, and Telegram's hold the token
        services.AddOwnServer(own);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ConnectionTrust>();
        return services;
    }

    /// <summary>The wire to a network.</summary>
    /// <param name="keptFor">How long a connection may be used; zero for one call.</param>
    public static SocketsHttpHandler Wire(TimeSpan keptFor)
    {
        var handler = Handler(keptFor);
        handler.AllowAutoRedirect = false; // a redirect would carry the token elsewhere
        handler.Proxy = new ProxyForOthers(HttpClient.DefaultProxy);
        return handler;
    }

    /// <summary>The wire under every client of ours.</summary>
    /// <param name="keptFor">How long a connection may be used; zero for one call.</param>
    public static SocketsHttpHandler Handler(TimeSpan keptFor) => new()
    {
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // Looked at whenever a connection is taken or given back. The time that one may stay idle is not: it is only swept now and then.
        PooledConnectionLifetime = keptFor,
        PooledConnectionIdleTimeout = keptFor,
        // No traces: they name the whole address, and Telegram's holds the token. Nor do networks need to know our traces' numbers.
        ActivityHeadersPropagator = null,
    };

    /// <summary>Says who calls, and where to ask: networks block clients that don't.</summary>
    public static void Shape(HttpClient http, IConfiguration? configuration)
    {
        http.Timeout = Timeout.InfiniteTimeSpan; // each call has its account's
        http.MaxResponseContentBufferSize = LongestAnswer;
        http.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent(configuration?["Relay:Party:PrivacyNotice"]));
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    private static string UserAgent(string? contact)
        => Uri.TryCreate(contact, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" && !page.AbsoluteUri.AsSpan().ContainsAny('(', ')')
            ? $"Relay/{Version} (+{page.AbsoluteUri})"
            : $"Relay/{Version} (+mirror of a party's events; no contact configured)";
}
