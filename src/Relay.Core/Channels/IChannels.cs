using Relay.Core.Swarm;

namespace Relay.Core.Channels;

/// <summary>The accounts and channels in force now. They are data: they may come and go while Relay runs.</summary>
public interface IChannels
{
    /// <summary>Every channel, by id.</summary>
    IReadOnlyDictionary<string, Channel> Channels { get; }

    /// <summary>Every account, by id.</summary>
    IReadOnlyDictionary<string, Account> Accounts { get; }

    /// <summary>The spaces that the operator's file names beside the channels. Default none.</summary>
    IReadOnlyList<Space> Spaces => [];
}
