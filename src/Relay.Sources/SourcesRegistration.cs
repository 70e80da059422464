using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Relay.Core.Items;
using Relay.Core.Returns;
using Relay.Sources.Csv;
using Relay.Sources.ICalendar;
using Relay.Sources.Returns;
using Relay.Sources.Sql;

namespace Relay.Sources;

/// <summary>Registers every kind of source.</summary>
public static class SourcesRegistration
{
    /// <summary>One line for each kind, so that it can be searched for.</summary>
    public static IServiceCollection AddRelaySources(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<ISourceSetup, SqlSourceSetup>()
            .AddSingleton<ISourceSetup, CsvSourceSetup>()
            .AddSingleton<ISourceSetup, IcalSourceSetup>()
            .AddSingleton<IReturnSetup, ReturnSetup>();
    }
}
