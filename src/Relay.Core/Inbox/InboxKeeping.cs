namespace Relay.Core.Inbox;

/// <summary>How long the inbox keeps what people wrote, from the moment it came. A person who becomes a contact has durations of their own; these are for passages (DP-11).</summary>
public static class InboxKeeping
{
    /// <summary>Words, with the name as shown and the keyed hash of who wrote; raw payloads that wait, or hold a piece that was not understood. Where nobody has set it otherwise.</summary>
    public static TimeSpan Words { get; } = TimeSpan.FromDays(30);
}
