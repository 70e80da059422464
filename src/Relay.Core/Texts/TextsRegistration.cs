using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Relay.Core.Texts;

/// <summary>Registers the texts. Each network adds its own <see cref="ITextRules"/>.</summary>
public static class TextsRegistration
{
    /// <summary>Adds <see cref="ITextComposer"/>.</summary>
    public static IServiceCollection AddRelayTexts(this IServiceCollection services, Action<TextOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<TextOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton<ITextComposer, TextComposer>();
        return services;
    }
}
