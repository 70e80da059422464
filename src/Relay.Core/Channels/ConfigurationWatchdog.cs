using Microsoft.Extensions.Configuration;
using Relay.Core.Alarms;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Watchdog</c>: when something counts as an alarm, and who is told.</summary>
internal static class ConfigurationWatchdog
{
    public static WatchdogSettings Read(IConfigurationSection section, IReadOnlyCollection<string> accounts, ICollection<Fault> faults)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown([nameof(WatchdogSettings.Look), nameof(WatchdogSettings.Late), nameof(WatchdogSettings.MissedHarvests), nameof(WatchdogSettings.Account), nameof(WatchdogSettings.Chat)]);
        var usual = new WatchdogSettings();
        var account = values.Text(nameof(usual.Account));
        if (account is not null && !accounts.Contains(account, StringComparer.Ordinal))
        {
            var meant = ConfigurationNames.Nearest(account, accounts);
            values.Add(nameof(usual.Account),
                meant is null ? $"there is no account '{account}': write the id of one under Relay:Accounts." : $"there is no account '{account}': did you mean {meant}?",
                meant is null ? $"il n'y a pas de compte « {account} » : écrivez l'identifiant d'un compte de Relay:Accounts." : $"il n'y a pas de compte « {account} » : vouliez-vous écrire {meant} ?");
        }
        var chat = values.Text(nameof(usual.Chat));
        if (chat is not null && account is null)
        {
            values.Add(nameof(usual.Account), "a Chat is reached through an account: write its id.", "on atteint un Chat par un compte : écrivez son identifiant.");
        }
        return usual with
        {
            Look = values.Duration(nameof(usual.Look), usual.Look, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)),
            Late = values.Duration(nameof(usual.Late), usual.Late, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7)),
            MissedHarvests = values.Whole(nameof(usual.MissedHarvests), usual.MissedHarvests, 1, 100),
            Account = account,
            Chat = chat,
        };
    }
}
