using Relay.Core.Channels;
using Relay.Core.Territories;

namespace Relay.Core.Swarm;

/// <summary>The Telegram bots that links can lead to: those whose name is known. Pure.</summary>
public static class Bots
{
    /// <summary>The setting that tells a bot's name.</summary>
    private const string HandleSetting = "Handle";

    /// <summary>The name of a bot without <c>@</c>; null for an account that is none, or whose name is not known.</summary>
    public static string? HandleOf(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Network == "telegram" && account.Settings.GetValueOrDefault(HandleSetting)?.Trim().TrimStart('@') is { Length: > 0 } handle ? handle : null;
    }

    /// <summary>
    /// The bot that answers for an account: itself, else the one that has a channel in one of the territories, else the first by id; null where there is none. Another's bot whose channels
    /// are all still in their shadow or drafts holds its answers back, so nobody is led to it.
    /// </summary>
    /// <param name="channels">The accounts and channels in force.</param>
    /// <param name="account">Whose readers are to be led to it.</param>
    /// <param name="territories">Where those are; empty for everywhere.</param>
    public static string? For(IChannels channels, Account account, IReadOnlyCollection<Territory> territories)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(territories);
        return HandleOf(account)
            ?? channels.Accounts.Values.Where(one => HandleOf(one) is not null && channels.IsInService(one.Id))
                .OrderByDescending(one => channels.Channels.Values.Any(channel => channel.Account == one.Id && channel.Territories.Any(territories.Contains)))
                .ThenBy(one => one.Id, StringComparer.Ordinal).Select(HandleOf).FirstOrDefault();
    }
}
