using Relay.Core.Conversations.Settling;

namespace Relay.Core.Returns;

/// <summary>Somebody on the list for an event's door: the person's last answer counts.</summary>
/// <param name="Person">Id of the contact.</param>
/// <param name="Name">Name told, else as shown on the network; null where neither is kept. Hostile.</param>
/// <param name="Answer">Yes, maybe, no or waiting.</param>
/// <param name="Heads">How many come, the person included.</param>
/// <param name="At">When it was answered.</param>
/// <param name="IsReachable">Whether the person can still be told of a change.</param>
public sealed record Attendee(Guid Person, string? Name, RsvpAnswer Answer, int Heads, DateTimeOffset At, bool IsReachable)
{
    /// <summary>No personal data leaves by accident.</summary>
    public override string ToString() => $"attendee {Person}";
}
