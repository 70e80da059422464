namespace Relay.Core.Inbox;

/// <summary>How long the inbox keeps what people wrote, from the moment it came. A person who becomes a contact has durations of their own; these are for passages (DP-11).</summary>
public static class InboxKeeping
{
    /// <summary>Raw payloads: as long as a fault of a reader may need to be found and the payload read again.</summary>
    public static TimeSpan Raw { get; } = TimeSpan.FromDays(30);

    /// <summary>Words with their authors.</summary>
    public static TimeSpan Words { get; } = TimeSpan.FromDays(30);
}
