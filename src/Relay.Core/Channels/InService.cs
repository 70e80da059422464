namespace Relay.Core.Channels;

/// <summary>Whether an account writes to people. Pure.</summary>
public static class InService
{
    /// <summary>Whether what waits for an account may leave at all: one of its channels is live, or it has none. Of one whose channels are all drafts or shadows nothing does.</summary>
    public static bool IsInService(this IChannels channels, string account)
    {
        ArgumentNullException.ThrowIfNull(channels);
        var hasChannels = false;
        foreach (var channel in channels.Channels.Values)
        {
            if (channel.Account == account)
            {
                if (channel.Stage == Stage.Live)
                {
                    return true;
                }
                hasChannels = true;
            }
        }
        return !hasChannels;
    }
}
