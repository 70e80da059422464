using Relay.Core.Channels;

namespace Relay.Worker.Webhooks;

/// <summary>Adds what hears networks that call.</summary>
internal static class WebhookRegistration
{
    /// <summary>Adds the server where one is configured, and nothing elsewhere.</summary>
    public static IServiceCollection AddRelayWebhooks(this IServiceCollection services, ConfigurationInForce configuration) => configuration.Webhooks is { } settings
        ? services.AddSingleton(settings).AddSingleton<WebhookDoor>().AddSingleton<WebhookServer>().AddHostedService(parts => parts.GetRequiredService<WebhookServer>())
        : services;
}
