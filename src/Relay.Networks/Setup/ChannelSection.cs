using Relay.Core.Channels;

namespace Relay.Networks.Setup;

/// <summary>What the channels of networks with one kind of target have in common.</summary>
internal static class ChannelSection
{
    /// <summary>Refuses <c>Topic</c>, and any <c>TargetKind</c> but <c>Public</c>.</summary>
    public static void RefuseTopic(ConfigurationValues values, string network)
    {
        if (values.Text("Topic") is not null)
        {
            values.Add("Topic", $"{network} has no topics: leave it out.", $"{network} n'a pas de sujets : retirez ce réglage.");
        }
        values.Choice("TargetKind", nameof(TargetKind.Public), [nameof(TargetKind.Public)]);
    }
}
