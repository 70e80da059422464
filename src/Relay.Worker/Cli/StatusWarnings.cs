using Relay.Core.Channels;
using Relay.Core.Deliveries.Halts;
using Relay.Core.Texts;
using Relay.Store;
using Relay.Worker.Service;

namespace Relay.Worker.Cli;

/// <summary>What a coordinator must know first: what is halted, and what is to be mended.</summary>
internal static class StatusWarnings
{
    /// <summary>What is halted, furthest first.</summary>
    public static async Task<IReadOnlyList<HaltShown>> HaltsAsync(RelayStore store, ConfigurationInForce configuration, CancellationToken cancel)
        => [.. (await new HaltBoard().ReadAsync(store, configuration, cancel)).All.Select(Of)];

    /// <summary>One line each.</summary>
    public static void Show(Screen screen, IReadOnlyList<HaltShown> halts, IReadOnlyList<AlarmShown> alarms)
    {
        foreach (var halt in halts)
        {
            var words = new Halt(halt.Reach, halt.Id, halt.By, halt.Since).Say(new Phrase(screen.At(halt.Since), screen.At(halt.Since)));
            screen.Say($"  EN PAUSE : {words.French}", $"  PAUSED: {words.English}");
        }
        foreach (var alarm in alarms)
        {
            screen.Say($"  ALARME depuis le {screen.At(alarm.Since)} : {alarm.What}. {alarm.Step}", $"  ALARM since {screen.At(alarm.Since)}: {alarm.What}. {alarm.Step}");
        }
    }

    private static HaltShown Of(Halt halt) => new(halt.Scope switch { HaltScope.KillSwitch => "kill-switch", var scope => scope.ToString().ToLowerInvariant() }, halt.Id, halt.By, halt.Since) { Reach = halt.Scope };
}
