using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Relay.Core.Inbox.Webhooks;

namespace Relay.Worker.Webhooks;

/// <summary>Listens on this machine for what the reverse proxy passes on. Made only where <c>Relay:Webhooks</c> is set: a server takes memory also when nobody calls.</summary>
internal sealed partial class WebhookServer(WebhookSettings settings, WebhookDoor door, ILoggerFactory logs, ILogger<WebhookServer> logger) : IHostedService, IAsyncDisposable
{
    private const int MostConnections = 64;

    private WebApplication? _server;

    /// <summary>Where it listens, once it does.</summary>
    public Uri? Address { get; private set; }

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(logs);
        builder.WebHost.UseKestrelCore().UseUrls(settings.Listen.GetLeftPart(UriPartial.Authority)).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = NoticeBody.Longest;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
        });
        _server = builder.Build();
        _server.Run(door.HandleAsync);
        await _server.StartAsync(cancellationToken);
        Address = new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Log.Listens(logger, Address, settings.PublicUrl);
    }

    /// <summary>Answers what is under way, and takes nothing more.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(5310, LogLevel.Information, "Networks are heard at {Address}, which the world reaches as {PublicUrl}.")]
        public static partial void Listens(ILogger logger, Uri address, Uri publicUrl);
    }
}
