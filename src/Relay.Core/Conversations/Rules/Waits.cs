using Relay.Core.Conversations.Settling;

namespace Relay.Core.Conversations.Rules;

/// <summary>By when a person of the federation must have looked.</summary>
public static class Waits
{
    /// <summary>A place on the waiting list, from now on.</summary>
    public static Waiting For(WaitReason reason, DateTimeOffset now) => new(reason, reason switch
    {
        WaitReason.Threat or WaitReason.Distress => now.AddHours(1),
        WaitReason.ExposedData => now.AddHours(2),
        WaitReason.DataRequest => now.AddMonths(1),
        WaitReason.Proposal or WaitReason.Blocked or WaitReason.Insults or WaitReason.TooMany => now.AddDays(3),
        _ => now.AddHours(24),
    });
}
