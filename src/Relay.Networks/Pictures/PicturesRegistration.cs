using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Relay.Networks.Transport;

namespace Relay.Networks.Pictures;

internal static class PicturesRegistration
{
    /// <summary>Adds the fetcher of pictures with its two clients; may be called by several networks.</summary>
    public static IServiceCollection AddPictures(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        if (services.Any(service => service.ServiceType == typeof(PictureFetcher)))
        {
            return services;
        }
        AddClient(services, PictureFetcher.Client, handler => handler.ConnectCallback = PictureFetcher.ConnectPubliclyAsync);
        AddClient(services, PictureFetcher.RehearsalClient, _ => { });
        return services.AddSingleton<PictureFetcher>();
    }

    private static void AddClient(IServiceCollection services, string name, Action<SocketsHttpHandler> shape) => services
        .AddHttpClient(name, (provider, http) =>
        {
            NetworkClients.Shape(http, provider.GetService<IConfiguration>());
            http.DefaultRequestHeaders.ConnectionClose = true; // each picture comes from somewhere else
            http.DefaultRequestHeaders.Accept.Clear();
            http.DefaultRequestHeaders.Accept.ParseAdd("image/jpeg, image/png, image/gif, image/webp");
        })
        .ConfigurePrimaryHttpMessageHandler(() =>
        {
            var handler = NetworkClients.Handler(keptFor: TimeSpan.Zero);
            handler.MaxAutomaticRedirections = 3; // no token travels with it, and each hop is looked at anew
            handler.UseProxy = false; // a proxy would be the one machine whose address is looked at
            shape(handler);
            return handler;
        })
        .RemoveAllLoggers();
}
