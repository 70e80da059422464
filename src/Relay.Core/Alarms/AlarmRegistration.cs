using Microsoft.Extensions.DependencyInjection;
using Relay.Core.Inbox.Polling;

namespace Relay.Core.Alarms;

/// <summary>Registers the watchdog. Needs the engine, <see cref="IAlarmStore"/> and <see cref="NextHarvest"/> from elsewhere.</summary>
public static class AlarmRegistration
{
    /// <summary>Adds it; a further watch is a further line.</summary>
    public static IServiceCollection AddRelayAlarms(this IServiceCollection services, WatchdogSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton<IWatch, DueWatch>()
        .AddSingleton<IWatch, AccountWatch>()
        .AddSingleton<IWatch, SilenceWatch>()
        .AddSingleton<IWatch, SourceWatch>()
        .AddSingleton<IWatch, BudgetWatch>()
        .AddSingleton<IWatch, CopyWatch>()
        .AddSingleton<IWatch, WaitWatch>()
        .AddSingleton<IWatch, ReturnWatch>()
        .AddSingleton<IWatch, TopicWatch>()
        .AddSingleton<PollBoard>().AddSingleton<IWatch, PollWatch>()
        .AddSingleton<AlarmTeller>().AddSingleton<AlarmService>();
}
