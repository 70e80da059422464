using Relay.Core.Channels;
using Relay.Core.Channels.Connecting;

namespace Relay.Networks.Connecting;

/// <summary>The settings of an account that is renewed, as its configuration has them.</summary>
internal static class KeptBefore
{
    /// <summary>Those that a configuration takes: an account in force also holds what was only found out when it was read.</summary>
    public static Dictionary<string, string> Settings(ConnectPlace place, INetworkSetup setup)
        => (place.Existing?.Settings ?? new Dictionary<string, string>()).Where(pair => setup.AccountSettings.Contains(pair.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase);
}
