using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Items;
using Relay.Sources.Sql;

namespace Relay.Sources;

/// <summary>Registers every kind of source.</summary>
public static class SourcesRegistration
{
    /// <summary>One line for each kind, so that it can be searched for.</summary>
    public static IServiceCollection AddRelaySources(this IServiceCollection services) => services
        .AddSingleton<ISourceSetup, SqlSourceSetup>();
}
