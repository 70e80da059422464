using Microsoft.Extensions.Configuration;
using Relay.Core.Alarms;

namespace Relay.Core.Channels;

/// <summary>Reads <c>Relay:Watchdog</c>: when something counts as an alarm, and who is told.</summary>
internal static class ConfigurationWatchdog
{
    /// <summary>Reads it.</summary>
    /// <param name="section"><c>Relay:Watchdog</c>.</param>
    /// <param name="accounts">Ids of the accounts, and whether each may be one that writes to a coordinator in private.</param>
    /// <param name="faults">Takes every fault.</param>
    public static WatchdogSettings Read(IConfigurationSection section, IReadOnlyDictionary<string, bool> accounts, ICollection<Fault> faults)
    {
        var values = new ConfigurationValues(section, faults);
        values.OnlyKnown([nameof(WatchdogSettings.Look), nameof(WatchdogSettings.Late), nameof(WatchdogSettings.MissedHarvests), nameof(WatchdogSettings.Account), nameof(WatchdogSettings.Chat)]);
        var usual = new WatchdogSettings();
        var account = values.Text(nameof(usual.Account));
        if (account is not null && !accounts.ContainsKey(account))
        {
            var meant = ConfigurationNames.Nearest(account, accounts.Keys);
            values.Add(nameof(usual.Account),
                meant is null ? $"there is no account '{account}': write the id of one under Relay:Accounts." : $"there is no account '{account}': did you mean {meant}?",
                meant is null ? $"il n'y a pas de compte « {account} » : écrivez l'identifiant d'un compte de Relay:Accounts." : $"il n'y a pas de compte « {account} » : vouliez-vous écrire {meant} ?");
        }
        else if (account is not null && !accounts[account])
        {
            // Its posts are public: nobody outside is told what Relay suffers from.
            values.Add(nameof(usual.Account), $"the account '{account}' can only publish, and alarms are for coordinators alone: write the id of a Telegram account.",
                $"le compte « {account} » ne sait que publier, et les alarmes ne regardent que les coordinateurs : écrivez l'identifiant d'un compte Telegram.");
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
