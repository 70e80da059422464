using Relay.Core.Channels;
using Relay.Core.Deliveries.Hands;

namespace Relay.Core.Alarms;

/// <summary><c>Relay:Watchdog</c>.</summary>
public sealed record WatchdogSettings
{
    /// <summary>Name of the setting of an account with the chat of its coordinator; only networks that have it can tell one something in private.</summary>
    public const string CoordinatorSetting = "Coordinator";

    /// <summary>How often the watchdog looks, 1 s to 5 min. Default 30 s.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long something due without a final state is an alarm. Default 15 min.</summary>
    public TimeSpan Late { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many turns a source may miss before it counts as quiet, 1 to 100. Default 3.</summary>
    public int MissedHarvests { get; init; } = 3;

    /// <summary>Id of the account that tells coordinators; null takes the first one with a <c>Coordinator</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Where it tells them; null takes the account's <c>Coordinator</c>.</summary>
    public string? Chat { get; init; }

    /// <summary>Whether presses of buttons that an account put under its messages are heard.</summary>
    public static bool Hears(Account account, IChannels channels)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(channels);
        return account.Settings.ContainsKey(CoordinatorSetting) || channels.Accounts.Values.Any(other => other.Settings.GetValueOrDefault(ByHand.BotSetting) == account.Id);
    }

    /// <summary>Where alarms are told now; null when no account knows a coordinator: then <c>relay status</c> and the log are the places.</summary>
    public (Account Account, Target Chat)? PlaceIn(IChannels channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        // Who publishes by hand is reached through her bot, after the coordinators of bots themselves.
        var named = Account is not null ? channels.Accounts.GetValueOrDefault(Account)
            : channels.Accounts.Values.Where(one => one.Settings.ContainsKey(CoordinatorSetting))
                .OrderBy(one => one.Network == ByHand.Network).ThenBy(one => one.Id, StringComparer.Ordinal).FirstOrDefault();
        var account = named?.Network == ByHand.Network ? channels.Accounts.GetValueOrDefault(named.Settings.GetValueOrDefault(ByHand.BotSetting, "")) : named;
        return account is not null && (Chat ?? named!.Settings.GetValueOrDefault(CoordinatorSetting)) is { } chat ? (account, Target.Parse(chat, TargetKind.Private)) : null;
    }
}
